"""What a curator has just done, to be taken back with one key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entities.decisions import subject_words, summary
from entities.models import Decision

if TYPE_CHECKING:
    import datetime
    from uuid import UUID

    from django.contrib.auth.models import User

_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Deed:
    """One decision, or a batch of `count`."""

    decision: Decision
    about: str
    what: str
    at: datetime.datetime
    batch: UUID | None = None
    count: int = 1


def recent_deeds(by: User, most: int = 5) -> list[Deed]:
    """The last first, without those that were taken back."""
    rows = list(Decision.objects.filter(made_by=by).select_related("replaces").order_by("-pk")[:_LOOKED_AT])
    undone = _undone(rows)
    deeds: dict[object, Deed] = {}
    for row in rows:
        if row.action == Decision.Action.UNDO or row.pk in undone:
            continue
        about, what = subject_words(row), f"{row.get_action_display()} {summary(row)}".strip()
        known = deeds.get(row.batch) if row.batch else None
        if known:
            deeds[row.batch] = Deed(known.decision, known.about, known.what, known.at, row.batch, known.count + 1)
        elif len(deeds) < most:
            deeds[row.batch or row.pk] = Deed(row, about, what, row.made_at, row.batch)
    return list(deeds.values())


def _undone(rows: list[Decision]) -> set[int]:
    """Whoever undoes comes later, so that a pass from the newest to the oldest knows which undoing still stands."""
    keys = [row.pk for row in rows]
    undos = {row.pk: row.replaces_id for row in Decision.objects.filter(replaces__in=keys)}
    again = dict(Decision.objects.filter(replaces__in=undos).values_list("pk", "replaces_id"))
    void: set[int] = set()
    for pk, replaced in sorted({**undos, **again}.items(), reverse=True):
        if pk not in void and replaced is not None:
            void.add(replaced)
    return void
