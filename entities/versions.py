"""Two curators on one item: a page carries the version of what it shows, and a decision taken on another one is
refused, telling who was first."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from entities.decisions import CurationError, summary

if TYPE_CHECKING:
    from entities.models import Actor, Alias, Decision


class Outdated(CurationError):
    """The item is no longer as the curator saw it. `decision` is what another person decided in between; None: the
    machine wrote it anew. Nothing was stored: the form can be shown again with what was typed."""

    def __init__(self, decision: Decision | None) -> None:
        self.decision = decision
        if decision is None:
            super().__init__(_("L’analyse a changé cette donnée entre-temps : relisez-la avant de décider."))
            return
        values = {"who": decision.made_by, "what": decision.get_action_display(), "words": summary(decision)}
        super().__init__(_("%(who)s a décidé entre-temps (%(what)s : %(words)s) : relisez avant de décider.") % values)


def digest(*shown: object) -> str:
    """The version of an item that shows these values."""
    return sha256(repr([str(one) for one in shown]).encode()).hexdigest()[:16]


def actor_version(actor: Actor) -> str:
    return digest(actor.name, actor.kind, actor.is_hidden, actor.merged_into_id)


def alias_version(alias: Alias) -> str:
    return digest(alias.text, alias.form, alias.is_suppressed)
