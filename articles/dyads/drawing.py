"""Figures of a dyad's charts, in the units of their viewBox. Templates draw them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from articles.dyads.asking import A_MONTH
from articles.dyads.counting import FIRM
from articles.vocabulary import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from articles.dyads.asking import Asked, Unit
    from articles.dyads.counting import Fact

SHORT = 3  # years that are shown month by month
STEP, GAP = 10, 2  # a period, of which the bar takes all but the gap
UP = 60  # the height of one side, above and below the line
WIDEST = 56  # pixels of a period where there is room
LOWEST = 4  # one statement is still seen
STRIP = 20  # the height of a type's strip


@dataclass(frozen=True, slots=True)
class Bar:
    """One period of one tone: `count` units, of which `doubtful` are planned, hypothetical or negated and drawn apart,
    on the outer end."""

    count: int
    doubtful: int
    address: Asked
    y: int
    height: int
    doubtful_y: int
    doubtful_height: int


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a month. `is_silent`: we hold no article of it at all."""

    date: str
    x: int
    is_silent: bool
    cooperation: Bar | None
    conflict: Bar | None


@dataclass(frozen=True, slots=True)
class TimeChart:
    periods: tuple[Period, ...]
    highest: int
    width: int
    height: int = 2 * UP + 1
    axis: int = UP
    bar_width: int = STEP - GAP

    @property
    def drawn_width(self) -> int:
        """Pixels wanted; a narrower page squeezes the bars."""
        return len(self.periods) * WIDEST

    @property
    def first(self) -> str:
        return self.periods[0].date

    @property
    def last(self) -> str:
        return self.periods[-1].date

    @property
    def ticks(self) -> tuple[tuple[str, int], ...]:
        """(period, its place in hundredths of the width): some of them, at round years, quarters or half-years."""
        size, is_monthly = len(self.periods), len(self.first) == A_MONTH
        steps = (3, 6) if is_monthly else (1, 2, 5, 10, 20)
        step = next((one for one in steps if size <= 8 * one), 6 if is_monthly else 50)
        return tuple(
            (one.date, round(100 * (place + 0.4) / size))
            for place, one in enumerate(self.periods)
            if (int(one.date[5:]) - 1 if is_monthly else int(one.date)) % step == 0
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """A period of a type's strip."""

    date: str
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


def row_of_periods(facts: Sequence[Fact], asked: Asked) -> tuple[str, ...]:
    """The years; where they are few and months are known, the months."""
    years = row_of_years(facts, asked)
    known = sorted(
        {fact.published[:A_MONTH] for fact in facts if fact.year in years and len(fact.published) >= A_MONTH}
    )
    if len(years) > SHORT or len(known) < 2:
        return tuple(map(str, years))
    first, last = known[0], known[-1]
    months = (f"{year:04}-{month:02}" for year in years for month in range(1, 13))
    return tuple(one for one in months if (asked.since or one >= first) and (asked.until or one <= last))


def is_monthly(periods: Sequence[str]) -> bool:
    return bool(periods) and len(periods[0]) == A_MONTH


def period_of(fact: Fact, periods: Sequence[str]) -> str:
    """The year or month of the fact, as the row has them; a year alone where its month is not known."""
    return fact.published[: len(periods[0])] if periods else ""


def narrowed_to(period: str, asked: Asked, *, monthly: bool) -> Asked:
    """The state whose ledger holds what is of that period alone."""
    return asked.change(year="", month=period) if monthly else asked.change(year=period, month="")


def time_chart(
    facts: Sequence[Fact], asked: Asked, held: Collection[str], *, periods: Sequence[str]
) -> TimeChart | None:
    """Cooperation above the line, conflict below it. `held`: the periods of which we have articles."""
    by_period: defaultdict[tuple[str, Tone], list[Fact]] = defaultdict(list)
    known, monthly = set(periods), is_monthly(periods)
    for fact in facts:
        if (period := period_of(fact, periods)) in known and not fact.is_standing and fact.tone != Tone.NEUTRAL:
            by_period[period, fact.tone].append(fact)
    if not by_period:
        return None
    count = counted_in(asked.chosen_unit)
    highest = max(count(some) for some in by_period.values())
    drawn = [
        Period(
            period, place * STEP, period not in held,
            *(_bar(by_period.get((period, tone)), highest,
                   narrowed_to(period, asked.whole(), monthly=monthly).change(tone=tone.value), count)
              for tone in (Tone.COOPERATION, Tone.CONFLICT)),
        )
        for place, period in enumerate(periods)
    ]  # fmt: skip
    return TimeChart(tuple(drawn), highest, width=len(periods) * STEP - GAP)


def strip(facts: Sequence[Fact], asked: Asked, *, periods: Sequence[str], highest: int) -> tuple[Mark, ...]:
    """The periods of one type."""
    places = {period: place for place, period in enumerate(periods)}
    by_period: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if (period := period_of(fact, periods)) in places:
            by_period[period].append(fact)
    count = counted_in(asked.chosen_unit)
    marks = []
    for period in sorted(by_period):
        number = count(by_period[period])
        height = max(round(STRIP * number / highest), LOWEST)
        here = narrowed_to(period, asked, monthly=is_monthly(periods))
        marks.append(Mark(period, number, here, places[period] * STEP, STRIP - height, height))
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
