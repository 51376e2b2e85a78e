"""Questions that pages and commands ask about articles and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, ExtractYear, Left

from entities.models import Actor, Relation
from entities.nlp.found import RECIPROCAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from articles.models import Article, Evidence, Mention, Quote  # noqa: F401

_ROOT = Coalesce(F("actor__canonical_id"), F("actor_id"))
_NEVER_IN_A_LIST = ("article__raw", "article__lines", "article__search")


def _with_merged(actor_ids: Iterable[int]) -> Any:
    """These canonical actors and those merged into them, apart: PostgreSQL finds their rows by an index then."""
    wanted = list(actor_ids)
    return Actor.objects.filter(Q(pk__in=wanted) | Q(canonical__in=wanted)).order_by().values("pk")


class MentionQuerySet(models.QuerySet["Mention"]):
    def counted(self) -> MentionQuerySet:
        """Mentions that pages count: not rejected, of actors that are not hidden."""
        return self.exclude(status="rejected").exclude(actor__is_hidden=True).exclude(actor__canonical__is_hidden=True)

    def within(self, articles: ArticleQuerySet) -> MentionQuerySet:
        return self.filter(article__in=articles.order_by().values("pk"))

    def of_actors(self, actor_ids: Iterable[int]) -> MentionQuerySet:
        """Mentions of these canonical actors, or of any merged into them."""
        return self.filter(actor__in=_with_merged(actor_ids))

    def article_counts(self) -> dict[int, int]:
        """How many articles name each canonical actor: {its id: articles}."""
        rows = self.counted().order_by().values(root=_ROOT).annotate(found=Count("article_id", distinct=True))
        return {row["root"]: row["found"] for row in rows}

    def times_named(self) -> list[tuple[int, int]]:
        """(article id, canonical actor's id), each pair once; in an article the most often named first."""
        rows = self.counted().order_by().values("article_id", root=_ROOT).annotate(times=Count("pk"))
        return [(row["article_id"], row["root"]) for row in rows.order_by("article_id", "-times", "root")]


class ArticleQuerySet(models.QuerySet["Article"]):
    def mentioning(self, actor_id: int) -> ArticleQuerySet:
        """Articles with a counted mention of the canonical actor or of any actor merged into it."""
        mentions = cast("MentionQuerySet", self.model._meta.get_field("mentions").related_model._default_manager.all())
        named = mentions.counted().filter(Q(actor_id=actor_id) | Q(actor__canonical_id=actor_id))
        return self.filter(pk__in=named.values("article_id"))

    def mentioning_all(self, actor_ids: Iterable[int]) -> ArticleQuerySet:
        """Articles that name each of them."""
        articles = self
        for actor_id in actor_ids:
            articles = articles.mentioning(actor_id)
        return articles

    def from_outlets(self, sources: Collection[int | None]) -> ArticleQuerySet:
        """Articles of any of these outlets; None stands for an outlet that the text doesn't give."""
        known = [source for source in sources if source is not None]
        return self.filter(Q(source__in=known) | Q(source__isnull=True) if None in sources else Q(source__in=known))

    def of_years(self, years: Collection[int | None]) -> ArticleQuerySet:
        """Articles of any of these years; None stands for undated ones."""
        wanted = Q(published_on__isnull=True) if None in years else Q(pk__in=[])
        for year in years:
            wanted |= Q(published_on__year=year) if year is not None else Q()
        return self.filter(wanted)

    def matching(self, query: SearchQuery) -> ArticleQuerySet:
        return self.filter(search=query)

    def without_copies(self) -> ArticleQuerySet:
        """Of one text in several outlets, the oldest."""
        return self.filter(copy_of=None)

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by(F("published_on").desc(nulls_last=True), "-pk")

    def best_first(self, query: SearchQuery) -> ArticleQuerySet:
        """By how well they answer: title before text, then the newest."""
        ranked = self.annotate(rank=SearchRank(F("search"), query))
        return ranked.order_by("-rank", F("published_on").desc(nulls_last=True), "-pk")

    def for_list(self) -> ArticleQuerySet:
        """Without what a list never shows."""
        return self.defer("raw", "lines", "search").select_related("source")

    def for_page(self) -> ArticleQuerySet:
        """Without the bytes and the search vector, which no reading page shows."""
        return self.defer("raw", "search").select_related("source")

    def year_counts(self) -> dict[int | None, int]:
        """{year, or None for undated: articles}"""
        years = self.order_by().annotate(year=ExtractYear("published_on")).values("year").annotate(found=Count("pk"))
        return dict(years.values_list("year", "found"))

    def months(self, since: int, until: int) -> set[str]:
        """Those of these years, as YYYY-MM, of which there is an article."""
        named = self.order_by().annotate(month=Left("published", 7)).values_list("month", flat=True).distinct()
        return set(named.filter(published__range=(f"{since:04}-", f"{until:04}-99"), month__contains="-"))


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def counted(self) -> EvidenceQuerySet:
        """Statements that pages show: not rejected, nobody in them is hidden, and no merge has made their ends one."""
        participants = self.model._meta.get_field("participants").related_model._default_manager
        hidden = participants.filter(
            Q(actor__is_hidden=True) | Q(actor__canonical__is_hidden=True), evidence=OuterRef("pk")
        )
        one = Q(source__canonical=F("target__canonical")) | Q(source__canonical=F("target_id"))
        loops = Relation.objects.filter(one | Q(target__canonical=F("source_id")), pk=OuterRef("relation_id"))
        return self.exclude(status="rejected").exclude(Exists(hidden)).exclude(Exists(loops))

    def numbered(self, ids: Iterable[int]) -> EvidenceQuerySet:
        """Those of these ids, be they tens of thousands: one array, where Django would write each into the query."""
        is_one = RawSQL("articles_evidence.id = ANY(%s::bigint[])", [list(ids)], output_field=models.BooleanField())
        return self.filter(is_one)

    def with_part(self, part: str, actor_id: int) -> EvidenceQuerySet:
        """Statements in which the canonical actor, or one merged into it, takes this part."""
        participants = self.model._meta.get_field("participants").related_model._default_manager
        taking = participants.filter(
            Q(actor_id=actor_id) | Q(actor__canonical_id=actor_id), evidence=OuterRef("pk"), part=part
        )
        return self.filter(Exists(taking))

    def involving(self, actor_id: int) -> EvidenceQuerySet:
        """Statements in which the canonical actor, or one merged into it, takes any part."""
        participants = self.model._meta.get_field("participants").related_model._default_manager
        taking = participants.filter(Q(actor_id=actor_id) | Q(actor__canonical_id=actor_id), evidence=OuterRef("pk"))
        return self.filter(Exists(taking))

    def one_way(self) -> EvidenceQuerySet:
        """Statements in which one acts on another."""
        return self.exclude(type__in=RECIPROCAL)

    def mutual_of(self, actor_id: int) -> EvidenceQuerySet:
        """Statements that the actor shares: reciprocal ones, whichever end it is, and those of many."""
        ends = self.with_part("source", actor_id) | self.with_part("target", actor_id)
        return ends.filter(type__in=RECIPROCAL) | self.with_part("party", actor_id)

    def within(self, articles: ArticleQuerySet) -> EvidenceQuerySet:
        return self.filter(article__in=articles.order_by().values("pk"))

    def two_sided(self) -> EvidenceQuerySet:
        """Statements of which the text gives both ends."""
        return self.exclude(relation=None)

    def mutual(self) -> EvidenceQuerySet:
        return self.filter(type__in=RECIPROCAL)

    def acted(self, sources: Collection[int], targets: Collection[int]) -> EvidenceQuerySet:
        """Two-sided statements in which one of the first acts on one of the second, as the text names them."""
        return self.filter(relation__source__in=sources, relation__target__in=targets)

    def of_types(self, types: Collection[str]) -> EvidenceQuerySet:
        return self.filter(type__in=types)

    def dated_as(self, period: str) -> EvidenceQuerySet:
        """In articles of this year, month or day, as precise as it is written; of no date, if it is empty."""
        return self.filter(article__published__startswith=period) if period else self.filter(article__published="")

    def across(self, one: str, other: str) -> EvidenceQuerySet:
        """Two-sided statements between those who act for one state and those who act for the other, either way."""
        first, second = Actor.objects.acting_for(one), Actor.objects.acting_for(other)
        there = Q(relation__source__in=first, relation__target__in=second)
        return self.filter(there | Q(relation__source__in=second, relation__target__in=first))

    def shared_by(self, one: str, other: str) -> EvidenceQuerySet:
        """Statements of many in which somebody acts for each of the two."""
        parties = self.model._meta.get_field("participants").related_model._default_manager.filter(
            evidence=OuterRef("pk"), part="party"
        )
        sides = (parties.filter(actor__in=Actor.objects.acting_for(code)) for code in (one, other))
        return self.filter(*(Exists(side) for side in sides))

    def for_display(self) -> EvidenceQuerySet:
        """With what a page prints of each, in a fixed number of queries."""
        joined = self.select_related("article__source", "said_by_actor__canonical").defer(*_NEVER_IN_A_LIST)
        return joined.prefetch_related("participants__actor__canonical")

    def newest_first(self) -> EvidenceQuerySet:
        return self.order_by(F("article__published_on").desc(nulls_last=True), "-article_id", "-place", "start", "pk")


class QuoteQuerySet(models.QuerySet["Quote"]):
    def counted(self) -> QuoteQuerySet:
        """Quotes that pages show: not rejected, and their speaker is not hidden."""
        return (
            self.exclude(status="rejected").exclude(speaker__is_hidden=True).exclude(speaker__canonical__is_hidden=True)
        )

    def numbered(self, ids: Iterable[int]) -> QuoteQuerySet:
        """Those of these ids, be they ever so many."""
        is_one = RawSQL("articles_quote.id = ANY(%s::bigint[])", [list(ids)], output_field=models.BooleanField())
        return self.filter(is_one)

    def spoken_by(self, actor_id: int) -> QuoteQuerySet:
        return self.filter(speaker__in=_with_merged([actor_id]))

    def telling_about(self, actor_id: int) -> QuoteQuerySet:
        """Words about the canonical actor, or about one merged into it."""
        about = self.model.about.through._default_manager
        named = about.filter(Q(actor_id=actor_id) | Q(actor__canonical_id=actor_id), quote=OuterRef("pk"))
        return self.filter(Exists(named))

    def within(self, articles: ArticleQuerySet) -> QuoteQuerySet:
        return self.filter(article__in=articles.order_by().values("pk"))

    def across(self, one: str, other: str) -> QuoteQuerySet:
        """What somebody who acts for one state says about the other or those who act for it, either way."""
        first, second = Actor.objects.acting_for(one), Actor.objects.acting_for(other)
        wanted = Q(speaker__in=first, about__in=second) | Q(speaker__in=second, about__in=first)
        return self.filter(pk__in=self.filter(wanted).order_by().values("pk"))

    def for_display(self) -> QuoteQuerySet:
        """With what a page prints of each, in a fixed number of queries."""
        joined = self.select_related("article__source", "speaker__canonical", "addressee__canonical")
        return joined.defer(*_NEVER_IN_A_LIST).prefetch_related("about__canonical")

    def newest_first(self) -> QuoteQuerySet:
        return self.order_by(F("article__published_on").desc(nulls_last=True), "-article_id", "-place", "start", "pk")
