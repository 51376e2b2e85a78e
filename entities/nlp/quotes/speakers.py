"""Who says the words of a span, told by the verb or the "selon" before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.grammar.clauses import Reading, subject_of
from entities.nlp.grammar.tokens import Tag
from entities.nlp.quotes.cues import fits_anybody, is_source, says
from entities.nlp.quotes.inverted import of_inverted
from entities.nlp.quotes.scene import Speaker
from entities.nlp.quotes.sources import NOBODY, first_run, is_definite, of_group, source_at

if TYPE_CHECKING:
    from entities.nlp.grammar.noun_phrases import Group
    from entities.nlp.grammar.tokens import Word
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.quotes.scene import Scene

_PHRASE = (Tag.NOUN, Tag.DETERMINER, Tag.PREPOSITION)
_APART = 12  # tokens of an aside between an auxiliary and its participle
_LONGEST = 14  # tokens of a noun phrase before its "qui"


def subject_speaker(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    """ "X a déclaré", "X, affirmant": the subject, or the words of a source before the verb."""
    if verb.inverted:
        return of_inverted(scene, reading, verb)
    words = reading.words
    if (main := _main_verb(reading, verb)) is not verb:
        return subject_speaker(scene, reading, main)
    before = words[verb.start - 1] if verb.start else None
    if before is not None and before.low == "on":
        return NOBODY
    if before is not None and before.low in ("il", "elle"):
        found = scene.pronoun(before.low, scene.index_of(reading), before.start)
        if found is not None:
            return found
    if (source := _source_before(scene, reading, verb)) is not None:
        return source
    if (antecedent := _antecedent_source(scene, reading, verb)) is not None:
        return antecedent
    if (narrator := _of_narrative_infinitive(scene, reading, verb)) is not None:
        return narrator
    group = subject_of(reading, verb)
    if group is not None:
        return of_group(scene, reading, group, 0.85)
    joined = _joined_to(reading, verb)
    return subject_speaker(scene, reading, joined) if joined is not None else None


def _joined_to(reading: Reading, verb: VerbGroup) -> VerbGroup | None:
    """Of "Elle a dit A et réclamé B": the verb that has the subject of both."""
    if not verb.start or reading.words[verb.start - 1].tag is not Tag.CONJUNCTION:
        return None
    alike = [
        v for v in reading.verbs if v.end <= verb.start and (v.tense, v.is_compound) == (verb.tense, verb.is_compound)
    ]
    return alike[-1] if alike else None


def _main_verb(reading: Reading, verb: VerbGroup) -> VerbGroup:
    """Whose subject is the verb's too: of "a, dans son discours, critiqué" the auxiliary, of "a-t-il dit, invitant"
    the inverted verb."""
    earlier = [v for v in reading.verbs if v.end <= verb.start and v.is_finite]
    if not earlier:
        return verb
    last = earlier[-1]
    if verb.tense == "K" and last.lemma == "avoir" and not last.is_compound and verb.start - last.end <= _APART:
        return last
    return last if verb.tense == "G" and last.inverted in ("il", "elle") else verb


def told_by(reading: Reading, verb: VerbGroup) -> VerbGroup:
    """Of "fait remarquer", "s'est borné à répondre": the infinitive, if it says something; else the verb itself."""
    after = next((v for v in reading.verbs if v.start >= verb.end), None)
    if after is None or after.tense != "W" or not speaks(after) or verb.inverted:
        return verb
    between = reading.words[verb.end : after.start]
    return after if len(between) <= 2 and all(w.prep in ("à", "de") or w.low == "même" for w in between) else verb


def _of_narrative_infinitive(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    """ "Et X de conclure :" """
    words = reading.words
    if verb.tense != "W" or verb.start < 2 or words[verb.start - 1].low not in ("de", "d'"):
        return None
    if any(v.is_finite and v.end <= verb.start for v in reading.verbs):
        return None
    group = next((g for g in reading.groups if g.end == verb.start - 1 and g.prep == "" and g.acts), None)
    return of_group(scene, reading, group, 0.9) if group is not None else None


def _source_before(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    """A source's noun phrase that ends right before the verb and holds no actor."""
    words = reading.words
    end = verb.start
    while end > 0 and words[end - 1].tag is Tag.ADVERB:
        end -= 1
    start = end
    while start > 0 and (words[start - 1].tag in _PHRASE or words[start - 1].low == "-") and not words[start - 1].named:
        start -= 1
    start = next((i for i in range(start, end) if _opens_subject(words, i)), end)
    heads = sorted(first_run(words, start)) if start < end else []
    if not any(is_source(h) or fits_anybody(h) for h in heads):
        return None
    if any(g.start < end and start < g.end for g in reading.groups):
        return None
    return source_at(scene, reading, start)


def _antecedent_source(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    """ "un militant opposé à la loi, qui a crié": the words before "qui"."""
    words, i = reading.words, verb.start - 1
    if i < 2 or words[i].low != "qui":
        return None
    start = i
    while start > 0 and words[start - 1].tag in (*_PHRASE, Tag.VERB, Tag.ADVERB) and i - start < _LONGEST:
        start -= 1
    start = next((k for k in range(start, i) if words[k].tag is Tag.DETERMINER), i)
    if start == i or any(g.start < i and start < g.end for g in reading.groups):
        return None
    return source_at(scene, reading, start)


def _opens_subject(words: list[Word], i: int) -> bool:
    """A determiner that no preposition governs."""
    opens = words[i].tag is Tag.DETERMINER and words[i].low != "de"
    return opens and not (i and (words[i - 1].prep or words[i - 1].tag is Tag.DETERMINER))


def according_to(scene: Scene, reading: Reading, first: int, before: int) -> tuple[int, Speaker] | None:
    """ "selon X", "d'après une source", "pour X," among the tokens from `first` up to `before`, the last one; with its
    place."""
    words = reading.words
    for i in range(min(before, len(words)) - 1, first - 1, -1):
        word = words[i]
        if not word.is_prep_start or word.prep not in ("selon", "pour"):
            continue
        if word.prep == "pour" and not (i == 0 or words[i - 1].low == ","):
            continue
        if (found := _source_of(scene, reading, i)) is not None:
            return i, found
    return None


def _source_of(scene: Scene, reading: Reading, i: int) -> Speaker | None:
    """Whom the preposition at token `i` governs."""
    words, prep = reading.words, reading.words[i].prep
    j = i + 1
    while j < len(words) and words[j].prep == prep and not words[j].is_prep_start:
        j += 1
    if j < len(words) and words[j].low in ("lui", "elle"):
        return scene.pronoun(words[j].low, scene.index_of(reading), words[i].start) or NOBODY
    group = next((g for g in reading.groups if g.members[0].prep_start == i and g.prep == prep), None)
    if group is None and j < len(words) and words[j].low == "qui":
        group = next((g for g in reading.groups if g.end in (i, i - 1)), None)
        return of_group(scene, reading, group, 0.85) if group is not None else None
    if group is None and prep == "selon":  # selon les mots de X
        group = next((g for g in reading.groups if i < g.start <= i + 5 and g.prep == "de"), None)
        if group is None or is_source(words[group.members[0].prep_start - 1].low):  # selon l'entourage de X
            return source_at(scene, reading, j)
    if group is None and j < len(words) and words[j].tag is Tag.DETERMINER:
        return source_at(scene, reading, j) if is_definite(words, j) else None
    if group is None or (prep == "pour" and not _comma_follows(reading, group)):
        return None
    return of_group(scene, reading, group, 0.9)


def _comma_follows(reading: Reading, group: Group) -> bool:
    return group.end < len(reading.words) and reading.words[group.end].low == ","


def speaks(verb: VerbGroup, kind: str = "said") -> bool:
    return not verb.is_passive and says(verb.name, kind)
