"""Records as rows of a table for spreadsheets: what a text says is never taken for a formula. PURE."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from articles.exporting.records import ActorName, ArticleSummary, QuoteRecord, StatementRecord

R = TypeVar("R")
Cell = str | int | float | bool | None

BOM = "\ufeff"  # spreadsheets take the file for UTF-8 by it
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # what spreadsheets calculate, full-width forms too
SEVERAL = " | "
# A French spreadsheet that is not asked parts cells by semicolons, and takes our quotation marks for text.
_CELL = r"""([;\t\r\n](?:[^\S\t\r\n]|")*+)"""
_CALCULATED = f"(?=[{re.escape(''.join(FORMULA))}])"
_LIVE = re.compile(f"{_CELL}('*){_CALCULATED}")
_GUARDED = re.compile(f"{_CELL}'('*){_CALCULATED}")


@dataclass(frozen=True, slots=True)
class Table(Generic[R]):
    header: tuple[str, ...]
    row: Callable[[R], Sequence[Cell]]


class _Line:
    """What the csv module writes to, and gets back."""

    @staticmethod
    def write(line: str) -> str:
        return line


def lines_of(table: Table[R], records: Iterable[R]) -> Iterator[str]:
    """The lines of a CSV file, its header first."""
    writer = csv.writer(_Line())
    yield BOM + str(writer.writerow(table.header))
    for record in records:
        yield str(writer.writerow([inert(cell) for cell in table.row(record)]))


def inert(cell: Cell) -> Cell:
    """As `guarded`; numbers of ours stay numbers."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return guarded(cell) if isinstance(cell, str) else cell


def guarded(text: str) -> str:
    """With an apostrophe before what a spreadsheet would calculate, wherever a cell may begin. What has apostrophes
    there gets one more, so that `bare` finds what it was."""
    inside = _LIVE.sub(r"\1'\2", text)
    return f"'{inside}" if _is_live(text.lstrip("'")) else inside


def bare(text: str) -> str:
    """What was guarded."""
    inside = text[1:] if text.startswith("'") and _is_live(text.lstrip("'")) else text
    return _GUARDED.sub(r"\1\2", inside)


def _is_live(text: str) -> bool:
    """Whether a spreadsheet would calculate it, or may take its beginning off and calculate the rest."""
    return text.lstrip().startswith(FORMULA) or text[:1] in {"\t", "\r", "\n"}


def _article(record: ArticleSummary) -> Sequence[Cell]:
    outlet = record.outlet
    kinds = ("country", "person", "organisation", "place")
    return (
        record.id, record.title, record.published, record.date_basis, outlet.name if outlet else "",
        outlet.country if outlet else "", record.agency, SEVERAL.join(record.authors), record.language,
        *(SEVERAL.join(one.name for one in record.actors if one.kind == kind) for kind in kinds),
        record.statement_count, record.quote_count, record.copy_of, record.is_invented, record.url, record.original_url,
    )  # fmt: skip


def _statement(record: StatementRecord) -> Sequence[Cell]:
    speaker = record.said_by_actor
    return (
        record.article, record.title, record.published, record.outlet, record.type, record.score, record.mode,
        record.way, SEVERAL.join(record.contexts), record.told_on,
        *(_names(ones) for ones in (record.sources, record.targets, record.parties)),
        *(_states(ones) for ones in (record.sources, record.targets, record.parties)),
        speaker.name if speaker else record.said_by, record.sentence, record.place, record.certainty, record.status,
        record.url,
    )  # fmt: skip


def _quote(record: QuoteRecord) -> Sequence[Cell]:
    return (
        record.article, record.title, record.published, record.outlet,
        record.speaker.name if record.speaker else record.speaker_text,
        record.addressee.name if record.addressee else record.addressee_text, record.text, record.is_direct,
        _names(record.about), record.certainty, record.status, record.url,
    )  # fmt: skip


def _names(actors: Iterable[ActorName]) -> str:
    return SEVERAL.join(actor.name for actor in actors)


def _states(actors: Iterable[ActorName]) -> str:
    return SEVERAL.join(actor.code or actor.acts_for for actor in actors)


ARTICLES: Table[ArticleSummary] = Table(
    (
        "id", "title", "published", "date_basis", "outlet", "outlet_country", "agency", "authors", "language",
        "countries", "persons", "organisations", "places", "statements", "quotes", "copy_of", "is_invented", "url",
        "original_url",
    ),
    _article,
)  # fmt: skip
STATEMENTS: Table[StatementRecord] = Table(
    (
        "article", "title", "published", "outlet", "type", "score", "mode", "way", "contexts", "told_on", "sources",
        "targets", "parties", "source_states", "target_states", "party_states", "said_by", "sentence", "place",
        "certainty", "status", "url",
    ),
    _statement,
)  # fmt: skip
QUOTES: Table[QuoteRecord] = Table(
    (
        "article", "title", "published", "outlet", "speaker", "addressee", "text", "is_direct", "about", "certainty",
        "status", "url",
    ),
    _quote,
)  # fmt: skip
