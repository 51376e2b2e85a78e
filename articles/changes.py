"""What changed since a day: the articles that came in, whom they name for the first time, what they state, and how much
was decided."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import F, Min
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, gettext, ngettext

from articles.browsing import Hit, hits_of
from articles.disclosing import Disclosed, disclosed
from articles.feeds import ENTRIES, Entry
from articles.models import Article, Evidence, Mention
from articles.statements import Sentence, sentences_of
from articles.wording import name_of
from entities.models import Actor, Decision

if TYPE_CHECKING:
    from articles.displaying import Reader
    from articles.querysets import ArticleQuerySet, EvidenceQuerySet

USUAL_DAYS = 30
ARTICLES_A_PAGE = 20
ACTORS_FIRST, ACTORS_SHOWN = 12, 200
SENTENCES_FIRST, STATEMENTS_READ = 4, 40


@dataclass(frozen=True, slots=True)
class NewActor:
    """Named for the first time; `count` articles have come in that name it."""

    actor: Actor
    count: int


@dataclass(frozen=True, slots=True)
class Changes:
    since: datetime.date
    hits: tuple[Hit, ...]
    page: Page[Article]
    actors: Disclosed[NewActor]
    actor_count: int
    sentences: Disclosed[Sentence]
    statement_count: int
    decision_count: int
    notice: str

    @property
    def is_empty(self) -> bool:
        return not (self.page.paginator.count or self.decision_count)


def day_of(text: str, today: datetime.date) -> tuple[datetime.date, bool]:
    """The day asked for, or the usual one where the text says none; and whether the text could be read."""
    usual = today - datetime.timedelta(days=USUAL_DAYS)
    if not text:
        return usual, True
    try:
        return min(datetime.date.fromisoformat(text[:10]), today), True
    except ValueError:
        return usual, False


def changes(since: datetime.date, reader: Reader, *, page: str = "", notice: str = "") -> Changes:
    articles = arrived(since)
    paged = Paginator(articles.for_list().order_by("-pk"), ARTICLES_A_PAGE).get_page(page)
    counts = new_actor_counts(since)
    statements = stated(since)
    sentences = sentences_of(
        statements.for_display().order_by("-article_id", "-place", "start")[:STATEMENTS_READ], reader
    )
    return Changes(
        since=since,
        hits=hits_of(paged.object_list, reader),
        page=paged,
        actors=disclosed(_named(counts), ACTORS_FIRST),
        actor_count=len(counts),
        sentences=disclosed(sentences, SENTENCES_FIRST, size=lambda one: one.size),
        statement_count=statements.count(),
        decision_count=Decision.objects.filter(made_at__date__gte=since).count(),
        notice=notice,
    )


def arrived(since: datetime.date) -> ArticleQuerySet:
    return Article.objects.filter(created_at__gte=_morning(since))


def stated(since: datetime.date) -> EvidenceQuerySet:
    """What those articles state."""
    return Evidence.objects.counted().filter(article__created_at__gte=_morning(since))


def new_actor_counts(since: datetime.date) -> dict[int, int]:
    """{actor whom no older article names: how many of the new ones do}"""
    counts = Mention.objects.filter(article__in=arrived(since)).article_counts()
    before = Mention.objects.counted().filter(article__created_at__lt=_morning(since)).of_actors(counts)
    known = set(before.order_by().values_list(Coalesce(F("actor__canonical_id"), F("actor_id")), flat=True).distinct())
    return {actor: count for actor, count in counts.items() if actor not in known}


def new_actor_entries(since: datetime.date, site: str) -> list[Entry]:
    """An entry of the feed for each, on the day of the first article that names it."""
    counts = new_actor_counts(since)
    most = sorted(counts, key=lambda pk: (-counts[pk], pk))[:ENTRIES]
    mentions = Mention.objects.filter(article__in=arrived(since)).counted().of_actors(most).order_by()
    root = Coalesce(F("actor__canonical_id"), F("actor_id"))
    firsts = dict(mentions.values_list(root).annotate(first=Min("article__created_at")))
    actors = Actor.objects.in_bulk(most)
    return [
        Entry(
            key=f"actors/{actors[pk].slug}",
            title=gettext("Nouvel acteur : %(name)s") % {"name": name_of(actors[pk], get_language() or "fr")},
            address=site + actors[pk].get_absolute_url(),
            text=ngettext("%(count)s article le nomme.", "%(count)s articles le nomment.", counts[pk])
            % {"count": counts[pk]},
            added_at=firsts[pk],
            updated_at=firsts[pk],
        )
        for pk in most
    ]


def _named(counts: dict[int, int]) -> list[NewActor]:
    most = sorted(counts, key=lambda pk: (-counts[pk], pk))[:ACTORS_SHOWN]
    actors = Actor.objects.in_bulk(most)
    return [NewActor(actors[pk], counts[pk]) for pk in most]


def _morning(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
