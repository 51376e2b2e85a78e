"""Questions that pages and commands ask about actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import F, Max, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Left

if TYPE_CHECKING:
    from collections.abc import Iterable

    from entities.models import Actor, Alias  # noqa: F401


class ActorQuerySet(models.QuerySet["Actor"]):
    def of_kind(self, kind: str) -> ActorQuerySet:
        return self.filter(kind=kind)

    def numbered(self, ids: Iterable[int]) -> ActorQuerySet:
        """Those of these ids, be they thousands: one array, where Django would write each into the query."""
        is_one = RawSQL("entities_actor.id = ANY(%s::bigint[])", [list(ids)], output_field=models.BooleanField())
        return self.filter(is_one)

    def canonical_only(self) -> ActorQuerySet:
        """Actors that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def shown(self) -> ActorQuerySet:
        """What readers may see: not hidden, not merged away."""
        return self.canonical_only().filter(is_hidden=False)

    def acting_for(self, code: str) -> ActorQuerySet:
        """The state or alliance of this code, and whoever acts for it, merged ones with those they were merged into.
        Places act for nobody."""
        own = Q(code=code) | Q(code="", country=code)
        merged = Q(canonical__code=code) | Q(canonical__code="", canonical__country=code)
        there = Q(own, canonical=None) | Q(merged, canonical__isnull=False)
        return self.filter(there).exclude(kind="place").exclude(canonical__kind="place")

    def in_order(self) -> ActorQuerySet:
        return self.order_by("sort_name", "pk")

    def initialled(self, letter: str) -> ActorQuerySet:
        """Those under a letter of the alphabet; under any, if it is empty."""
        return self.filter(sort_name__startswith=letter)

    def initials(self) -> list[str]:
        """The letters under which there is somebody, in order."""
        letters = self.order_by().annotate(initial=Left("sort_name", 1)).values_list("initial", flat=True).distinct()
        return sorted(letter for letter in letters if letter)

    def answering_to(self, folded: str) -> ActorQuerySet:
        """Shown actors that are called exactly so, themselves or by way of one merged into them."""
        return self._named_by(self._aliases().filter(folded=folded))

    def called_like(self, folded: str) -> ActorQuerySet:
        """Shown actors with these letters in one of their names."""
        return self._named_by(self._aliases().filter(folded__contains=folded))

    def resembling(self, folded: str) -> ActorQuerySet:
        """Shown actors whose names are spelled nearly so, the nearest first."""
        near = self._aliases().filter(folded__trigram_similar=folded)
        shown = self._named_by(near).annotate(closeness=Max(TrigramSimilarity("aliases__folded", folded)))
        return shown.order_by(F("closeness").desc(nulls_last=True), "pk")

    def _aliases(self) -> models.QuerySet[Alias]:
        aliases = self.model._meta.get_field("aliases").related_model._default_manager
        return cast("models.QuerySet[Alias]", aliases.filter(is_suppressed=False))

    def _named_by(self, aliases: models.QuerySet[Alias]) -> ActorQuerySet:
        roots = aliases.annotate(root=Coalesce(F("actor__canonical_id"), F("actor_id"))).values("root")
        return self.shown().filter(pk__in=roots)
