"""What the workshop shows beside the form of an actor: where each form of its name came from, whom it unites, who
decided what, and who may be the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from entities.decisions import HistoryLine, history, standing, subject_words, summary
from entities.doubles import Double, doubles
from entities.folding import fold
from entities.models import Actor, Alias, Decision, Tenure
from entities.versions import actor_version

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

_MOST_NAMING = 30
_NAMING = ("actor", "target", "speaker")


@dataclass(frozen=True, slots=True)
class Form:
    """One that a person gave or set aside, or that came with an actor united here. `by` and `at` tell which person, and
    when; None: a file or the machine."""

    alias: Alias
    own: bool  # of the actor itself, not of one that it unites
    by: str | None
    at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Naming:
    """A decision on something else that names the actor."""

    decision: Decision
    about: str
    what: str


@dataclass(frozen=True, slots=True)
class Portrait:
    forms: tuple[Form, ...]
    united: tuple[Actor, ...]
    offices_of_united: tuple[Tenure, ...]
    doubles: tuple[Double, ...]
    history: list[HistoryLine]
    naming: tuple[Naming, ...]
    seen: str


def portrait(actor: Actor) -> Portrait:
    united = tuple(actor.absorbed.in_order())
    keys = [one.key for one in (actor, *united)]
    decisions = Decision.objects.filter(subject__actor__in=keys)
    offices = Tenure.objects.filter(actor__in=united).select_related("actor").order_by("-start", "pk")
    named = Q()
    for name in _NAMING:
        named |= Q(**{f"values__{name}": actor.key})
    elsewhere = ~Q(subject__has_key="actor") | ~Q(subject__actor__in=keys)
    naming = Decision.objects.filter(named, elsewhere).select_related("made_by", "replaces")
    return Portrait(
        tuple(_forms(actor, united, decisions.select_related("made_by").order_by("pk"))), united, tuple(offices),
        tuple(doubles(actor)) if actor.merged_into_id is None else (), history(decisions),
        tuple(Naming(one, subject_words(one), summary(one)) for one in naming.order_by("-pk")[:_MOST_NAMING]),
        actor_version(actor),
    )  # fmt: skip


def _forms(actor: Actor, united: Iterable[Actor], decisions: Iterable[Decision]) -> Iterable[Form]:
    told = {(d.subject["actor"], fold(text)): d for d in standing(decisions) for text in _texts(d)}
    rows = Alias.objects.filter(actor__in=[actor, *united]).select_related("actor").order_by("form", "folded", "pk")
    for row in rows:
        decision = told.get((row.actor.key, row.folded))
        own = row.actor_id == actor.pk
        if decision:
            yield Form(row, own, decision.made_by.get_username(), decision.made_at)
        elif not own:
            yield Form(row, own, None, None)


def _texts(decision: Decision) -> tuple[str, ...]:
    match decision.action:
        case Decision.Action.ALIAS | Decision.Action.SUPPRESS | Decision.Action.RESTORE_ALIAS:
            return (decision.values["text"],)
        case Decision.Action.RENAME:
            return (decision.values["name"],)
    return ()
