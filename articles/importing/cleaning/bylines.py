"""Lines that say who wrote, and for whom: authors, outlet, agency. PURE."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.importing.cleaning.lines import Line
from articles.importing.cleaning.outlets import Outlets, is_site
from articles.importing.cleaning.patterns import any_of, rubrics
from entities.folding import fold
from entities.known import KnownOutlet

_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞŌŪ", "a-zà-öø-ÿōū"
_NAME_WORD = (
    rf"(?:[{_UPPER}](?:[{_LOWER}’']+|\.)(?:[-’'][{_UPPER}]?[{_LOWER}]+)*|[{_UPPER}]['’][{_UPPER}][{_LOWER}]+|"
    rf"[{_UPPER}]{{2,}}(?:-[{_UPPER}]+)*|[{_UPPER}]\.(?:-?[{_UPPER}]\.)*)"
)
NAME = rf"{_NAME_WORD}(?:[ \u00a0](?:{any_of('name_particles')}[ \u00a0])?{_NAME_WORD}){{1,3}}"
_NAMES = rf"{NAME}(?:\s*(?:,|et|and|&|/|avec)\s+{NAME}){{0,5}}"
_ROLE = rf"(?i:(?:notre |nos |l['’]|le |la |un |une )?{any_of('byline_roles')})"
_LABELLED = re.compile(
    rf"\(?\s*(?i:{any_of('byline_labels')})\s*:?\s+"
    rf"(?:{_ROLE}\s*(?:(?:à|en|au|aux|de|du)\s+[^,:]{{2,30}})?\s*[,:]?\s*)?(?P<names>{_NAMES})(?P<rest>.*)"
)
_UNSIGNED = re.compile(
    rf"\(?\s*(?:(?i:par|by|de|from)\s+|(?=(?:La|Notre) ))(?i:{any_of('anonymous_writers')})"
    r"(?P<rest>\s*(?:[,(/|–—-]|\b(?:avec|with|et|and)\b).{0,60})?\)?"
)
_SIGNED = re.compile(rf"\b(?:[Pp]ar|[Bb]y)\s+(?P<names>{_NAMES})")
_SIGNATURE = re.compile(rf"\s*(?P<names>{_NAMES})\s*,?\s*(?:{_ROLE}.{{0,40}})?")
_PARTS = re.compile(r"\s*\|\s*|\s+[•·–—-]\s+")
_PLACED = re.compile(
    rf"{NAME}\s*(?:,\s*(?:{_ROLE}.{{0,30}}|[{_UPPER}][\w-]+(?: [{_UPPER}][\w-]+)?)|\((?:à|en|au)\s[\w -]+\))"
)
GLUED = re.compile(  # a by-line behind a title, on its line
    rf"(?:\s*[-–—|]\s+(?i:par)\s+(?P<names>{_NAMES})|,?\s+(?i:par)\s+(?P<signed>{_NAMES})\s*\((?P<beside>[^()]{{3,60}})\))\s*$"
)
_POSTED = re.compile(rf"(?P<names>{_NAMES})\s*(?P<rest>(?:[,|–—/·•(]|-\s|\b(?i:à|pour|avec|in|for)\b|$).*)")
_PUBLISHED_BY = re.compile(r"(?i:publiée?|postée?|rédigée?|mise? en ligne|proposée?) par\s*:?\s*[A-ZÀ-Þ].{1,50}")
_CORRESPONDENT = re.compile(rf"\(?\s*(?i:de\s+)?{_ROLE}(?P<rest>[^.!?©]{{0,60}}?)[,:]?\s*(?P<names>{_NAMES})?\)?\.?")
_CONTRIBUTED = re.compile(
    r"\b(?:a|ont) (?:également |aussi )?(?:contribué|collaboré|participé) à (?:ce|cet|cette) "
    rf"{any_of('contributions')}\b|\bcontributed to this (?:report|story|article)\b"
)
_DESK = re.compile(
    rf"\(.*\b{any_of('desk_notes')}\b.*\)\.?|"
    r"(?:Reportage|Reporting|Version française|Édité|Edité|Traduction|Rédaction)\b.{0,140}(?:;|\b(?:par|by)\b).{2,140}"
)
_HEADED = re.compile(r"(?P<head>[\w' ’-]{3,30}?)\s*[-–—|/:.,]\s*(?P<rest>(?i:par|propos|recueilli|by)\b.*)$")
_SHORT = 8  # words of a line that says who published
_ANY_NAME = re.compile(NAME)
_CREDIT_LABEL = re.compile(r"^\W*(?:source|sources|avec|d['’]après|agences?|dépêches?|ag)\s*:?\s*", re.IGNORECASE)
_NOT_NAMES = re.compile(rf"^{any_of('no_first_names')}\b")


@dataclass(frozen=True, slots=True)
class Credit:
    """What a by-line says. `rest` is what is left of the line besides names, outlet and agency."""

    authors: tuple[str, ...] = ()
    outlet: KnownOutlet | None = None
    outlet_text: str = ""
    agency: str = ""


def labelled(line: Line, outlets: Outlets) -> Credit | None:
    """« Par Jean Dupont », « De notre correspondant à Moscou, X », « Propos recueillis par … »."""
    if line.words > 22 or line.is_long:
        return None
    text = _without_rubric(line.text.strip(" *_|"))
    match = _LABELLED.fullmatch(text)
    if match and _is_rest(match["rest"], outlets):
        return _with_credits(_split(match["names"]), match["rest"], outlets)
    match = _UNSIGNED.fullmatch(text)
    if match and not line.ends_sentence and _is_rest(match["rest"] or "", outlets):
        return _with_credits((), match["rest"] or "", outlets)
    match = _CORRESPONDENT.fullmatch(text)
    if match and not line.is_prose:
        return _with_credits(_split(match["names"] or ""), match["rest"], outlets)
    if line.words <= _SHORT and not line.ends_sentence and _PUBLISHED_BY.fullmatch(text):
        return Credit()
    return None


def _without_rubric(text: str) -> str:
    """« Analyse – par Jean Dupont » without the heading."""
    headed = _HEADED.match(text)
    return headed["rest"] if headed and fold(headed["head"]) in rubrics() else text


def closing(line: Line, outlets: Outlets) -> Credit | None:
    """What agencies put under their texts: who contributed, who translated, who edited."""
    if line.words <= 45 and not line.is_long and (_CONTRIBUTED.search(line.text) or _DESK.fullmatch(line.text)):
        writers = line.text if _CONTRIBUTED.search(line.text) else ""
        names = tuple(
            bare
            for name in _ANY_NAME.findall(writers)
            if (bare := _without_outlet(name, outlets)) and not _NOT_NAMES.match(bare)
        )
        words = re.findall(r"\b[A-Z][\w.-]+(?: [A-Z]\w+)?", line.text)
        agency = next((outlet for word in words if (outlet := outlets.agency(word))), None)
        return Credit(names, agency=agency.name if agency else "")
    return None


def bare(line: Line, outlets: Outlets, *, signed: bool) -> Credit | None:
    """Names alone, with or without an outlet: « Jean Dupont », « A. Martin et B. Petit, The Associated Press ».

    Names in capitals are a signature where one is looked for (`signed`), and headings elsewhere.
    """
    text = line.text
    if signed and text.endswith(".") and text.isupper() and line.words <= 4:
        text = text.rstrip(".")
    elif line.words > 16 or line.is_long or text[0] in "–—-" or (line.ends_sentence and not text.endswith(")")):
        return None
    credit = credit_only(text, outlets)
    if credit:
        return credit
    match = _POSTED.fullmatch(text.strip(" *_|–—-"))
    if not match or not _is_rest(match["rest"], outlets) or not _are_names(match["names"]):
        return None
    if (match["rest"].strip() == "" and line.words > 8) or (text.isupper() and not signed):
        return None
    return _with_credits(_split(match["names"]), match["rest"], outlets)


def has_place(line: Line) -> bool:
    """« Jean Dupont, Oslo », « Jean Dupont (à Bergen) », « Jean Dupont, envoyé spécial »: a name and more."""
    return line.words <= 9 and bool(_PLACED.fullmatch(line.text))


def named_in(text: str, outlets: Outlets) -> Credit:
    """Outlet, agency and « par X » of a date line, or a name between its bars."""
    match = _SIGNED.search(text) or next(filter(None, map(_SIGNATURE.fullmatch, _PARTS.split(text))), None)
    names = match["names"] if match else ""
    return _with_credits(_split(names) if _are_names(names) and not names.isupper() else (), text, outlets)


def credit_only(text: str, outlets: Outlets) -> Credit | None:
    """A line that names nothing but outlets: « AFP », « (avec Reuters) », « Source : Le Figaro »."""
    labelled_source = re.match(r"^\W*sources?\s*:", text, re.IGNORECASE)
    bare_text = _CREDIT_LABEL.sub("", text.strip(" ()[].|–—-")).strip()
    parts = [part for part in re.split(r"\s*(?:[,/|–—&+]|\s-\s|\bavec\b|\bet\b|\bvia\b)\s*", bare_text) if part]
    named = [(part, outlets.named(part)) for part in parts]
    if not parts or not all(outlet for _, outlet in named):
        return Credit(outlet_text=bare_text) if labelled_source and len(bare_text.split()) <= 5 else None
    publisher = next(((part, o) for part, o in named if o and (o.type != "agency" or labelled_source)), None)
    agency = next((o.name for _, o in named if o and o.type == "agency" and (not publisher or o != publisher[1])), "")
    if publisher:
        return Credit(outlet=publisher[1], outlet_text=publisher[0], agency=agency)
    return Credit(agency=agency)


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split(r"\s*(?:,|/|&|\bet\b|\band\b|\bavec\b)\s*", names) if name.strip())


def _are_names(names: str) -> bool:
    return not any(_NOT_NAMES.match(name) or fold(name) in rubrics() for name in _split(names))


def _is_rest(rest: str, outlets: Outlets) -> bool:
    """What follows the names of a by-line: a role, a place, an outlet, a time; never a sentence."""
    words = fold(rest).split()
    if len(words) > 12:
        return False
    return not re.search(r"(?<!\b[A-Z])\.\s+[A-ZÀ-Ö]", rest) and not re.match(
        r"\s*(?:qui|que|a|ont|est|s['’]|se|n['’])\b", rest
    )


def _with_credits(names: tuple[str, ...], rest: str, outlets: Outlets) -> Credit:
    found = _named_within(rest, outlets)
    site = next((outlet for part in rest.split() if is_site(part) and (outlet := outlets.at(part))), None)
    people = tuple(name for name in names if outlets.named(name) is None and not _NOT_NAMES.match(name))
    found += [outlet for name in names if (outlet := outlets.named(name))]
    agency = next((outlet.name for outlet in found if outlet.type == "agency"), "")
    publisher = site or next((outlet for outlet in found if outlet.type != "agency"), None)
    return Credit(people, publisher, publisher.name if publisher else "", agency)


def _named_within(text: str, outlets: Outlets) -> list[KnownOutlet]:
    parts = re.split(r"\s*(?:[,/|–—&+()·•]|\s-\s|\bavec\b|\bpour\b|\bà\b|\bl['’]agence\b|\bd['’])\s*", text)
    whole = [outlet for part in parts if (outlet := outlets.named(part.strip(" .")))]
    return list(dict.fromkeys(whole))


def _without_outlet(name: str, outlets: Outlets) -> str:
    """« Kyodo News Taro Ida » without the agency that stands before the name."""
    words = name.split()
    for count in range(len(words), 0, -1):
        if outlets.named(" ".join(words[:count])):
            return " ".join(words[count:]) if len(words) - count >= 2 else ""
    return name
