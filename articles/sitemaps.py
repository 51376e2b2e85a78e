"""What search engines may find: every article, whoever is named, the pairs of states, and the few pages that stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles.dyads.pairs import Pair, pairs
from articles.models import Article, Mention
from entities.models import Actor

if TYPE_CHECKING:
    import datetime

    from django.db.models import QuerySet

STANDING = ("home", "articles", "actors", "relations", "about", "help", "changes")
A_FILE = 10_000  # addresses


class Articles(Sitemap):  # type: ignore[type-arg]  # it takes none when run
    limit = A_FILE

    def items(self) -> QuerySet[Article]:
        return Article.objects.only("uid", "updated_at").order_by("pk")

    def lastmod(self, article: Article) -> datetime.datetime:
        return article.updated_at


class Actors(Sitemap):  # type: ignore[type-arg]  # it takes none when run
    limit = A_FILE

    def items(self) -> QuerySet[Actor]:
        named = Mention.objects.counted().order_by().values(root=Coalesce(F("actor__canonical_id"), F("actor_id")))
        return Actor.objects.shown().filter(pk__in=named).only("slug").order_by("pk")


class Pairs(Sitemap):  # type: ignore[type-arg]  # it takes none when run
    def items(self) -> list[Pair]:
        return pairs()

    def location(self, pair: Pair) -> str:
        return pair.address


class Standing(Sitemap):  # type: ignore[type-arg]  # it takes none when run
    def items(self) -> tuple[str, ...]:
        return STANDING

    def location(self, name: str) -> str:
        return reverse(name)


SECTIONS = {"pages": Standing, "relations": Pairs, "articles": Articles, "actors": Actors}
