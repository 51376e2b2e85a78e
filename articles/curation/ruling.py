"""What a curator may say of words wherever they stand: a rule, shown at once in every article that has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from articles.curation.rules import Rule
from articles.curation.spreading import AT_ONCE, begin
from entities.decisions import CurationError, about, record, standing
from entities.folding import fold
from entities.models import Actor, Decision
from entities.versions import Outdated

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Action = Decision.Action


@dataclass(frozen=True, slots=True)
class RuleScope:
    """What a rule would change: to be shown before it is made."""

    article_count: int
    mention_count: int
    decided_count: int  # of these, decided by people one by one or for their article: they stay


def rule_scope(rule: Rule) -> RuleScope:
    found = rule.mentions()
    decided = found.filter(is_decided=True).count()
    return RuleScope(found.order_by().values("article").distinct().count(), found.count(), decided)


@transaction.atomic
def make_rule(
    *, rule: Rule, by: User, reason: str = "", expected: int | None = None, most: int = AT_ONCE
) -> Decision:  # fmt: skip
    """`expected` is the number of mentions that the curator was told of; refused if it is another by now. It is shown
    in `most` articles at once, in the others by and by (see `spreading`)."""
    _check(rule)
    subject = rule.subject()
    mentions = rule.mentions()
    if expected is not None and expected != mentions.count():
        raise Outdated(None)
    target = rule.actor.key if rule.actor else None
    if any(d.values["actor"] == target for d in standing(about(subject))):
        raise CurationError(_("Cette règle existe déjà."))
    action = Action.RELINK if rule.actor else Action.REJECT
    values = {"actor": target, "machine": subject["machine"], "words": rule.words.strip()}
    decision = record(action=action, subject=subject, values=values, by=by, reason=reason)
    begin(decision, most=most)
    return decision


def _check(rule: Rule) -> None:
    if not fold(rule.words):
        raise CurationError(_("Une règle porte sur un mot au moins."))
    if rule.actor is not None and rule.actor == rule.machine:
        raise CurationError(_("Cette règle ne changerait rien."))
    if rule.since and rule.until and rule.until[: len(rule.since)] < rule.since[: len(rule.until)]:
        raise CurationError(_("La fin précède le début."))
    if rule.kind and rule.kind not in Actor.Kind.values:
        raise CurationError(_("Ce type n’existe pas."))
