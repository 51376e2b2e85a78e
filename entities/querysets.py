"""Questions that pages and commands ask about actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from entities.models import Actor  # noqa: F401


class ActorQuerySet(models.QuerySet["Actor"]):
    def of_kind(self, kind: str) -> ActorQuerySet:
        return self.filter(kind=kind)

    def canonical_only(self) -> ActorQuerySet:
        """Actors that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def shown(self) -> ActorQuerySet:
        """What readers may see: not hidden, not merged away."""
        return self.canonical_only().filter(is_hidden=False)

    def state_like(self) -> ActorQuerySet:
        """Countries, and the organisations that act like states."""
        return self.exclude(code="")

    def with_canonical_id(self) -> ActorQuerySet:
        return self.annotate(root=Coalesce(F("canonical_id"), F("id")))

    def in_order(self) -> ActorQuerySet:
        return self.order_by("sort_name", "pk")
