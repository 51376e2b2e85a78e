"""Decisions in and out, so that another installation can take them over. An article's own id is of one installation: a
decision travels with the digest of the file that it speaks of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from articles import curation
from articles.curation.shapes import is_whole
from articles.curation.spreading import begin
from articles.models import Article
from entities.creating import MADE
from entities.curation import replay_keys
from entities.decisions import CurationError, about, record, standing, subject_words, summary
from entities.exchanging import Outcome, Planned, Row, Table
from entities.merging import merge_obstacle
from entities.models import Actor, Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from django.contrib.auth.models import User

COLUMNS = ("action", "subject", "values", "reason", "made_by", "made_at")
_MARK = "sha256:"
_NUL = "\\u0000"  # which JSON can write and PostgreSQL can't hold


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
    if _NUL in row.get("subject", "") + row.get("values", ""):
        return [Planned(number, Outcome.REFUSED, _("ce n’est pas du JSON"))]
    try:
        subject, values = json.loads(row.get("subject", "")), json.loads(row.get("values", "") or "{}")
    except ValueError:
        return [Planned(number, Outcome.REFUSED, _("ce n’est pas du JSON"))]
    action = row.get("action", "")
    if action not in Decision.Action.values or not isinstance(subject, dict) or not isinstance(values, dict):
        return [Planned(number, Outcome.REFUSED, _("décision inconnue : %(action)s") % {"action": action})]
    if not is_whole(action, subject, values):
        return [Planned(number, Outcome.REFUSED, _("décision incomplète : %(action)s") % {"action": action})]
    missing: list[str] = []
    subject, values = (_swap(part, lambda name: _inward(name, missing)) for part in (subject, values))
    decision = Decision(action=action, subject=subject, values=values)
    told = f"{decision.get_action_display()} : {subject_words(decision)} {_summary(decision)}".strip()
    if missing or _is_unknown(subject):
        return [Planned(number, Outcome.REFUSED, _("%(what)s : absent d’ici") % {"what": told})]
    if any(one.values == values and one.action == action for one in _standing_on(subject)):
        return [Planned(number, Outcome.SAME, told)]
    if obstacle := _obstacle(decision):
        return [Planned(number, Outcome.REFUSED, f"{told} : {obstacle}")]
    if others := _overruled(decision):
        told = _("%(what)s (à la place de : %(others)s)") % {"what": told, "others": others}
    origin = " ".join(filter(None, (row.get("made_by", ""), row.get("made_at", "")[:10])))
    return [Planned(number, Outcome.NEW, told, lambda by, why: _take_over(decision, row, origin, by, why))]


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
    """Who was made by people comes with the decision that made him, a few rows before."""
    key = subject.get("actor", MADE)
    return not key.startswith(MADE) and not Actor.objects.filter(key=key).exists()


def _obstacle(decision: Decision) -> str | None:
    """Why a merge that was possible elsewhere is not here."""
    if decision.action != Decision.Action.MERGE:
        return None
    keys = (decision.subject["actor"], decision.values["target"])
    found = Actor.objects.in_bulk(keys, field_name="key")
    return merge_obstacle(found[keys[0]], found[keys[1]]) if len(found) == len(keys) else None


def _overruled(decision: Decision) -> str:
    """What people decided here of the same, and would no longer show: who brings the file is told."""
    if "sentence" not in decision.subject and "field" not in decision.subject:
        return ""
    last = next(reversed(_standing_on(decision.subject)), None)
    return f"{last.made_by}, {last.get_action_display()} {_summary(last)}".strip() if last else ""


def _standing_on(subject: Mapping[str, Any]) -> list[Decision]:
    return standing(about(subject).select_related("made_by"))


def _take_over(decision: Decision, row: Mapping[str, str], origin: str, by: User, why: str) -> None:
    reason = " ".join(filter(None, (row.get("reason", ""), f"({origin})" if origin else "", why)))
    subject = decision.subject
    if obstacle := _obstacle(decision):
        raise CurationError(obstacle)
    taken = record(
        action=Decision.Action(decision.action), subject=subject, values=decision.values, by=by, reason=reason
    )
    if "actor" in subject:
        replay_keys([subject["actor"]])
    elif "everywhere" in subject:
        begin(taken)
    elif "article" in subject:
        curation.replay(Article.objects.get(uid=subject["article"]))


DECISIONS = Table(COLUMNS, _rows, _plan)
