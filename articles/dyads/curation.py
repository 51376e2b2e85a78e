"""What a curator may do to events: split one from a statement on, or join two. Signed, kept, undone at will."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.dyads.gathering import dyad_key, facts_between, statement_key
from articles.models import Evidence
from entities.decisions import CurationError, record, record_undo
from entities.models import Decision

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from articles.dyads.facts import Fact

_LONGEST_WORDS = 120


@transaction.atomic
def split(*, dyad: tuple[str, str], statement: int, by: User, reason: str = "") -> Decision:
    """From this statement on, what was one event is another one."""
    facts = _by_statement(dyad)
    fact = _told(facts, statement)
    if fact.event == statement:
        raise CurationError(_("Cet énoncé est déjà le premier de son événement."))
    evidence = _evidence(statement)
    return record(
        action=Decision.Action.SPLIT, subject=_subject(dyad, fact), by=by, reason=reason,
        values={"statement": statement_key(evidence), "words": _words(evidence)},
    )  # fmt: skip


@transaction.atomic
def join(*, dyad: tuple[str, str], statement: int, other: int, by: User, reason: str = "") -> Decision:
    """The events of these two statements are one."""
    facts = _by_statement(dyad)
    fact, theirs = _told(facts, statement), _told(facts, other)
    if fact.type != theirs.type:
        raise CurationError(_("Un événement n’a qu’un type."))
    if fact.event == theirs.event:
        raise CurationError(_("Ces énoncés sont déjà du même événement."))
    evidence = _evidence(statement)
    values = {"statement": statement_key(evidence), "with": statement_key(_evidence(other)), "words": _words(evidence)}
    return record(action=Decision.Action.JOIN, subject=_subject(dyad, fact), values=values, by=by, reason=reason)


@transaction.atomic
def undo(*, decision: Decision, by: User, reason: str = "") -> Decision:
    if "dyad" not in decision.subject:
        raise CurationError(_("Cette décision ne porte pas sur un événement."))
    return record_undo(decision=decision, by=by, reason=reason)


def _by_statement(dyad: tuple[str, str]) -> dict[int, Fact]:
    return {fact.statement: fact for fact in facts_between(*dyad)}


def _told(facts: dict[int, Fact], statement: int) -> Fact:
    if statement not in facts:
        raise CurationError(_("Cet énoncé n’existe plus : l’article a été analysé à nouveau."))
    return facts[statement]


def _evidence(statement: int) -> Evidence:
    return Evidence.objects.select_related("article").get(pk=statement)


def _subject(dyad: tuple[str, str], fact: Fact) -> dict[str, str]:
    return {"dyad": dyad_key(*dyad), "type": fact.type}


def _words(evidence: Evidence) -> str:
    return Truncator(evidence.text).chars(_LONGEST_WORDS)
