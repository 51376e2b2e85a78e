"""Decisions in and out, so that another installation can take them over. An article's own id is of one installation: a
decision travels with the digest of the file that it speaks of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from articles import curation
from articles.curation.rules import articles_under
from articles.models import Article
from entities.curation import replay as replay_actors
from entities.decisions import record, standing, subject_words, summary
from entities.exchanging import Outcome, Planned, Row, Table
from entities.models import Actor, Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from django.contrib.auth.models import User

COLUMNS = ("action", "subject", "values", "reason", "made_by", "made_at")
_MARK = "sha256:"
_WHOLES = {"actor", "article", "everywhere", "dyad"}
_RULE = {"everywhere", "machine", "kind", "since", "until"}
_VALUES = {
    "rename": {"name", "from"}, "retype": {"kind"}, "alias": {"text", "form"}, "suppress": {"text"},
    "restore_alias": {"text"}, "merge": {"target"},
}  # fmt: skip


def _rows() -> Iterator[Row]:
    """Those that stand, oldest first: what was taken back is nobody else's business."""
    everything = Decision.objects.select_related("made_by").order_by("pk")
    digests = dict(Article.objects.values_list("uid", "sha256"))
    for decision in standing(everything):
        yield {
            "action": decision.action,
            "subject": _as_text(_swap(decision.subject, lambda uid: _outward(uid, digests))),
            "values": _as_text(_swap(decision.values, lambda uid: _outward(uid, digests))),
            "reason": decision.reason, "made_by": decision.made_by.get_username(),
            "made_at": decision.made_at.isoformat(timespec="seconds"),
        }  # fmt: skip


def _as_text(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _outward(uid: str, digests: Mapping[str, str]) -> str:
    return _MARK + digests[uid] if uid in digests else uid


def _swap(values: Any, article: Callable[[str], str]) -> Any:
    """The same with the articles that it names under another id, wherever they are named."""
    if isinstance(values, dict):
        return {
            key: article(value) if key == "article" and isinstance(value, str) else _swap(value, article)
            for key, value in values.items()
        }
    return [_swap(value, article) for value in values] if isinstance(values, list) else values


def _plan(number: int, row: Mapping[str, str]) -> list[Planned]:
    try:
        subject, values = json.loads(row.get("subject", "")), json.loads(row.get("values", "") or "{}")
    except ValueError:
        return [Planned(number, Outcome.REFUSED, _("ce n’est pas du JSON"))]
    action = row.get("action", "")
    if action not in Decision.Action.values or not isinstance(subject, dict) or not isinstance(values, dict):
        return [Planned(number, Outcome.REFUSED, _("décision inconnue : %(action)s") % {"action": action})]
    if not _is_whole(action, subject, values):
        return [Planned(number, Outcome.REFUSED, _("décision incomplète : %(action)s") % {"action": action})]
    missing: list[str] = []
    subject, values = (_swap(part, lambda name: _inward(name, missing)) for part in (subject, values))
    decision = Decision(action=action, subject=subject, values=values)
    told = f"{decision.get_action_display()} : {subject_words(decision)} {_summary(decision)}".strip()
    if missing or _is_unknown(subject):
        return [Planned(number, Outcome.REFUSED, _("%(what)s : absent d’ici") % {"what": told})]
    if any(one.values == values and one.action == action for one in _standing_on(subject)):
        return [Planned(number, Outcome.SAME, told)]
    origin = " ".join(filter(None, (row.get("made_by", ""), row.get("made_at", "")[:10])))
    return [Planned(number, Outcome.NEW, told, lambda by, why: _take_over(decision, row, origin, by, why))]


def _is_whole(action: str, subject: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    """Whether it has what is read of it, so that no later replay stumbles over it. No undoing ever goes out."""
    if action == Decision.Action.UNDO or not _WHOLES & subject.keys():
        return False
    if "everywhere" in subject:
        return subject.keys() >= _RULE and "actor" in values
    return "actor" not in subject or _VALUES.get(action, set()) <= values.keys()


def _summary(decision: Decision) -> str:
    try:
        return summary(decision)
    except (KeyError, TypeError):
        return ""


def _inward(name: str, missing: list[str]) -> str:
    uid = Article.objects.filter(sha256=name.removeprefix(_MARK)).values_list("uid", flat=True).first()
    if uid is None:
        missing.append(name)
    return uid or name


def _is_unknown(subject: Mapping[str, Any]) -> bool:
    return "actor" in subject and not Actor.objects.filter(key=subject["actor"]).exists()


def _standing_on(subject: Mapping[str, Any]) -> list[Decision]:
    return standing(Decision.objects.filter(subject=subject).order_by("pk"))


def _take_over(decision: Decision, row: Mapping[str, str], origin: str, by: User, why: str) -> None:
    reason = " ".join(filter(None, (row.get("reason", ""), f"({origin})" if origin else "", why)))
    subject = decision.subject
    record(action=Decision.Action(decision.action), subject=subject, values=decision.values, by=by, reason=reason)
    if "actor" in subject:
        replay_actors(Actor.objects.filter(key=subject["actor"]))
    elif "everywhere" in subject:
        for article in articles_under(subject):
            curation.replay(article)
    elif "article" in subject:
        curation.replay(Article.objects.get(uid=subject["article"]))


DECISIONS = Table(COLUMNS, _rows, _plan)
