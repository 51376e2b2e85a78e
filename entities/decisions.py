"""The log of what people decided: how a line is written, and which lines still stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from entities.models import ABOUT, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from django.contrib.auth.models import User
    from django.db.models import QuerySet


_CHANGES = frozenset(
    {
        Decision.Action.RENAME, Decision.Action.RETYPE, Decision.Action.ATTRIBUTE, Decision.Action.DATE,
        Decision.Action.RECODE, Decision.Action.SPEAKER,
    }
)  # fmt: skip
_CHANGED = ("from", "name", "kind", "source", "published", "type", "speaker")
_LONGEST_WORDS = 120
_WHOLES = ("article", "actor", "everywhere", "dyad")  # what subjects are part of, each with its index
RIGHT = "entities.add_decision"


class CurationError(Exception):
    """A decision that can't be taken; says why, for a curator."""


def record(
    *,
    action: Decision.Action,
    subject: Mapping[str, Any],
    values: Mapping[str, Any],
    by: User,
    reason: str = "",
    replaces: Decision | None = None,
    seen: str = "",
    batch: UUID | None = None,
) -> Decision:
    """Every change that people make passes here, and here the right to make it is asked for: PermissionDenied."""
    ask_right(by)
    earlier = None if replaces else _last_like(action, subject, values)
    return Decision.objects.create(
        action=action, subject=dict(subject), values=dict(values), made_by=by, reason=reason.strip(), replaces=replaces,
        supersedes=earlier, seen=seen, batch=batch,
    )  # fmt: skip


def about(subject: Mapping[str, Any]) -> QuerySet[Decision]:
    """All decisions on a subject, oldest first. An index finds what it is part of."""
    whole = next(name for name in _WHOLES if name in subject)
    return Decision.objects.filter(**{f"subject__{whole}": subject[whole]}, subject=dict(subject)).order_by("pk")


def _last_like(action: Decision.Action, subject: Mapping[str, Any], values: Mapping[str, Any]) -> Decision | None:
    """The decision that a new one takes the place of. An actor's name, kind and forms are decided each for itself; at
    one place of a text, each thing that the machine says there."""
    stands = standing(about(subject))
    if "actor" in subject or "dyad" in subject:
        alike = (one for one in stands if one.action == action and one.values.get("text") == values.get("text"))
    else:
        alike = (one for one in stands if _machine(one.values) == _machine(values))
    return next(iter(list(alike)[::-1]), None)


def _machine(values: Mapping[str, Any]) -> object:
    """What a decision says that the machine said; of an article's own fields there is one value, whatever was read."""
    return values.get("machine") if "actor" in values or "shown" in values else None


def ask_right(by: User) -> None:
    if not by.has_perm(RIGHT):
        raise PermissionDenied


def record_undo(*, decision: Decision, by: User, reason: str = "", batch: UUID | None = None) -> Decision:
    """Void a decision. An undo may be undone in its turn: what it had voided then stands again."""
    history = list(about(decision.subject))
    if decision.pk not in {d.pk for d in standing(history, with_undos=True)}:
        raise CurationError(_("Cette décision est déjà annulée."))
    return record(
        action=Decision.Action.UNDO, subject=decision.subject, values={}, by=by, reason=reason, replaces=decision,
        batch=batch,
    )  # fmt: skip


def standing(decisions: Iterable[Decision], *, with_undos: bool = False) -> list[Decision]:
    """The decisions that no standing undo voids, oldest first."""
    void: set[int] = set()
    kept = []
    for decision in sorted(decisions, key=lambda d: d.pk, reverse=True):
        if decision.pk in void:
            continue
        if decision.action == Decision.Action.UNDO and decision.replaces_id is not None:
            void.add(decision.replaces_id)
            if not with_undos:
                continue
        kept.append(decision)
    return kept[::-1]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    decision: Decision
    summary: str
    is_standing: bool


def history(decisions: QuerySet[Decision]) -> list[HistoryLine]:
    """All decisions on some subjects, newest first. The query must bring whole subjects: undoing is told from them."""
    everything = list(decisions.select_related("made_by", "replaces").order_by("-pk"))
    stands = {decision.pk for decision in standing(everything, with_undos=True)}
    return [HistoryLine(decision, summary(decision), decision.pk in stands) for decision in everything]


def summary(decision: Decision) -> str:
    """What was decided, in a few words: « Iouri Ouchakov → Youri Ouchakov »."""
    if decision.replaces is not None:
        return decision.replaces.get_action_display()
    values = decision.values
    if decision.action == Decision.Action.TEXT:
        return Truncator(values["text"]).chars(_LONGEST_WORDS)
    if decision.action == Decision.Action.CREATE:
        return str(values["name"])
    if decision.action in _CHANGES:
        return " → ".join(str(values[name] or "—") for name in _CHANGED if name in values)
    if decision.action == Decision.Action.RELINK:
        return f"{values['machine'] or '—'} → {values['actor']}"
    return next((str(values[name]) for name in ("words", "text", "target", "from", "actor") if name in values), "")


def subject_words(decision: Decision) -> str:
    """What a decision is about, in a few words."""
    subject = decision.subject
    if "actor" in subject:
        return str(subject["actor"])
    if "dyad" in subject:
        return f"{subject['dyad']}, {subject['type']}"
    words = next((f"« {Truncator(subject[name]).chars(_LONGEST_WORDS)} »" for name in ABOUT if name in subject), "")
    since, until = subject.get("since"), subject.get("until")
    dates = f"{since or '…'} – {until or '…'}" if since or until else ""
    return ", ".join(filter(None, (words, subject.get("article"), dates)))
