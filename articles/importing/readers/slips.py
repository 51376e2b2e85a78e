"""A record of an archive as a text file of its own: what the archive says of it, its text, and what of it is neither.

    %slip 1
    %format jsonl
    %origin archive.jsonl, line 17
    %title<TAB>json:title<TAB>Oslo et Reykjavik ouvrent un bureau
    %date<TAB>json:date<TAB>2011-05-04
    %text 2
    (two lines)
    %rest field "tags" 1
    (one line)

Each datum stands with where it was read. Such a file is all that an article needs to be read again. PURE.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

MAGIC = "%slip 1\n"
KINDS = ("title", "date", "author", "source", "agency", "url", "language")
_LINE_ENDS = re.compile("\r\n|[\n\r\f\v\x1c-\x1e\u2028\u2029\x85]")
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SECTION = re.compile(r"%(text|rest)(?: (.*))? (\d+)")
LONGEST_REST = 200_000  # characters: what is neither datum nor text stays in the archive beyond that


@dataclass(frozen=True, slots=True)
class Datum:
    """`where`: the field, tag or header of the archive that says so."""

    kind: str  # one of KINDS
    where: str
    value: str


@dataclass(frozen=True, slots=True)
class Rest:
    """Words of the record that are no part of its article."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Slip:
    format: str
    origin: str  # for people: which file, which line
    text: str
    data: tuple[Datum, ...] = ()
    rest: tuple[Rest, ...] = ()
    encoding: str = "utf-8"  # of the archive

    def first(self, kind: str) -> Datum | None:
        return next((datum for datum in self.data if datum.kind == kind), None)

    def all(self, kind: str) -> list[Datum]:
        return [datum for datum in self.data if datum.kind == kind]


@dataclass(frozen=True, slots=True)
class Placed:
    """A slip as read back, with the lines of the file, from 1, at which its parts stand."""

    slip: Slip
    data_lines: tuple[int, ...]  # of each datum
    text_line: int  # the first of the text
    rest_lines: tuple[int, ...]  # the first of each rest
    lines: tuple[str, ...]  # all of the file


def write(slip: Slip) -> bytes:
    """The file. Line ends become LF; signs that no text holds, and halves of characters, become U+FFFD."""
    parts = [MAGIC, f"%format {one_line(slip.format)}\n", f"%origin {one_line(slip.origin)}\n"]
    if slip.encoding != "utf-8":
        parts.append(f"%encoding {one_line(slip.encoding)}\n")
    parts += [f"%{datum.kind}\t{one_line(datum.where)}\t{one_line(datum.value)}\n" for datum in slip.data]
    parts.append(_section("text", slip.text))
    parts += [_section(f"rest {one_line(rest.reason)}", _bounded(rest.text)) for rest in slip.rest]
    return safe("".join(parts)).encode()


def safe(text: str) -> str:
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _UNSAFE.sub("\ufffd", whole)


def one_line(text: str) -> str:
    return " ".join(text.split())


def _section(head: str, text: str) -> str:
    lines = _LINE_ENDS.split(text)
    return f"%{head} {len(lines)}\n" + "".join(f"{line}\n" for line in lines)


def _bounded(text: str) -> str:
    if len(text) <= LONGEST_REST:
        return text
    return f"{text[:LONGEST_REST]}\n[{len(text) - LONGEST_REST:,} more characters stay in the archive]"


def parse(text: str) -> Placed | None:
    """None where the text is no slip, or a damaged one."""
    if not text.startswith(MAGIC):
        return None
    lines = text.removesuffix("\n").split("\n")
    return _Reading(tuple(lines)).read()


@dataclass(slots=True)
class _Reading:
    lines: tuple[str, ...]

    def read(self) -> Placed | None:
        slip, data_lines, at = self._head()
        text_line, rest_lines = 0, []
        while at < len(self.lines):
            section = _SECTION.fullmatch(self.lines[at])
            if section is None or at + 1 + int(section[3]) > len(self.lines):
                return None
            words = "\n".join(self.lines[at + 1 : at + 1 + int(section[3])])
            if section[1] == "text" and not text_line:
                slip, text_line = replace(slip, text=words), at + 2
            else:
                slip = replace(slip, rest=(*slip.rest, Rest(section[2] or "", words)))
                rest_lines.append(at + 2)
            at += 1 + int(section[3])
        return Placed(slip, data_lines, text_line, tuple(rest_lines), self.lines) if text_line else None

    def _head(self) -> tuple[Slip, tuple[int, ...], int]:
        heads = {"format": "", "origin": "", "encoding": "utf-8"}
        data: list[Datum] = []
        numbers: list[int] = []
        at = 1
        while at < len(self.lines) and not _SECTION.fullmatch(self.lines[at]):
            name, tab, rest = self.lines[at].removeprefix("%").partition("\t")
            if tab and name in KINDS:
                where, _tab, value = rest.partition("\t")
                data.append(Datum(name, where, value))
                numbers.append(at + 1)
            else:
                key, _space, value = name.partition(" ")
                heads[key] = value
            at += 1
        slip = Slip(heads["format"], heads["origin"], "", tuple(data), encoding=heads["encoding"])
        return slip, tuple(numbers), at
