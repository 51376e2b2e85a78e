"""Everything that facets need of all articles, as of one moment: a large segment, and small ones with what has changed
since. An article counts where it was read last."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from pyroaring import BitMap

from articles.addresses import ACTOR_AXES, NONE, OTHER, STATE, Axis
from articles.facetting.counting import Counts, counted
from articles.facetting.postings import Found, Numbers, as_numbers
from articles.facetting.reading import Names
from articles.facetting.segment import Segment
from articles.facetting.selecting import Asked, selected

if TYPE_CHECKING:
    from numpy.typing import NDArray

Searching = Callable[["Part"], BitMap]  # the places of articles that answer to search words


@dataclass(frozen=True, slots=True)
class Moment:
    """Of a database: a snapshot of PostgreSQL's says what had been done by then. It means nothing in another
    generation, which begins when a backup is restored."""

    generation: str
    snapshot: str


@dataclass(frozen=True)
class Part:
    """A segment, and which of its articles stand in no later one."""

    segment: Segment
    live: BitMap

    @cached_property
    def mask(self) -> NDArray[np.bool_] | None:
        """Of all articles of the segment, whether they are live; None where all are."""
        gone = self.segment.all - self.live
        if not gone:
            return None
        mask = np.ones(len(self.segment.ids), dtype=np.bool_)
        mask[as_numbers(gone)] = False
        return mask

    def totals(self, axes: Collection[Axis]) -> dict[Axis, Counts]:
        """Of all live articles, as `counted` has it."""
        found: dict[Axis, Counts] = {}
        gone = Found.of(self.segment.all - self.live, len(self.segment.ids))
        for axis in axes:
            own = self.segment.axes[axis]
            numbers = own.totals - own.counts(gone) if len(gone.numbers) else own.totals
            found[axis] = own.keys, numbers, len(self.live) - own.any.intersection_cardinality(self.live)
        return found

    def among(self, rows: Numbers, articles: Numbers) -> Numbers:
        """Those rows of a table whose articles, which are a column of it, are live."""
        return rows if self.mask is None else rows[self.mask[articles[rows]]]

    def without(self, ids: NDArray[np.int64]) -> Part:
        return Part(self.segment, self.live - self.segment.places_of(ids))


@dataclass(frozen=True)
class Archive:
    parts: tuple[Part, ...]  # the large one first
    names: Names
    moment: Moment
    content: object = field(default_factory=object, compare=False)  # another one after each change
    known: dict[tuple[int, Axis], tuple[list[str], list[str]]] = field(default_factory=dict, compare=False)

    def at(self, moment: Moment) -> Archive:
        """The same, where nothing has changed until another moment."""
        return replace(self, moment=moment)

    def find(self, asked: Asked, searching: Searching | None = None) -> Finding:
        found = []
        for part in self.parts:
            among = part.live & searching(part) if searching else part.live
            found.append(selected(part.segment, asked, among))
        return Finding(self, tuple(found))

    @cached_property
    def article_count(self) -> int:
        return sum(len(part.live) for part in self.parts)

    @cached_property
    def statement_count(self) -> int:
        pairs = ((part, Found.of(part.live, len(part.segment.ids))) for part in self.parts)
        return sum(len(part.segment.statements.within(part.segment.statements.rows, live)) for part, live in pairs)

    def words_of(self, part: int, axis: Axis, keys: Sequence[Any]) -> tuple[list[str], list[str]]:
        """The value that an address has of each key, and the name of its row."""
        known = self.known.get((part, axis))
        if known is None:
            pairs = [_words(axis, key, self.names) for key in keys]
            known = self.known[part, axis] = ([value for value, _name in pairs], [name for _value, name in pairs])
        return known


@dataclass(frozen=True)
class Finding:
    """The articles that answer, part by part."""

    archive: Archive
    articles: tuple[BitMap, ...]

    @cached_property
    def count(self) -> int:
        return sum(map(len, self.articles))

    @cached_property
    def _found(self) -> tuple[Found, ...]:
        pairs = zip(self.archive.parts, self.articles, strict=True)
        return tuple(Found.of(articles, len(part.segment.ids)) for part, articles in pairs)

    def ids(self) -> NDArray[np.int64]:
        """All of them, in no order that means anything."""
        pairs = zip(self.archive.parts, self.articles, strict=True)
        return np.concatenate([part.segment.ids_of(found) for part, found in pairs])

    def with_value(self, axis: Axis, key: Any) -> int:
        """How many of them have the value."""
        pairs = zip(self.archive.parts, self.articles, strict=True)
        return sum(part.segment.axes[axis].articles_with(key).intersection_cardinality(found) for part, found in pairs)

    def by_key(self, axis: Axis) -> tuple[dict[Any, int], int]:
        """How many have each value of the axis, by key, and how many have none."""
        totals: dict[Any, int] = {}
        without = 0
        for _segment, counts in self._counted([axis]):
            keys, numbers, none = counts[axis]
            places = np.flatnonzero(numbers)
            for place, number in zip(places.tolist(), numbers[places].tolist(), strict=True):
                totals[keys[place]] = totals.get(keys[place], 0) + number
            without += none
        return totals, without

    def naming(self) -> NDArray[np.int64]:
        """By the id of each canonical actor, how many of them name it."""
        told = [
            (segment.axes[axis].ids, numbers)
            for segment, counts in self._counted(ACTOR_AXES)
            for axis, (_keys, numbers, _none) in counts.items()
        ]
        totals = np.zeros(max((int(ids.max(initial=0)) for ids, _numbers in told), default=0) + 1, dtype=np.int64)
        for ids, numbers in told:
            totals[ids] += numbers
        return totals

    def _counted(self, axes: Collection[Axis]) -> Iterator[tuple[Segment, dict[Axis, Counts]]]:
        """What is known of all articles of a part is not counted again."""
        for place, (part, articles) in enumerate(zip(self.archive.parts, self.articles, strict=True)):
            is_whole = len(articles) == len(part.live)
            yield part.segment, part.totals(axes) if is_whole else counted(part.segment, self._found[place], axes, ())

    def newest(self, start: int, stop: int) -> list[int]:
        """The ids of a stretch of them, the newest first."""
        large, others = self.articles[0], self._others
        segment = self.archive.parts[0].segment
        if not others:
            return [int(pk) for pk in segment.ids_of(large[start : min(stop, len(large))])]
        before = np.searchsorted(segment.order, [order for order, _pk in others])  # of the large one's articles
        places = [rank + int(at and large.rank(int(at) - 1)) for rank, at in enumerate(before)]
        ids = []
        taken = sum(place < start for place in places)  # of the others, so far
        for place in range(start, min(stop, self.count)):
            if taken < len(places) and places[taken] == place:
                ids.append(others[taken][1])
                taken += 1
            else:
                ids.append(int(segment.ids[large[place - taken]]))
        return ids

    @cached_property
    def _others(self) -> list[tuple[int, int]]:
        """The order and the id of those outside of the large segment, the newest first."""
        pairs: list[tuple[int, int]] = []
        for part, found in zip(self.archive.parts[1:], self.articles[1:], strict=True):
            places = list(found)
            pairs += zip(part.segment.order[places].tolist(), part.segment.ids[places].tolist(), strict=True)
        return sorted(pairs)

    def counts(self, axes: Collection[Axis], asked: Asked) -> dict[Axis, tuple[dict[str, int], dict[str, str]]]:
        """How many have each value of each axis, and the names of the values' rows."""
        totals: dict[Axis, tuple[dict[str, int], dict[str, str]]] = {axis: ({}, {}) for axis in axes}
        for number, (part, found) in enumerate(zip(self.archive.parts, self._found, strict=True)):
            if not found.articles:
                continue
            for axis, (keys, numbers, none) in counted(part.segment, found, axes, asked.picks).items():
                values, names = self.archive.words_of(number, axis, part.segment.axes[axis].keys or keys)
                _add(totals[axis], values, names, numbers, none)
        return totals


def _add(
    total: tuple[dict[str, int], dict[str, str]], values: list[str], names: list[str], numbers: Any, none: int
) -> None:
    counts, named = total
    places = np.flatnonzero(numbers)
    own = [(values[place], names[place]) for place in places.tolist()]
    found = numbers[places].tolist()
    if counts:
        found = [counts.get(value, 0) + count for (value, _name), count in zip(own, found, strict=True)]
    counts.update(zip([value for value, _name in own], found, strict=True))
    named.update(own)
    if none:
        counts[NONE] = counts.get(NONE, 0) + none
        named[NONE] = ""


def _words(axis: Axis, key: Any, names: Names) -> tuple[str, str]:
    if axis in {Axis.COUNTRY, Axis.PERSON, Axis.ORGANISATION, Axis.PLACE}:
        _axis, value, name = names.actors.get(key, (axis, str(key), ""))
        return value, name
    if axis == Axis.OUTLET:
        slug, name, _country, _is_state = names.outlets.get(key, (str(key), "", "", False))
        return slug, name
    if axis == Axis.OFFICE:
        return ".".join(key), ""
    if axis == Axis.MEDIA:
        return (STATE if key else OTHER), ""
    return str(key), ""
