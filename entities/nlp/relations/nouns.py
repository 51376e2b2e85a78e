"""Statements that nouns make, alone or with a light verb: "une visite de X en Y", "X a tenu des pourparlers avec Y"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from entities.nlp.found import HOSTILE, Mode, RelationType
from entities.nlp.grammar.clauses import subject_of
from entities.nlp.grammar.descriptions import taken_place
from entities.nlp.relations.completing import (
    carries,
    completed,
    denies,
    governing_verb,
    is_stopped_by_noun,
    stops,
)
from entities.nlp.relations.lexicon import lexicon
from entities.nlp.relations.meant import CERTAINTY, other_side
from entities.nlp.relations.modes import mode_of
from entities.nlp.relations.phrases import NounPhrase, frame_at, noun_phrase
from entities.nlp.relations.statements import Statement
from entities.nlp.relations.verbs import is_absorbed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.grammar.verbs import VerbGroup

_STANDING = frozenset({RelationType.ALLIANCE, RelationType.DISPUTE})


def noun_statements(reading: Reading) -> Iterator[Statement]:
    for head in range(len(reading.words)):
        phrase = noun_phrase(reading, head)
        if phrase is None or _only_qualifies(reading, phrase):
            continue
        verb = governing_verb(reading, phrase)
        if phrase.frame.needs_verb and (verb is None or not (verb.lemma in phrase.frame.needs_verb or stops(verb))):
            continue
        if verb is not None and is_absorbed(reading, verb):
            continue
        statement = _statement(reading, completed(reading, phrase, verb), verb)
        if statement is not None:
            yield statement
            if statement.mode is Mode.NEGATED and _is_withheld(statement, verb):
                yield replace(statement, type=RelationType.REJECT, mode=Mode.ASSERTED)


def _is_withheld(statement: Statement, verb: VerbGroup | None) -> bool:
    """ "ne présentera pas d'excuses" """
    future = verb is not None and verb.tense == "F" and carries(verb)
    return future and statement.type.value in lexicon().modes["refusable"] and bool(statement.source)


def _only_qualifies(reading: Reading, phrase: NounPhrase) -> bool:
    """ "un accord de coopération": the second noun, without article, is no act of its own."""
    words = reading.words
    bare = phrase.start == phrase.head and phrase.head > 1 and words[phrase.head - 1].low in ("de", "d'")
    return bare and frame_at(reading, phrase.head - 2) is not None


def _statement(reading: Reading, phrase: NounPhrase, verb: VerbGroup | None) -> Statement | None:
    kind, mode = _coded(reading, phrase, verb)
    if kind is None:
        return None
    rule = f"noun {phrase.frame.word}"
    made = Statement(kind, (phrase.head, phrase.head + 1), phrase.frame.word, mode=mode, rule=rule, certainty=0.75)
    if phrase.frame.is_mutual and not phrase.source:
        states = {reading.context.state(p) for p in phrase.parties}
        return _mutual(reading, made, phrase) if len(states) > 1 else None
    source, target = phrase.source, tuple(t for t in phrase.target if t not in phrase.source)
    if phrase.frame.word in _TAKING and not target:
        source, target = _of_place(reading, phrase)
    if source and not target and phrase.frame.alone and made.type in HOSTILE:
        target = other_side(reading, phrase.start, source, made.type, known=True)  # at a place that another claims
    drilling = _joined(reading, phrase, verb) or source
    if made.type is RelationType.MOBILIZE and phrase.frame.word in _DRILLS and _is_of_two(reading, drilling):
        return replace(made, type=RelationType.COOPERATE, parties=drilling)  # "X et Y participent à un exercice"
    said = phrase.frame.word in lexicon().counter_nouns and verb is not None and carries(verb)
    if source and not target and said:
        target = other_side(reading, min(verb.start if verb else phrase.start, phrase.start), source, made.type)
        if target:
            return replace(made, source=source, target=target, certainty=CERTAINTY, rule=f"{rule} meant")
    if (source and target) or (phrase.frame.alone and source):
        return replace(made, source=source, target=target, certainty=0.75 if target else 0.5)
    return None


def _joined(reading: Reading, phrase: NounPhrase, verb: VerbGroup | None) -> tuple[str, ...]:
    """ "X a pris part à un exercice de Y": both."""
    if verb is None or verb.name not in _SHARING or not phrase.source:
        return ()
    group = subject_of(reading, verb)
    return tuple(dict.fromkeys((*group.actors, *phrase.source))) if group is not None else ()


_SHARING = frozenset({"participer", "prendre part", "s'associer", "se joindre", "assister"})


def _is_of_two(reading: Reading, actors: tuple[str, ...]) -> bool:
    return len({reading.context.state(a) for a in actors}) > 1


_DRILLS = frozenset({"exercice", "manœuvre", "manoeuvre", "entraînement", "patrouille"})
_TAKING = frozenset({"annexion", "occupation", "conquête"})
_BEHIND = 6  # tokens from such a noun to its place


def _of_place(reading: Reading, phrase: NounPhrase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ "l'annexion de la Crimée": whose it was, and who took it unless that is told."""
    behind = reading.words[phrase.head + 1 : phrase.head + _BEHIND]
    if not any(w.prep == "de" for w in behind[:1]) or (taken := taken_place(behind, reading.context)) is None:
        return phrase.source, ()
    states = {reading.context.state(a) for a in phrase.source}
    if states and reading.context.state(taken[0]) not in states:
        return phrase.source, ()
    return phrase.source or taken[:1], taken[1:]


def _coded(reading: Reading, phrase: NounPhrase, verb: VerbGroup | None) -> tuple[RelationType | None, Mode]:
    """Type and mode, given the verb that carries, stops or denies what the noun says."""
    kind, mode = phrase.frame.type, _mode(reading, phrase, verb)
    if verb is not None and denies(verb):
        return kind, Mode.NEGATED
    if not (verb is not None and stops(verb)) and not is_stopped_by_noun(reading, phrase):
        return kind, mode
    if mode is Mode.NEGATED and verb is not None and verb.lemma in lexicon().stopping_verbs:
        return kind, Mode.ASSERTED  # "ne lèvera pas les sanctions"
    if mode is Mode.NEGATED:
        return kind, Mode.HYPOTHETICAL  # "n'exclut pas de sanctions"
    if kind is RelationType.DISPUTE:
        return None, mode
    if verb is not None and verb.lemma in lexicon().declining and kind in lexicon().stopped:
        return (kind if kind is RelationType.SANCTION else RelationType.REJECT), mode
    return lexicon().stopped.get(kind, kind), mode


def _mode(reading: Reading, phrase: NounPhrase, verb: VerbGroup | None) -> Mode:
    if phrase.frame.type in _STANDING:
        negated = verb is not None and verb.is_negated and verb.lemma in ("avoir", "être")
        return Mode.NEGATED if negated else Mode.ASSERTED
    mode = mode_of(reading, verb) if verb is not None and carries(verb) else Mode.ASSERTED
    if verb is not None and mode is Mode.ASSERTED and verb.name in lexicon().modes["intending"]:
        return Mode.PLANNED
    around = {w.low for w in reading.words[max(0, phrase.start - 3) : phrase.end]}
    return Mode.PLANNED if mode is Mode.ASSERTED and around & lexicon().modes["coming"] else mode


def _mutual(reading: Reading, made: Statement, phrase: NounPhrase) -> Statement:
    """Of "X renforce ses liens avec A et B": X with each; of "entre A, B et C": all."""
    partners = next((g.actors for g in reading.groups_between(phrase.head, phrase.end) if g.prep == "avec"), ())
    owners = tuple(p for p in phrase.parties if p not in partners)
    if partners and owners and made.type not in (RelationType.REJECT, RelationType.SANCTION):
        return replace(made, source=owners, target=partners)
    if made.type in (RelationType.REJECT, RelationType.SANCTION):
        return replace(made, source=phrase.parties[:1], target=phrase.parties[1:])
    return replace(made, parties=phrase.parties)
