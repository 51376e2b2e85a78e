"""Figures of a dyad's charts, in the units of their viewBox. Templates draw them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from articles.dyads.counting import FIRM
from articles.vocabulary import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from articles.dyads.asking import Asked, Unit
    from articles.dyads.counting import Fact

STEP, GAP = 10, 2  # a year, of which the bar takes all but the gap
UP = 60  # the height of one side, above and below the line
WIDEST = 56  # pixels of a year where there is room
LOWEST = 4  # one statement is still seen
STRIP = 20  # the height of a type's strip


@dataclass(frozen=True, slots=True)
class Bar:
    """One year of one tone: `count` units, of which `doubtful` are planned, hypothetical or negated and drawn apart, on
    the outer end."""

    count: int
    doubtful: int
    address: Asked
    y: int
    height: int
    doubtful_y: int
    doubtful_height: int


@dataclass(frozen=True, slots=True)
class Year:
    """`is_silent`: we hold no article of that year at all."""

    year: int
    x: int
    is_silent: bool
    cooperation: Bar | None
    conflict: Bar | None


@dataclass(frozen=True, slots=True)
class TimeChart:
    years: tuple[Year, ...]
    highest: int
    width: int
    height: int = 2 * UP + 1
    axis: int = UP
    bar_width: int = STEP - GAP

    @property
    def drawn_width(self) -> int:
        """Pixels wanted; a narrower page squeezes the bars."""
        return len(self.years) * WIDEST

    @property
    def first(self) -> int:
        return self.years[0].year

    @property
    def last(self) -> int:
        return self.years[-1].year

    @property
    def ticks(self) -> tuple[tuple[int, int], ...]:
        """(year, its place in hundredths of the width): the ends and some between them, at round numbers."""
        step = next((one for one in (1, 2, 5, 10, 20) if len(self.years) <= 8 * one), 50)
        inner = [one.year for one in self.years if one.year % step == 0]
        return tuple((year, round(100 * (year - self.first + 0.4) / len(self.years))) for year in inner)


@dataclass(frozen=True, slots=True)
class Mark:
    """A year of a type's strip."""

    year: int
    count: int
    address: Asked
    x: int
    y: int
    height: int


def counted_in(unit: Unit) -> Callable[[Collection[Fact]], int]:
    """How many of the unit some facts are."""
    key = attrgetter(unit.value.removesuffix("s"))  # what makes two facts one

    def count(facts: Collection[Fact]) -> int:
        return len(set(map(key, facts)))

    return count


def row_of_years(facts: Iterable[Fact], asked: Asked) -> range:
    """The years that the charts show: those asked for, else from the first fact to the last."""
    years = [fact.year for fact in facts if fact.year]
    first, last = asked.since or min(years, default=0), asked.until or max(years, default=0)
    return range(first, last + 1) if first else range(0)


def time_chart(facts: Sequence[Fact], asked: Asked, held: Collection[int | None], *, years: range) -> TimeChart | None:
    """Cooperation above the line, conflict below it. `held`: the years of which we have articles."""
    by_year: defaultdict[tuple[int, Tone], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.year in years and not fact.is_standing and fact.tone != Tone.NEUTRAL:
            by_year[fact.year or 0, fact.tone].append(fact)
    if not years or not by_year:
        return None
    count = counted_in(asked.chosen_unit)
    highest = max(count(some) for some in by_year.values())
    drawn = [
        Year(
            year, place * STEP, year not in held,
            *(_bar(by_year.get((year, tone)), highest, asked.whole().change(year=str(year), tone=tone.value), count)
              for tone in (Tone.COOPERATION, Tone.CONFLICT)),
        )
        for place, year in enumerate(years)
    ]  # fmt: skip
    return TimeChart(tuple(drawn), highest, width=len(years) * STEP - GAP)


def strip(facts: Sequence[Fact], asked: Asked, *, years: range, highest: int) -> tuple[Mark, ...]:
    """The years of one type."""
    by_year: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.year in years:
            by_year[fact.year or 0].append(fact)
    count = counted_in(asked.chosen_unit)
    marks = []
    for year in sorted(by_year):
        number = count(by_year[year])
        height = max(round(STRIP * number / highest), LOWEST)
        here = asked.change(year=str(year))
        marks.append(Mark(year, number, here, (year - years.start) * STEP, STRIP - height, height))
    return tuple(marks)


def _bar(
    facts: list[Fact] | None, highest: int, address: Asked, count: Callable[[Collection[Fact]], int]
) -> Bar | None:
    if not facts:
        return None
    number = count(facts)
    firm = count([fact for fact in facts if fact.mode in FIRM])
    whole = max(round(UP * number / highest), LOWEST)
    sure = round(whole * firm / number)
    if address.tone == Tone.COOPERATION:
        return Bar(number, number - firm, address, UP - sure, sure, UP - whole, whole - sure)
    return Bar(number, number - firm, address, UP + 1, sure, UP + 1 + sure, whole - sure)
