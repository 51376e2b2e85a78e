"""The rows of actors whom extraction finds; whoever has none yet gets one."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.utils.text import slugify

from entities.folding import fold
from entities.models import Actor, Alias, Origin, sort_name
from entities.nlp.found import NEW

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from entities.nlp.found import FoundActor

_ATTEMPTS = 5
_NUMBERED = 9  # slugs of one name that are asked for at once


def enrol(found: Iterable[FoundActor]) -> dict[str, Actor]:
    """The rows of those found, by key, which is cut to what a row holds."""
    wanted = {actor.key: actor for actor in found}
    rows = _stored(wanted)
    for _ in range(_ATTEMPTS):
        missing = {key: wanted[key] for key in sorted(wanted.keys() - rows.keys())}
        if not missing:
            return rows
        _make(missing)
        rows |= _stored(missing)
    raise IntegrityError(f"no free address for {sorted(wanted.keys() - rows.keys())}")


def _stored(wanted: Collection[str]) -> dict[str, Actor]:
    by_short = {key[:200]: key for key in wanted}
    return {by_short[row.key]: row for row in Actor.objects.filter(key__in=by_short)} if by_short else {}


def _make(missing: Mapping[str, FoundActor]) -> None:
    """In one order, or two imports would wait for each other. Where another has just made the same actor, or taken the
    same address, nothing is made."""
    slugs = _free_slugs([actor.name[:200] for actor in missing.values()])
    Actor.objects.bulk_create(
        (
            Actor(key=key[:200], slug=slug, **_described(actor))
            for (key, actor), slug in zip(missing.items(), slugs, strict=True)
        ),
        ignore_conflicts=True,
    )
    machine = Actor.objects.filter(key__in=[key[:200] for key in missing], origin=Origin.MACHINE, aliases=None)
    Alias.objects.bulk_create(  # so that a search for the name finds the actor
        (
            Alias(actor=actor, text=actor.name, folded=fold(actor.name)[:200], origin=Origin.MACHINE)
            for actor in machine
        ),
        ignore_conflicts=True,
    )


def _described(actor: FoundActor) -> dict[str, str]:
    name = actor.name[:200]
    family = name.rsplit(" ", 1)[-1] if " " in name else ""
    return {
        "kind": actor.kind.value,
        "name": name,
        "sort_name": sort_name(name, family),
        "family_name": family[:100],
        "country": actor.country or "",
        "code": actor.code or "",
        "wikidata": actor.wikidata or "",
        "origin": Origin.MACHINE if actor.key.startswith(NEW) else Origin.AUTHORITY,
    }


def _free_slugs(names: Iterable[str]) -> list[str]:
    """An address for each name that no actor has, nor another of these."""
    bases = [slugify(fold(name))[:180] or "acteur" for name in names]
    asked = {slug for base in bases for slug in (base, *(f"{base}-{n}" for n in range(2, _NUMBERED + 1)))}
    taken = set(Actor.objects.filter(slug__in=asked).values_list("slug", flat=True))
    slugs = []
    for base in bases:
        if f"{base}-{_NUMBERED}" in taken:
            taken |= set(Actor.objects.filter(slug__startswith=f"{base}-").values_list("slug", flat=True))
        slug = next(s for n in count(1) if (s := base if n == 1 else f"{base}-{n}") not in taken)
        taken.add(slug)
        slugs.append(slug)
    return slugs
