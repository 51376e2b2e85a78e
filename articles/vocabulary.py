"""The words in which pages speak of relations: PLOVER's types with their scores, the modes of a statement, and how a
text names who takes part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entities.models import Alias
from entities.nlp.found import RECIPROCAL

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


class Tone(StrEnum):
    COOPERATION = "cooperation"
    NEUTRAL = "neutral"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class RelationWords:
    """How a type is shown. `score` is PLOVER's, from -10 (conflict) to 10; None for standing relations."""

    label: Words
    score: float | None
    tone: Tone

    @property
    def sign(self) -> str:
        """What tells the tone to those who see no colours."""
        return _SIGNS[self.tone]


_SIGNS = {Tone.COOPERATION: "+", Tone.CONFLICT: "−", Tone.NEUTRAL: "·"}
TYPES: dict[str, RelationWords] = {
    "AGREE": RelationWords(_("Accord ou promesse"), 2.5, Tone.COOPERATION),
    "CONSULT": RelationWords(_("Rencontre"), 2.5, Tone.COOPERATION),
    "SUPPORT": RelationWords(_("Soutien"), 5, Tone.COOPERATION),
    "CONCEDE": RelationWords(_("Concession"), 4.5, Tone.COOPERATION),
    "COOPERATE": RelationWords(_("Coopération"), 9.5, Tone.COOPERATION),
    "AID": RelationWords(_("Aide"), 10, Tone.COOPERATION),
    "RETREAT": RelationWords(_("Retrait"), 6.5, Tone.COOPERATION),
    "REQUEST": RelationWords(_("Demande"), 0, Tone.NEUTRAL),
    "ACCUSE": RelationWords(_("Accusation"), -3, Tone.CONFLICT),
    "REJECT": RelationWords(_("Refus"), -2, Tone.CONFLICT),
    "THREATEN": RelationWords(_("Menace"), -3.5, Tone.CONFLICT),
    "PROTEST": RelationWords(_("Protestation"), -5, Tone.CONFLICT),
    "SANCTION": RelationWords(_("Sanction"), -6, Tone.CONFLICT),
    "MOBILIZE": RelationWords(_("Mobilisation"), -5.5, Tone.CONFLICT),
    "COERCE": RelationWords(_("Coercition"), -7, Tone.CONFLICT),
    "ASSAULT": RelationWords(_("Attaque"), -9, Tone.CONFLICT),
    "ALLIANCE": RelationWords(_("Alliance"), None, Tone.COOPERATION),
    "DISPUTE": RelationWords(_("Différend"), None, Tone.CONFLICT),
}

MODES: dict[str, Words] = {
    "asserted": _("affirmé"),
    "planned": _("annoncé"),
    "reported": _("au conditionnel"),
    "hypothetical": _("hypothétique"),
    "negated": _("nié"),
}

INDIRECT: dict[str, Words] = {  # how a text names an actor without any of its names
    "office": _("à travers ses dirigeants"),
    "role": _("par sa fonction"),
}

FORMS: dict[str, Words] = {**dict(Alias.Form.choices), **INDIRECT}

KINDS: dict[str, Words] = {
    "country": _("Pays"),
    "person": _("Personnes"),
    "organisation": _("Organisations"),
    "place": _("Lieux"),
}

PARTS: dict[str, Words] = {
    "title": _("titre"),
    "date": _("date"),
    "byline": _("signature"),
    "caption": _("légende"),
    "body": _("texte"),
    "dropped": _("écartée"),
}

REASONS: dict[str, Words] = {
    "above the title": _("au-dessus du titre"),
    "address": _("adresse"),
    "agency signature": _("signature d’agence"),
    "captcha sum": _("question de contrôle"),
    "comment": _("commentaire"),
    "comment line": _("invitation à commenter"),
    "contact line": _("coordonnées"),
    "cookie line": _("avis sur les cookies"),
    "counter": _("compteur"),
    "end mark": _("marque de fin"),
    "headline under a teaser": _("titre d’un autre article"),
    "in English": _("en anglais"),
    "label under the title": _("rubrique sous le titre"),
    "line after the article": _("après la fin de l’article"),
    "line in another script": _("dans une autre écriture"),
    "link list": _("liste de liens"),
    "mail header": _("en-tête de courriel"),
    "markup": _("balisage"),
    "menu line": _("ligne de menu"),
    "minutes' header": _("en-tête de compte rendu"),
    "newsletter box": _("encadré d’infolettre"),
    "note": _("note"),
    "picture credit": _("crédit de photo"),
    "printer's line": _("mention d’imprimeur"),
    "programme credits": _("générique d’émission"),
    "share line": _("boutons de partage"),
    "stage direction": _("indication de mise en scène"),
    "subscription line": _("invitation à s’abonner"),
    "tag line": _("mots-clés"),
    "teaser": _("annonce d’un autre article"),
    "tool bar": _("barre de boutons"),
    # of the records of archives
    "another title": _("autre titre"),
    "captured": _("moment de la capture"),
    "count of words": _("nombre de mots"),
    "metadata": _("métadonnée"),
    "number": _("numéro du document"),
    "outside the article": _("hors de l’article"),
    "record head": _("en-tête de notice"),
    "summary": _("résumé"),
}
_REPEATS = re.compile(r"repeats line (\d+)")


def relation_words(type_: str) -> RelationWords:
    """The words of a type; one that we don't know shows its own name."""
    return TYPES.get(type_) or RelationWords(type_, None, Tone.NEUTRAL)


def mode_words(mode: str) -> Words:
    return MODES.get(mode, mode)


def form_words(form: str) -> Words:
    """How a mention names its actor."""
    return FORMS.get(form, form)


def indirect_words(form: str) -> Words:
    """How a mention names its actor where it does so by none of its names; else nothing."""
    return INDIRECT.get(form, "")


def part_words(part: str) -> Words:
    """What a line of the file turned out to be."""
    return PARTS.get(part, part)


def reason_words(reason: str) -> Words:
    """Why a line was set aside; a reason that we don't know is told as the reader of the file put it."""
    if repeated := _REPEATS.fullmatch(reason):
        return gettext("répète la ligne %(number)s") % {"number": repeated[1]}
    return REASONS.get(reason, reason)


def is_reciprocal(type_: str) -> bool:
    return type_ in RECIPROCAL
