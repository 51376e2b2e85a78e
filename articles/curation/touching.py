"""Which articles anything that people decided speaks of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from articles.models import Mention
from entities.models import Alias, Decision

if TYPE_CHECKING:
    from collections.abc import Collection

    from articles.models import Article


def decided(articles: Collection[Article]) -> set[int]:
    """Of these articles those of which some decision speaks, whether it stands or was undone: their ids."""
    uids = [article.uid for article in articles]
    found = Decision.objects.filter(subject__article__in=uids).order_by() if uids else Decision.objects.none()
    of = set(found.values_list("subject__article", flat=True))
    return {article.pk for article in articles if article.uid in of}


def touched(articles: Collection[int]) -> set[int]:
    """Of these articles (ids), on whose own words nobody has decided: those with words on which there is a
    rule, or that are set aside for the actor whom the machine sees in them. To the others a replay does nothing."""
    holding: dict[tuple[int, str], set[int]] = defaultdict(set)
    rows = Mention.objects.filter(article__in=articles).order_by()
    for article, actor, surface in rows.values_list("article_id", "machine_actor_id", "surface").distinct():
        holding[actor, surface].add(article)
    surfaces = {surface for _, surface in holding}
    ruled = Decision.objects.filter(subject__everywhere__in=sorted(surfaces)).order_by()
    under_rule = set(ruled.values_list("subject__everywhere", flat=True))
    aside = Alias.objects.filter(actor__in={actor for actor, _ in holding}, is_suppressed=True)
    set_aside = set(aside.values_list("actor_id", "folded"))
    return {
        article
        for (actor, surface), own in holding.items()
        if surface in under_rule or (actor, surface) in set_aside
        for article in own
    }
