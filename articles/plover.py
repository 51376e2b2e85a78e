"""The words for PLOVER's modes (how a thing is done) and contexts (what it is about)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.vocabulary import Words

WAYS: dict[str, Words] = {
    "allege": _("mise en cause"),
    "arrest": _("arrestation"),
    "assassinate": _("assassinat"),
    "assist": _("refus d’aide"),
    "boycott": _("boycott"),
    "ceasefire": _("cessez-le-feu"),
    "change": _("refus d’une proposition"),
    "cyber": _("attaque informatique"),
    "demo": _("manifestation"),
    "deport": _("refoulement"),
    "disapprove": _("désapprobation"),
    "disarm": _("désarmement"),
    "discontinue": _("rupture"),
    "expel": _("expulsion"),
    "explosives": _("bombes et missiles"),
    "firearms": _("armes à feu"),
    "force": _("recours à la force"),
    "invade": _("invasion"),
    "investigate": _("enquête"),
    "meet": _("refus de rencontre"),
    "multilateral": _("à plusieurs"),
    "phone": _("à distance"),
    "relations": _("rupture de relations"),
    "release": _("libération"),
    "restrict": _("restriction"),
    "return": _("restitution"),
    "seize": _("saisie"),
    "spy": _("espionnage"),
    "strike": _("grève"),
    "third-party": _("par un tiers"),
    "troops": _("troupes"),
    "visit": _("visite"),
    "weapons": _("armes"),
    "withdraw": pgettext_lazy("PLOVER", "retrait"),
    "yield": _("refus de céder"),
}

CONTEXTS: dict[str, Words] = {
    "culture": _("culture"),
    "cyber": _("informatique"),
    "diplomatic": _("diplomatie"),
    "disaster": _("catastrophe"),
    "disease": _("maladie"),
    "economic": _("économie"),
    "election": _("élections"),
    "historical": _("histoire"),
    "intelligence": _("renseignement"),
    "legal": _("justice"),
    "military": _("armées"),
    "nuclear": _("nucléaire"),
    "refugee": _("réfugiés"),
    "resource": _("ressources"),
    "territory": _("territoire"),
    "terrorism": _("terrorisme"),
}


def details_in_words(way: str, contexts: Iterable[str]) -> tuple[Words, ...]:
    """How, then about what; a name that we don't know shows as it is."""
    return (*((WAYS.get(way, way),) if way else ()), *(CONTEXTS.get(one, one) for one in contexts))
