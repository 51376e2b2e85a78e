"""Which two states each statement and each quote is of, and what tells one statement from another: what the pages of
two states count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from articles.facetting.postings import Numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

SOMEBODY = -1  # says it, and nobody knows who that is


@dataclass(frozen=True)
class Told:
    """A pair is the number of two of the `codes`, which stand in the order of the alphabet; places act for nobody."""

    codes: tuple[str, ...]
    stories: NDArray[np.int64]  # of each article: the id of the one that it is a copy of, or its own
    speaker: Numbers  # who says each statement: the id of a canonical actor, 0 for nobody else than the article
    same: Numbers  # of each statement, the first row that says the same in its story
    pairs: Numbers  # ascending
    pair_starts: Numbers  # of each pair's rows, and the end
    rows: Numbers  # of two-sided statements, those of one pair in order of time
    said_pairs: Numbers  # ascending: the states of who is quoted and of whom it speaks
    said_starts: Numbers
    said: Numbers  # rows of the quotes of a pair, in order
    said_by: Numbers  # who says it: the id of a canonical actor
    party_starts: Numbers  # of each code's rows, and the end
    party_rows: Numbers  # of statements of many in which somebody acts for it, in order

    def statements(self, one: str, other: str) -> Numbers:
        """Rows of what is stated between two states, in order of time."""
        return self.rows[self._stretch(self.pairs, self.pair_starts, one, other)]

    def quotes(self, one: str, other: str) -> tuple[Numbers, Numbers]:
        """Rows of what is said by either of the other, and by whom."""
        own = self._stretch(self.said_pairs, self.said_starts, one, other)
        return self.said[own], self.said_by[own]

    def shared(self, one: str, other: str) -> Numbers:
        """Rows of statements of many in which somebody acts for each of the two, in order."""
        of_one, of_other = (self.party_rows[self._of_code(code)] for code in (one, other))
        return np.intersect1d(of_one, of_other, assume_unique=True)

    def _of_code(self, code: str) -> slice:
        if code not in self.codes:
            return slice(0, 0)
        at = self.codes.index(code)
        return slice(int(self.party_starts[at]), int(self.party_starts[at + 1]))

    def _stretch(self, pairs: Numbers, starts: Numbers, one: str, other: str) -> slice:
        if one not in self.codes or other not in self.codes:
            return slice(0, 0)
        first, second = sorted((self.codes.index(one), self.codes.index(other)))
        pair = first * len(self.codes) + second
        at = int(np.searchsorted(pairs, pair))
        is_known = at < len(pairs) and pairs[at] == pair
        return slice(int(starts[at]), int(starts[at + 1])) if is_known else slice(0, 0)


def grouped(pairs: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    """Of numbers in order: each once, and where its stretch begins, with the end."""
    is_new = np.ones(len(pairs), dtype=np.bool_)
    is_new[1:] = pairs[1:] != pairs[:-1]
    firsts = np.flatnonzero(is_new)
    return pairs[firsts].astype(np.int32), np.r_[firsts, len(pairs)].astype(np.int32)
