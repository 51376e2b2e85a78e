"""Actors whom extraction met once and nothing names any more: they go, unless people decided something of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from entities.models import Actor, Decision, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from entities.querysets import ActorQuerySet

_NAMED = (
    Q(mentions__isnull=False) | Q(participations__isnull=False) | Q(quotes__isnull=False)
    | Q(statements_said__isnull=False) | Q(contradictions__isnull=False) | Q(merged__isnull=False)
    | Q(quotes_about__isnull=False) | Q(quotes_heard__isnull=False) | Q(tenures__isnull=False)
)  # fmt: skip


def unnamed() -> ActorQuerySet:
    """Those who may go."""
    met = Actor.objects.filter(origin=Origin.MACHINE, merged_into=None).exclude(key__in=_decided())
    return met.exclude(pk__in=met.filter(_NAMED).values("pk"))


@transaction.atomic
def forget_unnamed() -> int:
    """Not to be run beside an import, which may be about to name one of them."""
    gone = list(unnamed().select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
    Actor.objects.filter(pk__in=gone).delete()
    return len(gone)


def _decided() -> list[str]:
    """Keys of those of whom a decision speaks, standing or not: it may come to stand again."""
    rows = Decision.objects.values_list("subject", "values").iterator(2000)
    return sorted({text for row in rows for text in _texts(row) if ":" in text})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ():
        yield from _texts(inner)
