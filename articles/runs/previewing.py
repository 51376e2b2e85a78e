"""What an import would make of its sources, with nothing stored: how it cuts, and where each datum is from."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from articles.importing.parsed import ParsedArticle, Unreadable
from articles.importing.readers import slips
from articles.importing.readers.decoding import decode
from articles.importing.readers.records import Dropped, Options, Record, Refused
from articles.importing.storing import Outcome
from articles.reading import open_file
from articles.runs.keeping import Known, known_of
from articles.runs.sources import Given, Progress, items_of, told_apart
from entities.known import Authority

SHOWN_WORDS = 90  # characters of a text's start and end
BATCH = 50
_QUIET = ("blank", "record head", "metadata")


@dataclass(frozen=True, slots=True)
class Told:
    """One datum: what it is, and where it was read."""

    kind: str
    value: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """How the record's lines were sorted: so many of them left out for one reason, the first of them."""

    reason: str
    lines: int
    first: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One record, or one thing that is none. `note` says why it was refused or left."""

    name: str
    place: str
    outcome: Outcome | None  # None: left aside, being no article
    note: str = ""
    data: tuple[Told, ...] = ()
    paragraphs: int = 0
    characters: int = 0
    start: str = ""
    end: str = ""
    cuts: tuple[Cut, ...] = ()


def preview(
    arguments: Iterable[str], options: Options, authority: Authority, *, today: datetime.date,
    progress: Progress | None = None, given: Callable[[str], Given | None] = lambda _name: None,
) -> Iterator[Shown]:  # fmt: skip
    counter = progress or Progress()
    items = (item for argument in arguments for item in told_apart(items_of(argument, options, counter, given)))
    while batch := list(islice(items, BATCH)):
        known = iter(known_of([item for item in batch if isinstance(item, Record)]))
        for item in batch:
            yield _record(*next(known), authority, today) if isinstance(item, Record) else _other(item)


def _other(item: Dropped | Refused) -> Shown:
    if isinstance(item, Dropped):
        return Shown(item.source, item.place, None, item.reason, start=_start(item.text))
    return Shown(item.source, item.place, Outcome.REJECTED, item.reason)


def _record(item: Record, known: Known, authority: Authority, today: datetime.date) -> Shown:
    parsed = open_file(item.data, item.name, authority, today)
    if isinstance(parsed, Unreadable):
        return Shown(item.name, item.place, Outcome.REJECTED, str(parsed))
    return Shown(
        item.name, item.place, _outcome(known), data=tuple(_data(parsed)),
        paragraphs=parsed.body.count("\n\n") + 1, characters=len(parsed.body), start=_start(parsed.body),
        end=_end(parsed.body), cuts=tuple(_cuts(parsed)),
    )  # fmt: skip


def _outcome(known: Known) -> Outcome:
    """A file that was only moved is no new one."""
    if known.by_name is None:
        return Outcome.NEW if known.by_bytes is None else Outcome.UPDATED
    return Outcome.UNCHANGED if known.by_name.sha256 == known.digest else Outcome.UPDATED


def _data(parsed: ParsedArticle) -> Iterator[Told]:
    given = _given(parsed)
    line = f"line {parsed.title_pieces[0].line}" if parsed.title_pieces else ""
    yield Told("title", parsed.title, given.get("title", line))
    published = parsed.published
    yield Told("date", published.value or "", published.evidence)
    found = (
        ("outlet", parsed.source or parsed.source_text, given.get("source", parsed.source_text)),
        ("authors", "; ".join(parsed.authors), given.get("author", "text")),
        ("agency", parsed.agency, given.get("agency", "text")),
        ("address", parsed.url, given.get("url", "text")),
        ("language", parsed.language, given.get("language", "text")),
    )
    for kind, value, where in found:
        if value:
            yield Told(kind, value, where)


def _given(parsed: ParsedArticle) -> dict[str, str]:
    placed = slips.parse(decode(parsed.data).text)
    return {datum.kind: datum.where for datum in reversed(placed.slip.data)} if placed else {}


def _cuts(parsed: ParsedArticle) -> Iterator[Cut]:
    left = [line for line in parsed.dropped if line.reason and line.reason not in _QUIET]
    counts = Counter(line.reason for line in left)
    for reason, count in counts.items():
        first = next(line.text for line in left if line.reason == reason)
        yield Cut(reason, count, _start(first))
    for cut in parsed.cuts:
        yield Cut(cut.reason, 1, _start(cut.text))


def _start(text: str) -> str:
    flat = slips.one_line(text[: 2 * SHOWN_WORDS])
    return flat if len(flat) <= SHOWN_WORDS else f"{flat[:SHOWN_WORDS]}…"


def _end(text: str) -> str:
    flat = slips.one_line(text[-2 * SHOWN_WORDS :])
    return "" if len(text) <= SHOWN_WORDS else f"…{flat[-SHOWN_WORDS:]}"
