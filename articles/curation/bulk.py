"""Many decisions at once: one reversible batch, told beforehand how many, leaving whatever a person decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from articles.curation.deciding import follower_in, locked, values_on
from articles.curation.keys import Item, stable_key, version
from articles.curation.replaying import replay
from articles.models import Mention
from entities.decisions import CurationError, record
from entities.models import Actor, Decision
from entities.versions import Outdated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User

    from articles.models import Article

Action = Decision.Action


@dataclass(frozen=True, slots=True)
class Scope:
    """What a bulk action would reach: to be shown, and handed back as `expected`."""

    item_count: int
    open_count: int  # on which nobody has decided: these will be
    article_count: int


@dataclass(frozen=True, slots=True)
class Batch:
    id: UUID
    count: int  # decided, or taken back
    left_count: int  # decided by a person before: they stay; or taken back before


def scope(items: QuerySet[Model]) -> Scope:
    """Of one page's items, or of all that match."""
    unordered = items.order_by()
    articles = unordered.values("article").distinct().count()
    return Scope(unordered.count(), unordered.filter(is_decided=False).count(), articles)


@transaction.atomic
def accept_each(*, items: Iterable[Item], by: User, reason: str = "", expected: int | None = None) -> Batch:
    """`expected` is the number of items of which the curator was told; refused if it is another by now."""
    return _decide_each(Action.ACCEPT, items, by, reason, expected)


@transaction.atomic
def reject_each(*, items: Iterable[Item], by: User, reason: str = "", expected: int | None = None) -> Batch:
    return _decide_each(Action.REJECT, items, by, reason, expected)


@transaction.atomic
def relink_each(
    *, mentions: Iterable[Mention], actor: Actor, by: User, reason: str = "", expected: int | None = None
) -> Batch:
    return _decide_each(Action.RELINK, mentions, by, reason, expected, actor=actor)


def _decide_each(
    action: Decision.Action, items: Iterable[Item], by: User, reason: str, expected: int | None,
    *, actor: Actor | None = None,
) -> Batch:  # fmt: skip
    chosen = list(items)
    if expected is not None and expected != len(chosen):
        raise Outdated(None)
    of_article: dict[int, list[Item]] = defaultdict(list)
    for item in chosen:
        of_article[item.article_id].append(item)
    batch, count = uuid4(), 0
    for pk in sorted(of_article):  # in one order, so that two batches wait for each other and never deadlock
        article = locked(pk)
        follower = None if isinstance(of_article[pk][0], Mention) else follower_in(article)
        for item in _open(of_article[pk], article):
            values = values_on(item, follower) | ({"actor": actor.key} if actor else {})
            record(
                action=action, subject=stable_key(item), values=values, by=by, reason=reason, seen=version(item),
                batch=batch,
            )  # fmt: skip
            count += 1
        replay(article)
    return Batch(batch, count, len(chosen) - count)


def _open(items: list[Item], article: Article) -> list[Item]:
    """Those as they are now on which nobody has decided."""
    model = type(items[0])
    if any(type(item) is not model for item in items):
        raise CurationError(_("Un lot ne porte que sur des données de même sorte."))
    now = model._default_manager.filter(pk__in=[item.pk for item in items], is_decided=False).order_by("pk")
    found: list[Item] = list(now)
    for item in found:
        item.article = article
    return found
