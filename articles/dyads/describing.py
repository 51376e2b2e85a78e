"""The tables of a dyad's page: by unit, mode, type, year, speaker and outlet. Each count leads to what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from articles.dyads.asking import NONE, UNITS, Asked, Unit
from articles.dyads.counting import counts
from articles.dyads.drawing import Mark, is_monthly, narrowed_to, periods_of, places_in, strip, tally
from articles.dyads.facts import FIRM, STANDING, TONES, in_order_met, partial_date
from articles.vocabulary import MODES, TYPES, RelationWords, mode_words, relation_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from articles.dyads.facts import Facts
    from articles.models import Source
    from articles.vocabulary import Words
    from entities.models import Actor

A_YEAR = len("2000")


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


def unit_choices(facts: Facts, asked: Asked) -> tuple[Choice, ...]:
    found = counts(facts)
    return tuple(
        Choice(
            label, getattr(found, unit.value), asked.change(unit="" if unit == Unit.STATEMENTS else unit.value),
            unit == asked.chosen_unit,
        )
        for unit, label in UNITS.items()
    )  # fmt: skip


def mode_choices(facts: Facts, asked: Asked) -> tuple[Choice, ...]:
    """`facts` of all modes."""
    names = facts.columns.modes
    by_mode = dict(zip(names, tally(facts, asked.chosen_unit, facts.mode, len(names)), strict=True))
    return tuple(
        Choice(label, by_mode.get(mode, 0), asked.toggled(mode), mode in asked.mode)
        for mode, label in MODES.items()
        if by_mode.get(mode) or mode in asked.mode
    )


def type_rows(facts: Facts, asked: Asked, *, periods: Sequence[str]) -> tuple[TypeRow, ...]:
    """In the order of the ontology, from accord to attack."""
    unit, names, modes = asked.chosen_unit, facts.columns.types, facts.columns.modes
    totals = tally(facts, unit, facts.type, len(names))
    by_mode = tally(facts, unit, facts.type * len(modes) + facts.mode, len(names) * len(modes))
    by_period, highest = _by_type_and_period(facts, unit, periods)
    rows = []
    for name in sorted((name for name, total in zip(names, totals, strict=True) if total), key=_place_of_type):
        at, here = names.index(name), asked.whole().change(type=name)
        own = dict(zip(modes, by_mode[at * len(modes) : (at + 1) * len(modes)], strict=True))
        told = tuple((mode_words(mode), own[mode]) for mode in MODES if own.get(mode) and mode not in FIRM)
        marks = strip(by_period[at], here, periods=periods, highest=highest)
        rows.append(TypeRow(relation_words(name), Cell(totals[at], here), told, marks))
    return tuple(rows)


def _by_type_and_period(facts: Facts, unit: Unit, periods: Sequence[str]) -> tuple[list[list[int]], int]:
    """How many each type has in each period, and the most that one has, in no period of the row, too."""
    numbers, width = periods_of(facts, periods), len(periods)
    places, types = places_in(periods, numbers), facts.type
    inside = places >= 0
    found = tally(facts.where(inside), unit, (types * width + places)[inside], len(facts.columns.types) * width)
    known, others = np.unique(numbers[~inside], return_inverse=True)
    outside = tally(
        facts.where(~inside), unit, types[~inside] * len(known) + others, len(facts.columns.types) * len(known)
    )
    return [found[at * width : (at + 1) * width] for at in range(len(facts.columns.types))], max(
        [*found, *outside], default=1
    )


def period_rows(facts: Facts, asked: Asked, *, periods: Sequence[str]) -> tuple[PeriodRow, ...]:
    """The chart as a table, newest first; undated last."""
    unit, monthly, whole = asked.chosen_unit, is_monthly(periods), asked.whole()
    known, places = np.unique(periods_of(facts, periods), return_inverse=True)
    totals = tally(facts, unit, places, len(known))
    bearing = ~facts.is_standing
    by_tone = tally(facts.where(bearing), unit, (places * len(TONES) + facts.tone)[bearing], len(known) * len(TONES))
    standing = tally(facts.where(~bearing), unit, places[~bearing], len(known))
    rows = []
    for at, number in reversed(list(enumerate(known.tolist()))):
        date = partial_date(number)
        here = narrowed_to(date, whole, monthly=monthly) if date else whole.change(year=NONE)
        own = zip(TONES, by_tone[at * len(TONES) : (at + 1) * len(TONES)], strict=True)
        cells = {tone.value: Cell(count, here.change(tone=tone.value)) if count else None for tone, count in own}
        rows.append(
            PeriodRow(date, monthly and len(date) == A_YEAR, Cell(totals[at], here), **cells, standing=standing[at])
        )
    return tuple(rows)


def standing_choices(facts: Facts, asked: Asked) -> tuple[Choice, ...]:
    """Alliances and disputes, which no balance counts."""
    names = facts.columns.types
    found = dict(zip(names, tally(facts, asked.chosen_unit, facts.type, len(names)), strict=True))
    return tuple(
        Choice(TYPES[name].label, found[name], asked.whole().change(type=name), is_chosen=asked.type == name)
        for name in sorted(STANDING)
        if found.get(name)
    )


def speaker_rows(
    facts: Facts, asked: Asked, quotes: Mapping[int, int], actors: Mapping[int, Actor]
) -> tuple[SpeakerRow, ...]:
    """Who is given as the one who says it, and who is quoted about the other side; the most heard first."""
    said = _by_value(facts.where(facts.is_attributed), "speaker", asked.chosen_unit)
    whole, rows = asked.whole(), []
    for pk in {*said, *quotes}:
        actor = actors.get(pk)
        if pk and actor is None:
            continue
        cell = Cell(said[pk], whole.change(speaker=actor.slug if actor else NONE)) if pk in said else None
        rows.append(SpeakerRow(actor, cell, quotes.get(pk, 0) if pk else 0))
    return tuple(sorted(rows, key=_loudness))


def outlet_rows(facts: Facts, asked: Asked, sources: Mapping[int, Source]) -> tuple[OutletRow, ...]:
    articles = _by_value(facts, "outlet", Unit.ARTICLES)
    rows = []
    for pk, count in _by_value(facts, "outlet", asked.chosen_unit).items():
        source = sources.get(pk)
        here = asked.whole().change(outlet=source.slug if source else NONE)
        rows.append(OutletRow(source, articles[pk], Cell(count, here)))
    return tuple(sorted(rows, key=lambda row: (-row.cell.count, row.source.sort_name if row.source else "~")))


def _by_value(facts: Facts, column: str, unit: Unit) -> dict[int, int]:
    """How many of the unit have each value of a column, in the order in which these are first met."""
    values = getattr(facts, column)
    found = tally(facts, unit, values, 0)
    return {value: found[value] for value in in_order_met(values)}


def _place_of_type(name: str) -> int:
    known = [*(one for one in TYPES if one not in STANDING), *sorted(STANDING)]
    return known.index(name) if name in known else len(known)


def _loudness(row: SpeakerRow) -> tuple[int, bool, str]:
    heard = (row.cell.count if row.cell else 0) + row.quotes
    return -heard, row.actor is None, row.actor.sort_name if row.actor else ""
