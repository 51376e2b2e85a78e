"""Actors as the API answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from articles.exporting.records import ActorPage, ActorRecord, Kind, TermRecord
from articles.models import Mention
from entities.folding import fold
from entities.models import Actor, Alias, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from entities.querysets import ActorQuerySet


def actors_asked_for(given: Mapping[str, str]) -> ActorQuerySet:
    """Those that articles name, by letters of a name and by kind."""
    named = Mention.objects.counted().order_by().values(root=Coalesce(F("actor__canonical_id"), F("actor_id")))
    actors = Actor.objects.shown().filter(pk__in=named)
    letters, kind = fold(given.get("q", "").replace("\0", "")), given.get("kind", "")
    if letters:
        actors = actors.filter(pk__in=Actor.objects.called_like(letters).values("pk"))
    return (actors.of_kind(kind) if kind in Actor.Kind.values else actors).in_order()


def actor_records(actors: Iterable[Actor], site: str) -> tuple[ActorRecord, ...]:
    found = list(actors)
    counts = Mention.objects.of_actors(actor.pk for actor in found).article_counts()
    return tuple(ActorRecord(*_of(actor, site), counts.get(actor.pk, 0)) for actor in found)


def actor_page(actor: Actor, site: str) -> ActorPage:
    """With what those merged into it bring along."""
    count = Mention.objects.of_actors([actor.pk]).article_counts().get(actor.pk, 0)
    mine = Q(actor=actor) | Q(actor__canonical=actor)
    aliases = Alias.objects.filter(mine, is_suppressed=False).exclude(text=actor.name).order_by("folded", "pk")
    terms = Tenure.objects.filter(mine).order_by("start", "pk")
    return ActorPage(
        *_of(actor, site),
        count,
        tuple(dict.fromkeys(aliases.values_list("text", flat=True))),
        tuple(TermRecord(term.title, term.country, term.start, term.end) for term in terms),
    )


def _of(actor: Actor, site: str) -> tuple[str, Kind, str, str, str, str, str]:
    kind = cast("Kind", actor.kind)
    address = f"{site}{actor.get_absolute_url()}"
    return actor.slug, kind, actor.name, actor.code, actor.country, actor.wikidata, address
