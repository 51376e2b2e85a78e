"""Factiva's exports, in HTML and in RTF: documents in lines, with fields under codes or laid out to be read. PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from articles.importing.dating.grammar import written_dates
from articles.importing.readers import slips
from articles.importing.readers.fields import language_code
from articles.importing.readers.markup import blocks, decoded_page, tree_of
from articles.importing.readers.records import Dropped, Item, Options, Record, Refused, bounded_key, whole
from articles.importing.readers.slips import Datum, Rest, Slip

LARGEST = 60 * 2**20  # bytes of one collection in HTML
NUMBER = re.compile(r"(?:Document|Dokument|Documento|Doc\.)\s+(?P<number>[A-Za-z][A-Za-z0-9]{12,40})")
_CODE = re.compile(
    r"(?P<code>SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|ART|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|DLN|CLM|TI)"
    r"(?:$|(?=[\s|])[\s|]*)(?P<rest>.*)"
)
_COUNT = re.compile(
    r"\d[\d\s.,\u00a0\u202f]{0,10}\s?(?:mots|words|Wörter|palabras|parole|palavras|woorden)\.?", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s?[AP]M)?(?:\s+GMT)?", re.IGNORECASE)
_SHORT_NAME = re.compile(r"[A-Z0-9]{2,10}")
_LANGUAGE = re.compile(
    r"français|anglais|allemand|espagnol|italien|russe|japonais|french|english|german|spanish", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"(?:\W*copyright|\W*©|\(c\)|tous droits|all rights)", re.IGNORECASE)
_BYLINE = re.compile(r"(?:par|by|de notre|propos recueillis|avec|correspondance)\b", re.IGNORECASE)
_DATA = {"HD": "title", "TI": "title", "PD": "date", "BY": "author", "SN": "source", "LA": "language"}
_TEXT = ("LP", "TD", "ART")
_MOST_HEAD = 12  # lines between the count of words and the text
NO_TEXT, AFTER = "The document holds no text.", "after the last document"
CUT = "The document is cut off: it has no number."


def is_export(start: bytes) -> bool:
    """Of an HTML page."""
    return bool(re.search(rb"class=[\"']article \w*Article[\"']|Factiva|id=[\"']article-[A-Z0-9]{12,}", start))


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Item]:
    text, encoding = decoded_page(whole(stream, min(LARGEST, options.limits.file)))
    yield from documents(blocks(tree_of(text)), name, encoding)


def documents(lines: Sequence[str], name: str, encoding: str) -> Iterator[Item]:
    """The documents that the lines hold: each ends with its number."""
    begun, count = 0, 0
    for at in range(len(lines)):
        number = _number(lines, at)
        if not number:
            continue
        count += 1
        yield _one([one for one in lines[begun : at + 1] if one.strip()], number, name, f"document {count}", encoding)
        begun = at + 1
    left = "\n".join(line for line in lines[begun:] if line.strip())
    if count and any(_COUNT.fullmatch(line.strip()) for line in lines[begun:]):
        yield Refused(name, f"document {count + 1}", CUT)
    if left and count:
        yield Dropped(name, AFTER, AFTER, left)
    elif left:
        yield Refused(name, "", "No document number: this is no export of Factiva, or one that was cut.")


def _number(lines: Sequence[str], at: int) -> str:
    """Of the document that ends with this line, in either layout."""
    line = lines[at].strip(" |\u00a0")
    if match := NUMBER.fullmatch(line):
        return match["number"]
    coded = _CODE.fullmatch(line)
    if coded and coded["code"] == "AN" and (match := NUMBER.search(coded["rest"])):
        return match["number"]
    if not coded and at and lines[at - 1].strip(" |\u00a0") == "AN":
        return line
    return ""


def _one(lines: list[str], number: str, name: str, place: str, encoding: str) -> Item:
    slip = _coded(lines, name, encoding) if _is_coded(lines) else _laid_out(lines, name, encoding)
    if not slip.text.strip():
        return Refused(name, place, NO_TEXT)
    return Record(name, bounded_key(number), place, slips.write(slip))


def _is_coded(lines: list[str]) -> bool:
    codes = {match["code"] for line in lines if (match := _CODE.fullmatch(line.strip(" |")))}
    return {"HD", "PD"} <= codes or {"HD", "SN"} <= codes


def _coded(lines: list[str], name: str, encoding: str) -> Slip:
    """Codes come in an order, so that a paragraph that begins like one is not taken for one twice."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        bare = line.strip(" |\u00a0")
        match = _CODE.fullmatch(bare)
        if match and match["code"] not in fields:
            code = match["code"]
            fields[code] = [match["rest"].strip(" |")] if match["rest"].strip(" |") else []
        elif bare:
            fields.setdefault(code, []).append(bare)
    data = [datum for code, kind in _DATA.items() if (datum := _datum(kind, code, " ".join(fields.get(code, []))))]
    text = "\n\n".join(line for code in _TEXT for line in fields.get(code, []))
    said = {datum.where.partition(":")[2] for datum in data}
    rest = [
        Rest(code or "above the title", "\n".join(own))
        for code, own in fields.items()
        if code not in {*said, *_TEXT} and own
    ]
    return Slip("factiva", name, text, tuple(data), tuple(rest), encoding)


def _datum(kind: str, where: str, value: str) -> Datum | None:
    said = language_code(value) if kind == "language" else value
    return Datum(kind, f"factiva:{where}", said) if said.strip() else None


def _laid_out(lines: list[str], name: str, encoding: str) -> Slip:
    """Title, by-line, count of words, date, outlet, its short name, page, language, copyright; then the text."""
    counted = next((at for at, line in enumerate(lines[:30]) if _COUNT.fullmatch(line.strip())), None)
    if counted is None:
        return Slip("factiva", name, "\n\n".join(lines[:-1]), (), (Rest("number", lines[-1]),), encoding)
    data, rest = _above(lines[:counted])
    rest.append(Rest("count of words", lines[counted]))
    begin = _text_start(lines, counted + 1)
    more, others = _below(lines[counted + 1 : begin])
    rest += [Rest("record head", "\n".join(others))] if others else []
    rest.append(Rest("number", lines[-1]))
    return Slip("factiva", name, "\n\n".join(lines[begin:-1]), (*data, *more), tuple(rest), encoding)


def _above(lines: list[str]) -> tuple[list[Datum], list[Rest]]:
    """What stands over the count of words: a heading perhaps, the title, a by-line perhaps."""
    authors = [line for line in lines[1:] if _BYLINE.match(line)] or [
        line for line in lines[-1:] if _names_people(line, lines)
    ]
    others = [line for line in lines if line not in authors]
    title = max(others, key=len, default="")
    data = [Datum("title", "factiva:HD", title)] if title else []
    data += [Datum("author", "factiva:BY", author) for author in authors]
    left = [line for line in others if line != title]
    return data, [Rest("above the title", "\n".join(left))] if left else []


def _names_people(line: str, lines: list[str]) -> bool:
    words = re.findall(r"[\w’'-]+", line)
    is_short = len(lines) > 1 and 2 <= len(words) <= 6 and not line.rstrip().endswith((".", "?", "!", ":"))
    return is_short and all(word[0].isupper() for word in words)


def _text_start(lines: list[str], at: int) -> int:
    """After the copyright, else the language, else the outlet's short name; else after date and outlet."""
    head = lines[at : at + _MOST_HEAD]
    for pattern in (_COPYRIGHT, _LANGUAGE, _SHORT_NAME):
        found = [place for place, line in enumerate(head) if _stands(pattern, line)]
        if found:
            return at + found[0] + 1
    return min(at + 2, len(lines) - 1)


def _stands(pattern: re.Pattern[str], line: str) -> bool:
    return bool(pattern.match(line) if pattern is _COPYRIGHT else pattern.fullmatch(line.strip()))


def _below(lines: list[str]) -> tuple[list[Datum], list[str]]:
    data: list[Datum] = []
    others: list[str] = []
    for line in lines:
        kinds = {datum.kind for datum in data}
        if "date" not in kinds and any(date.year for date in written_dates(line)):
            data.append(Datum("date", "factiva:PD", line))
        elif _LANGUAGE.fullmatch(line.strip()) and (code := language_code(line)):
            data.append(Datum("language", "factiva:LA", code))
        elif "date" in kinds and "source" not in kinds and not _CLOCK.fullmatch(line.strip()):
            data.append(Datum("source", "factiva:SN", line))
        else:
            others.append(line)
    return data, others
