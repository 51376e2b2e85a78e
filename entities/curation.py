"""What a curator may do to the authority file. Each function is one signed decision and its effect, in one transaction;
`replay` shows the decisions again after a new load. `seen` is the version of what the curator saw (see `versions`): on
another one the decision is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from entities.creating import check_made, free_key
from entities.decisions import CurationError, about, record, record_undo
from entities.folding import fold
from entities.merging import MergePreview, merge_obstacle, merge_preview
from entities.models import Actor, Alias, Decision, Origin, Tenure
from entities.replaying import Replayed, replay, replay_keys
from entities.terms import BEFORE, FIELDS, IDENTITY, check_term, in_words, values_of
from entities.versions import Outdated, actor_version, alias_version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.contrib.auth.models import User

__all__ = [
    "CurationError", "MergePreview", "Outdated", "Replayed", "add_alias", "appoint", "create", "dismiss", "hide",
    "keep_apart", "merge", "merge_preview", "rename", "replay", "replay_keys", "restore", "restore_alias", "retype",
    "suppress_alias", "undo", "unmerge",
]  # fmt: skip

Action = Decision.Action
MERGES = 0x7472696C  # any fixed number: one merge at a time, so that two can't close a circle together


@transaction.atomic
def create(
    *, name: str, kind: str, by: User, reason: str, country: str = "", family_name: str = "", is_another: bool = False,
    key: str = "",
) -> Decision:  # fmt: skip
    """Make an actor whom neither the authority file nor the machine knows. `is_another`: although somebody of this kind
    is called so; `key`: the one that another installation gave it."""
    name = _clean(name, Actor._meta.get_field("name").max_length)
    family_name = " ".join(family_name.split())
    if not reason.strip():
        raise CurationError(_("Un nouvel acteur demande un motif."))
    check_made(name=name, kind=kind, country=country, family_name=family_name, is_another=is_another)
    key = key or free_key(kind, name)
    values = {"name": name, "kind": kind, "country": country, "family_name": family_name}
    decision = record(action=Action.CREATE, subject={"actor": key}, values=values, by=by, reason=reason)
    replay_keys([key])
    return decision


@transaction.atomic
def appoint(*, actor: Actor, term: Mapping[str, str], by: User, reason: str = "") -> Decision:
    """Enter a term of office (its `FIELDS`), or its end and source anew where people had entered it."""
    actor = _locked(actor)
    values = {name: term.get(name, "").strip() for name in FIELDS}
    known = actor.tenures.filter(**{name: values[name] for name in IDENTITY}).first()
    if known is not None and known.origin != Origin.CURATOR:
        raise CurationError(_("Ce mandat vient du fichier d’autorité : il s’y corrige."))
    before = values_of(known) if known else None
    if before == values:
        raise CurationError(_("Ce mandat est déjà inscrit ainsi."))
    check_term(actor, values, known)
    return _decide(Action.APPOINT, actor, {**values, BEFORE: before, "text": in_words(values)}, by, reason)


@transaction.atomic
def dismiss(*, tenure: Tenure, by: User, reason: str = "") -> Decision:
    """Remove a term that people had entered."""
    actor = _locked(tenure.actor)
    known = actor.tenures.filter(pk=tenure.pk).first()
    if known is None or known.origin != Origin.CURATOR:
        raise CurationError(_("Ce mandat vient du fichier d’autorité : il s’y corrige."))
    values = values_of(known)
    return _decide(Action.DISMISS, actor, {**values, BEFORE: values, "text": in_words(values)}, by, reason)


@transaction.atomic
def keep_apart(*, actor: Actor, other: Actor, by: User, reason: str = "") -> Decision:
    """These two are no doubles, and are no longer suggested as such."""
    first, second = sorted((actor, other), key=lambda one: one.key)
    if first.pk == second.pk:
        raise CurationError(_("Un acteur ne se distingue pas de lui-même."))
    return _decide(Action.APART, _locked(first), {"text": second.key}, by, reason)


@transaction.atomic
def rename(*, actor: Actor, name: str, by: User, reason: str = "", seen: str = "") -> Decision:
    """The old name stays a form to find the actor by. The address stays."""
    actor = _locked(actor, seen)
    name = _clean(name, Actor._meta.get_field("name").max_length)
    if name == actor.name:
        raise CurationError(_("L’acteur porte déjà ce nom."))
    return _decide(Action.RENAME, actor, {"name": name, "from": actor.name}, by, reason)


@transaction.atomic
def retype(*, actor: Actor, kind: str, by: User, reason: str = "", seen: str = "") -> Decision:
    actor = _locked(actor, seen)
    if kind not in Actor.Kind.values:
        raise CurationError(_("Ce type n’existe pas."))
    if kind == actor.kind:
        raise CurationError(_("L’acteur est déjà de ce type."))
    if actor.code and kind not in {Actor.Kind.COUNTRY, Actor.Kind.ORGANISATION}:
        raise CurationError(_("Un acteur qui agit comme un État est un pays ou une organisation."))
    return _decide(Action.RETYPE, actor, {"kind": kind, "from": actor.kind}, by, reason)


@transaction.atomic
def add_alias(
    *, actor: Actor, text: str, by: User, form: str = Alias.Form.NAME, reason: str = "", seen: str = ""
) -> Decision:
    actor = _locked(actor, seen)
    text = _clean(text, Alias._meta.get_field("text").max_length)
    if form not in Alias.Form.values:
        raise CurationError(_("Ce genre de forme n’existe pas."))
    if actor.aliases.filter(folded=fold(text), is_suppressed=True).exists():
        raise CurationError(_("Cette forme est écartée : rétablissez-la."))
    if actor.aliases.filter(text=text, form=form).exists():
        raise CurationError(_("L’acteur a déjà cette forme."))
    return _decide(Action.ALIAS, actor, {"text": text, "form": form}, by, reason)


@transaction.atomic
def suppress_alias(*, alias: Alias, by: User, reason: str = "", seen: str = "") -> Decision:
    """These words never name this actor again, in whatever case or accents: extraction leaves them, and the mentions
    that rest on them alone are rejected now. Mentions that a person decided stay."""
    actor = _locked(alias.actor)
    _check_alias(alias, seen)
    if actor.aliases.filter(folded=alias.folded, is_suppressed=True).exists():
        raise CurationError(_("Cette forme est déjà écartée."))
    return _decide(Action.SUPPRESS, actor, {"text": alias.text}, by, reason)


@transaction.atomic
def restore_alias(*, alias: Alias, by: User, reason: str = "", seen: str = "") -> Decision:
    actor = _locked(alias.actor)
    _check_alias(alias, seen)
    if not actor.aliases.filter(folded=alias.folded, is_suppressed=True).exists():
        raise CurationError(_("Cette forme n’est pas écartée."))
    return _decide(Action.RESTORE_ALIAS, actor, {"text": alias.text}, by, reason)


@transaction.atomic
def merge(*, source: Actor, target: Actor, by: User, reason: str, seen: str = "") -> Decision:
    """Make one actor of two: what belongs to `source` is read under `target`, and `unmerge` gives it back."""
    _one_merge_at_a_time()
    source, target = _locked(source, seen), _locked(target)
    if not reason.strip():
        raise CurationError(_("Une fusion demande un motif."))
    if obstacle := merge_obstacle(source, target):
        raise CurationError(obstacle)
    return _decide(Action.MERGE, source, {"target": target.key}, by, reason)


@transaction.atomic
def unmerge(*, actor: Actor, by: User, reason: str = "", seen: str = "") -> Decision:
    """Give `actor`, with all that was merged into it before, its own page again."""
    _one_merge_at_a_time()
    actor = _locked(actor, seen)
    if actor.merged_into is None:
        raise CurationError(_("Cet acteur n’est pas fusionné."))
    return _decide(Action.UNMERGE, actor, {"from": actor.merged_into.key}, by, reason)


@transaction.atomic
def hide(*, actor: Actor, by: User, reason: str = "", seen: str = "") -> Decision:
    actor = _locked(actor, seen)
    if actor.is_hidden:
        raise CurationError(_("L’acteur est déjà masqué."))
    return _decide(Action.HIDE, actor, {}, by, reason)


@transaction.atomic
def restore(*, actor: Actor, by: User, reason: str = "", seen: str = "") -> Decision:
    actor = _locked(actor, seen)
    if not actor.is_hidden:
        raise CurationError(_("L’acteur n’est pas masqué."))
    return _decide(Action.RESTORE, actor, {}, by, reason)


@transaction.atomic
def undo(*, decision: Decision, by: User, reason: str = "", batch: UUID | None = None) -> Decision:
    """Take back a decision on an actor, at any time later; the decisions around it stay."""
    key = decision.subject.get("actor")
    if key is None:
        raise CurationError(_("Cette décision ne porte pas sur un acteur."))
    _one_merge_at_a_time()
    Actor.objects.select_for_update(of=("self",)).filter(key=key).first()
    taken_back = record_undo(decision=decision, by=by, reason=reason, batch=batch)
    replay_keys([key])
    return taken_back


def _decide(action: Decision.Action, actor: Actor, values: Mapping[str, Any], by: User, reason: str) -> Decision:
    decision = record(
        action=action, subject={"actor": actor.key}, values=values, by=by, reason=reason, seen=actor_version(actor)
    )
    replay([actor])
    return decision


def _locked(actor: Actor, seen: str = "") -> Actor:
    """The row as it is now, kept from others until the transaction ends; Outdated if another was `seen`."""
    row = Actor.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    if seen and seen != actor_version(row):
        raise Outdated(about({"actor": row.key}).last())
    return row


def _check_alias(alias: Alias, seen: str) -> None:
    row = Alias.objects.get(pk=alias.pk)
    if seen and seen != alias_version(row):
        raise Outdated(about({"actor": row.actor.key}).last())


def _one_merge_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MERGES])


def _clean(text: str, longest: int | None) -> str:
    text = " ".join(text.split())
    if not fold(text):
        raise CurationError(_("Un nom a au moins une lettre ou un chiffre."))
    if longest and len(text) > longest:
        raise CurationError(_("Ce nom est trop long : %(longest)s caractères au plus.") % {"longest": longest})
    return text
