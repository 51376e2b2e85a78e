"""The authority file and the database: loads the files into it, and reads it back as an `Authority`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from django.db import transaction
from django.utils.text import slugify

from entities.authority.loader import load_files
from entities.folding import fold
from entities.known import Authority, Form, Kind, KnownActor, Name, Term
from entities.models import Actor, Alias, AuthorityLoad, Origin, Tenure, sort_name
from entities.replaying import replay

_BATCH = 2_000
_ACTOR_FIELDS = ["kind", "name", "sort_name", "family_name", "code", "country", "wikidata", "origin", "details"]


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """How many actors a load found new, changed, and as they were; and how many decisions it applied again."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    decisions: int = 0


def is_loaded(authority: Authority) -> bool:
    newest = AuthorityLoad.objects.order_by("-pk").first()
    return newest is not None and newest.version == authority.version


@transaction.atomic
def load(authority: Authority) -> LoadCounts:
    """Bring the database in line with the files. Actors keep their rows, addresses and what curators did: suppressed
    and added names stay, and decisions are applied again at the end. An actor that the files no longer hold stays."""
    new, changed = _store_actors(authority)
    rows = {actor.key: actor for actor in Actor.objects.filter(key__in=authority.actors)}
    _store_aliases(authority, rows)
    _store_tenures(authority, rows)
    applied = replay().applied
    AuthorityLoad.objects.create(version=authority.version)
    return LoadCounts(new, changed, len(rows) - new - changed, applied)


def _store_actors(authority: Authority) -> tuple[int, int]:
    rows = {actor.key: actor for actor in Actor.objects.select_for_update().filter(key__in=authority.actors)}
    slugs = set(Actor.objects.values_list("slug", flat=True))
    new, changed = [], []
    for known in authority.actors.values():
        row = rows.get(known.key)
        values = _values(known)
        if row is None:
            new.append(Actor(key=known.key, slug=_free_slug(known, slugs), **values))
        elif any(getattr(row, field) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(row, field, value)
            changed.append(row)
    Actor.objects.bulk_create(new, batch_size=_BATCH)
    Actor.objects.bulk_update(changed, _ACTOR_FIELDS, batch_size=_BATCH)
    return len(new), len(changed)


def _values(known: KnownActor) -> dict[str, object]:
    details = {"type": known.type, "until": known.until, "part_of": known.part_of, "successor": known.successor}
    return {
        "kind": known.kind.value,
        "name": known.name,
        "sort_name": sort_name(known.name, known.family_name),
        "family_name": known.family_name,
        "code": known.code or "",
        "country": known.country or "",
        "wikidata": known.wikidata or "",
        "origin": Origin.AUTHORITY,
        "details": {key: value for key, value in details.items() if value},
    }


def _free_slug(known: KnownActor, taken: set[str]) -> str:
    base = slugify(fold(known.name)) or slugify(known.key)
    choices = (
        base,
        f"{base}-{known.kind.value}",
        slugify(known.key.replace(":", "-")),
        *(f"{base}-{n}" for n in range(2, 99)),
    )
    slug = next(choice for choice in choices if choice not in taken)
    taken.add(slug)
    return slug


def _store_aliases(authority: Authority, rows: dict[str, Actor]) -> None:
    wanted = {
        (rows[known.key].pk, name.text, name.form.value): Alias(
            actor=rows[known.key], text=name.text, folded=fold(name.text), form=name.form.value, origin=Origin.AUTHORITY
        )
        for known in authority.actors.values()
        for name in known.names
    }
    stale = []
    for pk, actor_id, text, form, origin, is_suppressed in Alias.objects.values_list(
        "pk", "actor_id", "text", "form", "origin", "is_suppressed"
    ):
        if wanted.pop((actor_id, text, form), None) is None and origin == Origin.AUTHORITY and not is_suppressed:
            stale.append(pk)
    Alias.objects.filter(pk__in=stale).delete()
    Alias.objects.bulk_create(wanted.values(), batch_size=_BATCH)


def _store_tenures(authority: Authority, rows: dict[str, Actor]) -> None:
    """Terms of the files replace the files' earlier ones; those that a curator wrote stay."""
    Tenure.objects.filter(origin=Origin.AUTHORITY).delete()
    curated = set(Tenure.objects.values_list("actor_id", "country", "office", "title", "start"))
    terms = {
        (rows[known.key].pk, t.country, t.office, t.title, t.start): Tenure(
            actor=rows[known.key],
            office=t.office,
            title=t.title,
            country=t.country,
            start=t.start,
            end=t.end,
            source=t.source,
            origin=Origin.AUTHORITY,
        )
        for known in authority.actors.values()
        for t in known.terms
    }
    Tenure.objects.bulk_create((row for key, row in terms.items() if key not in curated), batch_size=_BATCH)


def load_stored() -> Authority:
    """The authority file as this installation has it, curators' names and suppressions included. Offices, outlets and
    phrases come from the data files."""
    files = load_files()
    names, suppressed = _names()
    terms = _terms()
    actors = {}
    rows = Actor.objects.filter(key__in=names).exclude(kind="").order_by("pk")
    for row in rows.iterator(_BATCH):
        actors[row.key] = KnownActor(
            key=row.key,
            kind=Kind(row.kind),
            name=row.name,
            names=tuple(dict.fromkeys([*names[row.key]])),
            code=row.code or None,
            country=row.country or None,
            wikidata=row.wikidata or None,
            family_name=row.family_name,
            type=row.details.get("type", ""),
            terms=tuple(terms.get(row.pk, ())),
            until=row.details.get("until"),
            part_of=row.details.get("part_of"),
            successor=row.details.get("successor"),
        )
    _add_towns(actors, files)
    return replace(files, actors=actors, suppressed=frozenset(suppressed), version=_digest(actors, suppressed))


def _names() -> tuple[dict[str, list[Name]], set[tuple[str, str]]]:
    names: dict[str, list[Name]] = defaultdict(list)
    suppressed = set()
    people_wrote = Alias.objects.exclude(origin=Origin.MACHINE, is_suppressed=False)
    rows = people_wrote.order_by("pk").values_list("actor__key", "text", "folded", "form", "is_suppressed")
    for key, text, folded, form, is_suppressed in rows.iterator(_BATCH):
        if is_suppressed:
            suppressed.add((folded, key))
        else:
            names[key].append(Name(text, Form(form)))
    return names, suppressed


def _terms() -> dict[int, list[Term]]:
    terms: dict[int, list[Term]] = defaultdict(list)
    for row in Tenure.objects.order_by("pk").iterator(_BATCH):
        terms[row.actor_id].append(Term(row.office, row.title, row.country, row.start, row.end, row.source))
    return terms


def _add_towns(actors: dict[str, KnownActor], files: Authority) -> None:
    """Capitals as places have no names of their own to be found by, and so no rows among the aliases."""
    nameless: Iterable[KnownActor] = (actor for actor in files.actors.values() if not actor.names)
    actors.update((actor.key, actor) for actor in nameless if actor.key not in actors)


def _digest(actors: dict[str, KnownActor], suppressed: set[tuple[str, str]]) -> str:
    content = json.dumps([repr(actors), sorted(suppressed)], ensure_ascii=False)
    return sha256(content.encode()).hexdigest()[:12]
