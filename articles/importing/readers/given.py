"""A slip sorted into the parts of an article: what the archive says counts, the rest is found in the text. PURE."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from articles.importing.cleaning import Cleaned, clean
from articles.importing.cleaning.lines import split
from articles.importing.dating.grammar import WrittenDate, written_dates
from articles.importing.dating.stated import Place, Stated, dates_of_address
from articles.importing.parsed import ParsedLine, Part, Piece
from entities.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from articles.importing.cleaning.outlets import Outlets
    from articles.importing.parsed import Cut
    from articles.importing.readers.slips import Placed
    from entities.known import Authority

_LABEL = "Titre : "  # what a line says to the cleaner that is a title for sure
_LINE = re.compile(r"(?<=line )\d+")
_PARTS = {"title": Part.TITLE, "date": Part.DATE, "author": Part.BYLINE, "source": Part.BYLINE}
METADATA, ANOTHER_TITLE, HEAD = "metadata", "another title", "record head"
_SPLIT = re.compile(  # blanks are looked at once, from their first on
    r"(?:(?<!\s)\s++|(?=\S))(?:[;|]\s*|,\s++(?=[A-ZÀ-Þ]))|(?<!\s)\s++(?:et|and)\s++"
)
_BY = re.compile(r"^(?:par|by|de notre .{3,40}?,)\s+", re.IGNORECASE)
LONGEST_NAME, LONGEST_ADDRESS = 100, 1000  # characters that the catalogue keeps


def fill(placed: Placed, authority: Authority, outlets: Outlets) -> Cleaned:
    """The parts of the slip's article; every line of the slip is one of `lines`, and pieces point into them."""
    slip = placed.slip
    title = slip.first("title")
    above = [_LABEL + title.value, "", ""] if title else []  # two blank lines: nothing joins over them
    cleaned = clean(split("\n".join([*above, slip.text])), authority, outlets)
    _relocate(cleaned, placed.text_line - 1 - len(above))
    own = list(cleaned.lines[len(above) :])
    if title:
        _settle_title(cleaned, placed, title.value, own)
    cleaned.lines = tuple(_lines(placed, own))
    _settle_data(cleaned, placed, outlets)
    return cleaned


def _relocate(cleaned: Cleaned, shift: int) -> None:
    """From lines of what was cleaned to lines of the slip."""
    cleaned.pieces = [replace(piece, line=piece.line + shift) for piece in cleaned.pieces]
    cleaned.title_pieces = [replace(piece, line=piece.line + shift) for piece in cleaned.title_pieces]
    cleaned.cuts = [replace(cut, line=cut.line + shift) for cut in cleaned.cuts]
    cleaned.lines = tuple(
        replace(line, number=line.number + shift, reason=_LINE.sub(lambda m: str(int(m[0]) + shift), line.reason))
        for line in cleaned.lines
    )


def _settle_title(cleaned: Cleaned, placed: Placed, value: str, own: list[ParsedLine]) -> None:
    """The title is the one given, wherever the cleaner looked for one; a heading that it took is told as such."""
    first = placed.text_line - 3  # where the given title's own line was, before the text
    number = next(
        line for datum, line in zip(placed.slip.data, placed.data_lines, strict=True) if datum.kind == "title"
    )
    own[:] = [replace(one, reason=re.sub(rf"line {first}$", f"line {number}", one.reason)) for one in own]
    if not cleaned.title_pieces or cleaned.title_pieces[0].line != first or cleaned.title not in value:
        cleaned.title = value
        own[:] = [_demoted(line, value, number) if line.part == Part.TITLE else line for line in own]
    column = placed.lines[number - 1].find(cleaned.title, len(placed.lines[number - 1]) - len(value))
    _drop_given(cleaned, first, Piece(0, number, max(column, 0)))
    cuts = [_at(cut, number) if cut.line == first else cut for cut in cleaned.cuts if cut.line >= first]
    cleaned.cuts = [cut for cut in cuts if cut.text]
    cleaned.title_pieces = [Piece(0, number, max(column, 0))]


def _drop_given(cleaned: Cleaned, first: int, title: Piece) -> None:
    """A text that the title makes up alone stands where the title does; else no paragraph is the title's line."""
    if not cleaned.pieces or cleaned.pieces[0].line > first:
        return
    if len(cleaned.paragraphs) == 1 and all(piece.line <= first for piece in cleaned.pieces):
        cleaned.paragraphs, cleaned.pieces = [cleaned.title], [title]
        return
    length = len(cleaned.paragraphs.pop(0)) + 2
    cleaned.pieces = [replace(p, start=p.start - length) for p in cleaned.pieces if p.start >= length]


def _demoted(line: ParsedLine, title: str, number: int) -> ParsedLine:
    is_same = fold(line.text) == fold(title)
    return replace(line, part=Part.DROPPED, reason=f"repeats line {number}" if is_same else ANOTHER_TITLE)


def _at(cut: Cut, number: int) -> Cut:
    return replace(cut, line=number, text=cut.text.removeprefix(_LABEL.strip()).strip())


def _lines(placed: Placed, own: Sequence[ParsedLine]) -> Iterator[ParsedLine]:
    """Every line of the slip, in order, with what it is."""
    kinds = {line: datum.kind for datum, line in zip(placed.slip.data, placed.data_lines, strict=True)}
    by_number = {line.number: line for line in own}
    reasons = _rest_reasons(placed)
    for number, text in enumerate(placed.lines, 1):
        if number in by_number:
            yield replace(by_number[number], text=text)
        elif number in kinds:
            part = _PARTS.get(kinds[number], Part.DROPPED)
            yield ParsedLine(number, text, part, METADATA if part == Part.DROPPED else "")
        else:
            yield ParsedLine(number, text, Part.DROPPED, reasons.get(number, HEAD))


def _rest_reasons(placed: Placed) -> dict[int, str]:
    return {
        first + offset: rest.reason
        for rest, first in zip(placed.slip.rest, placed.rest_lines, strict=True)
        for offset in range(rest.text.count("\n") + 1)
    }


def _settle_data(cleaned: Cleaned, placed: Placed, outlets: Outlets) -> None:
    slip = placed.slip
    cleaned.stated = [
        one for datum in slip.all("date") for one in given_dates(datum.where, datum.value)
    ] + cleaned.stated
    names = [name for datum in slip.all("author") for name in author_names(datum.value)]
    cleaned.authors = list(dict.fromkeys(names)) or cleaned.authors
    agency = slip.first("agency")
    cleaned.agency = agency.value[:200] if agency else cleaned.agency
    url = slip.first("url")
    if url and url.value.startswith(("http://", "https://")) and len(url.value) <= LONGEST_ADDRESS:
        cleaned.url = url.value
        cleaned.stated += dates_of_address(url.value)
    source = slip.first("source")
    if source and source.value:
        named = outlets.named(source.value)
        cleaned.outlet, cleaned.outlet_text = named, source.value[:200]
    elif cleaned.outlet is None and url and (at := outlets.at(url.value)):
        cleaned.outlet, cleaned.outlet_text = at, url.value[:200]


def given_dates(where: str, value: str) -> list[Stated]:
    """The date of a datum, alone or among other words; a year alone counts too."""
    dates = [date for date in written_dates(value) if date.year is not None]
    full = [date for date in dates if date.month] or dates
    return [Stated(Place.LABELLED, date, _told(where, value, date)) for date in full[:1]]


def _told(where: str, value: str, date: WrittenDate) -> str:
    return f"{where}: {value if len(value) <= 80 else date.text}"[:120]


def author_names(value: str) -> list[str]:
    """« Jean Dupont ; Marie Durand »: two. What is too long for a name is none."""
    parts = _SPLIT.split(_BY.sub("", value.strip()))
    return [part for part in parts if 1 < len(part) <= LONGEST_NAME and not part.startswith("http")]
