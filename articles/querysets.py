"""Questions that pages and commands ask about articles and mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from articles.models import Article, Mention  # noqa: F401


class MentionQuerySet(models.QuerySet["Mention"]):
    def counted(self) -> MentionQuerySet:
        """Mentions that pages count: not rejected, of actors that are not hidden."""
        return self.exclude(status="rejected").exclude(actor__is_hidden=True).exclude(actor__canonical__is_hidden=True)

    def with_root(self) -> MentionQuerySet:
        """`root`: the id of the canonical actor."""
        return self.annotate(root=Coalesce(F("actor__canonical_id"), F("actor_id")))


class ArticleQuerySet(models.QuerySet["Article"]):
    def mentioning(self, actor_id: int) -> ArticleQuerySet:
        """Articles with a counted mention of the canonical actor or of any actor merged into it."""
        mentions: MentionQuerySet = self.model._meta.get_field("mentions").related_model._default_manager.all()
        named = mentions.counted().filter(
            Q(actor_id=actor_id) | Q(actor__canonical_id=actor_id), article=OuterRef("pk")
        )
        return self.filter(Exists(named))

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by(F("published_on").desc(nulls_last=True), "-pk")

    def for_list(self) -> ArticleQuerySet:
        """Without what a list never shows."""
        return self.defer("raw", "lines", "search").select_related("source")
