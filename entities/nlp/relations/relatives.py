"""What a relative clause adds to its noun: "la guerre que mène X contre Y", "les sanctions qui frappent Y"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from entities.nlp.grammar.clauses import Reading, region_end, subject_of
from entities.nlp.grammar.tokens import Tag

if TYPE_CHECKING:
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.relations.phrases import NounPhrase

_REACH = 4  # tokens from the noun, or its last complement, to its relative
STRIKING = frozenset(
    {"frapper", "accabler", "éprouver", "viser", "toucher", "cibler", "affecter", "menacer", "concerner", "pénaliser"}
)
_BINDING = frozenset({"unir", "lier", "opposer", "rapprocher", "séparer", "diviser"})


def with_relative(reading: Reading, phrase: NounPhrase) -> NounPhrase:
    opener = _opener(reading, phrase)
    verb = reading.verb_after(opener) if opener >= 0 else None
    if verb is None or not verb.is_finite:
        return phrase
    if reading.words[opener].low == "qui":
        return _with_struck(reading, phrase, verb)
    return _with_doer(reading, phrase, verb) if reading.words[opener].low in ("que", "qu'") else phrase


def _opener(reading: Reading, phrase: NounPhrase) -> int:
    """Index of "qui" or "que" right behind the noun phrase, or -1."""
    words = reading.words
    for i in range(phrase.head + 1, min(len(words), max(phrase.end, phrase.head + 1) + _REACH)):
        if words[i].low in ("qui", "que", "qu'"):
            return i
        if words[i].tag is Tag.VERB and words[i].tenses() != {"K"}:
            return -1
    return -1


def _with_struck(reading: Reading, phrase: NounPhrase, verb: VerbGroup) -> NounPhrase:
    groups = [g for g in reading.groups_between(verb.end, region_end(reading, verb)) if g.prep == ""]
    if verb.lemma in STRIKING and groups and not phrase.target and not phrase.frame.is_mutual:
        return replace(phrase, target=groups[0].actors)
    if verb.lemma in _BINDING and phrase.frame.is_mutual and len(phrase.parties) < 2:  # a pair
        tied = tuple(dict.fromkeys(a for g in groups for a in g.actors)) or _objects_before(reading, verb)
        return replace(phrase, parties=tuple(dict.fromkeys((*phrase.parties, *tied))))
    return phrase


def _objects_before(reading: Reading, verb: VerbGroup) -> tuple[str, ...]:
    """ "le différend qui les oppose": the last subject of several."""
    if "les" not in verb.clitics:
        return ()
    here = [g.actors for g in reversed(reading.groups) if g.end <= verb.start and len(g.actors) > 1]
    earlier = [s.actors for s in reading.context.subjects if len(s.actors) > 1]
    return next(iter([*here, *earlier]), ())


def _with_doer(reading: Reading, phrase: NounPhrase, verb: VerbGroup) -> NounPhrase:
    group = subject_of(reading, verb)
    if group is None or phrase.frame.is_mutual or "source" not in phrase.frame.slots.values():
        return phrase
    source = phrase.source or group.actors
    if phrase.target:
        return replace(phrase, source=source)
    behind = reading.groups_between(verb.end, region_end(reading, verb))
    target = next((g.actors for g in behind if phrase.frame.slots.get(g.prep) == "target" and g.prep != "de"), ())
    return replace(phrase, source=source, target=target)
