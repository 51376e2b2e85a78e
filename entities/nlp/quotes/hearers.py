"""Who hears: the actor whom a noun phrase means, or its words: "à son homologue", "devant les députés", "à l'AFP"."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from entities.known import Form, Kind
from entities.nlp.grammar.lexicon import singulars
from entities.nlp.grammar.tokens import Tag
from entities.nlp.quotes.cues import is_source, names_person
from entities.nlp.quotes.sources import is_definite, of_group, words_between

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.grammar.noun_phrases import Group
    from entities.nlp.grammar.tokens import Word
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.quotes.scene import Scene, Speaker

_LINKS = frozenset({"de", "du", "des", "d'", "la", "le", "l'", "-", "&"})
_HOUSES = frozenset({"mairie", "ambassade", "consulat", "siège", "ministère", "bureau", "tribunal"})


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who hears: an actor, or the words that name somebody."""

    actor: str | None = None
    text: str = ""


NOBODY_TOLD = Addressee()


@lru_cache(maxsize=1)
def patterns() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """Words by their kind, and prepositions by channel."""
    text = files(__package__).joinpath("patterns/addressees.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)
    channels = listed.pop("channels")
    return {kind: frozenset(own) for kind, own in listed.items()}, {n: frozenset(own) for n, own in channels.items()}


def is_of(kind: str, verb: VerbGroup) -> bool:
    return verb.name in patterns()[0][kind]


def told_at(scene: Scene, reading: Reading, at: int, speaker: Speaker) -> Addressee | None:
    """Who stands behind the preposition that begins at `at`."""
    words, prep = reading.words, reading.words[at].prep
    group = next((g for g in reading.groups if g.members[0].prep_start == at and g.acts), None)
    if group is not None:
        return as_told(scene, reading, group, speaker)
    j = at + 1
    while j < len(words) and words[j].prep == prep and not words[j].is_prep_start:
        j += 1
    if prep == "devant" and any(w.low in _HOUSES for w in words[j : j + 2]):
        return None
    found = by_noun(scene, reading, j, speaker)
    return found if found is not None else _by_name(scene, reading, at, j)


def as_told(scene: Scene, reading: Reading, group: Group, speaker: Speaker) -> Addressee | None:
    start, end = reading.words[group.start].start, reading.words[group.end - 1].end
    actor = scene.actors[group.actors[0]]
    forms = {m.form for m in scene.mentions_from(start, end)}
    is_bare = reading.words[group.start].tag is not Tag.DETERMINER and reading.words[group.start - 1].low in ("à", "en")
    if actor.kind == Kind.PLACE or (group.prep == "à" and Form.SEAT in forms):
        return None
    if (
        group.prep == "à"
        and actor.kind == Kind.COUNTRY
        and is_bare
        and forms == {Form.NAME}
        and _is_state(reading, group)
    ):
        return None
    found = of_group(scene, reading, group, 1.0)
    if found.actor == speaker.actor:
        return None
    return Addressee(found.actor, "" if found.actor else found.text)


def _is_state(reading: Reading, group: Group) -> bool:
    """ "à Cuba": the country itself, where something happens, rather than who acts for it."""
    return not group.members[0].role and not any(
        w.tag is Tag.DETERMINER for w in reading.words[group.start : group.end]
    )


def hears(low: str) -> bool:
    return low != "cours" and (is_source(low) or any(s in patterns()[0]["audience"] for s in singulars(low)))


def by_noun(scene: Scene, reading: Reading, j: int, speaker: Speaker) -> Addressee | None:
    """ "la presse", "des journalistes", "son homologue": the bearer of the role where one is known."""
    words = reading.words
    first = j
    while j < len(words) and words[j].tag is Tag.DETERMINER:
        j += 1
    head = j
    while head < len(words) and head - j < 2 and words[head].tag is Tag.NOUN and not hears(words[head].low):
        head += 1
    if head >= len(words) or words[head].tag is not Tag.NOUN or not hears(words[head].low):
        return None
    noun = next(iter(singulars(words[head].low)))
    is_one = first < j and (is_definite(list(words), first) or words[first].low in ("au", "du"))
    if is_one and names_person(noun) and not words[head].low.endswith(("s", "x")):
        bearer = scene.bearer([noun], None, scene.index_of(reading), words[first].start)
        if bearer is not None and bearer != speaker.actor:
            return Addressee(bearer)
    return Addressee(None, phrase_from(scene, reading, first))


def phrase_from(scene: Scene, reading: Reading, first: int) -> str:
    """The words of a noun phrase: its determiner, nouns and adjectives, complements in "de"."""
    words, end = reading.words, first
    while end < len(words) and words[end].tag is Tag.DETERMINER:
        end += 1
    is_named = end < len(words) and words[end].named
    while end < len(words) and (words[end].tag is Tag.NOUN or _links(words, end)) and words[end].pos != "ADV":
        if words[end].named and not is_named and not words[end - 1].prep:
            break  # the subject, right behind
        end += 1
    while end > first + 1 and words[end - 1].low in _LINKS:
        end -= 1
    return words_between(reading, first, max(end, first + 1), scene.text)


def _links(words: Sequence[Word], i: int) -> bool:
    """ "de la", "-" before another noun."""
    following = words[i + 1 : i + 3]
    is_link = (
        words[i].prep == "de" or words[i].low == "-" or (words[i].tag is Tag.DETERMINER and words[i - 1].prep == "de")
    )
    return is_link and any(w.tag is Tag.NOUN for w in following)


def _by_name(scene: Scene, reading: Reading, at: int, j: int) -> Addressee | None:
    """ "à l'AFP", "au Courrier des Alpes", "à Reuters": a name that nobody knows, but no town."""
    words, first = reading.words, j
    while j < len(words) and words[j].tag is Tag.DETERMINER:
        j += 1
    if j >= len(words) or words[j].named or not words[j].is_capital:
        return None
    has_article = j > first or words[at].low in ("au", "aux")
    if not has_article and words[at].prep == "à" and words[j].low not in patterns()[0]["bare"]:
        return None
    return Addressee(None, phrase_from(scene, reading, first))
