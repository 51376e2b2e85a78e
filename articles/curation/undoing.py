"""Every decision and every batch can be taken back, at any time: what was decided before stands again, or else what the
machine says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from articles.curation.bulk import Batch
from articles.curation.replaying import replay
from articles.curation.spreading import begin
from articles.models import Article
from entities import curation as of_actors
from entities.decisions import CurationError, about, record_undo, standing
from entities.models import Decision

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_HEAVY = ("raw", "lines", "search")


@transaction.atomic
def undo(*, decision: Decision, by: User, reason: str = "") -> Decision:
    """Take back a decision, whatever it speaks of. An undo may be undone in its turn."""
    if "actor" in decision.subject:
        return of_actors.undo(decision=decision, by=by, reason=reason)
    if "everywhere" in decision.subject:
        taken_back = record_undo(decision=decision, by=by, reason=reason)
        begin(taken_back)
        return taken_back
    uid = decision.subject.get("article", "")
    articles = list(Article.objects.filter(uid=uid).select_for_update(of=("self",)).defer(*_HEAVY))
    taken_back = record_undo(decision=decision, by=by, reason=reason)
    for article in articles:
        replay(article)
    return taken_back


@transaction.atomic
def undo_batch(*, batch: UUID, by: User, reason: str = "") -> Batch:
    """Take back those of a batch that stand; what people decided since on the same things stays. This makes a batch in
    its turn, so that it can be undone too."""
    decisions = list(Decision.objects.filter(batch=batch).order_by("pk"))
    stand = [one for one in decisions if _stands(one)]
    if not stand:
        raise CurationError(_("Ce lot est déjà annulé."))
    uids = {one.subject["article"] for one in stand if "article" in one.subject}
    articles = list(Article.objects.filter(uid__in=uids).order_by("pk").select_for_update(of=("self",)).defer(*_HEAVY))
    undoing = uuid4()
    for one in stand:
        if "actor" in one.subject:
            of_actors.undo(decision=one, by=by, reason=reason, batch=undoing)
        else:
            record_undo(decision=one, by=by, reason=reason, batch=undoing)
    for article in articles:
        replay(article)
    return Batch(undoing, len(stand), len(decisions) - len(stand))


def _stands(decision: Decision) -> bool:
    return decision.pk in {one.pk for one in standing(about(decision.subject), with_undos=True)}
