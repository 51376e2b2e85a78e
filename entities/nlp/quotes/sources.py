"""Whom a noun phrase means that may be a speaker: an actor, the bearer of a role, or the words that name a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.grammar.tokens import Tag
from entities.nlp.quotes.cues import fits_anybody, is_source, names_person
from entities.nlp.quotes.scene import Speaker

if TYPE_CHECKING:
    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.grammar.noun_phrases import Group, Participant
    from entities.nlp.grammar.tokens import Word
    from entities.nlp.quotes.scene import Scene

_DEFINITE = frozenset({"le", "la", "l'", "ce", "cet", "cette"})
_INDEFINITE = frozenset({"un", "une", "des", "plusieurs", "certains", "quelques", "aucun", "chaque"})
_LATEST = frozenset({"dernier", "dernière", "celui-ci", "celle-ci"})
NOBODY = Speaker(None, "", 0.5)


def words_between(reading: Reading, start: int, end: int, text: str) -> str:
    return text[reading.words[start].start : reading.words[end - 1].end]


def of_group(scene: Scene, reading: Reading, group: Group, certainty: float) -> Speaker:
    member = group.members[0]
    start, end = reading.words[member.start].start, reading.words[member.end - 1].end
    if member.is_pronoun:
        return _of_pronoun_word(scene, reading, member, certainty)
    named = words_between(reading, member.start, member.end, scene.text)
    actor = member.actors[0]
    if scene.is_person(actor):
        return Speaker(actor, named, certainty)
    if (person := scene.person_in(start, end)) is not None and person.end >= end:
        return Speaker(person.actor, named, certainty)
    is_one = reading.words[member.start].low not in _INDEFINITE and not member.is_plural
    if names_person(member.role) and is_one:
        holder = apposed(scene, reading, member.end) or scene.bearer(
            [w.low for w in reading.words[member.start : member.end] if w.tag is Tag.NOUN and not w.named],
            scene.actors[actor].acts_for, scene.index_of(reading), start,
        )  # fmt: skip
        return Speaker(holder or actor, named, certainty)
    return Speaker(actor, named, certainty)


def _of_pronoun_word(scene: Scene, reading: Reading, member: Participant, certainty: float) -> Speaker:
    sentence, at = scene.index_of(reading), reading.words[member.start].start
    lows = {w.low for w in reading.words[member.start : member.end]}
    found = (
        scene.latest(sentence, at) if lows & _LATEST else scene.pronoun(reading.words[member.start].low, sentence, at)
    )
    return found or Speaker(member.actors[0], "", certainty)


def apposed(scene: Scene, reading: Reading, end: int) -> str | None:
    """The person named between commas after a title: "le porte-parole du gouvernement, X, "."""
    words = reading.words
    if end >= len(words) or words[end].low != ",":
        return None
    group = reading.group_at(end + 1)
    if group is None or group.prep or len(group.members) > 1 or not scene.is_person(group.actors[0]):
        return None
    closed = group.end >= len(words) or words[group.end].tag in (Tag.PUNCTUATION, Tag.RELATIVE)
    return group.actors[0] if closed else None


def source_at(scene: Scene, reading: Reading, j: int, *, any_noun: bool = False) -> Speaker | None:
    """A noun phrase at `j` whose noun can speak, without an actor's name: whom it means, else its words."""
    words = reading.words
    if j >= len(words) or (words[j].tag is not Tag.DETERMINER and words[j].low not in ("de", "des", "l'")):
        return None
    end = j + 1
    while end < len(words) and (
        words[end].tag in (Tag.NOUN, Tag.DETERMINER) or words[end].prep == "de" or words[end].low == "-"
    ):
        end += 1
    heads = [w.low for w in words[j:end] if w.tag is Tag.NOUN]
    if not heads or not (any_noun or any(is_source(h) or fits_anybody(h) for h in heads[:3])):
        return None
    named = apposed(scene, reading, end)
    if named is None and is_definite(words, j):
        own = first_run(words, j)
        if own & _LATEST:
            return scene.latest(scene.index_of(reading), words[j].start)
        named = scene.bearer(sorted(own), None, scene.index_of(reading), words[j].start)
    if named is None and words[j].low in ("son", "sa"):
        named = _possessor(scene, reading, j)
    certainty = 0.75 if named else 0.8
    return Speaker(named, words_between(reading, j, end, scene.text), certainty)


def _possessor(scene: Scene, reading: Reading, j: int) -> str | None:
    """ "son porte-parole": the state or body that the sentence tells of."""
    own = [g for g in reading.groups if g.prep == "" and g.acts and g.end <= j]
    return own[0].actors[0] if own and not scene.is_person(own[0].actors[0]) else None


def is_definite(words: list[Word], j: int) -> bool:
    return words[j].low in _DEFINITE


def first_run(words: list[Word], j: int) -> frozenset[str]:
    """The nouns before the first "de"."""
    end = j + 1
    while end < len(words) and words[end].tag is Tag.NOUN:
        end += 1
    return frozenset(w.low for w in words[j + 1 : end])
