"""The tables of a dyad's page: by unit, mode, type, year, speaker and outlet. Each count leads to what it counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from articles.dyads.asking import NONE, UNITS, Asked, Unit
from articles.dyads.counting import FIRM, STANDING, counts
from articles.dyads.drawing import Mark, counted_in, is_monthly, narrowed_to, period_of, strip
from articles.vocabulary import MODES, TYPES, RelationWords, Tone, mode_words, relation_words

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

    from articles.dyads.counting import Fact
    from articles.models import Source
    from articles.vocabulary import Words
    from entities.models import Actor

A_YEAR = len("2000")
K = TypeVar("K", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that changes what is counted; `count` is what is seen after the click."""

    label: Words
    count: int
    address: Asked
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    count: int
    address: Asked


@dataclass(frozen=True, slots=True)
class TypeRow:
    words: RelationWords
    cell: Cell
    modes: tuple[tuple[Words, int], ...]  # those that are not plainly asserted
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """`date` is a year or a month, or empty. `is_vague`: a year among months, of what has no known month."""

    date: str
    is_vague: bool
    total: Cell
    cooperation: Cell | None
    neutral: Cell | None
    conflict: Cell | None
    standing: int


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """`actor` None: people whom no article names."""

    actor: Actor | None
    cell: Cell | None
    quotes: int


@dataclass(frozen=True, slots=True)
class OutletRow:
    source: Source | None
    articles: int
    cell: Cell


def unit_choices(facts: Collection[Fact], asked: Asked) -> tuple[Choice, ...]:
    found = counts(facts)
    return tuple(
        Choice(
            label, getattr(found, unit.value), asked.change(unit="" if unit == Unit.STATEMENTS else unit.value),
            unit == asked.chosen_unit,
        )
        for unit, label in UNITS.items()
    )  # fmt: skip


def mode_choices(facts: Sequence[Fact], asked: Asked) -> tuple[Choice, ...]:
    """`facts` of all modes."""
    count, by_mode = counted_in(asked.chosen_unit), _grouped((fact.mode, fact) for fact in facts)
    return tuple(
        Choice(label, count(by_mode.get(mode, [])), asked.toggled(mode), mode in asked.mode)
        for mode, label in MODES.items()
        if mode in by_mode or mode in asked.mode
    )


def type_rows(facts: Sequence[Fact], asked: Asked, *, periods: Sequence[str]) -> tuple[TypeRow, ...]:
    """In the order of the ontology, from accord to attack."""
    count, by_type = counted_in(asked.chosen_unit), _grouped((fact.type, fact) for fact in facts)
    highest = max(
        map(count, _grouped(((period_of(fact, periods), fact.type), fact) for fact in facts).values()), default=1
    )
    rows = []
    for name in sorted(by_type, key=_place_of_type):
        own, here = by_type[name], asked.whole().change(type=name)
        modes = Counter({mode: count([fact for fact in own if fact.mode == mode]) for mode in MODES})
        told = tuple((mode_words(mode), modes[mode]) for mode in MODES if modes[mode] and mode not in FIRM)
        marks = strip(own, here, periods=periods, highest=highest)
        rows.append(TypeRow(relation_words(name), Cell(count(own), here), told, marks))
    return tuple(rows)


def period_rows(facts: Sequence[Fact], asked: Asked, *, periods: Sequence[str]) -> tuple[PeriodRow, ...]:
    """The chart as a table, newest first; undated last."""
    count, rows, monthly = counted_in(asked.chosen_unit), [], is_monthly(periods)
    by_period = _grouped((period_of(fact, periods), fact) for fact in facts)
    for date in sorted(by_period, reverse=True):
        own = by_period[date]
        dated, undated = narrowed_to(date, asked.whole(), monthly=monthly), asked.whole().change(year=NONE)
        here = dated if date else undated
        by_tone = _grouped((fact.tone, fact) for fact in own if not fact.is_standing)
        cells = {
            tone.value: Cell(count(by_tone[tone]), here.change(tone=tone.value)) if tone in by_tone else None
            for tone in Tone
        }
        standing = count([fact for fact in own if fact.is_standing])
        rows.append(
            PeriodRow(date, monthly and len(date) == A_YEAR, Cell(count(own), here), **cells, standing=standing)
        )
    return tuple(rows)


def standing_choices(facts: Sequence[Fact], asked: Asked) -> tuple[Choice, ...]:
    """Alliances and disputes, which no balance counts."""
    count = counted_in(asked.chosen_unit)
    by_type = _grouped((fact.type, fact) for fact in facts if fact.is_standing)
    return tuple(
        Choice(TYPES[name].label, count(by_type[name]), asked.whole().change(type=name), is_chosen=asked.type == name)
        for name in sorted(by_type)
    )


def speaker_rows(
    facts: Sequence[Fact], asked: Asked, quotes: Mapping[int, int], actors: Mapping[int, Actor]
) -> tuple[SpeakerRow, ...]:
    """Who is given as the one who says it, and who is quoted about the other side; the most heard first."""
    count = counted_in(asked.chosen_unit)
    said = _grouped((fact.speaker, fact) for fact in facts if fact.is_attributed)
    rows = []
    for pk in {*said, *quotes}:
        actor = actors.get(pk) if pk else None
        if pk is not None and actor is None:
            continue
        here = asked.whole().change(speaker=actor.slug if actor else NONE)
        cell = Cell(count(said[pk]), here) if pk in said else None
        rows.append(SpeakerRow(actor, cell, quotes.get(pk, 0) if pk else 0))
    return tuple(sorted(rows, key=_loudness))


def outlet_rows(facts: Sequence[Fact], asked: Asked, sources: Mapping[int, Source]) -> tuple[OutletRow, ...]:
    count, by_outlet = counted_in(asked.chosen_unit), _grouped((fact.outlet, fact) for fact in facts)
    rows = []
    for pk, own in by_outlet.items():
        source = sources.get(pk) if pk else None
        here = asked.whole().change(outlet=source.slug if source else NONE)
        rows.append(OutletRow(source, counts(own).articles, Cell(count(own), here)))
    return tuple(sorted(rows, key=lambda row: (-row.cell.count, row.source.sort_name if row.source else "~")))


def _grouped(pairs: Iterable[tuple[K, Fact]]) -> dict[K, list[Fact]]:
    found: defaultdict[K, list[Fact]] = defaultdict(list)
    for key, fact in pairs:
        found[key].append(fact)
    return dict(found)


def _place_of_type(name: str) -> int:
    known = [*(one for one in TYPES if one not in STANDING), *STANDING]
    return known.index(name) if name in known else len(known)


def _loudness(row: SpeakerRow) -> tuple[int, bool, str]:
    heard = (row.cell.count if row.cell else 0) + row.quotes
    return -heard, row.actor is None, row.actor.sort_name if row.actor else ""
