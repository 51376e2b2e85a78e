"""Whom a statement means that it doesn't name: "Tokyo a protesté", "des excuses ont été présentées"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.found import HOSTILE, RelationType
from entities.nlp.grammar.antecedents import WINDOW, counterpart
from entities.nlp.grammar.clauses import STOPS
from entities.nlp.grammar.descriptions import other_claimant
from entities.nlp.grammar.tokens import Tag
from entities.nlp.relations.lexicon import lexicon

if TYPE_CHECKING:
    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.relations.lexicon import VerbFrame

CERTAINTY = 0.5
_OF_PLACES = frozenset({RelationType.RETREAT, RelationType.CONCEDE})
_PROMISING = frozenset({"promettre", "s'engager"})
_WARNING = frozenset({"prévenir", "avertir"})
_NEAR = 4  # tokens between a verb and its "que"


def against_nobody_named(reading: Reading, verb: VerbGroup, source: tuple[str, ...]) -> bool:
    """Whether the verb's act is one against somebody, who is left out of a clause of its own."""
    if not source or verb.is_negated:
        return False
    if verb.name in _PROMISING:
        following = reading.verb_after(verb.end)
        return following is not None and following.tense == "W" and following.name in lexicon().verbs
    if verb.name not in lexicon().counter:
        return False
    if verb.name in _WARNING and not _warns_of_what_comes(reading, verb):
        return False
    return (verb.is_finite or verb.tense in "GK") and not _is_about_words(reading, verb)


def takes_captives(reading: Reading, verb: VerbGroup, frame: VerbFrame, end: int) -> bool:
    """ "ont retenu deux chalutiers", "les équipiers ont été relâchés par X": crews of whom nothing tells whose they are
    are of the other side."""
    if frame.type not in _CAPTURING or verb.is_negated:
        return False
    is_passive = verb.is_passive or verb.tense == "K"
    span = range(max(0, verb.start - _CREW), verb.start) if is_passive else range(verb.end, min(end, verb.end + _CREW))
    return any(lexicon().is_in_group(reading.words[i].low, "seafarers") for i in span)


_CAPTURING = frozenset({RelationType.COERCE, RelationType.RETREAT})
_CREW = 5  # tokens between a verb and its captives


def _warns_of_what_comes(reading: Reading, verb: VerbGroup) -> bool:
    """ "a prévenu qu'une riposte suivrait", not "a prévenu que le train partait" """
    if not any(w.low in ("que", "qu'") for w in reading.words[verb.end : verb.end + _NEAR]):
        return verb.name == "avertir"
    told = next((v for v in reading.verbs if v.start > verb.end and v.is_finite), None)
    return told is not None and told.tense in "FC" and not told.is_compound


def told_in_warning(reading: Reading, verb: VerbGroup, source: tuple[str, ...]) -> tuple[str, ...]:
    """ "a averti que Tokyo paierait", "qu'elle répondrait au bouclier américain": the other state there."""
    opens = any(w.low in ("que", "qu'") for w in reading.words[verb.end : verb.end + _NEAR])
    if verb.name not in _WARNING or not opens or not _warns_of_what_comes(reading, verb):
        return ()
    own = {reading.context.state(a) for a in source}
    stop = next((i for i in range(verb.end, len(reading.words)) if reading.words[i].low in STOPS), len(reading.words))
    for group in reading.groups_between(verb.end, stop):
        if not group.is_pronoun and not own & {reading.context.state(a) for a in group.actors}:
            return group.actors[:1]
    return ()


def is_against_another(
    reading: Reading, verb: VerbGroup, kind: RelationType, end: int, source: tuple[str, ...]
) -> bool:
    """Whether the clause tells whom or what the act is against, by words that name nobody of the text: "avertit les
    États tiers", "s'oppose à toute tentative", "déplore l'emploi de la force contre X"."""
    words, at = reading.words, verb.end
    while at < end and (words[at].tag is Tag.ADVERB or words[at].pos == "ADV"):
        at += 1
    if kind is RelationType.THREATEN:
        return at < end and words[at].tag is Tag.DETERMINER and words[at].low not in _POINTING
    if verb.name == "s'opposer" and at < end and words[at].prep == "à":
        return not any(w.low in _POINTING | {"que", "qu'"} for w in words[at + 1 : at + 3])
    if kind is RelationType.REQUEST and at < end and words[at].low in ("du", "de") and at + 1 < end:
        return any(w.low in _OWN_BODIES for w in words[at + 1 : at + 3])
    if kind is RelationType.PROTEST:
        expresses = at < end and words[at].tag is Tag.DETERMINER and words[at].low not in _POINTING  # "son intérêt"
        return expresses or any(w.prep in ("contre", "pour", "devant") for w in words[verb.end : end])
    own = {reading.context.state(a) for a in source}
    others = [
        g for g in reading.groups_between(verb.end, end) if not own & {reading.context.state(a) for a in g.actors}
    ]
    return kind in _OF_JUDGES and any(g.prep in ("contre", "envers") for g in others)


_POINTING = frozenset({"ce", "cet", "cette", "ces"})
_OWN_BODIES = frozenset({"gouvernement", "parlement", "ministre", "président", "exécutif", "diète", "congrès"})
_OF_JUDGES = frozenset({RelationType.ACCUSE, RelationType.REQUEST})


def _is_about_words(reading: Reading, verb: VerbGroup) -> bool:
    """ "refuse de commenter": the press is put off, no state."""
    following = reading.verb_after(verb.end)
    return (
        following is not None
        and following.tense == "W"
        and following.start <= verb.end + 2
        and following.lemma in lexicon().modes["wording"]
    )


def other_side(
    reading: Reading, start: int, source: tuple[str, ...], kind: RelationType, *, known: bool = False
) -> tuple[str, ...]:
    """Whom an act of `source` told at `start` concerns; with `known`, only who claims the same place."""
    states = {s for a in source if (s := reading.context.state(a))}
    if not states:
        return ()
    if kind in HOSTILE | _OF_PLACES and (claimant := other_claimant(reading.words, states, reading.context)):
        return (claimant,)
    if kind in HOSTILE and (owner := _claiming(reading, start, states)):
        return owner
    if known:
        return ()
    before = [g for g in reading.groups if g.end <= start and not set(g.actors) & set(source)]
    return counterpart(before, reading.context, source, hostile=kind in HOSTILE | _OF_PLACES)


def _claiming(reading: Reading, start: int, states: set[str]) -> tuple[str, ...]:
    """ "sur deux îles que revendique X", "sur une île disputée à Y": the other who claims the place."""
    for i, word in enumerate(reading.words[start:], start):
        if not word.low.startswith(_CLAIMS):
            continue
        near = [g for g in reading.groups if i - _NEAR <= g.start <= i + _NEAR]
        others = [g for g in near if g.start > start and not states & {reading.context.state(a) for a in g.actors}]
        if others:
            return others[0].actors[:1]
    return ()


_CLAIMS = ("revendiqu", "disputé", "réclamé")


def this_act_of(reading: Reading, at: int, end: int, source: tuple[str, ...]) -> tuple[str, ...]:
    """ "a regretté cette décision": that of the last subject who is another."""
    if at >= end or reading.words[at].low not in ("ce", "cet", "cette", "ces") or not source:
        return ()
    own = {reading.context.state(a) for a in source}
    for subject in reading.context.subjects:
        others = tuple(a for a in subject.actors if reading.context.state(a) not in own)
        if subject.sentence >= reading.context.sentence - WINDOW and others:
            return others
    return ()


def tells_of_sports(reading: Reading) -> bool:
    return not lexicon().sports.isdisjoint(w.low for w in reading.words)
