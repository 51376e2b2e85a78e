"""Pairs of actors that may be one: the most named first of those whom neither the authority file nor a merge tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Mention
from articles.workshop.views import for_curators
from entities import curation
from entities.curating import curator, told
from entities.doubles import Double, doubles_of
from entities.models import Actor, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest, HttpResponse

LOOKED_AT = 50  # actors a page
MOST = 3  # doubles of one of them


@dataclass(frozen=True, slots=True)
class Pair:
    """`double` is whom `actor` may be."""

    actor: Actor
    articles: int
    double: Double
    other_articles: int

    @property
    def direction(self) -> tuple[Actor, Actor]:
        """Who would disappear into whom: into the authority file's, else into the one that is named more."""
        other = self.double.actor
        stays = other.origin == Origin.AUTHORITY or self.other_articles >= self.articles
        return (self.actor, other) if stays else (other, self.actor)


@for_curators
@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    page = _page_of_actors(request.GET.get("page", "1"))
    context = {
        **admin.site.each_context(request), "title": _("Doublons possibles"), "page": page,
        "pairs": _pairs(list(page.object_list)),
    }  # fmt: skip
    return TemplateResponse(request, "admin/doubles.html", context)


@for_curators
@require_POST
def keep_apart(request: HttpRequest) -> HttpResponse:
    one, other = (get_object_or_404(Actor, pk=_number(request.POST.get(name, ""))) for name in ("actor", "other"))
    by, reason = curator(request), request.POST.get("reason", "")[:2000]
    done = _("« %(one)s » et « %(other)s » restent deux.") % {"one": one.name, "other": other.name}
    told(request, lambda: curation.keep_apart(actor=one, other=other, by=by, reason=reason), done)
    return HttpResponseRedirect(f"{reverse('doubles')}?page={_number(request.POST.get('page', '')) or 1}")


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _page_of_actors(number: str) -> Page[Actor]:
    """Those whom a text named and nobody looked up, the most named first; then everybody else by name."""
    named = Mention.objects.counted().order_by().values("actor").annotate(n=Count("article", distinct=True))
    counts = dict(named.exclude(actor__origin=Origin.AUTHORITY).values_list("actor", "n"))
    actors = Actor.objects.shown().exclude(origin=Origin.AUTHORITY).in_order()
    return Paginator(sorted(actors, key=lambda actor: -counts.get(actor.pk, 0)), LOOKED_AT).get_page(number)


def _pairs(actors: Sequence[Actor]) -> list[Pair]:
    found = [(actor, double) for actor, near in _with_doubles(actors) for double in near]
    counts = _article_counts({one.pk for actor, double in found for one in (actor, double.actor)})
    seen: set[frozenset[int]] = set()
    told = []
    for actor, double in found:
        if frozenset({actor.pk, double.actor.pk}) not in seen:
            seen.add(frozenset({actor.pk, double.actor.pk}))
            told.append(Pair(actor, counts.get(actor.pk, 0), double, counts.get(double.actor.pk, 0)))
    return told


def _with_doubles(actors: Sequence[Actor]) -> Iterable[tuple[Actor, list[Double]]]:
    near = doubles_of(actors)
    return ((actor, near[actor.pk][:MOST]) for actor in actors)


def _article_counts(actors: Iterable[int]) -> dict[int, int]:
    rows = Mention.objects.counted().filter(actor__in=actors).order_by().values("actor")
    return dict(rows.annotate(n=Count("article", distinct=True)).values_list("actor", "n"))
