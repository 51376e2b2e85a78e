"""Atom feeds of every search, actor and pair of states, and of all that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles.browsing import named_actors
from articles.changes import arrived, day_of, new_actor_entries, restated_entries
from articles.displaying import reader_of
from articles.dyads.pairs import dyad_address, in_order, states_of
from articles.feeds import Heading, atom, entries_of, entries_stating, in_words, newest
from articles.forms import ArticleFilterForm
from articles.models import Article, Evidence
from articles.views.exports import site_of
from articles.wording import name_of
from entities.models import Actor

if TYPE_CHECKING:
    from django.http import HttpRequest

    from articles.querysets import ArticleQuerySet

ATOM = "application/atom+xml; charset=utf-8"


@require_safe
@conditional_page
def of_list(request: HttpRequest) -> HttpResponse:
    """What came in last of what the list shows under these filters."""
    form = ArticleFilterForm(request.GET)
    form.is_valid()
    words = in_words(form)
    title = _("Articles : %(filters)s") % {"filters": words} if words else _("Tous les articles")
    return _of_articles(request, form.filter_qs(Article.objects.all()), title, str(form.address))


@require_safe
@conditional_page
def of_actor(request: HttpRequest, slug: str) -> HttpResponse:
    actor = get_object_or_404(Actor.objects.shown(), slug=slug)
    name = name_of(actor, get_language() or "fr")
    return _of_articles(request, Article.objects.mentioning(actor.pk), name, actor.get_absolute_url())


@require_safe
@conditional_page
def of_dyad(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """The articles that state something between the two, alone or among others, with what they state."""
    codes = in_order(one, other)
    states = states_of(codes)
    if len(states) < 2:
        raise Http404
    evidence = Evidence.objects.counted()
    across, shared = (found.order_by().values("pk") for found in (evidence.across(*codes), evidence.shared_by(*codes)))
    between = evidence.filter(Q(pk__in=across) | Q(pk__in=shared))
    names = (name_of(states[code], get_language() or "fr") for code in codes)
    heading = _heading(request, " – ".join(names), dyad_address(*codes))
    return _sent(atom(heading, entries_stating(between, reader_of(request), site_of(request))))


@require_safe
@conditional_page
def of_changes(request: HttpRequest) -> HttpResponse:
    """What the page of the same day lists: articles, who is named for the first time, what older articles now state."""
    site, reader = site_of(request), reader_of(request)
    since, _is_read = day_of(request.GET.get("since", ""), timezone.now().date())
    articles = newest(arrived(since))
    entries = entries_of(articles, named_actors(articles), reader, site)
    entries += [*new_actor_entries(since, site), *restated_entries(since, reader, site)]
    entries.sort(key=lambda entry: entry.added_at, reverse=True)
    return _sent(atom(_heading(request, _("Ce qui a changé"), reverse("changes")), entries))


def _of_articles(request: HttpRequest, articles: ArticleQuerySet, title: str, page: str) -> HttpResponse:
    found = newest(articles)
    entries = entries_of(found, named_actors(found), reader_of(request), site_of(request))
    return _sent(atom(_heading(request, title, page), entries))


def _heading(request: HttpRequest, title: str, page: str) -> Heading:
    subtitle = _("Ce que rapporte la presse de langue française")
    return Heading(f"{title} – Trilatérale", subtitle, site_of(request) + page, request.build_absolute_uri())


def _sent(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=ATOM, headers={"X-Robots-Tag": "noindex"})
