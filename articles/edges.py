"""The edges that two-sided statements rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from entities.models import Actor, Relation
from entities.nlp.found import RECIPROCAL

Ends = tuple[int, int, str]  # source, target, type


def ends_of(source: Actor, target: Actor, type_: str) -> Ends:
    """A reciprocal edge is kept once, its ends in the order of their keys."""
    if type_ in RECIPROCAL and target.key < source.key:
        source, target = target, source
    return source.pk, target.pk, type_


def edges_of(wanted: Iterable[tuple[Actor, Actor, str]]) -> dict[Ends, Relation]:
    """One row a triple, made where there is none. Nobody has an edge with itself."""
    ends = {ends_of(*one) for one in wanted if one[0] != one[1]}
    found = _stored(ends)
    missing = sorted(ends - found.keys())
    if missing:  # another import may make the same at the same time
        Relation.objects.bulk_create(
            (Relation(source_id=source, target_id=target, type=type_) for source, target, type_ in missing),
            ignore_conflicts=True,
        )
        found |= _stored(missing)
    return found


def _stored(ends: Collection[Ends]) -> dict[Ends, Relation]:
    if not ends:
        return {}
    sources, targets, types = zip(*ends, strict=True)
    near = Relation.objects.filter(source__in=sources, target__in=targets, type__in=types)
    found = {(edge.source_id, edge.target_id, edge.type): edge for edge in near}
    return {one: found[one] for one in ends if one in found}


def remove_bare(edges: Collection[int]) -> None:
    """Of these edges, those that no statement rests on any more. They are locked first and looked at again: another
    import may put a statement on one meanwhile, which would go with it."""
    bare = Relation.objects.filter(pk__in=edges, evidence__isnull=True)
    if edges and (pks := sorted(bare.values_list("pk", flat=True))):
        locked = Relation.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
        bare.filter(pk__in=[edge.pk for edge in locked]).delete()
