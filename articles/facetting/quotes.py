"""Who says something, and of whom something is said: what the page of an actor tells of quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from articles.facetting.postings import Numbers, stretch_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Quotes:
    """Those that pages count, one row each, in the order of their articles. Actors are ids of canonical ones."""

    ids: NDArray[np.int64]
    articles: Numbers
    speaker: Numbers  # ascending: who says something
    spoken: Numbers  # the row of what it says
    subject: Numbers  # ascending: of whom something is said
    about: Numbers  # the row of what is said of it

    def spoken_by(self, actor: int) -> Numbers:
        return self.spoken[stretch_of(actor, self.speaker)]

    def telling_about(self, actor: int) -> Numbers:
        return self.about[stretch_of(actor, self.subject)]


def by_actor(actors: NDArray[np.int64], rows: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    """Actors in order and the rows of each in order, each pair once."""
    order = np.lexsort((rows, actors))
    actors, rows = actors[order], rows[order]
    if len(rows):
        is_new = np.r_[True, (actors[1:] != actors[:-1]) | (rows[1:] != rows[:-1])]
        actors, rows = actors[is_new], rows[is_new]
    return actors.astype(np.int32), rows.astype(np.int32)
