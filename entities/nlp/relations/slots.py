"""What fills the slots of a verb frame: objects behind the verb and before it, complements, things, clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.found import RelationType
from entities.nlp.grammar.antecedents import resolve_clitic
from entities.nlp.grammar.clauses import Reading, region_end, relative_object, subject_of
from entities.nlp.grammar.tokens import Tag
from entities.nlp.relations.lexicon import VerbFrame
from entities.nlp.relations.phrases import answerable, frame_at

if TYPE_CHECKING:
    from entities.nlp.grammar.noun_phrases import Group
    from entities.nlp.grammar.verbs import VerbGroup


def object_before(reading: Reading, verb: VerbGroup, frame: VerbFrame, source: tuple[str, ...]) -> tuple[str, ...]:
    if target := _cliticised(reading, verb, frame, source):
        return target
    group = relative_object(reading, verb) if frame.slots.get("object") == "target" else None
    return group.actors if group is not None and not set(group.actors) & set(source) else ()


def _cliticised(reading: Reading, verb: VerbGroup, frame: VerbFrame, source: tuple[str, ...]) -> tuple[str, ...]:
    """ "l'a reçu", "lui a livré des armes" """
    part = {"le": "object", "la": "object", "l'": "object", "les": "object", "lui": "à", "leur": "à"}
    for clitic in verb.clitics:
        if frame.slots.get(part.get(clitic, "")) == "target":
            before = [g for g in reading.groups if g.end <= verb.start]
            return resolve_clitic(clitic, before, reading.context, source)
    return ()


def target_slots(frame: VerbFrame) -> list[str]:
    return [slot for slot, part in frame.slots.items() if part == "target"]


def filled(
    reading: Reading, verb: VerbGroup, slot: str, end: int, *, within: bool, of_things: bool = False
) -> tuple[str, ...]:
    if slot == "que":
        return _clause_subject(reading, verb, end)
    if slot == "object":
        return _object(reading, verb, end, within=within)
    at = after_adverbs(reading, verb.end, end)
    if within and slot == "de" and at < end and reading.words[at].low == "des":
        return answerable(reading, at, end)
    if within and at < end and reading.words[at].prep == slot:
        while at < end and reading.words[at].prep == slot:
            at += 1
        return answerable(reading, at, end)
    for group in reading.groups_between(verb.end, end):
        one = group.members[0]
        if one.prep == "adj" and one.thing_prep == slot and slot != "de" and frame_at(reading, one.head) is None:
            return group.actors
        if slot == "de" and group.prep == "" and group.start == at and reading.words[at].low == "des":
            return group.actors
        if group.prep == slot and (of_things or not _belongs_to_noun(reading, verb, group)):
            return group.actors
    return ()


def _clause_subject(reading: Reading, verb: VerbGroup, end: int) -> tuple[str, ...]:
    """ "veut que X retire ses troupes": X"""
    at = after_adverbs(reading, verb.end, end + 1)
    if at >= len(reading.words) or reading.words[at].low not in ("que", "qu'"):
        return ()
    inner = next((v for v in reading.verbs if v.start > at and v.is_finite), None)
    group = subject_of(reading, inner) if inner is not None else None
    return group.actors if group is not None and group.start > at else ()


def _belongs_to_noun(reading: Reading, verb: VerbGroup, group: Group) -> bool:
    """A "de" complement is that of the noun before it, not the verb's, unless the verb stands right before."""
    if group.prep != "de":
        return False
    return any(
        w.tag is Tag.NOUN and not w.named and w.pos in ("NOUN", "PROPN")
        for w in reading.words[verb.end : group.members[0].prep_start][-2:]
    )


def after_adverbs(reading: Reading, i: int, end: int) -> int:
    words = reading.words
    while i < end and (
        words[i].tag in (Tag.ADVERB, Tag.PRONOUN)
        or words[i].pos == "ADV"
        or words[i].low in (",", "«", "»", "“", "”", '"')
    ):
        i += 1
    return i


def _object(reading: Reading, verb: VerbGroup, end: int, *, within: bool) -> tuple[str, ...]:
    verb, end = _shared(reading, verb, end)
    at = after_adverbs(reading, verb.end, end)
    group = next((g for g in reading.groups if g.start <= at < g.end), None) if at < end else None
    if group is not None and group.prep == "" and group.acts:
        return group.actors
    if at < end and reading.words[at].is_prep_start and (aside := _object_behind(reading, at, end)):
        return aside
    if within and (told := _clause_subject(reading, verb, end)):
        return told
    if not within:
        return _thing_at(reading, at)
    if at < end:
        at_prep = reading.words[at].prep
        if at_prep == "de" and verb.lemma in _NAMING and (late := _late_object(reading, at, end)):
            return late  # "a qualifié d'ingérence les propos de X"
        if not at_prep or at_prep == "de":
            return answerable(reading, at, end)
        return _late_object(reading, at, end)
    return ()


def _shared(reading: Reading, verb: VerbGroup, end: int) -> tuple[VerbGroup, int]:
    """ "a expulsé puis banni X": the object stands behind the second verb."""
    words = reading.words
    joined = verb.end < len(words) and words[verb.end].low in ("et", "puis", "ou")
    other = reading.verb_after(verb.end) if joined else None
    if other is None or other.start > verb.end + 1 or other.is_passive != verb.is_passive or other.inverted:
        return verb, end
    return other, region_end(reading, other)


def _object_behind(reading: Reading, at: int, end: int) -> tuple[str, ...]:
    """ "recevait dans la capitale X": who stands right behind where and when it was."""
    if reading.words[at].prep not in _ASIDE:
        return ()
    group = next((g for g in reading.groups if at < g.start < end), None)
    if group is None or group.prep != "" or not group.acts or group.start - at > _SHORT or group.is_pronoun:
        return ()
    between = reading.words[at + 1 : group.start]
    nouns = sum(1 for w in between if w.pos == "NOUN")
    return group.actors if nouns == 1 and all(w.tag in _PLAIN and w.low != "," for w in between) else ()


_NAMING = frozenset({"qualifier", "traiter", "taxer"})
_ASIDE = frozenset({"à", "en", "dans", "lors", "devant", "lieu", "sur", "après", "avant", "avec"})
_PLAIN = frozenset({Tag.NOUN, Tag.DETERMINER, Tag.ADVERB, Tag.PREPOSITION})
_SHORT = 5  # tokens of a place or time


def _thing_at(reading: Reading, at: int) -> tuple[str, ...]:
    """ "a accusé le contre-torpilleur américain": whose thing stands at `at`, if it is no act."""
    for group in reading.groups:
        one = group.members[0]
        if not group.acts and one.thing_prep == "" and one.thing_start <= at < one.head + 1 and not one.is_pair:
            frame = frame_at(reading, one.head)
            return group.actors if frame is None or frame.type is RelationType.ALLIANCE else ()
    return ()


def _late_object(reading: Reading, start: int, end: int) -> tuple[str, ...]:
    """ "a condamné avec colère l'acte de X": the first noun phrase that no preposition governs."""
    words = reading.words
    for i in range(start + 1, end):
        if words[i].tag is Tag.DETERMINER and words[i - 1].tag is Tag.NOUN and not words[i - 1].prep:
            return answerable(reading, i, end)
    return ()
