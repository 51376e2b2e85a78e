"""A statement rests on the names in it: when a curator gives a mention to another actor, or to nobody, what the machine
built on that mention follows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articles.models import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.curation.states import Stated, Told
    from articles.models import Evidence, Mention, Quote
    from entities.models import Actor


@dataclass(frozen=True, slots=True)
class Span:
    place: str
    start: int
    end: int
    anchor: int  # the offset that a name should stand near: of a statement, where its verb is


class Follower:
    """The mentions of one article, decided, to be asked for whom each stands now."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._of: dict[str, list[Mention]] = defaultdict(list)
        self.actors: dict[str, Actor] = {}  # by key, those that mentions name now
        for mention in mentions:
            self.actors[mention.actor.key] = mention.actor
            if not mention.is_added:
                self._of[mention.machine_actor.key].append(mention)
        self._moved = {
            key for key, own in self._of.items()
            if any(m.status == Status.REJECTED or m.actor_id != m.machine_actor_id for m in own)
        }  # fmt: skip

    @property
    def has_moved(self) -> bool:
        return bool(self._moved)

    def now(self, key: str, span: Span) -> str | None:
        """Whom the one that the machine knew there by this key is now; None: nobody any more. Mentions inside the span
        count; without any (a pronoun stands there), those of the whole article, the last before it first."""
        if key not in self._moved:
            return key
        within = [m for m in self._of[key] if m.place == span.place and span.start <= m.start < span.end]
        alive = [m for m in within or self._of[key] if m.status != Status.REJECTED]
        if not alive:
            return None
        return min(alive, key=lambda m: _distance(m, span, is_within=bool(within))).actor.key

    def statement(self, stated: Stated, row: Evidence) -> Stated | None:
        """None: somebody in it is nobody any more, or has become the other end."""
        span = Span(row.place, row.start, row.end, row.trigger_start)
        moved = {key: self.now(key, span) for key in stated.keys}
        if None in moved.values():
            return None
        parts = frozenset((moved[key] or key, part) for key, part in stated.parts)
        followed = replace(stated, parts=parts, said_by=moved[stated.said_by] if stated.said_by else None)
        return None if followed.is_loop and not stated.is_loop else followed

    def quote(self, told: Told, row: Quote) -> Told | None:
        """None: the speaker is nobody any more."""
        span = Span(row.place, row.start, row.end, row.start)
        near = Span(row.place, row.start, row.start, row.start)  # the speaker is named outside
        speaker = self.now(told.speaker, near) if told.speaker else None
        if told.speaker and speaker is None:
            return None
        about = frozenset(filter(None, (self.now(key, span) for key in told.about)))
        return replace(told, speaker=speaker, about=about)


def _distance(mention: Mention, span: Span, *, is_within: bool) -> tuple[bool, bool, int]:
    is_after = not is_within and mention.start > span.anchor
    return mention.place != span.place, is_after, abs(mention.start - span.anchor)
