"""The newest of what stands in articles, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from articles.facetting.archive import Archive
    from articles.facetting.postings import Numbers

    Chosen = tuple[NDArray[np.int64], Numbers, Numbers]  # ids and articles of a table, and rows of it in order


@dataclass(frozen=True)
class NewestFirst:
    """All of them, the newest article first; their order in it is not known here."""

    ids: NDArray[np.int64]
    orders: NDArray[np.int64]  # of their articles

    def __len__(self) -> int:
        return len(self.ids)

    def around(self, start: int, stop: int) -> tuple[list[int], int]:
        """The ids of a stretch, with all that stands in its first article and its last, and how many come before it."""
        begin = int(np.searchsorted(self.orders, self.orders[start])) if start < len(self) else start
        found: list[int] = self.ids[begin : begin + _with_last(self.orders[begin:], stop - begin)].tolist()
        return found, start - begin


def newest_first(archive: Archive, chosen: Iterable[Chosen]) -> NewestFirst:
    ids, orders = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for part, (own_ids, articles, all_rows) in zip(archive.parts, chosen, strict=True):
        rows = part.among(all_rows, articles)
        ids.append(own_ids[rows])
        orders.append(part.segment.order[articles[rows]])
    every, order = np.concatenate(ids), np.concatenate(orders)
    if sum(map(bool, map(len, ids))) > 1:
        by_order = np.argsort(order, kind="stable")
        every, order = every[by_order], order[by_order]
    return NewestFirst(every, order)


def newest(archive: Archive, chosen: Iterable[Chosen], most: int) -> tuple[list[int], int]:
    """The ids of at least `most` of the newest, in no order, and how many there are in all: with all that stands in the
    last article, as its own order is not known here."""
    total, every, orders = 0, [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for part, (ids, articles, all_rows) in zip(archive.parts, chosen, strict=True):
        rows = part.among(all_rows, articles)
        total += len(rows)
        first = _first_rows(rows, articles, most)
        every.append(ids[first])
        orders.append(part.segment.order[articles[first]])
    pks, order = np.concatenate(every), np.concatenate(orders)
    by_order = np.argsort(order, kind="stable")
    found: list[int] = pks[by_order][: _with_last(order[by_order], most)].tolist()
    return found, total


def _first_rows(rows: Numbers, articles: Numbers, most: int) -> Numbers:
    """As many rows as `_with_last` takes, of a table whose articles are in order."""
    if len(rows) <= most:
        return rows
    after = np.searchsorted(articles, articles[rows[most - 1]], side="right")
    return rows[: int(np.searchsorted(rows, rows.dtype.type(after)))]


def _with_last(articles: NDArray[np.int64] | Numbers, most: int) -> int:
    """How many rows to take so that the article of the last of `most` is whole; rows are in the order of articles."""
    if len(articles) <= most:
        return len(articles)
    return int(np.searchsorted(articles, articles[most - 1], side="right"))
