"""A rule for words reaches every article that has them: some at once, the others in batches that anybody can go on
with, each a transaction of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from articles.curation.replaying import replay
from articles.curation.rules import articles_under
from articles.models import RuleSpread

if TYPE_CHECKING:
    from entities.models import Decision

AT_ONCE = 100  # articles, of which a server replays about 30 a second
_HEAVY = ("raw", "lines", "search")


@transaction.atomic
def begin(decision: Decision, *, most: int = AT_ONCE) -> None:
    """Show a rule, or its undoing, in the first articles. What was begun on the same words is taken up by it."""
    RuleSpread.objects.filter(decision__subject=decision.subject).delete()
    go_on(RuleSpread.objects.create(decision=decision), most=most)


@transaction.atomic
def go_on(spread: RuleSpread, *, most: int = AT_ONCE) -> bool:
    """Show it in the next articles; whether there are more."""
    now = RuleSpread.objects.select_for_update(of=("self",)).select_related("decision").filter(pk=spread.pk).first()
    if now is None:
        return False
    following = articles_under(now.decision.subject).filter(pk__gt=now.after).select_for_update(of=("self",))
    articles = list(following.defer(*_HEAVY)[:most])
    for article in articles:
        replay(article)
    if len(articles) < most:
        now.delete()
        return False
    now.after = articles[-1].pk
    now.save(update_fields=["after"])
    return True


def left_of(spread: RuleSpread) -> int:
    """Articles that don't show it yet."""
    return articles_under(spread.decision.subject).filter(pk__gt=spread.after).count()
