"""What changed since a day: the articles that came in, who is named for the first time, what was found to be stated, in
older articles too that were read again, and how much was decided."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import F, Max, Min
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, gettext, ngettext

from articles.browsing import Hit, hits_of
from articles.disclosing import Disclosed, disclosed
from articles.feeds import ENTRIES, Entry, entries_stating
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
SENTENCES_FIRST, STATEMENTS_A_PAGE = 4, 40


@dataclass(frozen=True, slots=True)
class NewActor:
    """Named for the first time; `count` articles name it now."""

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
    statements: Page[Evidence]
    decision_count: int
    notice: str

    @property
    def is_empty(self) -> bool:
        return not (self.page.paginator.count or self.statement_count or self.actor_count or self.decision_count)

    @property
    def statement_count(self) -> int:
        return self.statements.paginator.count

    @property
    def actors_left(self) -> int:
        """New actors that the page has no room for."""
        return self.actor_count - self.actors.count


def day_of(text: str, today: datetime.date) -> tuple[datetime.date, bool]:
    """The day asked for, or the usual one where the text says none; and whether the text could be read."""
    usual = today - datetime.timedelta(days=USUAL_DAYS)
    if not text:
        return usual, True
    try:
        return min(datetime.date.fromisoformat(text[:10]), today), True
    except ValueError:
        return usual, False


def changes(since: datetime.date, reader: Reader, *, page: str = "", statements: str = "", notice: str = "") -> Changes:
    """`page` is the number of that of the articles, `statements` that of the statements."""
    counts = new_actor_counts(since)
    paged = Paginator(arrived(since).for_list().order_by("-pk"), ARTICLES_A_PAGE).get_page(page)
    told = Paginator(_last_read_first(stated(since).for_display()), STATEMENTS_A_PAGE).get_page(statements)
    return Changes(
        since=since,
        hits=hits_of(paged.object_list, reader),
        page=paged,
        actors=disclosed(_named(counts), ACTORS_FIRST),
        actor_count=len(counts),
        sentences=disclosed(sentences_of(told, reader), SENTENCES_FIRST, size=lambda one: one.size),
        statements=told,
        decision_count=Decision.objects.filter(made_at__gte=_morning(since)).count(),
        notice=notice,
    )


def arrived(since: datetime.date) -> ArticleQuerySet:
    return Article.objects.filter(created_at__gte=_morning(since))


def stated(since: datetime.date) -> EvidenceQuerySet:
    """What was found to be stated, in whatever article."""
    return Evidence.objects.counted().filter(found_at__gte=_morning(since))


def new_actor_counts(since: datetime.date) -> dict[int, int]:
    """{actor that nothing found before names: how many articles now do}"""
    counts = Mention.objects.filter(found_at__gte=_morning(since)).article_counts()
    before = Mention.objects.counted().filter(found_at__lt=_morning(since)).of_actors(counts)
    known = set(before.order_by().values_list(Coalesce(F("actor__canonical_id"), F("actor_id")), flat=True).distinct())
    return {actor: count for actor, count in counts.items() if actor not in known}


def new_actor_entries(since: datetime.date, site: str) -> list[Entry]:
    """An entry of the feed for each, at the moment at which it was first named."""
    counts = new_actor_counts(since)
    most = sorted(counts, key=lambda pk: (-counts[pk], pk))[:ENTRIES]
    mentions = Mention.objects.counted().of_actors(most).order_by()
    root = Coalesce(F("actor__canonical_id"), F("actor_id"))
    firsts = dict(mentions.values_list(root).annotate(first=Min("found_at")))
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


def restated_entries(since: datetime.date, reader: Reader, site: str) -> list[Entry]:
    """An entry for each older article in which something more was found to be stated; another one whenever that happens
    again."""
    older = stated(since).filter(article__created_at__lt=_morning(since))
    latest = older.order_by().values_list("article_id", "article__uid").annotate(last=Max("found_at"))
    moments = {pk: (uid, last) for pk, uid, last in latest.order_by("-last", "-article_id")[:ENTRIES]}
    found = {one.key: one for one in entries_stating(older.filter(article__in=moments), reader, site)}
    return [
        replace(
            found[f"articles/{uid}"],
            key=f"articles/{uid}/statements/{last:%Y%m%dT%H%M%S}",
            title=gettext("Nouveaux énoncés : %(title)s") % {"title": found[f"articles/{uid}"].title},
            added_at=last,
            updated_at=last,
        )
        for uid, last in moments.values()
    ]


def _last_read_first(evidence: EvidenceQuerySet) -> EvidenceQuerySet:
    return evidence.order_by(F("article__extracted_at").desc(nulls_last=True), "-article_id", "-place", "start", "pk")


def _named(counts: dict[int, int]) -> list[NewActor]:
    most = sorted(counts, key=lambda pk: (-counts[pk], pk))[:ACTORS_SHOWN]
    actors = Actor.objects.in_bulk(most)
    return [NewActor(actors[pk], counts[pk]) for pk in most]


def _morning(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
