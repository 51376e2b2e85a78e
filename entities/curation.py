"""What a curator may do to the authority file. Each function is one signed decision and its effect, in one transaction;
`replay` shows the decisions again after a new load. `seen` is the version of what the curator saw (see `versions`): on
another one the decision is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from entities.decisions import CurationError, about, record, record_undo
from entities.folding import fold
from entities.merging import MergePreview, merge_obstacle, merge_preview
from entities.models import Actor, Alias, Decision
from entities.replaying import Replayed, replay
from entities.versions import Outdated, actor_version, alias_version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.contrib.auth.models import User

__all__ = [
    "CurationError", "MergePreview", "Outdated", "Replayed", "add_alias", "hide", "merge", "merge_preview", "rename",
    "replay", "restore", "restore_alias", "retype", "suppress_alias", "undo", "unmerge",
]  # fmt: skip

Action = Decision.Action
MERGES = 0x7472696C  # any fixed number: one merge at a time, so that two can't close a circle together


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
    actor = Actor.objects.select_for_update(of=("self",)).filter(key=key).first()
    taken_back = record_undo(decision=decision, by=by, reason=reason, batch=batch)
    if actor is not None:
        replay([actor])
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
