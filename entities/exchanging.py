"""The authority file in and out as tables: actors, forms of their names, offices. What comes in is read as what a team
decided in a spreadsheet: each difference is told first and becomes a signed decision, never a raw write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from entities import curation
from entities.creating import MADE, check_made
from entities.decisions import CurationError, ask_right
from entities.folding import fold
from entities.models import Actor, Alias, Origin, Tenure
from entities.terms import FIELDS, IDENTITY, check_term, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.contrib.auth.models import User

Row = dict[str, str]
YES = "yes"


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Planned:
    """What would become of one row: `told` in words, `act` to do it."""

    number: int  # of the row, from 1
    outcome: Outcome
    told: str
    act: Callable[[User, str], object] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of row that goes out and comes in."""

    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    plan: Callable[[int, Mapping[str, str]], list[Planned]]


def _actor_rows() -> Iterator[Row]:
    for actor in Actor.objects.select_related("merged_into").order_by("kind", "sort_name", "pk").iterator(500):
        yield {
            "key": actor.key, "kind": actor.kind, "name": actor.name, "code": actor.code, "country": actor.country,
            "wikidata": actor.wikidata, "origin": actor.origin, "hidden": YES if actor.is_hidden else "",
            "merged_into": actor.merged_into.key if actor.merged_into else "",
        }  # fmt: skip


def _alias_rows() -> Iterator[Row]:
    for alias in Alias.objects.select_related("actor").order_by("actor__key", "form", "folded", "pk").iterator(500):
        yield {
            "actor": alias.actor.key, "text": alias.text, "form": alias.form, "origin": alias.origin,
            "suppressed": YES if alias.is_suppressed else "",
        }  # fmt: skip


def _tenure_rows() -> Iterator[Row]:
    for one in Tenure.objects.select_related("actor").order_by("actor__key", "start", "pk").iterator(500):
        yield {
            "actor": one.actor.key, "office": one.office, "title": one.title, "country": one.country,
            "start": one.start, "end": one.end, "source": one.source, "origin": one.origin,
        }  # fmt: skip


def plan(table: Table, rows: Iterable[Mapping[str, str]]) -> list[Planned]:
    """What would become of each row; nothing is written."""
    present = {_spot(table, row): _label(row) for row in table.rows()}
    planned: list[Planned] = []
    for number, row in enumerate(rows, 1):
        label = present.get(_spot(table, row))
        planned += [Planned(number, Outcome.SAME, label)] if label is not None else table.plan(number, row)
    return planned


def _spot(table: Table, row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in table.columns)


def _label(row: Mapping[str, str]) -> str:
    return row.get("name") or row.get("text") or row.get("title", "")


@transaction.atomic
def carry_out(planned: Iterable[Planned], *, by: User, reason: str = "") -> int:
    """Do what was told. What can no longer be done stops everything: CurationError."""
    ask_right(by)
    acts = [one.act for one in planned if one.act]
    for act in acts:
        act(by, reason)
    return len(acts)


def _plan_actor(number: int, row: Mapping[str, str]) -> list[Planned]:
    key = row.get("key", "")
    actor = Actor.objects.select_related("merged_into").filter(key=key).first() if key else None
    if actor is None:
        is_new = not key or key.startswith(MADE)
        return [_plan_made(number, row) if is_new else _refused(number, _("acteur inconnu : %(key)s") % {"key": key})]
    found = [*_plan_names(number, actor, row), *_plan_visibility(number, actor, row), *_plan_merge(number, actor, row)]
    return found or [Planned(number, Outcome.SAME, actor.name)]


def _plan_made(number: int, row: Mapping[str, str]) -> Planned:
    """A row without a key, or with one that another installation gave to somebody whom people made there."""
    name = " ".join(row.get("name", "").split())
    values = {"name": name, "kind": row.get("kind", ""), "country": row.get("country", "")}
    told = _("%(name)s : créer") % {"name": name}
    try:
        check_made(**values, family_name="", is_another=False)
    except CurationError as refusal:
        return _refused(number, f"{told} : {refusal}")
    if not fold(name):
        return _refused(number, told)

    def act(by: User, why: str) -> None:
        why = why or _("repris d’un fichier")
        curation.create(
            name=name, kind=values["kind"], country=values["country"], by=by, reason=why, key=row.get("key", "")
        )

    return Planned(number, Outcome.NEW, told, act)


def _plan_names(number: int, actor: Actor, row: Mapping[str, str]) -> Iterator[Planned]:
    name, kind = " ".join(row.get("name", actor.name).split()), row.get("kind", actor.kind)
    if name != actor.name:
        told = f"{actor.name} → {name}"
        if fold(name):
            yield _changed(number, told, lambda by, why: curation.rename(actor=actor, name=name, by=by, reason=why))
        else:
            yield _refused(number, told)
    if kind != actor.kind:
        told = f"{actor.name} : {actor.kind} → {kind}"
        if kind in Actor.Kind.values:
            yield _changed(number, told, lambda by, why: curation.retype(actor=actor, kind=kind, by=by, reason=why))
        else:
            yield _refused(number, told)


def _plan_visibility(number: int, actor: Actor, row: Mapping[str, str]) -> Iterator[Planned]:
    if "hidden" not in row or (row["hidden"] == YES) == actor.is_hidden:
        return
    act = curation.restore if actor.is_hidden else curation.hide
    told = _("%(name)s : rendre visible") if actor.is_hidden else _("%(name)s : masquer")
    yield _changed(number, told % {"name": actor.name}, lambda by, why: act(actor=actor, by=by, reason=why))


def _plan_merge(number: int, actor: Actor, row: Mapping[str, str]) -> Iterator[Planned]:
    wanted = row.get("merged_into")
    now = actor.merged_into.key if actor.merged_into else ""
    if wanted is None or wanted == now:
        return
    if now:
        told = _("%(name)s : séparer de %(other)s") % {"name": actor.name, "other": actor.merged_into}
        yield _changed(number, told, lambda by, why: curation.unmerge(actor=actor, by=by, reason=why))
    if not wanted:
        return
    target = Actor.objects.filter(key=wanted).first()
    if target is None:
        yield _refused(number, _("acteur inconnu : %(key)s") % {"key": wanted})
        return
    obstacle = None if now else curation.merge_preview(actor, target).obstacle
    if obstacle:
        yield _refused(number, obstacle)
        return
    told = _("%(name)s : réunir à %(other)s") % {"name": actor.name, "other": target.name}
    why_not_empty = _("repris d’un fichier")
    yield _changed(
        number, told,
        lambda by, why: curation.merge(source=actor, target=target, by=by, reason=why or why_not_empty),
    )  # fmt: skip


def _plan_alias(number: int, row: Mapping[str, str]) -> list[Planned]:
    actor = Actor.objects.filter(key=row.get("actor", "")).first()
    text, form = " ".join(row.get("text", "").split()), row.get("form", "") or Alias.Form.NAME.value
    if actor is None:
        return [_refused(number, _("acteur inconnu : %(key)s") % {"key": row.get("actor", "")})]
    told = f"{actor.name} : {text}"
    if not fold(text) or form not in Alias.Form.values:
        return [_refused(number, told)]
    alias = actor.aliases.filter(text=text, form=form).first()
    if alias is None:
        return [_new_alias(number, actor, text, form, told, is_suppressed=row.get("suppressed") == YES)]
    if "suppressed" not in row or (row["suppressed"] == YES) == alias.is_suppressed:
        return [Planned(number, Outcome.SAME, told)]
    act = curation.restore_alias if alias.is_suppressed else curation.suppress_alias
    words = _("%(what)s : rétablir") if alias.is_suppressed else _("%(what)s : écarter")
    return [_changed(number, words % {"what": told}, lambda by, why: _once(act, alias, by, why))]


def _once(act: Callable[..., Any], alias: Alias, by: User, why: str) -> None:
    """Forms that differ by accents or capitals are set aside together: the second row finds it done."""
    row = Alias.objects.get(pk=alias.pk)
    if row.is_suppressed == alias.is_suppressed:
        act(alias=row, by=by, reason=why)


def _new_alias(number: int, actor: Actor, text: str, form: str, told: str, *, is_suppressed: bool) -> Planned:
    def act(by: User, why: str) -> None:
        curation.add_alias(actor=actor, text=text, form=form, by=by, reason=why)
        if is_suppressed:
            curation.suppress_alias(alias=actor.aliases.get(text=text, form=form), by=by, reason=why)

    if actor.aliases.filter(folded=fold(text), is_suppressed=True).exists():
        return _refused(number, _("%(what)s : forme écartée") % {"what": told})
    return Planned(number, Outcome.NEW, told, act)


def _plan_tenure(number: int, row: Mapping[str, str]) -> list[Planned]:
    actor = Actor.objects.filter(key=row.get("actor", "")).first()
    if actor is None:
        return [_refused(number, _("acteur inconnu : %(key)s") % {"key": row.get("actor", "")})]
    term = {name: row.get(name, "").strip() for name in FIELDS}
    told = f"{actor.name} : {term['title']} ({term['country']}), {term['start']} – {term['end']}"
    known = actor.tenures.filter(**{name: term[name] for name in IDENTITY}).first()
    if known is not None and values_of(known) == term:
        return [Planned(number, Outcome.SAME, told)]
    if known is not None and known.origin != Origin.CURATOR:
        return [_refused(number, _("%(what)s : vient du fichier d’autorité") % {"what": told})]
    try:
        check_term(actor, term, known)
    except CurationError as refusal:
        return [_refused(number, f"{told} : {refusal}")]
    outcome = Outcome.CHANGED if known else Outcome.NEW
    return [Planned(number, outcome, told, lambda by, why: curation.appoint(actor=actor, term=term, by=by, reason=why))]


def _changed(number: int, told: str, act: Callable[[User, str], object]) -> Planned:
    return Planned(number, Outcome.CHANGED, told, act)


def _refused(number: int, told: str) -> Planned:
    return Planned(number, Outcome.REFUSED, told)


ACTORS = Table(
    ("key", "kind", "name", "code", "country", "wikidata", "origin", "hidden", "merged_into"), _actor_rows, _plan_actor
)
ALIASES = Table(("actor", "text", "form", "origin", "suppressed"), _alias_rows, _plan_alias)
OFFICES = Table(("actor", "office", "title", "country", "start", "end", "source", "origin"), _tenure_rows, _plan_tenure)
__all__ = ["ACTORS", "ALIASES", "OFFICES", "CurationError", "Outcome", "Planned", "Row", "Table", "carry_out", "plan"]
