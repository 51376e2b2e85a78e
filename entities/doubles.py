"""Actors that may be one and the same: called nearly alike, or alike enough and in the same office at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Max, Q

from entities.folding import fold
from entities.known import Term
from entities.models import Actor, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 8
ALIKE = 0.55  # of trigrams, from which two names are near
ALIKE_IN_OFFICE = 0.3  # the same of two who held one office
_SHARED = 0.25  # what a shared office adds


@dataclass(frozen=True, slots=True)
class Double:
    """`closeness` of the nearest two names, in percent; `offices` that both held at one time."""

    actor: Actor
    closeness: int
    offices: tuple[str, ...]
    same_wikidata: bool


def doubles(actor: Actor) -> list[Double]:
    """The likeliest first. Of what was merged already, nothing is said."""
    found = {one.pk: (one, float(closeness or 0)) for one, closeness in _near(actor)}
    offices = _shared_offices(actor, found)
    weighed = [
        (_weight(actor, one, closeness, shares_office=pk in offices), -pk, closeness)
        for pk, (one, closeness) in found.items()
    ]
    return [
        Double(found[-pk][0], round(100 * closeness), tuple(offices.get(-pk, ())), _same_wikidata(actor, found[-pk][0]))
        for weight, pk, closeness in sorted(weighed, reverse=True)[:MOST]
        if weight
    ]


def _near(actor: Actor) -> Iterable[tuple[Actor, float | None]]:
    """With how close their nearest name is."""
    others = Actor.objects.shown().of_kind(actor.kind).exclude(pk=actor.canonical_id or actor.pk)
    folded = fold(actor.name)
    called = Q(aliases__folded__trigram_similar=folded, aliases__is_suppressed=False)
    same = Q(wikidata=actor.wikidata) if actor.wikidata else Q(pk__in=[])
    rows = others.filter(called | same).annotate(closeness=Max(TrigramSimilarity("aliases__folded", folded)))
    return [(one, one.closeness) for one in rows.order_by("-closeness", "pk")[: 5 * MOST]]  # type: ignore[attr-defined]


def _weight(actor: Actor, other: Actor, closeness: float, *, shares_office: bool) -> float:
    if _same_wikidata(actor, other):
        return 2.0
    if actor.wikidata and other.wikidata:
        return 0.0  # two that the world knows apart
    if shares_office and closeness >= ALIKE_IN_OFFICE:
        return closeness + _SHARED
    return closeness if closeness >= ALIKE else 0.0


def _same_wikidata(actor: Actor, other: Actor) -> bool:
    return bool(actor.wikidata) and actor.wikidata == other.wikidata


def _shared_offices(actor: Actor, others: Iterable[int]) -> dict[int, list[str]]:
    own = list(actor.tenures.all())
    shared: dict[int, list[str]] = {}
    for theirs in Tenure.objects.filter(actor__in=list(others)).order_by("start", "pk"):
        if any(_is_same(mine, theirs) for mine in own):
            shared.setdefault(theirs.actor_id, []).append(theirs.title)
    return shared


def _is_same(one: Tenure, other: Tenure) -> bool:
    office = one.office == other.office if one.office and other.office else fold(one.title) == fold(other.title)
    return office and one.country == other.country and _overlap(one, other)


def _overlap(one: Tenure, other: Tenure) -> bool:
    first, second = (Term(row.office, row.title, row.country, row.start, row.end) for row in (one, other))
    starts = [row.start for row in (one, other) if row.start]
    return not starts or any(first.covers(start) and second.covers(start) for start in starts)
