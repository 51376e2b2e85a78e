"""From the log to what is shown: an actor's state is what it was given (by the authority file or the machine) and what
people decided about it, nothing else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from entities.creating import make_missing
from entities.decisions import CurationError, standing
from entities.folding import fold
from entities.models import Actor, Alias, Decision, Origin, sort_name
from entities.terms import show_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.db.models import QuerySet

Action = Decision.Action
CURATED = "curated"  # in Actor.details: {field: {"given": before decisions, "shown": after them}}


@dataclass(frozen=True, slots=True)
class Decided:
    """What the standing decisions ask of one actor; None or empty: as it was given."""

    name: str | None = None
    kind: str | None = None
    is_hidden: bool = False
    merged_into: str | None = None  # key
    added: frozenset[tuple[str, str]] = frozenset()  # (text, form)
    withdrawn: frozenset[tuple[str, str]] = frozenset()  # added once, by a decision that no longer stands
    suppressed: Mapping[str, str] | None = None  # folded → text


@dataclass(frozen=True, slots=True)
class Replayed:
    applied: int = 0  # actors or mentions that decisions speak of, now as decided
    orphaned: int = 0  # what the decision spoke of is gone
    contradicted: int = 0  # the machine now says something else; the decision holds


def decided(history: Iterable[Decision]) -> Decided:
    """All decisions on one actor, summed up: the latest that stands wins."""
    history = list(history)
    stands = standing(history)
    latest = {d.action: d for d in stands}
    suppressed: dict[str, str] = {}
    for decision in stands:
        if decision.action == Action.SUPPRESS:
            suppressed[fold(decision.values["text"])] = decision.values["text"]
        elif decision.action == Action.RESTORE_ALIAS:
            suppressed.pop(fold(decision.values["text"]), None)
    added = frozenset().union(*map(_names_of, stands))
    return Decided(
        name=latest[Action.RENAME].values["name"] if Action.RENAME in latest else None,
        kind=latest[Action.RETYPE].values["kind"] if Action.RETYPE in latest else None,
        is_hidden=_last(stands, Action.HIDE, Action.RESTORE) == Action.HIDE or _is_unmade(history, stands),
        merged_into=_target(stands),
        added=added,
        withdrawn=frozenset().union(*map(_names_of, history)) - added,
        suppressed=suppressed,
    )


def _is_unmade(history: list[Decision], stands: list[Decision]) -> bool:
    """Whether people made the actor and took that back."""
    made, still = (any(d.action == Action.CREATE for d in decisions) for decisions in (history, stands))
    return made and not still


def _names_of(decision: Decision) -> frozenset[tuple[str, str]]:
    """A new name is a form to find the actor by, and so stays the old one."""
    if decision.action == Action.ALIAS:
        return frozenset({(decision.values["text"], decision.values["form"])})
    if decision.action == Action.RENAME:
        return frozenset((decision.values[which], Alias.Form.NAME.value) for which in ("name", "from"))
    if decision.action == Action.CREATE:
        family = (
            {(decision.values["family_name"], Alias.Form.FAMILY.value)} if decision.values["family_name"] else set()
        )
        return frozenset({(decision.values["name"], Alias.Form.NAME.value), *family})
    return frozenset()


def _last(stands: list[Decision], *actions: str) -> str | None:
    return next((d.action for d in reversed(stands) if d.action in actions), None)


def _target(stands: list[Decision]) -> str | None:
    for decision in reversed(stands):
        if decision.action == Action.MERGE:
            return str(decision.values["target"])
        if decision.action == Action.UNMERGE:
            return None
    return None


@transaction.atomic
def replay(actors: Iterable[Actor] | None = None) -> Replayed:
    """Show what was decided about these actors (None: about all). Run it after their rows were written anew: names,
    kinds, terms and aliases as the authority file or the machine gives them. Running it twice changes nothing more."""
    return replay_keys(None if actors is None else [actor.key for actor in actors])


def replay_keys(keys: list[str] | None) -> Replayed:
    """The same by their keys; who was made by people and has no row yet gets one."""
    histories = _histories(keys)
    make_missing(histories)
    found = {a.key: a for a in Actor.objects.filter(key__in=histories).order_by("pk").select_for_update(of=("self",))}
    edges: dict[int, str | None] = {}
    for key, actor in found.items():
        wanted = decided(histories[key])
        _show(actor, wanted)
        _sync_aliases(actor, wanted)
        show_terms(actor, histories[key])
        edges[actor.pk] = wanted.merged_into
    _set_edges(edges)
    return Replayed(applied=len(found), orphaned=len(histories) - len(found))


def _histories(keys: list[str] | None) -> dict[str, list[Decision]]:
    decisions: QuerySet[Decision] = Decision.objects.filter(subject__has_key="actor").order_by("pk")
    if keys is not None:
        decisions = decisions.filter(subject__actor__in=keys)
    histories: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        histories[decision.subject["actor"]].append(decision)
    return histories


def _show(actor: Actor, wanted: Decided) -> None:
    before = (actor.name, actor.kind, actor.is_hidden, actor.sort_name, dict(actor.details))
    actor.name = _shown(actor, "name", wanted.name)
    actor.kind = _shown(actor, "kind", wanted.kind)
    actor.is_hidden = wanted.is_hidden
    actor.sort_name = sort_name(actor.name, actor.family_name)
    if before != (actor.name, actor.kind, actor.is_hidden, actor.sort_name, actor.details):
        actor.save(update_fields=["name", "kind", "is_hidden", "sort_name", "details"])


def _shown(actor: Actor, field: str, value: str | None) -> str:
    """The decided value, or the given one, which is kept in `details` while a decision covers it.

    A row that no longer shows what we last put there was written anew: what it holds now is given."""
    current: str = getattr(actor, field)
    curated = dict(actor.details.get(CURATED, {}))
    kept = curated.pop(field, None)
    given = kept["given"] if kept and kept["shown"] == current else current
    if value is not None:
        curated[field] = {"given": given, "shown": value}
    actor.details = {k: v for k, v in actor.details.items() if k != CURATED} | ({CURATED: curated} if curated else {})
    return given if value is None else value


def _sync_aliases(actor: Actor, wanted: Decided) -> None:
    suppressed = wanted.suppressed or {}
    rows = list(actor.aliases.all())
    gone = [r for r in rows if r.origin == Origin.CURATOR and (r.text, r.form) in wanted.withdrawn]
    present = {(r.text, r.form) for r in rows}
    folded = {r.folded for r in rows if r not in gone}
    missing = wanted.added - present
    missing |= {(text, Alias.Form.NAME.value) for key, text in suppressed.items() if key not in folded} - missing
    Alias.objects.filter(pk__in=[r.pk for r in gone]).delete()
    Alias.objects.bulk_create(
        Alias(
            actor=actor, text=text, folded=fold(text), form=form, origin=Origin.CURATOR,
            is_suppressed=fold(text) in suppressed,
        )
        for text, form in sorted(missing)
    )  # fmt: skip
    changed = {r.folded for r in rows if r.is_suppressed != (r.folded in suppressed)} | (suppressed.keys() - folded)
    for row_folded in sorted(changed):
        is_suppressed = row_folded in suppressed
        actor.aliases.filter(folded=row_folded).update(is_suppressed=is_suppressed)
        _show_words(actor, row_folded)


def _show_words(actor: Actor, folded: str) -> None:
    """The catalogue, which this room doesn't know, shows anew where these words name the actor."""
    show: Callable[[Actor, str], None] = import_string(settings.SHOW_WORDS)
    show(actor, folded)


def _set_edges(into: Mapping[int, str | None]) -> None:
    """Write the edges of merged actors, and the end of the chain on every actor of the trees they touch."""
    targets = {a.key: a.pk for a in Actor.objects.filter(key__in=[key for key in into.values() if key])}
    involved = Actor.objects.filter(Q(pk__in=into) | Q(merged_into__isnull=False))
    rows = {a.pk: a for a in involved.only("merged_into", "canonical")}
    before = {pk: (row.merged_into_id, row.canonical_id) for pk, row in rows.items()}
    for pk, key in into.items():
        rows[pk].merged_into_id = targets.get(key) if key else None
    edges = {pk: row.merged_into_id for pk, row in rows.items()}
    for pk, row in rows.items():
        row.canonical_id = end_of_chain(edges, pk) if row.merged_into_id else None
    changed = [row for pk, row in rows.items() if before[pk] != (row.merged_into_id, row.canonical_id)]
    Actor.objects.bulk_update(changed, ["merged_into", "canonical"], batch_size=500)


def end_of_chain(edges: Mapping[int, int | None], start: int) -> int:
    seen = {start}
    at = start
    while (following := edges.get(at)) is not None:
        if following in seen:
            raise CurationError(_("Les fusions formeraient un cercle."))
        seen.add(following)
        at = following
    return at
