"""Who words may mean: those who bear the name, the nearest in spelling, with the offices that they held on the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import get_language

from articles.models import Mention
from articles.offices import term_of
from articles.statements import root_of
from articles.wording import term_in_words
from entities.folding import fold
from entities.models import Actor, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.models import Quote

MOST = 9  # one digit each


@dataclass(frozen=True, slots=True)
class Office:
    title: str
    country: str
    term: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """`offices` are those held on the article's date; of an undated article, all. `is_proposed`: whom the machine
    takes it for."""

    actor: Actor
    offices: tuple[Office, ...]
    articles: int
    is_proposed: bool


def candidates_for_mention(mention: Mention) -> tuple[Candidate, ...]:
    """The proposed one first, then who is called exactly so, then who is called nearly so."""
    shown = Actor.objects.shown()
    exact = shown.answering_to(mention.surface).in_order()[:MOST]
    inside = shown.called_like(mention.surface).in_order()[:MOST] if len(mention.surface) > 2 else ()
    near = shown.resembling(mention.surface)[:MOST]
    return _candidates(mention.actor, [*exact, *near, *inside], mention.article.published)


def candidates_for_quote(quote: Quote) -> tuple[Candidate, ...]:
    """Those whom the article names, the nearest to the quote first."""
    rows = Mention.objects.counted().filter(article=quote.article_id).exclude(actor__kind="place")
    mentions = sorted(rows.select_related("actor__canonical"), key=lambda one: abs(one.start - quote.start))
    people = (root_of(one.actor) for one in mentions)
    return _candidates(quote.speaker, people, quote.article.published)


def bearers(name: str) -> list[Actor]:
    """Whom a curator means by a name that was typed: the shown actors called exactly so, or else like it."""
    folded = fold(name)
    shown = Actor.objects.shown()
    exact = list(shown.answering_to(folded).in_order()[:MOST]) if folded else []
    return exact or (list(shown.called_like(folded).in_order()[:MOST]) if folded else [])


def _candidates(proposed: Actor | None, others: Iterable[Actor], date: str) -> tuple[Candidate, ...]:
    first = [root_of(proposed)] if proposed else []
    actors = list({actor.pk: actor for actor in (*first, *others)}.values())[:MOST]
    tenures = Tenure.objects.filter(actor__in=[actor.pk for actor in actors]).order_by("-start", "pk")
    held: dict[int, list[Office]] = {}
    for tenure in tenures:
        if not date or ((tenure.start or tenure.end) and term_of(tenure).covers(date)):
            held.setdefault(tenure.actor_id, []).append(_office(tenure))
    rows = Mention.objects.counted().filter(actor__in=[actor.pk for actor in actors]).order_by()
    counts = dict(rows.values("actor").annotate(n=Count("article", distinct=True)).values_list("actor", "n"))
    return tuple(
        Candidate(actor, tuple(held.get(actor.pk, ())[:3]), counts.get(actor.pk, 0), actor in first) for actor in actors
    )


def _office(tenure: Tenure) -> Office:
    return Office(tenure.title, tenure.country, term_in_words(tenure.start, tenure.end, get_language() or "fr"))
