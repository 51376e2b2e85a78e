"""How much of what the machine found people have read, on what dates rest and what read each article, and what chance
draws: what the state of the archive tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from articles.facetting.postings import Numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS = ("person", "country", "organisation", "place")  # of actors: what a mention names as the machine found it
WHATS = (*KINDS, "statement", "quote", "date")
READ, RIGHT, OPEN = range(3)  # by a person; found right; not yet read
LATEST = 1 << 60  # no draw has so high a key


@dataclass(frozen=True)
class Reviews:
    """What was found of a kind in an article is `3 * place in WHATS + READ, RIGHT or OPEN`. What is drawn has the
    lowest keys of its kind: all of those under `bounds`."""

    bases: tuple[str, ...]
    versions: tuple[str, ...]
    basis: NDArray[np.uint8]  # of each article, place in `bases`
    version: NDArray[np.uint16]
    articles: Numbers  # ascending
    found: NDArray[np.uint8]
    count: Numbers
    summed: NDArray[np.int64]  # how much was found of each in all
    actor: Numbers  # canonical, ascending: whom the machine found
    mentions: Numbers  # of it, in all articles
    read: Numbers  # of these
    named: Numbers  # articles that name it
    drawn: NDArray[np.int64]  # ids
    drawn_articles: Numbers
    drawn_what: NDArray[np.uint8]
    keys: NDArray[np.int64]
    drawn_state: NDArray[np.uint8]  # 1: read, 2: right, or the sum of both
    bounds: NDArray[np.int64]  # by place in WHATS

    def totals(self, live: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        """How much was found, by kind and what became of it. `live` tells of all articles whether they count; None: all
        do."""
        if live is None:
            return self.summed
        gone = np.flatnonzero(~live[self.articles])
        return self.summed - summed(self.found[gone], self.count[gone])

    def draws(self, what: int, live: NDArray[np.bool_] | None) -> tuple[NDArray[Any], ...]:
        """Keys, ids and states of what is drawn of a kind, in no order."""
        rows = np.flatnonzero(self.drawn_what == what)
        rows = rows if live is None else rows[live[self.drawn_articles[rows]]]
        return self.keys[rows], self.drawn[rows], self.drawn_state[rows]


def summed(found: NDArray[np.uint8], count: NDArray[Any]) -> NDArray[np.int64]:
    return np.bincount(found, weights=count, minlength=3 * len(WHATS)).astype(np.int64)
