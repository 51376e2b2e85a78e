"""The values that a list can be narrowed by, with what each click yields.

A count is what the click on its value yields. Actors, offices and years told narrow on: an article has several, so a
value is counted among the articles found. An article has one outlet and one year: choosing one puts it in the place of
the former choice, so those values are counted without their own axis. Countries that act, types, classes and modes that
are chosen together hold of one statement; what is left out is left out of the whole article.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING

from articles.addresses import ACTOR_AXES, NONE, STATEMENT_AXES, Axis
from articles.picking import label_of
from articles.portfolios import office_of
from articles.stepping import Steps
from articles.tallies import Tally, tallies
from entities.folding import fold
from entities.models import Alias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from articles.addresses import Address
    from articles.forms import ArticleFilterForm

SHOWN_AT_ONCE = 8
OPEN_AT_FIRST = frozenset({Axis.COUNTRY, Axis.PERSON, Axis.TYPE})
_BY_TIME = frozenset({Axis.YEAR, Axis.MONTH})
_folded = lru_cache(maxsize=20_000)(fold)
_STEM = 4  # letters: « japonais » and « Japon », « russe » and « Russie » begin alike


class Order(StrEnum):
    COUNT = "count"
    NAME = "name"


class Choice(StrEnum):
    OPEN = "open"
    CHOSEN = "chosen"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Listed:
    """A value in its place among thousands, before any address is made for it."""

    value: str
    label: str
    count: int
    choice: Choice


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value, how many articles its click yields, and where that click leads: one that is chosen or left out is so no
    longer. `exclusion` leaves it out; None where it is no more open."""

    axis: Axis
    value: str
    label: str
    count: int
    choice: Choice
    address: str
    exclusion: str | None

    @property
    def is_chosen(self) -> bool:
        return self.choice == Choice.CHOSEN

    @property
    def is_excluded(self) -> bool:
        return self.choice == Choice.EXCLUDED

    @property
    def is_open(self) -> bool:
        return self.choice == Choice.OPEN


@dataclass(frozen=True, slots=True)
class Facet:
    """An axis with its values at a glance: what is chosen or left out, and the first others; `size` is how many there
    are in all."""

    axis: Axis
    label: str
    top: tuple[FacetValue, ...]
    size: int

    @property
    def is_open(self) -> bool:
        return self.axis in OPEN_AT_FIRST or any(not value.is_open for value in self.top)

    @property
    def is_cut(self) -> bool:
        return self.size > len(self.top)

    @property
    def is_of_statements(self) -> bool:
        return self.axis in STATEMENT_AXES


def facets_of(form: ArticleFilterForm, counted: Mapping[Axis, Tally] | None = None) -> list[Facet]:
    """Every axis of the list that has a value, under what the form has chosen."""
    counted = counted or tallies(form)
    facets = (_facet(form, axis, counted[axis]) for axis in Axis)
    return [facet for facet in facets if facet.size]


def values_of(
    form: ArticleFilterForm, axis: Axis, tally: Tally, *, order: Order = Order.COUNT, find: str = ""
) -> list[Listed]:
    """Every value of an axis: what is chosen or left out first, then in order. `find` keeps those with these words in
    their name, or in another name of the actor or the country."""
    picks = {pick.value: pick for pick in form.picks if pick.axis == axis}
    labels = {value: label_of(axis, value, tally.names[value]) for value in tally.counts}
    labels |= {value: label_of(axis, value, pick.name) for value, pick in picks.items()}
    if fold(find):
        labels = _matching(axis, labels, fold(find))
    choices = {value: Choice.EXCLUDED if pick.is_excluded else Choice.CHOSEN for value, pick in picks.items()}
    values = [
        Listed(value, label, tally.counts.get(value, 0), choices.get(value, Choice.OPEN))
        for value, label in labels.items()
    ]
    by_time = axis in _BY_TIME and order == Order.COUNT
    return sorted(values, key=_latest_first if by_time else _by_name if order == Order.NAME else _most_first)


def _matching(axis: Axis, labels: dict[str, str], find: str) -> dict[str, str]:
    alike = _called(axis, find)
    return {
        value: label
        for value, label in labels.items()
        if find in fold(label) or value in alike or _words_match(axis, value, label, find)
    }


def _called(axis: Axis, find: str) -> frozenset[str]:
    """The values whose actor has another name with these words."""
    if axis not in {*ACTOR_AXES, Axis.ACTING, Axis.PRESS}:
        return frozenset()
    aliases = Alias.objects.filter(is_suppressed=False, folded__contains=find)
    rows = aliases.values_list("actor__code", "actor__slug", "actor__canonical__code", "actor__canonical__slug")
    return frozenset(key for row in rows for key in row if key)


def _words_match(axis: Axis, value: str, label: str, find: str) -> bool:
    """« ministre japonais » finds the offices of Japan too: each word in the label, or the country's own beginning."""
    office = office_of(value) if axis == Axis.OFFICE else None
    words = fold(label).split()
    return bool(office) and all(any(word.startswith(asked[:_STEM]) for word in words) for asked in find.split())


def linked(form: ArticleFilterForm, axis: Axis, values: Sequence[Listed]) -> tuple[FacetValue, ...]:
    """The values with where their clicks lead."""
    steps = Steps.of(form.address, axis)
    return tuple(_linked(form.address, steps, axis, one) for one in values)


def _linked(address: Address, steps: Steps, axis: Axis, one: Listed) -> FacetValue:
    if one.choice != Choice.OPEN:
        gone = str(address.without(axis, one.value))
        return FacetValue(axis, one.value, one.label, one.count, one.choice, gone, None)
    chosen, exclusion = steps.including(one.value), steps.excluding(one.value)
    return FacetValue(axis, one.value, one.label, one.count, one.choice, chosen, exclusion)


def _facet(form: ArticleFilterForm, axis: Axis, tally: Tally) -> Facet:
    picked = {pick.value for pick in form.picks if pick.axis == axis}
    size = len(tally.counts.keys() | picked)
    at_once = max(SHOWN_AT_ONCE, len(picked))
    if size <= at_once + 2:  # nobody should open a drawer for two
        at_once = size
    top = _at_the_top(axis, tally, at_once + len(picked) + 1)  # what has no value comes last, however many
    kept = {value: tally.counts.get(value, 0) for value in (*top, *picked & tally.counts.keys())}
    values = values_of(form, axis, Tally(kept, tally.names))[:at_once]
    return Facet(axis, str(form.fields[axis].label), linked(form, axis, values), size)


def _at_the_top(axis: Axis, tally: Tally, most: int) -> Iterable[str]:
    """The values among which the first ones are: words for them cost more than numbers, and there may be thousands."""
    if len(tally.counts) <= 2 * most:
        return tally.counts
    if axis in _BY_TIME:
        return nlargest(most, tally.counts.keys() - {NONE}) + [NONE] * (NONE in tally.counts)
    least = nlargest(most, tally.counts.values())[-1]
    return [value for value, count in tally.counts.items() if count >= least]


def _most_first(value: Listed) -> tuple[bool, bool, int, str]:
    return value.choice == Choice.OPEN, value.value == NONE, -value.count, _folded(value.label)


def _by_name(value: Listed) -> tuple[bool, bool, str]:
    return value.choice == Choice.OPEN, value.value == NONE, _folded(value.label)


def _latest_first(value: Listed) -> tuple[bool, bool, tuple[int, ...]]:
    return value.choice == Choice.OPEN, *_backwards(value.value)


def _backwards(value: str) -> tuple[bool, tuple[int, ...]]:
    return value == NONE, tuple(-int(part) for part in value.split("-")) if value != NONE else ()
