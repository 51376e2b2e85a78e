"""Terms of office that people entered or removed: from the log to what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from django.core.exceptions import ValidationError

from entities.decisions import CurationError, standing
from entities.models import Actor, Decision, Origin, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

IDENTITY = ("office", "title", "country", "start")
FIELDS = (*IDENTITY, "end", "source")
BEFORE = "before"  # in a decision's values: what was there, or None
Identity: TypeAlias = tuple[str, ...]
_ACTIONS = {Decision.Action.APPOINT, Decision.Action.DISMISS}


def identity(values: Mapping[str, Any]) -> Identity:
    """Which term it is, as the database tells them apart."""
    return tuple(values[name] for name in IDENTITY)


def values_of(tenure: Tenure) -> dict[str, str]:
    return {name: getattr(tenure, name) for name in FIELDS}


def check_term(actor: Actor, values: Mapping[str, str], known: Tenure | None) -> None:
    """Raises CurationError where these can't be a term's. `known` is the row that they would change."""
    row = Tenure(actor=actor) if known is None else Tenure.objects.get(pk=known.pk)
    for name in FIELDS:
        setattr(row, name, values[name])
    try:
        row.full_clean()
    except ValidationError as error:
        raise CurationError("; ".join(error.messages)) from error


def in_words(values: Mapping[str, str]) -> str:
    """The same for all that is decided on one term."""
    return f"{values['title']} ({values['country']}), {values['start'] or '?'}"


def show_terms(actor: Actor, history: Iterable[Decision]) -> None:
    """Make the actor's terms those that its decisions ask for. What the authority file says stays as the file says."""
    told = [decision for decision in history if decision.action in _ACTIONS | {Decision.Action.UNDO}]
    wanted = _wanted(told)
    if not wanted:
        return
    rows = {identity(values_of(row)): row for row in actor.tenures.all()}
    for which, values in wanted.items():
        row = rows.get(which)
        if row is None:
            if values is not None:
                Tenure.objects.create(actor=actor, **values, origin=Origin.CURATOR)
        elif row.origin == Origin.CURATOR:
            _show(row, values)


def _show(row: Tenure, values: Mapping[str, str] | None) -> None:
    if values is None:
        row.delete()
    elif values_of(row) != values:
        row.end, row.source = values["end"], values["source"]
        row.save(update_fields=["end", "source"])


def _wanted(told: list[Decision]) -> dict[Identity, dict[str, str] | None]:
    """Of each term that was ever decided on, how it is to be; None: not at all. Where no decision stands, it is as it
    was before the first."""
    wanted: dict[Identity, dict[str, str] | None] = {}
    for decision in told:
        if decision.action in _ACTIONS:
            wanted.setdefault(identity(decision.values), decision.values[BEFORE])
    for decision in standing(told):
        values = {name: decision.values[name] for name in FIELDS}
        wanted[identity(values)] = values if decision.action == Decision.Action.APPOINT else None
    return wanted
