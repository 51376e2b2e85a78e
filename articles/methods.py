"""The words in which a page tells how a datum was obtained: rules that dated a text, found a name or a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from articles.vocabulary import Words

METHODS: dict[str, Words] = {
    "gazetteer": _("fichier d’autorité"),
    "rule": _("règle"),
    "model": _("modèle statistique"),
    "ambiguous": _("plusieurs personnes de ce nom peuvent être désignées"),
}

DATE_RULES: dict[str, Words] = {
    "label": _("date annoncée comme telle"),
    "head": _("date en tête du texte"),
    "dateline": _("date de la dépêche"),
    "tail": _("date à la fin du texte"),
    "address": _("date dans l’adresse de la page"),
    "update only": _("date de mise à jour"),
    "offices": _("fonctions que portent les personnes nommées"),
    "persons": _("personnes en fonction à la même date"),
    "captions": _("dates des légendes"),
    "event": _("événement daté dont parle le texte"),
    "summit": _("sommet dont parle le texte"),
    "story": _("dates que raconte le texte"),
    "day": _("jour que donne le texte"),
}

_ENDINGS: dict[str, Words] = {
    "mutual": _("acte mutuel"),
    "alone": _("une seule partie nommée"),
    "meant": _("partie sous-entendue"),
}


def method_words(method: str) -> Words:
    """How a name was found."""
    return METHODS.get(method, method)


def date_rule_words(rule: str) -> str:
    """« fonctions que portent les personnes nommées, jour que donne le texte »; rules that agreed stand together."""
    return ", ".join(str(DATE_RULES.get(one, one)) for one in rule.split("+") if one)


def statement_rule_words(rule: str) -> str:
    """« verbe rencontrer », « nom réunion », « verbe se réunir, acte mutuel »; another rule is told as it is called."""
    kind, _space, word = rule.partition(" ")
    word, _space, ending = (
        word.rpartition(" ") if word.endswith(tuple(f" {one}" for one in _ENDINGS)) else (word, "", "")
    )
    if kind not in {"verb", "noun"} or not word:
        return rule
    head = gettext("verbe « %(word)s »") if kind == "verb" else gettext("nom « %(word)s »")
    return ", ".join(filter(None, (head % {"word": word}, str(_ENDINGS.get(ending, "")))))
