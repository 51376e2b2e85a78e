"""Which articles have each value of one axis, both ways round. Articles are numbers from 0 to `size`, values places in
`keys`. Frequent values are bitmaps, the others one array, so that thousands of them are counted in one step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Numbers = NDArray[np.int32]
FREQUENT = 1_000  # articles: from here on a bitmap is the faster
FEW = 20_000  # articles found: up to here their own values are counted


@dataclass(frozen=True, slots=True)
class Found:
    """A set of articles in the forms in which it is counted."""

    articles: BitMap
    numbers: Numbers  # the same, in order
    mask: NDArray[np.bool_] | None  # of all articles; None where few are found

    @classmethod
    def of(cls, articles: BitMap, size: int) -> Found:
        numbers = as_numbers(articles)
        if len(numbers) <= FEW:
            return cls(articles, numbers, None)
        mask = np.zeros(size, dtype=np.bool_)
        mask[numbers] = True
        return cls(articles, numbers, mask)


@dataclass(frozen=True)
class Postings:
    keys: tuple[Any, ...]
    starts: Numbers  # of each article's values in `values`, and the end
    values: Numbers
    frequent: Mapping[int, BitMap]  # by value
    rare_starts: Numbers  # of each value's articles in `rare`, and the end; frequent ones have none there
    rare: Numbers
    any: BitMap  # articles that have a value

    @cached_property
    def _places(self) -> dict[Any, int]:
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def _rare_values(self) -> NDArray[np.int64]:
        """Values that have articles in `rare`."""
        return np.flatnonzero(self.rare_starts[1:] > self.rare_starts[:-1])

    @cached_property
    def totals(self) -> NDArray[np.int64]:
        """How many articles each value has in all."""
        totals = np.diff(self.rare_starts).astype(np.int64)
        for value, articles in self.frequent.items():
            totals[value] = len(articles)
        return totals

    @cached_property
    def ids(self) -> NDArray[np.int64]:
        """The keys of an axis of actors."""
        return np.array(self.keys, dtype=np.int64)

    def place_of(self, key: Any) -> int | None:
        return self._places.get(key)

    def articles_with(self, key: Any) -> BitMap:
        value = self.place_of(key)
        if value is None:
            return BitMap()
        if value in self.frequent:
            return self.frequent[value]
        return BitMap(self.rare[self.rare_starts[value] : self.rare_starts[value + 1]])

    def counts(self, found: Found) -> NDArray[np.int64]:
        """How many of the articles found have each value."""
        if not self.keys:
            return np.zeros(0, dtype=np.int64)
        if len(found.numbers) == len(self.starts) - 1:
            return self.totals
        if found.mask is None:
            own = ragged(self.starts, self.values, found.numbers)
            return np.bincount(own, minlength=len(self.keys))
        counts = np.zeros(len(self.keys), dtype=np.int64)
        if len(self._rare_values):
            hits = found.mask[self.rare].view(np.uint8)
            counts[self._rare_values] = np.add.reduceat(hits, self.rare_starts[self._rare_values], dtype=np.int32)
        for value, articles in self.frequent.items():
            counts[value] = articles.intersection_cardinality(found.articles)
        return counts


def as_numbers(articles: BitMap) -> Numbers:
    return np.asarray(articles.to_array(), dtype=np.uint32).view(np.int32)


def stretch_of(value: int, column: Numbers) -> slice:
    """Where a value stands in an ascending column. It is looked up as a number of the column's own size: for any other
    numpy would copy millions first."""
    own = column.dtype.type(value)
    return slice(int(np.searchsorted(column, own)), int(np.searchsorted(column, own, side="right")))


def ragged(starts: Numbers, values: Numbers, rows: Numbers) -> Numbers:
    """The values of these rows, one row after the other."""
    first = starts[rows]
    lengths = starts[rows + 1] - first
    before = np.cumsum(lengths, dtype=np.int32) - lengths
    found: Numbers = values[np.repeat(first - before, lengths) + np.arange(int(lengths.sum()), dtype=np.int32)]
    return found


def postings_of(keys: Sequence[Any], articles: Numbers, values: Numbers, size: int) -> Postings:
    """From pairs of an article and a value of it, in any order, each as often as one likes."""
    width = max(len(keys), 1)
    pairs = np.unique(articles.astype(np.int64) * width + values)
    own, value = (pairs // width).astype(np.int32), (pairs % width).astype(np.int32)
    by_value = np.argsort(value, kind="stable")
    bounds = np.searchsorted(value[by_value], np.arange(len(keys) + 1)).tolist()
    ordered = own[by_value]
    frequent: dict[int, BitMap] = {}
    rare, rare_starts = [], [0]
    for place in range(len(keys)):
        numbers = ordered[bounds[place] : bounds[place + 1]]
        if len(numbers) >= FREQUENT:
            frequent[place] = BitMap(numbers.view(np.uint32))
            frequent[place].run_optimize()
            numbers = numbers[:0]
        rare.append(numbers)
        rare_starts.append(rare_starts[-1] + len(numbers))
    return Postings(
        keys=tuple(keys),
        starts=np.searchsorted(own, np.arange(size + 1)).astype(np.int32),
        values=value,
        frequent=frequent,
        rare_starts=np.array(rare_starts, dtype=np.int32),
        rare=np.concatenate(rare) if rare else np.zeros(0, dtype=np.int32),
        any=BitMap(own.view(np.uint32)),
    )
