"""PLOVER's four classes of relations: in words or in deeds, cooperation or conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from articles.vocabulary import Words

QUADS: dict[str, Words] = {
    "verbal-cooperation": _("Coopération en paroles"),
    "material-cooperation": _("Coopération en actes"),
    "verbal-conflict": _("Conflit en paroles"),
    "material-conflict": _("Conflit en actes"),
}
TYPES_OF_QUADS: dict[str, tuple[str, ...]] = {
    "verbal-cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material-cooperation": ("COOPERATE", "AID", "RETREAT", "ALLIANCE"),
    "verbal-conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "DISPUTE"),
    "material-conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
