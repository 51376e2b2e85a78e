"""Figures of a dyad's charts, in the units of their viewBox. Templates draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from articles.dyads.asking import A_MONTH
from articles.dyads.facts import TONES, distinct, distinct_by, partial_date
from articles.vocabulary import Tone

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from articles.dyads.asking import Asked, Unit
    from articles.dyads.facts import Facts, Numbers

SHORT = 3  # years that are shown month by month
STEP, GAP = 10, 2  # a period, of which the bar takes all but the gap
UP = 60  # the height of one side, above and below the line
WIDEST = 56  # pixels of a period where there is room
LOWEST = 4  # one statement is still seen
STRIP = 20  # the height of a type's strip
_ANY = "0000-00"  # no period


@dataclass(frozen=True, slots=True)
class Bar:
    """One period of one tone: `count` units, of which `doubtful` are planned, hypothetical or negated and drawn apart,
    on the outer end."""

    count: int
    doubtful: int
    address: str
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
    address: str
    x: int
    y: int
    height: int


def keys_of(facts: Facts, unit: Unit) -> Numbers:
    """What makes two facts one of the unit."""
    keys: Numbers = getattr(facts, unit.value.removesuffix("s"))
    return keys


def counted(facts: Facts, unit: Unit) -> int:
    """How many of the unit some facts are."""
    return distinct(keys_of(facts, unit))


def tally(facts: Facts, unit: Unit, groups: Numbers, size: int) -> list[int]:
    """How many of the unit there are in each of so many groups, which are given fact by fact."""
    return distinct_by(groups, keys_of(facts, unit), size)


def row_of_years(facts: Facts, asked: Asked) -> range:
    """The years that the charts show: those asked for, else from the first fact to the last."""
    years = facts.years or [0]
    first, last = asked.since or years[0], asked.until or years[-1]
    return range(first, last + 1) if first else range(0)


def row_of_periods(facts: Facts, asked: Asked) -> tuple[str, ...]:
    """The years; where they are few and months are known, the months."""
    years = row_of_years(facts, asked)
    if len(years) > SHORT:
        return tuple(map(str, years))
    shown = facts.within(years.start, years.stop - 1).published
    known = [partial_date(month * 100) for month in np.unique(shown[shown // 100 % 100 > 0] // 100).tolist()]
    if len(known) < 2:
        return tuple(map(str, years))
    first, last = known[0], known[-1]
    months = (f"{year:04}-{month:02}" for year in years for month in range(1, 13))
    return tuple(one for one in months if (asked.since or one >= first) and (asked.until or one <= last))


def is_monthly(periods: Sequence[str]) -> bool:
    return bool(periods) and len(periods[0]) == A_MONTH


def periods_of(facts: Facts, periods: Sequence[str]) -> Numbers:
    """The year or month of each fact, as the row has them, by its number: YYYY0000 or YYYYMM00; a year alone where its
    month is not known, 0 where nothing is."""
    if not periods:
        return np.zeros(len(facts), dtype=np.int64)
    coarse = 100 if is_monthly(periods) else 10_000
    return facts.published // coarse * coarse


def number_of(period: str) -> int:
    return int(period.replace("-", "").ljust(8, "0"))


def places_in(periods: Sequence[str], numbers: Numbers) -> Numbers:
    """The place in the row of each period, given by its number; -1 where it is not there."""
    row = np.array([number_of(period) for period in periods] or [-1], dtype=np.int64)
    at = np.minimum(np.searchsorted(row, numbers), len(row) - 1)
    found: Numbers = np.where(row[at] == numbers, at, -1)
    return found


def narrowed_to(period: str, asked: Asked, *, monthly: bool) -> Asked:
    """The state whose ledger holds what is of that period alone."""
    return asked.change(year="", month=period) if monthly else asked.change(year=period, month="")


def addresses_of(periods: Sequence[str], asked: Asked, *, monthly: bool) -> list[str]:
    """Of the states whose ledger holds what is of each period alone: hundreds, of which one is written out."""
    pattern = str(narrowed_to(_ANY, asked, monthly=monthly))
    return [pattern.replace(f"={_ANY}", f"={period}") for period in periods]


def time_chart(facts: Facts, asked: Asked, held: Collection[str], *, periods: Sequence[str]) -> TimeChart | None:
    """Cooperation above the line, conflict below it. `held`: the periods of which we have articles."""
    places = places_in(periods, periods_of(facts, periods))
    is_drawn = (places >= 0) & ~facts.is_standing & (facts.tone != TONES.index(Tone.NEUTRAL))
    drawn, places = facts.where(is_drawn), places[is_drawn]
    if not len(drawn):
        return None
    firm, size = drawn.is_firm, len(TONES) * len(periods)
    groups = places * len(TONES) + drawn.tone
    counts = tally(drawn, asked.chosen_unit, groups, size)
    sure = tally(drawn.where(firm), asked.chosen_unit, groups[firm], size)
    highest, whole, monthly = max(counts), asked.whole(), is_monthly(periods)
    here = {tone: addresses_of(periods, whole.change(tone=tone.value), monthly=monthly) for tone in TONES}

    def bar(place: int, tone: Tone) -> Bar | None:
        at = place * len(TONES) + TONES.index(tone)
        return _bar(counts[at], sure[at], highest, here[tone][place], tone)

    return TimeChart(
        tuple(
            Period(period, place * STEP, period not in held, bar(place, Tone.COOPERATION), bar(place, Tone.CONFLICT))
            for place, period in enumerate(periods)
        ),
        highest,
        width=len(periods) * STEP - GAP,
    )


def strip(counts: Sequence[int], asked: Asked, *, periods: Sequence[str], highest: int) -> tuple[Mark, ...]:
    """The periods of one type, in which there are so many of it."""
    addresses, marks = addresses_of(periods, asked, monthly=is_monthly(periods)), []
    for place, (period, number) in enumerate(zip(periods, counts, strict=True)):
        if number:
            height = max(round(STRIP * number / highest), LOWEST)
            marks.append(Mark(period, number, addresses[place], place * STEP, STRIP - height, height))
    return tuple(marks)


def _bar(number: int, firm: int, highest: int, address: str, tone: Tone) -> Bar | None:
    if not number:
        return None
    whole = max(round(UP * number / highest), LOWEST)
    sure = round(whole * firm / number)
    if tone == Tone.COOPERATION:
        return Bar(number, number - firm, address, UP - sure, sure, UP - whole, whole - sure)
    return Bar(number, number - firm, address, UP + 1, sure, UP + 1 + sure, whole - sure)
