"""So many invented files, the same ones for the same seed. PURE."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from articles.sampling.casting import Cast
from articles.sampling.plotting import stories
from articles.sampling.printing import printed
from articles.sampling.telling import Told, tell

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from entities.known import Authority


@dataclass(frozen=True, slots=True)
class InventedFile:
    name: str
    text: str


def invent(count: int, *, seed: int, authority: Authority, until: datetime.date) -> Iterator[InventedFile]:
    """The files in the order in which their press would have printed them; nothing is dated after `until`."""
    rng = Random(seed)  # noqa: S311  # no secret: the same texts again
    cast = Cast(authority)
    dispatches: dict[int, Told] = {}
    for story in stories(count, rng, until=until):
        if story.copies is None:
            told = dispatches[story.number] = tell(story, cast, rng)
        else:
            told = _retouched(dispatches[story.copies], rng)
        yield InventedFile(f"{story.number:05d}.txt", printed(story, told, rng))


def _retouched(told: Told, rng: Random) -> Told:
    """A paper's copy of a dispatch: now and then another title or the last words cut."""
    title = told.title if rng.random() < 0.6 else f"{told.title}, selon nos agences"
    last = told.paragraphs[-1]
    if len(told.paragraphs) > 3 and len(last) < 90 and rng.random() < 0.3:
        return replace(told, title=title, paragraphs=told.paragraphs[:-1])
    return replace(told, title=title)
