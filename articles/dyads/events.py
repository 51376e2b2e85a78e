"""Events as curators leave them: the standing decisions on a dyad, applied in their order to what the days alone make.
PURE."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articles.dyads.counting import Fact


@dataclass(frozen=True, slots=True)
class Verdict:
    """With another statement: the events of both are one. Without: what of the event comes from this statement on is
    an event of its own."""

    statement: int
    other: int | None = None


def decided(facts: Sequence[Fact], verdicts: Iterable[Verdict]) -> list[Fact]:
    """The facts, in order of time, with the events that the verdicts make of theirs."""
    verdicts = list(verdicts)
    if not verdicts:
        return list(facts)
    events: dict[int, int] = {}
    for fact in facts:
        events.setdefault(fact.statement, fact.event)
    for verdict in verdicts:
        _judge(events, verdict)
    return [replace(fact, event=events[fact.statement]) for fact in facts]


def _judge(events: dict[int, int], verdict: Verdict) -> None:
    """`events` gives each statement's, in order of time. What a verdict speaks of may be gone."""
    own, theirs = events.get(verdict.statement), events.get(verdict.other or verdict.statement)
    if own is None or theirs is None:
        return
    members = [statement for statement, event in events.items() if event in {own, theirs}]
    if verdict.other is None:
        members = members[members.index(verdict.statement) :]
    for statement in members:
        events[statement] = members[0]
