"""Events as curators leave them: the standing decisions on a dyad, applied in their order to what the days alone make.
PURE."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from articles.dyads.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from articles.dyads.facts import Numbers


@dataclass(frozen=True, slots=True)
class Verdict:
    """With another statement: the events of both are one. Without: what of the event comes from this statement on is
    an event of its own."""

    statement: int
    other: int | None = None


def decided(facts: Facts, verdicts: Sequence[Verdict]) -> Facts:
    """All facts of a dyad with the events that the verdicts make of theirs."""
    columns = facts.columns
    events = columns.event.copy()
    statements = np.flatnonzero(columns.statement == np.arange(len(events)))
    places = {int(columns.pk[place]): place for place in _places_of(verdicts, columns.pk)}
    for verdict in verdicts:
        one = places.get(verdict.statement)
        other = one if verdict.other is None else places.get(verdict.other)
        if one is not None and other is not None:  # what a verdict speaks of may be gone
            is_member = np.isin(events[statements], [events[one], events[other]])
            members = statements[is_member & (statements >= one)] if verdict.other is None else statements[is_member]
            events[members] = members[0]
    return Facts(replace(columns, event=events[columns.statement]))


def _places_of(verdicts: Sequence[Verdict], pks: Numbers) -> list[int]:
    """Of the facts that the verdicts speak of."""
    wanted = [pk for verdict in verdicts for pk in (verdict.statement, verdict.other) if pk]
    found: list[int] = np.flatnonzero(np.isin(pks, wanted)).tolist()
    return found
