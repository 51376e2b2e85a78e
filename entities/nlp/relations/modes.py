"""Mode of what a verb states: from its own tense and negation, and from the verbs that govern it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.found import Mode
from entities.nlp.grammar.clauses import Reading, governor_of
from entities.nlp.grammar.tokens import Tag
from entities.nlp.relations.lexicon import lexicon

if TYPE_CHECKING:
    from entities.nlp.grammar.verbs import VerbGroup


def mode_of(reading: Reading, verb: VerbGroup) -> Mode:
    if verb.is_finite:
        return _finite_mode(reading, verb)
    own = Mode.NEGATED if verb.is_negated else Mode.ASSERTED
    if verb.tense != "W":
        return own
    governor = governor_of(reading, verb)
    return own if governor is None else _governed(reading, governor, own)


def _governed(reading: Reading, governor: VerbGroup, own: Mode) -> Mode:
    modes = lexicon().modes
    outer = mode_of(reading, governor)
    if governor.lemma in modes["double_negation"] and outer is Mode.NEGATED:
        return own
    if _is(governor, "refusing"):
        return Mode.ASSERTED if outer is Mode.NEGATED else Mode.NEGATED
    if outer is not Mode.ASSERTED:
        return outer if own is not Mode.NEGATED else own
    if own is Mode.NEGATED:
        return own
    if _is(governor, "hypothetical"):
        return Mode.HYPOTHETICAL
    return Mode.PLANNED if _is(governor, "planned") else own


def _is(verb: VerbGroup, kind: str) -> bool:
    return verb.name in lexicon().modes[kind] or verb.lemma in lexicon().modes[kind]


def _finite_mode(reading: Reading, verb: VerbGroup) -> Mode:
    if verb.is_negated:
        return Mode.NEGATED
    if _is_in_condition(reading, verb):
        return Mode.HYPOTHETICAL
    if verb.tense == "C":
        if verb.is_compound:
            return Mode.REPORTED
        return Mode.HYPOTHETICAL if _has_condition(reading) or verb.lemma == "pouvoir" else Mode.REPORTED
    return Mode.PLANNED if verb.tense == "F" else Mode.ASSERTED


def _is_in_condition(reading: Reading, verb: VerbGroup) -> bool:
    """After "si", and no comma or other verb since."""
    for i in range(verb.start - 1, -1, -1):
        word = reading.words[i]
        if word.low in ("si", "s'") and word.tag is Tag.SUBORDINATOR:
            return True
        if word.tag is Tag.VERB or word.low in (",", "que", "qu'"):
            return False
    return False


def _has_condition(reading: Reading) -> bool:
    return any(w.low == "si" and w.tag is Tag.SUBORDINATOR for w in reading.words)
