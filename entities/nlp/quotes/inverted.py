"""The subject that follows its verb: "a déclaré X", "a-t-il ajouté", "a martelé devant les députés la ministre X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.grammar.antecedents import resolve_pronoun
from entities.nlp.grammar.tokens import Tag
from entities.nlp.quotes.scene import Speaker
from entities.nlp.quotes.sources import NOBODY, of_group, source_at, words_between

if TYPE_CHECKING:
    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.grammar.tokens import Word
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.quotes.scene import Scene

_SKIPPED = frozenset({",", "pour", "sa", "son", "part", "tour", "côté", "à", "de", "ensuite", "encore", "aussi", "."})
_TIMES = frozenset({"hier", "aujourd'hui", "matin", "soir", "ce", "cette", "semaine", "dernier", "dernière", "même"})
_ASIDE = 14  # tokens of "devant la presse", "mercredi à la radio" between an inverted verb and its subject


def after_verb(
    scene: Scene, reading: Reading, verb: VerbGroup, *, any_noun: bool = False, far: bool = False
) -> Speaker | None:
    """ "a déclaré X", "a-t-il déclaré", "ont indiqué des sources": the speaker right after an inverted verb."""
    if verb.inverted:
        return of_inverted(scene, reading, verb)
    j = verb.end
    words = reading.words
    while j < len(words) and (words[j].low in _SKIPPED or words[j].tag is Tag.ADVERB or words[j].pos == "ADV"):
        j += 1
    group = next((g for g in reading.groups if g.start == j), None)
    if group is not None and group.prep in ("", "de") and group.acts:
        return of_group(scene, reading, group, 0.95)
    found = source_at(scene, reading, j, any_noun=any_noun)
    if found is None and far:
        found = _after_aside(scene, reading, verb.end)
    skipped = {w.low for w in words[verb.end : j]}
    return found or (None if skipped & {"à", "de", "pour"} else unknown_name(scene, reading, j))


def unknown_name(scene: Scene, reading: Reading, j: int) -> Speaker | None:
    """Words with capitals in a subject's place, whom nothing knows."""
    words, end = reading.words, j
    while end < len(words) and words[end].tag is Tag.NOUN and _is_unknown_name(scene, words[end]):
        end += 1
    return Speaker(None, words_between(reading, j, end, scene.text), 0.7) if end > j else None


def _is_unknown_name(scene: Scene, word: Word) -> bool:
    return not word.named and scene.text[word.start].isupper()


def _after_aside(scene: Scene, reading: Reading, j: int) -> Speaker | None:
    """The subject that stands behind "devant la presse", "mercredi à la radio"."""
    words, limit = reading.words, min(len(reading.words), j + _ASIDE)
    while j < limit:
        word = words[j]
        group = reading.group_at(j)
        if group is not None and group.acts and group.prep == "":
            return of_group(scene, reading, group, 0.85)
        if word.prep:
            j = _phrase_end(reading, j)
        elif word.tag is Tag.VERB and word.tenses() == {"K"} and words[j - 1].low == ",":
            j = next((i for i in range(j, limit) if words[i].low == ","), limit)  # ", cité par l'agence,"
        elif (
            word.tag is Tag.ADVERB
            or (word.pos in ("ADV", "ADJ") and not word.named)
            or word.low in _TIMES
            or word.low == ","
        ):
            j += 1
        else:
            return source_at(scene, reading, j)
    return None


def _phrase_end(reading: Reading, j: int) -> int:
    words = reading.words
    j += 1
    has_noun = False
    while j < len(words) and (words[j].tag is Tag.NOUN or (words[j].tag is Tag.DETERMINER and not has_noun)):
        if has_noun and words[j].named:
            break
        has_noun |= words[j].tag is Tag.NOUN
        j += 1
    return j


def of_inverted(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    if verb.inverted in ("on", "ce", "je", "nous", "vous", "tu"):
        return NOBODY if verb.inverted in ("on", "nous") else None
    sentence, at = scene.index_of(reading), reading.words[verb.start].start
    if (found := scene.pronoun(verb.inverted, sentence, at)) is not None:
        return found
    before = [g for g in reading.groups if g.end <= verb.start and not scene.is_quoted(reading.words[g.start].start)]
    actors = resolve_pronoun(verb.inverted, before, reading.context)
    if actors:
        return Speaker(actors[0], "", 0.6)
    last = scene.spoken_before(at)[-1:]
    return last[0][2] if last and last[0][0] >= sentence - 3 else NOBODY
