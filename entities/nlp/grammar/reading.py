"""Reads sentence after sentence: words, verb groups, who takes part, and what pronouns stand for. PURE."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from entities.known import Form, Kind
from entities.nlp.grammar.antecedents import Context, as_subject, pronoun_at
from entities.nlp.grammar.clauses import Reading, subject_of
from entities.nlp.grammar.coordination import coordinate
from entities.nlp.grammar.descriptions import DEFINITE, described
from entities.nlp.grammar.lexicon import word_set
from entities.nlp.grammar.noun_phrases import Group, Participant, settle_governor
from entities.nlp.grammar.participants import find_participants
from entities.nlp.grammar.sentences import Sentence, split_sentences
from entities.nlp.grammar.tagging import tag_words
from entities.nlp.grammar.tokens import Token, tokens_of
from entities.nlp.grammar.verbs import verb_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from entities.nlp.found import FoundActor, FoundMention
    from entities.nlp.grammar.tokens import Word


_FADING = 0.8  # a sentence
_PERSONS = 12  # as many are remembered
_SETTING = frozenset({"à", "en", "dans", "lieu", "depuis"})  # where things happen: no part in them


def read(
    doc: Doc, mentions: Sequence[FoundMention], actors: Mapping[str, FoundActor], *, text: str = ""
) -> Iterator[Reading]:
    """The sentences in order. Each is read knowing those before it. `text`: what was parsed, where it is at hand: to
    ask the parse for it takes its time."""
    text = text or doc.text
    tokens = tokens_of(doc, text)
    starts = [token.start for token in tokens]
    mention_starts = [m.start for m in mentions]
    context = Context(actors)
    for number, sentence in enumerate(split_sentences(text)):
        own = tokens[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        inside = mentions[bisect_left(mention_starts, sentence.start) : bisect_left(mention_starts, sentence.end)]
        context.sentence = number
        reading = _read_sentence(doc, sentence, own, inside, context.as_now())
        yield reading
        _remember(reading, context)


def _read_sentence(
    doc: Doc, sentence: Sentence, own: Sequence[Token], mentions: Sequence[FoundMention], context: Context
) -> Reading:
    starts = [t.start for t in own]
    named = [""] * len(own)
    placed = []
    for mention in mentions:
        first = max(0, bisect_right(starts, mention.start) - 1)
        last = max(first, bisect_left(starts, mention.end) - 1)
        adjective = mention.form in (Form.ADJECTIVE, Form.PREFIX)
        for i in range(first, min(last + 1, len(own))):
            named[i] = "adjective" if adjective else "name"
        if own:
            placed.append((mention, first, min(last, len(own) - 1)))
    words = tag_words(doc, own, named)
    groups = coordinate(words, find_participants(words, placed, context.actors))
    extra = _unnamed(words, groups, context)
    if extra:
        members = sorted([m for g in groups for m in g.members] + extra, key=lambda m: m.start)
        for one in extra:
            settle_governor(words, one)
        groups = coordinate(words, members)
    if groups and _is_label(own, words, groups[0]):
        groups = groups[1:]
    return Reading(sentence, words, verb_groups(words), groups, context)


def _is_label(tokens: Sequence[Token], words: list[Word], group: Group) -> bool:
    """ "MARIE DURAND : Bonsoir.": who speaks, and so no part of what is said."""
    return (
        group.start == 0
        and group.end < len(words)
        and words[group.end].low == ":"
        and "".join(token.text for token in tokens[: group.end]).isupper()
        and group.is_person
    )


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """Words with which a pronoun, a pair or a description begins."""
    pronouns = word_set("masculine") | word_set("feminine") | word_set("plural")
    return word_set("possessives") | DEFINITE | {"deux", "eux", *(phrase.split()[0] for phrase in pronouns)}


def _unnamed(words: list[Word], groups: Sequence[Group], context: Context) -> list[Participant]:
    """Participants for the pronouns, pairs and descriptions of the sentence that can be resolved."""
    found: list[Participant] = []
    known, openers = list(groups), _openers()
    taken = {i for g in groups for m in g.members for i in range(m.start, m.end)}
    for i, word in enumerate(words):
        if i in taken or word.named or word.low not in openers:
            continue
        before = [g for g in known if g.end <= i]
        one = pronoun_at(words, i, before, context) or described(words, i, before, context)
        if one is not None and taken.isdisjoint(range(one.start, one.end)):
            found.append(one)
            taken.update(range(one.start, one.end))
            known = sorted([*known, Group([one])], key=lambda g: g.start)
    return found


def _remember(reading: Reading, context: Context) -> None:
    subjects = []
    for verb in reading.verbs:
        if verb.is_finite and (group := subject_of(reading, verb)) is not None:
            subjects.append(as_subject(group, context))
    context.subjects = list(dict.fromkeys(subjects)) + context.subjects[:6]
    others = [as_subject(g, context) for g in reading.groups if g.prep not in _SETTING]
    context.others = [replace(o, is_subject=False) for o in dict.fromkeys(others)] + context.others[:8]
    for state in context.states:
        context.states[state] *= _FADING
    for group in reading.groups:
        _remember_group(group, context)


def _remember_group(group: Group, context: Context) -> None:
    for state in dict.fromkeys(s for actor in group.actors if (s := context.state(actor))):
        context.states[state] = context.states.get(state, 0.0) + 1.0
    for actor in group.actors:
        if context.actors[actor].kind == Kind.PERSON:
            context.persons = [(context.sentence, actor), *context.persons[:_PERSONS]]
