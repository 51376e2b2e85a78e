"""Actors that may be one and the same: called nearly alike, or alike enough and in the same office at the same time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from entities.decisions import standing
from entities.folding import fold
from entities.known import Term
from entities.models import Actor, Decision, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST = 8
ALIKE = 0.55  # of trigrams, from which two names are near
ALIKE_IN_OFFICE = 0.3  # the same of two who held one office
_SHARED = 0.25  # what a shared office adds
_NEAR = """
    SELECT own.pk, alias.actor_id, max(similarity(alias.folded, own.folded))
    FROM unnest(%s::bigint[], %s::text[]) AS own(pk, folded)
    JOIN entities_alias AS alias ON alias.folded %% own.folded AND NOT alias.is_suppressed
    GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Double:
    """`closeness` of the nearest two names, in percent; `offices` that both held at one time."""

    actor: Actor
    closeness: int
    offices: tuple[str, ...]
    same_wikidata: bool


def doubles(actor: Actor) -> list[Double]:
    """The likeliest first. Of what was merged already, or is kept apart, nothing is said."""
    return doubles_of([actor])[actor.pk]


def doubles_of(actors: Sequence[Actor]) -> dict[int, list[Double]]:
    """The same of many at once, by their ids."""
    near = _near(actors)
    others = {pk for found in near.values() for pk in found}
    known = Actor.objects.shown().in_bulk(others)
    terms = _terms([*others, *near])
    apart = _kept_apart([actor.key for actor in actors])
    found = {}
    for actor in actors:
        weighed = []
        for pk, closeness in near[actor.pk].items():
            other = known.get(pk)
            if other is None or other.kind != actor.kind or frozenset({actor.key, other.key}) in apart:
                continue
            offices = _shared(terms[actor.pk], terms[pk])
            weight = _weight(actor, other, closeness, shares_office=bool(offices))
            double = Double(other, round(100 * closeness), offices, _same_wikidata(actor, other))
            weighed += [(weight, -pk, double)] if weight else []
        found[actor.pk] = [double for *_, double in sorted(weighed, key=lambda one: one[:2], reverse=True)[:MOST]]
    return found


def _near(actors: Sequence[Actor]) -> dict[int, dict[int, float]]:
    """Of each, others with how close their nearest name is to its own; those of one Wikidata item however called."""
    near: dict[int, dict[int, float]] = {actor.pk: {} for actor in actors}
    items = {actor.wikidata: actor.pk for actor in actors if actor.wikidata}
    for pk, item in Actor.objects.filter(wikidata__in=items).values_list("pk", "wikidata"):
        near[items[item]][pk] = 0.0
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, [[actor.pk for actor in actors], [fold(actor.name) for actor in actors]])
        for one, other, closeness in cursor.fetchall():
            near[one][other] = closeness
    for actor in actors:
        near[actor.pk].pop(actor.pk, None)
        near[actor.pk].pop(actor.canonical_id or actor.pk, None)
    return near


def _terms(actors: Iterable[int]) -> dict[int, list[Tenure]]:
    terms: dict[int, list[Tenure]] = defaultdict(list)
    for one in Tenure.objects.filter(actor__in=list(actors)).order_by("start", "pk"):
        terms[one.actor_id].append(one)
    return terms


def _kept_apart(keys: list[str]) -> set[frozenset[str]]:
    """Pairs of keys; the decision is kept under the first of them."""
    apart = Decision.objects.filter(action=Decision.Action.APART)
    named = apart.filter(Q(subject__actor__in=keys) | Q(values__text__in=keys)).values_list("subject__actor", flat=True)
    told = Decision.objects.filter(
        subject__actor__in=list(named), action__in=(Decision.Action.APART, Decision.Action.UNDO)
    )
    return {frozenset({one.subject["actor"], one.values["text"]}) for one in standing(told)}


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


def _shared(own: Iterable[Tenure], theirs: Iterable[Tenure]) -> tuple[str, ...]:
    return tuple(one.title for one in theirs if any(_is_same(mine, one) for mine in own))


def _is_same(one: Tenure, other: Tenure) -> bool:
    office = one.office == other.office if one.office and other.office else fold(one.title) == fold(other.title)
    return office and one.country == other.country and _overlap(one, other)


def _overlap(one: Tenure, other: Tenure) -> bool:
    first, second = (Term(row.office, row.title, row.country, row.start, row.end) for row in (one, other))
    starts = [row.start for row in (one, other) if row.start]
    return not starts or any(first.covers(start) and second.covers(start) for start in starts)
