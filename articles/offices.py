"""Who held which office on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from entities.known import Term
from entities.models import Actor, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable


def offices_on(date: str, actors: Iterable[Actor]) -> dict[int, Tenure]:
    """{canonical actor's id: the office that it held on the date, which may be partial}. Of several, the one that
    began last; what is known without any date says nothing about a day."""
    if not date:
        return {}
    pks = [actor.pk for actor in actors if actor.kind == Actor.Kind.PERSON]
    rows = Tenure.objects.filter(Q(actor__in=pks) | Q(actor__canonical__in=pks)).select_related("actor")
    held: dict[int, Tenure] = {}
    for row in sorted(rows, key=lambda one: (one.start, one.pk)):
        if (row.start or row.end) and term_of(row).covers(date):
            held[row.actor.canonical_id or row.actor_id] = row
    return held


def term_of(tenure: Tenure) -> Term:
    return Term(tenure.office, tenure.title, tenure.country, tenure.start, tenure.end, tenure.source)
