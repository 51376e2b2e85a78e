"""A statement rests on the names in it: when a curator gives a mention to another actor, or to nobody, what the machine
built on that mention follows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articles.models import Evidence, Quote, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articles.curation.resting import Rests
    from articles.curation.states import Stated, Told
    from articles.models import Mention
    from entities.models import Actor, Decision


@dataclass(frozen=True, slots=True)
class Span:
    place: str
    start: int
    end: int
    anchor: int  # the offset that a name should stand near: of a statement, where its verb is


class Follower:
    """The mentions of one article, decided, with stand-ins for those that the machine no longer has and decisions speak
    of, to be asked for whom each stands now. `rests` tells which of them a decision rests on."""

    def __init__(self, mentions: Iterable[Mention], rests: Rests | None = None) -> None:
        self._of: dict[str, list[Mention]] = defaultdict(list)
        self.actors: dict[str, Actor] = {}  # by key, those that mentions name now
        self._rests = rests
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

    def under(self, key: str, span: Span) -> list[Mention]:
        """The mentions of this actor that stand in the span; without any (a pronoun stands there), the nearest of the
        whole article, the last before it first."""
        own = self._of[key]
        within = [m for m in own if m.place == span.place and span.start <= m.start < span.end]
        return within or sorted(own, key=lambda m: _distance(m, span, is_within=False))[:1]

    def now(self, key: str, span: Span, decision: Decision | None = None) -> str | None:
        """Whom the one that the machine knew there by this key is now; None: nobody any more. What a decision rested on
        tells first, then what stands in the span, then the whole article."""
        rested = self._rests.of(decision, key) if self._rests is not None and decision is not None else []
        if not rested and key not in self._moved:
            return key
        within = [m for m in self._of[key] if m.place == span.place and span.start <= m.start < span.end]
        alive = _alive(rested) or _alive(within or self._of[key])
        if not alive:
            return None
        return min(alive, key=lambda m: _distance(m, span, is_within=bool(within))).actor.key

    def statement(self, stated: Stated, row: Evidence, decision: Decision | None = None) -> Stated | None:
        """None: somebody in it is nobody any more, or has become the other end."""
        moved = {key: self.now(key, span_of(row), decision) for key in stated.keys}
        if None in moved.values():
            return None
        parts = frozenset((moved[key] or key, part) for key, part in stated.parts)
        followed = replace(stated, parts=parts, said_by=moved[stated.said_by] if stated.said_by else None)
        return None if followed.is_loop and not stated.is_loop else followed

    def quote(self, told: Told, row: Quote, decision: Decision | None = None) -> Told | None:
        """None: the speaker is nobody any more."""
        speaker = self.now(told.speaker, span_of(row, is_speaker=True), decision) if told.speaker else None
        if told.speaker and speaker is None:
            return None
        about = frozenset(filter(None, (self.now(key, span_of(row), decision) for key in told.about)))
        addressee = self.now(told.addressee, span_of(row), decision) if told.addressee else None
        return replace(told, speaker=speaker, about=about, addressee=addressee)


def span_of(row: Evidence | Quote, *, is_speaker: bool = False) -> Span:
    """Where those are named who are in it; who speaks is named outside."""
    if isinstance(row, Evidence):
        return Span(row.place, row.start, row.end, row.trigger_start)
    return Span(row.place, row.start, row.start if is_speaker else row.end, row.start)


def _alive(mentions: Sequence[Mention]) -> list[Mention]:
    return [mention for mention in mentions if mention.status != Status.REJECTED]


def _distance(mention: Mention, span: Span, *, is_within: bool) -> tuple[bool, bool, int]:
    is_after = not is_within and mention.start > span.anchor
    return mention.place != span.place, is_after, abs(mention.start - span.anchor)
