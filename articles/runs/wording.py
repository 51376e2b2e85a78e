"""Why an import refused or left something, in the reader's language. Readers of files speak English, as commands do."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy

from articles.vocabulary import reason_words

_PLACES = {
    "line": gettext_lazy("ligne %(number)s"), "lines": gettext_lazy("lignes %(number)s à %(last)s"),
    "document": gettext_lazy("document %(number)s"), "record": gettext_lazy("enregistrement %(number)s"),
    "entry": gettext_lazy("entrée %(number)s"), "item": gettext_lazy("élément %(number)s"),
    "before": gettext_lazy("avant le premier article"),
    "after the last document": gettext_lazy("après le dernier document"),
    "after": gettext_lazy("après le document %(number)s"),
}  # fmt: skip
_PLACE = re.compile(
    r"(?P<word>lines?|document|record|entry|item) (?P<number>\d+)(?: to (?P<last>\d+))?|"
    r"(?P<before>before) the first article|(?P<end>after the last document)|(?P<after>after) document (?P<number2>\d+)"
)
_REASONS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"The record holds no text", gettext_lazy("Aucun champ n’est reconnu comme texte : écrivez « text=champ ».")),
        (r"The (?:entry|document|page) holds no text", gettext_lazy("Aucun texte.")),
        (r"The file holds no article", gettext_lazy("Aucun article.")),
        (r"The file is empty", gettext_lazy("Le fichier est vide.")),
        (r"The file is a PDF", gettext_lazy("C’est un PDF : apportez-en le texte.")),
        (r"The file is an (?:archive|office document)", gettext_lazy("C’est une archive ou un document de bureautique : enregistrez-le comme texte, RTF ou HTML.")),  # noqa: E501
        (r"The file is (?:an? |compressed)", gettext_lazy("Ce n’est pas un texte.")),
        (r"The file holds binary data", gettext_lazy("Ce n’est pas un texte.")),
        (r"The encoding of the file", gettext_lazy("L’encodage du texte n’est pas reconnu.")),
        (r"This is no JSON", gettext_lazy("Ce n’est pas du JSON.")),
        (r"The record is no JSON object", gettext_lazy("Ce n’est pas un objet JSON.")),
        (r"The (?:JSON|page) is nested", gettext_lazy("Les éléments sont trop imbriqués.")),
        (r"This is no table row", gettext_lazy("Ce n’est pas une ligne de tableau.")),
        (r"The table has no column (?P<name>.*); it has (?P<others>.*)\.", gettext_lazy("Le tableau n’a pas de colonne %(name)s ; il a : %(others)s.")),  # noqa: E501
        (r"No column of the table is known .* It has: (?P<others>.*)\.", gettext_lazy("Aucune colonne n’est reconnue comme texte : écrivez « text=colonne ». Il y a : %(others)s.")),  # noqa: E501
        (r"This is no RSS", gettext_lazy("Ce n’est pas un fil RSS ou Atom.")),
        (r"The feed breaks off", gettext_lazy("Le fil est interrompu.")),
        (r"This is no WARC|The archive (?:is damaged|can't be read|is cut)", gettext_lazy("L’archive est endommagée, ou n’est pas du WARC.")),  # noqa: E501
        (r"This is no RTF", gettext_lazy("Ce n’est pas un document RTF.")),
        (r"The document is cut off", gettext_lazy("Le document est coupé.")),
        (r"No document number", gettext_lazy("Ce n’est pas un export de Factiva, ou il est coupé : aucun numéro.")),
        (r"The collection holds no article", gettext_lazy("Ce n’est pas un export d’Europresse : aucun article.")),
        (r"The compressed file is damaged", gettext_lazy("Le fichier compressé est endommagé ou coupé.")),
        (r"The compressed file holds another", gettext_lazy("Le fichier est compressé deux fois.")),
        (r"The compressed file (?:holds more|grows more)", gettext_lazy("Le fichier compressé grossit au-delà de toute mesure.")),  # noqa: E501
        (r"[\d,]+ bytes are more than|More than [\d,]+ (?:bytes|characters)|[\d,]+ characters are more", gettext_lazy("C’est trop long pour un article.")),  # noqa: E501
        (r"JSON Lines are read in UTF-8|Tables are read in UTF-8", gettext_lazy("Convertissez le fichier en UTF-8.")),
        (r"no format that is read", gettext_lazy("Ce format n’est pas lu.")),
        (r"outside the articles?", gettext_lazy("hors des articles")),
        (r"after the last document", gettext_lazy("après le dernier document")),
        (r"an empty record", gettext_lazy("enregistrement vide")),
        (r"one cell only", gettext_lazy("une seule cellule")),
        (r"a (?P<kind>\w+) record", gettext_lazy("capture de type %(kind)s")),
        (r"HTTP status (?P<status>\w+)", gettext_lazy("réponse HTTP %(status)s")),
        (r"content of type (?P<type>\S+)", gettext_lazy("contenu de type %(type)s")),
        (r"about the feed", gettext_lazy("à propos du fil")),
    )
)  # fmt: skip


def reason_told(reason: str) -> str:
    """One that has no words here is told as it is."""
    for pattern, words in _REASONS:
        if match := pattern.match(reason):
            return str(words) % match.groupdict()
    return str(reason_words(reason))


def place_told(place: str) -> str:
    """« line 3 », or « line 3, item 2 »."""
    return ", ".join(map(_step_told, place.split(", ")))


def _step_told(place: str) -> str:
    match = _PLACE.fullmatch(place)
    if not match:
        return place
    found = match.groupdict()
    word = found["end"] or found["word"] or found["before"] or found["after"]
    word = "line" if word == "lines" and not found["last"] else word
    return str(_PLACES[word]) % {"number": found["number"] or found["number2"], "last": found["last"]}


def note_told(note: str) -> str:
    """« line 3: This is no JSON: … »: the place, then the reason."""
    place, reason = _parted(note)
    return f"{place_told(place)} – {reason_told(reason)}" if place else reason_told(reason)


def reason_alone(note: str) -> str:
    """The reason, wherever it was met."""
    return reason_told(_parted(note)[1])


def _parted(note: str) -> tuple[str, str]:
    place, colon, reason = note.partition(": ")
    return (place, reason) if colon and all(map(_PLACE.fullmatch, place.split(", "))) else ("", note)
