"""Whether words of a heading make a clause. PURE."""

from __future__ import annotations

import re

from entities.nlp.grammar.lexicon import verb_forms, word_set
from entities.nlp.grammar.tokens import FINITE

_SUBJECT = re.compile(r"(?:l[ea]s?|une?|des|deux|trois|mm?\.|l['’])(?:\s|(?<=['’]))", re.IGNORECASE)
_FUTURE = re.compile(r"\b\w{2,}[ei]ront\b", re.IGNORECASE)  # no noun ends so


def is_clause(text: str) -> bool:
    """Whether a word of it can be nothing but a finite verb: « LA VISITE DU MINISTRE » has none."""
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        forms = verb_forms().get(word, ())
        if forms and word not in word_set("homographs") and all(form.tense in FINITE for form in forms):
            return True
    return bool(_FUTURE.search(text))


def is_sub_heading(above: str, line: str) -> bool:
    """Whether a clause of its own stands under a heading that is one too, rather than its second line."""
    return bool(_SUBJECT.match(line)) and is_clause(above) and is_clause(line)
