"""Who says the words of a span: by the order of the words around it, an actor or the words that name a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entities.nlp.grammar.antecedents import resolve_pronoun
from entities.nlp.grammar.clauses import Reading, subject_of
from entities.nlp.grammar.tokens import Tag
from entities.nlp.quotes.cues import is_source, says

if TYPE_CHECKING:
    from entities.nlp.grammar.noun_phrases import Group
    from entities.nlp.grammar.verbs import VerbGroup

_SKIPPED = frozenset({",", "pour", "sa", "son", "part", "tour", "côté", "à", "de", "ensuite", "encore", "aussi", "."})


@dataclass(frozen=True, slots=True)
class Speaker:
    actor: str | None
    text: str
    certainty: float


def words_between(reading: Reading, start: int, end: int, text: str) -> str:
    return text[reading.words[start].start : reading.words[end - 1].end]


def of_group(reading: Reading, group: Group, text: str, certainty: float) -> Speaker:
    member = group.members[0]
    named = "" if member.is_pronoun else words_between(reading, member.start, member.end, text)
    return Speaker(member.actors[0], named, certainty)


def after_verb(
    reading: Reading, verb: VerbGroup, text: str, last: Speaker | None, *, any_noun: bool = False
) -> Speaker | None:
    """ "a déclaré X", "a-t-il déclaré", "ont indiqué des sources": the speaker right after an inverted verb."""
    if verb.inverted:
        return _of_pronoun(reading, verb, last)
    j = verb.end
    words = reading.words
    while j < len(words) and (words[j].low in _SKIPPED or words[j].tag is Tag.ADVERB or words[j].pos == "ADV"):
        j += 1
    group = next((g for g in reading.groups if g.start == j), None)
    if group is not None and group.prep in ("", "de") and group.acts:
        return of_group(reading, group, text, 0.95)
    return source_at(reading, j, text, any_noun=any_noun)


def _of_pronoun(reading: Reading, verb: VerbGroup, last: Speaker | None) -> Speaker | None:
    if verb.inverted in ("on", "ce"):
        return None
    plural = verb.inverted in ("ils", "elles")
    if last is not None and last.actor and not plural and verb.inverted == "il":
        return Speaker(last.actor, "", 0.8)
    before = [g for g in reading.groups if g.end <= verb.start]
    actors = resolve_pronoun(verb.inverted, before, reading.context)
    if actors:
        return Speaker(actors[0], "", 0.7)
    return Speaker(last.actor, last.text, 0.6) if last is not None else Speaker(None, "", 0.5)


def source_at(reading: Reading, j: int, text: str, *, any_noun: bool = False) -> Speaker | None:
    """A noun phrase at `j` whose noun can speak, without an actor's name: its words."""
    words = reading.words
    if j >= len(words) or (words[j].tag is not Tag.DETERMINER and words[j].low not in ("de", "des")):
        return None
    end = j + 1
    while (end < len(words) and words[end].tag in (Tag.NOUN, Tag.DETERMINER)) or (
        end < len(words) and words[end].prep == "de"
    ):
        end += 1
    heads = [w.low for w in words[j:end] if w.tag is Tag.NOUN]
    return (
        Speaker(None, words_between(reading, j, end, text), 0.8)
        if heads and (any_noun or any(is_source(h) for h in heads[:3]))
        else None
    )


def subject_speaker(reading: Reading, verb: VerbGroup, text: str, last: Speaker | None) -> Speaker | None:
    """ "X a déclaré", "X, affirmant": the subject, or the words of a source before the verb."""
    if verb.inverted:
        return _of_pronoun(reading, verb, last)
    if (source := _source_before(reading, verb, text)) is not None:
        return source
    group = subject_of(reading, verb)
    return of_group(reading, group, text, 0.85) if group is not None else None


def _source_before(reading: Reading, verb: VerbGroup, text: str) -> Speaker | None:
    """A source's noun phrase that ends right before the verb and holds no actor."""
    words = reading.words
    end = verb.start
    while end > 0 and words[end - 1].tag is Tag.ADVERB:
        end -= 1
    start = end
    while start > 0 and words[start - 1].tag in (Tag.NOUN, Tag.DETERMINER) and not words[start - 1].named:
        start -= 1
    while start < end and words[start].tag is not Tag.DETERMINER and start:
        start += 1
    heads = [w.low for w in words[start:end] if w.tag is Tag.NOUN]
    if not heads or (words[start - 1].prep and start) or not any(is_source(h) for h in heads[:3]):
        return None
    if any(g.start < end and start < g.end for g in reading.groups):
        return None
    return Speaker(None, words_between(reading, start, end, text), 0.8)


def according_to(reading: Reading, before: int, text: str) -> Speaker | None:
    """ "selon X", "d'après une source", "pour X," at the head of the sentence; `before` is a token index."""
    words = reading.words
    for i, word in enumerate(words):
        if not word.is_prep_start or (word.prep != "selon" and not (word.prep == "pour" and i == 0)):
            continue
        if word.prep == "pour" and i >= before:
            continue
        j = i + 1
        while j < len(words) and words[j].prep in ("selon",):
            j += 1
        group = next((g for g in reading.groups if g.prep == word.prep and g.members[0].prep_start == i), None)
        if group is None and word.prep == "selon":  # selon les mots de X
            group = next((g for g in reading.groups if i < g.start <= i + 5 and g.prep == "de"), None)
            source = source_at(reading, j, text) if group is None else None
            if source is not None:
                return source
        if group is not None and (word.prep == "selon" or _comma_follows(reading, group)):
            return of_group(reading, group, text, 0.9)
    return None


def _comma_follows(reading: Reading, group: Group) -> bool:
    return group.end < len(reading.words) and reading.words[group.end].low == ","


def speaks(verb: VerbGroup, kind: str = "said") -> bool:
    return not verb.is_passive and says(verb.name, verb.lemma, kind)
