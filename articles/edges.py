"""The edge that a two-sided statement rests on."""

from __future__ import annotations

from entities.models import Actor, Relation
from entities.nlp.found import RECIPROCAL


def edge(source: Actor, target: Actor, type_: str) -> Relation | None:
    """One row a triple; none of somebody with itself. A reciprocal one is kept once, its ends in the order of their
    keys."""
    if source == target:
        return None
    if type_ in RECIPROCAL and target.key < source.key:
        source, target = target, source
    found, _ = Relation.objects.get_or_create(source=source, target=target, type=type_)
    return found


def remove_bare(edges: list[int]) -> None:
    """Of these edges, those that no statement rests on any more."""
    Relation.objects.filter(pk__in=edges, evidence__isnull=True).delete()
