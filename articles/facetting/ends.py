"""Who takes part in each counted statement, and as what: what pages of actors and of two states tell in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from articles.facetting.postings import Numbers, ragged, stretch_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

SOURCE, TARGET, PARTY = 1, 2, 4
ACTS, ACTS_AS_PARTY = 8, 16  # for a state, if it has one: a place does not


@dataclass(frozen=True)
class Ends:
    """As many rows as `Statements`, in the same order. Actors are ids of canonical ones."""

    ids: NDArray[np.int64]  # of the statements
    source: Numbers  # of a two-sided one; negative for an end that acts for nobody, 0 where there is none
    target: Numbers
    starts: Numbers  # of each statement's participants in `root` and `part`, and the end
    root: Numbers  # each once a statement
    part: Numbers  # the sum of what it is there
    actor: Numbers  # `root` once more, ascending
    actor_row: Numbers  # the row of each of these
    actor_part: Numbers  # and what it is there

    @cached_property
    def _rows(self) -> Numbers:
        """The row of each place in `root`."""
        return np.repeat(np.arange(len(self.ids), dtype=np.int32), np.diff(self.starts))

    @cached_property
    def parties(self) -> Numbers:
        """Places in `root` of those who act in a statement of many."""
        return np.flatnonzero(self.part & ACTS_AS_PARTY).astype(np.int32)

    def of(self, actor: int) -> tuple[Numbers, Numbers]:
        """The rows in which an actor takes part, in order, and as what."""
        own = stretch_of(actor, self.actor)
        return self.actor_row[own], self.actor_part[own]

    def rows_at(self, places: Numbers) -> Numbers:
        return self._rows[places]

    def others(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Who takes part in these rows: the row, and the actor."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        return np.repeat(rows, lengths), ragged(self.starts, self.root, rows)
