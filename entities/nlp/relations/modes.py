"""Mode of what a verb states: from its own tense and negation, and from the verbs that govern it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.found import Mode
from entities.nlp.grammar.clauses import Reading, governor_of
from entities.nlp.grammar.tokens import Tag
from entities.nlp.relations.lexicon import lexicon

if TYPE_CHECKING:
    from entities.nlp.grammar.verbs import VerbGroup


_DONE_BY_DOING = frozenset({"protester", "dénoncer", "manifester", "saluer", "condamner"})


def mode_of(reading: Reading, verb: VerbGroup) -> Mode:
    if verb.is_finite:
        return _finite_mode(reading, verb)
    own = Mode.NEGATED if verb.is_negated else Mode.ASSERTED
    if verb.tense != "W":
        return own
    governor = governor_of(reading, verb)
    mode = own if governor is None else _governed(reading, governor, own)
    return Mode.PLANNED if mode is Mode.ASSERTED and _is_purpose(reading, verb) else mode


def _governed(reading: Reading, governor: VerbGroup, own: Mode) -> Mode:
    modes = lexicon().modes
    outer = mode_of(reading, governor)
    if governor.lemma in modes["double_negation"] and (outer is Mode.NEGATED or _has_ne(reading, governor)):
        return own
    if _is(governor, "refusing"):
        return Mode.ASSERTED if outer is Mode.NEGATED else Mode.NEGATED
    if outer is not Mode.ASSERTED:
        return outer if own is not Mode.NEGATED else own
    if own is Mode.NEGATED:
        return own
    if _is(governor, "alleging"):
        return Mode.REPORTED
    if _is(governor, "hypothetical"):
        return Mode.HYPOTHETICAL
    was_forced = governor.lemma == "devoir" and governor.is_compound  # "a dû V": it was done
    return Mode.PLANNED if _is(governor, "planned") and not was_forced else own


def _has_ne(reading: Reading, verb: VerbGroup) -> bool:
    """ "n'a cessé de", which needs no "pas" """
    return any(w.low in ("ne", "n'") for w in reading.words[max(0, verb.start - 1) : verb.main])


def _is_purpose(reading: Reading, verb: VerbGroup) -> bool:
    """ "pour V", "prêt à V"; but who blocks a road "pour protester" protests by it"""
    if verb.lemma in _DONE_BY_DOING:
        return False
    before = reading.words[max(0, verb.start - 2) : verb.start]
    return bool(before) and (before[-1].prep == "pour" or before[0].low in lexicon().modes["ready"])


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
        if _is_future_in_past(reading, verb):
            return Mode.PLANNED
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


def _is_future_in_past(reading: Reading, verb: VerbGroup) -> bool:
    """ "a promis qu'elle livrerait": the conditional of a past verb's clause is its future."""
    before = [v for v in reading.verbs if v.end <= verb.start and v.is_finite]
    opened = any(w.low in ("que", "qu'") for w in reading.words[before[-1].end : verb.start]) if before else False
    return opened and (before[-1].is_compound or before[-1].tense in "IJ") and verb.lemma != "pouvoir"


def _has_condition(reading: Reading) -> bool:
    return any(w.low == "si" and w.tag is Tag.SUBORDINATOR for w in reading.words)
