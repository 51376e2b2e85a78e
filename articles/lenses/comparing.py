"""Two selections beside each other: what only one of them holds, what both do, and how each leans."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articles.addresses import MINUS, NONE, SINGLE_AXES, Axis
from articles.models import Article
from articles.picking import label_of
from articles.tallies import tallies
from entities.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articles.addresses import Address
    from articles.forms import ArticleFilterForm
    from articles.querysets import ArticleQuerySet
    from articles.tallies import Tally

AXES = (
    Axis.QUAD, Axis.TYPE, Axis.COUNTRY, Axis.PERSON, Axis.ORGANISATION, Axis.OUTLET, Axis.PRESS, Axis.MEDIA, Axis.YEAR,
)  # fmt: skip
VALUES_SHOWN = 8
STEP, GAP = 10, 2  # a year of the chart, of which the bar takes all but the gap
UP = 50  # the height of either side of that chart
LOWEST = 2  # one article is still seen
HALF = 100  # of a diverging bar, in the units of its viewBox: all articles of one side


@dataclass(frozen=True, slots=True)
class Sizes:
    """Articles."""

    a: int
    b: int
    both: int

    @property
    def only_a(self) -> int:
        return self.a - self.both

    @property
    def only_b(self) -> int:
        return self.b - self.both

    @property
    def union(self) -> int:
        return self.a + self.b - self.both


@dataclass(frozen=True, slots=True)
class Side:
    """How many articles of one selection have a value, and which share of all of it that is, in percent. The address
    is of the list of just those; empty where there is none."""

    count: int
    share: float
    address: str

    @property
    def percent(self) -> int:
        return round(self.share)

    @property
    def width(self) -> float:
        return round(HALF * self.share / 100, 1)


@dataclass(frozen=True, slots=True)
class Leaning:
    """A value with both sides: the bar of A grows to the left, that of B to the right."""

    value: str
    label: str
    a: Side
    b: Side

    @property
    def left(self) -> float:
        return round(HALF - self.a.width, 1)

    @property
    def difference(self) -> float:
        return abs(self.a.share - self.b.share)


@dataclass(frozen=True, slots=True)
class Lean:
    """An axis: the values in whose share the two differ most; of years all, in their order."""

    axis: Axis
    label: str
    values: tuple[Leaning, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class YearPair:
    """A year of A above the line and of B below it, in the units of a viewBox."""

    year: str
    x: int
    y: int
    up: int
    down: int
    of: Leaning


@dataclass(frozen=True, slots=True)
class YearsBeside:
    """Both selections by year, as shares of each; `highest` is that of the tallest bar, in percent."""

    pairs: tuple[YearPair, ...]
    first: int
    last: int
    highest: int
    lean: Lean

    @property
    def width(self) -> int:
        return (self.last - self.first + 1) * STEP - GAP

    @property
    def drawn_width(self) -> int:
        """Pixels wanted; a narrower page squeezes the bars."""
        return self.width * 3


def sizes(a: ArticleQuerySet, b: ArticleQuerySet) -> Sizes:
    return Sizes(a.count(), b.count(), in_both(a, b).count())


def in_both(a: ArticleQuerySet, b: ArticleQuerySet) -> ArticleQuerySet:
    return a.filter(pk__in=b.order_by().values("pk"))


def in_first_only(a: ArticleQuerySet, b: ArticleQuerySet) -> ArticleQuerySet:
    return a.exclude(pk__in=b.order_by().values("pk"))


def found_by(form: ArticleFilterForm) -> ArticleQuerySet:
    return form.filter_qs(Article.objects.order_by())


def tallied(form: ArticleFilterForm) -> dict[Axis, Tally]:
    return tallies(form, AXES, as_found=True)


def leans(
    forms: tuple[ArticleFilterForm, ArticleFilterForm], counted: tuple[Mapping[Axis, Tally], Mapping[Axis, Tally]],
    size: Sizes,
) -> list[Lean]:  # fmt: skip
    """Every axis of which an article of either side has a value."""
    return [lean for axis in AXES if (lean := _lean(axis, forms, counted, size)).values]


def years_beside(lean: Lean) -> YearsBeside | None:
    """The years without holes; what has no date is in the table alone."""
    known = {int(one.value): one for one in lean.values if one.value != NONE}
    if not known:
        return None
    highest = max(side.share for one in known.values() for side in (one.a, one.b))
    row = range(min(known), max(known) + 1)
    pairs = (_pair(known[year], (year - row.start) * STEP, highest) for year in row if year in known)
    return YearsBeside(tuple(pairs), row.start, row[-1], round(highest), lean)


def _pair(one: Leaning, x: int, highest: float) -> YearPair:
    up, down = (max(round(UP * side.share / highest), LOWEST) if side.count else 0 for side in (one.a, one.b))
    return YearPair(one.value, x, UP - up, up, down, one)


def _lean(
    axis: Axis, forms: tuple[ArticleFilterForm, ArticleFilterForm],
    counted: tuple[Mapping[Axis, Tally], Mapping[Axis, Tally]], size: Sizes,
) -> Lean:  # fmt: skip
    names = {**counted[1][axis].names, **counted[0][axis].names}
    found = {
        value: Leaning(
            value,
            label_of(axis, value, name),
            *(
                _side(side[axis].counts.get(value, 0), total, form.address, (axis, value))
                for side, total, form in zip(counted, (size.a, size.b), forms, strict=True)
            ),
        )
        for value, name in names.items()
    }
    if axis == Axis.YEAR:
        in_order = [found[value] for value in sorted(found, key=lambda value: (value == NONE, value))]
        return Lean(axis, str(forms[0].fields[axis].label), tuple(in_order), 0)
    in_order = sorted(found.values(), key=lambda one: (-one.difference, -one.a.count - one.b.count, fold(one.label)))
    return Lean(
        axis, str(forms[0].fields[axis].label), tuple(in_order[:VALUES_SHOWN]), max(len(in_order) - VALUES_SHOWN, 0)
    )


def _side(count: int, total: int, address: Address, pair: tuple[Axis, str]) -> Side:
    return Side(count, 100 * count / total if total else 0.0, str(_with(address, *pair)) if count else "")


def _with(address: Address, axis: Axis, value: str) -> Address:
    """The articles of the selection that have the value: what it leaves out stays out."""
    if axis not in SINGLE_AXES:
        return address.adding(axis, value)
    kept = tuple(pair for pair in address.values if pair[0] != axis or pair[1].startswith(MINUS))
    return replace(address, values=kept, page=1).adding(axis, value)
