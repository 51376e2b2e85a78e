"""Figures of the small charts, in the units of their viewBox. Templates draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articles.addresses import Address

HEIGHT = 56
STEP = 10  # of which the bar takes all but the gap
GAP = 2
LOWEST = 3  # a year with one article is still seen


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year, drawn: `count` 0 is a gap in what we hold, and has no address."""

    year: int
    count: int
    address: Address | None
    is_chosen: bool
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class YearChart:
    """Articles by year without holes in the row; `undated` stand beside it."""

    bars: tuple[YearBar, ...]
    highest: int
    undated: int
    width: int
    height: int = HEIGHT
    bar_width: int = STEP - GAP

    @property
    def first(self) -> int:
        return self.bars[0].year

    @property
    def last(self) -> int:
        return self.bars[-1].year

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)


def year_chart(
    counts: Mapping[int, int],
    addresses: Mapping[int, Address],
    *,
    chosen: frozenset[int] = frozenset(),
    undated: int = 0,
) -> YearChart | None:
    """The bars from the first year to the last; None when no year is known."""
    if not counts:
        return None
    highest = max(*counts.values(), 1)
    years = range(min(counts), max(counts) + 1)
    bars = []
    for place, year in enumerate(years):
        count = counts.get(year, 0)
        height = max(round(HEIGHT * count / highest), LOWEST) if count else 0
        address = addresses.get(year) if count else None
        bars.append(YearBar(year, count, address, year in chosen, place * STEP, HEIGHT - height, height))
    return YearChart(tuple(bars), highest, undated, width=len(years) * STEP - GAP)
