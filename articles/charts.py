"""Figures of the small charts, in the units of their viewBox. Templates draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import Locale
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from articles.addresses import Address
    from articles.facets import FacetValue

HEIGHT = 56
STEP = 10  # of which the bar takes all but the gap
GAP = 2
PIXELS = 3  # for each unit of width
LOWEST = 3  # a year with one article is still seen


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year, drawn: `count` 0 is a gap in what we hold, and has no address."""

    year: int
    count: int
    address: Address | str | None
    is_chosen: bool
    x: int
    y: int
    height: int
    corpus: int = 0  # articles of the year that we hold in all, where shares are drawn

    @property
    def percent(self) -> int:
        return round(100 * self.count / self.corpus) if self.corpus else 0


@dataclass(frozen=True, slots=True)
class YearChart:
    """Articles by year without holes in the row; `undated` stand beside it."""

    bars: tuple[YearBar, ...]
    highest: int  # articles; percents where shares are drawn
    undated: int
    undated_address: Address | str | None
    width: int
    height: int = HEIGHT
    bar_width: int = STEP - GAP
    is_share: bool = False

    @property
    def drawn_width(self) -> int:
        """Pixels wanted; a narrower page squeezes the bars."""
        return self.width * PIXELS

    @property
    def first(self) -> int:
        return self.bars[0].year

    @property
    def last(self) -> int:
        return self.bars[-1].year


def year_chart(
    years: Iterable[tuple[int | None, int, Address | str]],
    *,
    chosen: frozenset[int] = frozenset(),
    corpus: Mapping[int | None, int] | None = None,
) -> YearChart | None:
    """The bars from the first year to the last, of (year, or None for undated; articles; address): None when no year
    has any. With the articles of each year that we hold in all, bars are shares of them."""
    counts = {year: (count, address) for year, count, address in years}
    undated, undated_address = counts.pop(None, (0, None))
    known = {year: found for year, found in counts.items() if year is not None}
    if not any(count for count, _address in known.values()):
        return None
    sizes = {
        year: count / ((corpus or {}).get(year, count) or 1) if corpus else count for year, (count, _) in known.items()
    }
    highest = max(sizes.values())
    row = range(min(known), max(known) + 1)
    bars = []
    for place, year in enumerate(row):
        count, address = known.get(year, (0, None))
        height = max(round(HEIGHT * sizes[year] / highest), LOWEST) if count else 0
        held = corpus.get(year, 0) if corpus else 0
        bars.append(
            YearBar(
                year, count, address if count else None, year in chosen, place * STEP, HEIGHT - height, height, held
            )
        )
    top = round(100 * highest) if corpus else round(highest)
    width = len(row) * STEP - GAP
    return YearChart(tuple(bars), top, undated, undated_address, width, is_share=bool(corpus))


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month, drawn; without an address where there is nothing to lead to."""

    label: str
    initial: str
    count: int
    address: Address | str | None
    is_chosen: bool
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class MonthChart:
    """The twelve months of one year."""

    bars: tuple[MonthBar, ...]
    highest: int
    width: int = 12 * STEP - GAP
    height: int = HEIGHT
    bar_width: int = STEP - GAP


def month_chart(months: Sequence[FacetValue]) -> MonthChart | None:
    """`months` are those of one year that have articles; None where there are none."""
    if not months:
        return None
    found = {int(one.value[5:7]): one for one in months}
    names = Locale.parse(get_language() or "fr", sep="-").months["stand-alone"]
    highest = max(one.count for one in months)
    bars = []
    for number in range(1, 13):
        one, initial = found.get(number), str(names["narrow"][number])
        count = one.count if one else 0
        height = max(round(HEIGHT * count / highest), LOWEST) if count else 0
        label = one.label if one else str(names["wide"][number])
        address = one.address if one else None
        is_chosen = one.is_chosen if one else False
        place = (number - 1) * STEP
        bars.append(MonthBar(label, initial, count, address, is_chosen, place, HEIGHT - height, height))
    return MonthChart(tuple(bars), highest)
