"""What each counted statement says: needed where several things are asked of one statement."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from articles.facetting.postings import Found, Numbers, ragged

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AT_ONCE = 65_536  # articles whose values are marked in one table
_BITS = 64


@dataclass(frozen=True)
class Statements:
    """One row a statement, in the order of their articles. Types, their classes and modes are places in `types`,
    `quads` and `modes`; codes of who acts or is aimed at in `codes`."""

    types: tuple[str, ...]
    quads: tuple[str, ...]
    modes: tuple[str, ...]
    codes: tuple[str, ...]
    articles: Numbers
    type: Numbers
    quad: Numbers  # -1: the type is of no class
    mode: Numbers
    code_starts: Numbers  # of each statement's codes in `code`, and the end
    code: Numbers

    @property
    def rows(self) -> Numbers:
        """All of them."""
        return np.arange(len(self.articles), dtype=np.int32)

    @cached_property
    def _rows_of_codes(self) -> tuple[Numbers, Numbers]:
        """Rows in the order of their codes, and where each code's begin."""
        rows = np.repeat(np.arange(len(self.articles), dtype=np.int32), np.diff(self.code_starts))
        order = np.argsort(self.code, kind="stable")
        starts = np.searchsorted(self.code[order], np.arange(len(self.codes) + 1))
        return rows[order], starts.astype(np.int32)

    def asked(self, *, types: Collection[str] | None, modes: Collection[str] | None, codes: Collection[str]) -> Numbers:
        """Rows of the statements of any of these types, in any of these modes, in which all of the codes act or are
        aimed at; None: any."""
        rows = self._with_codes(codes)
        for known, column, wanted in ((self.types, self.type, types), (self.modes, self.mode, modes)):
            if wanted is not None:
                is_wanted = np.array([name in wanted for name in known] or [False])
                rows = rows[is_wanted[column[rows]]]
        return rows

    def _with_codes(self, codes: Collection[str]) -> Numbers:
        ordered, starts = self._rows_of_codes
        rows: Numbers | None = None
        for code in codes:
            place = self.codes.index(code) if code in self.codes else -1
            own = ordered[starts[place] : starts[place + 1]] if place >= 0 else ordered[:0]
            rows = own if rows is None else np.intersect1d(rows, own, assume_unique=True)
        return self.rows if rows is None else rows

    def within(self, rows: Numbers, found: Found) -> Numbers:
        own = self.articles[rows]
        inside = found.mask[own] if found.mask is not None else np.isin(own, found.numbers)
        return rows[inside]

    def articles_of(self, rows: Numbers) -> Numbers:
        """Each once, in order."""
        own = self.articles[rows]
        return own[np.r_[True, own[1:] != own[:-1]]] if len(own) else own

    def counts(self, rows: Numbers, column: str) -> NDArray[np.int64]:
        """In how many articles there is a row with each type, quad, mode or code."""
        names = {"type": self.types, "quad": self.quads, "mode": self.modes, "code": self.codes}[column]
        if column == "code":
            lengths = self.code_starts[rows + 1] - self.code_starts[rows]
            own = np.repeat(self.articles[rows], lengths)
            values: Any = ragged(self.code_starts, self.code, rows)
        else:
            values = getattr(self, column)[rows]
            own, values = self.articles[rows][values >= 0], values[values >= 0]
        return distinct(own, values, len(names))


def distinct(articles: Numbers, values: Numbers, width: int) -> NDArray[np.int64]:
    """In how many articles each value occurs; articles are in order."""
    counts = np.zeros(width, dtype=np.int64)
    if not len(articles) or not width:
        return counts
    if width <= _BITS:
        bits = np.uint64(1) << values.astype(np.uint64)
        firsts = np.flatnonzero(np.r_[True, articles[1:] != articles[:-1]])
        every = np.bitwise_or.reduceat(bits, firsts)
        return np.array([np.count_nonzero(every & (np.uint64(1) << np.uint64(value))) for value in range(width)])
    numbers = np.cumsum(np.r_[False, articles[1:] != articles[:-1]])  # articles from 0 on, without gaps
    for first in range(0, int(numbers[-1]) + 1, _AT_ONCE):
        begin, end = np.searchsorted(numbers, (first, first + _AT_ONCE))
        marked = np.zeros((_AT_ONCE, width), dtype=np.bool_)
        marked[numbers[begin:end] - first, values[begin:end]] = True
        counts += marked.sum(axis=0)
    return counts
