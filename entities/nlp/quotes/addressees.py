"""Whom words are said to: "a dit X à Y", "interrogé par Y", "dans une lettre à Y", "lui a-t-il répondu"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.grammar.antecedents import resolve_clitic
from entities.nlp.grammar.clauses import subject_of
from entities.nlp.grammar.lexicon import singulars
from entities.nlp.grammar.tokens import Tag
from entities.nlp.quotes.hearers import (
    NOBODY_TOLD,
    Addressee,
    as_told,
    by_noun,
    hears,
    is_of,
    patterns,
    phrase_from,
    told_at,
)
from entities.nlp.quotes.speakers import speaks, told_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.grammar.tokens import Word
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.quotes.marks import Marked
    from entities.nlp.quotes.scene import Scene, Speaker

_NEAR = 6  # tokens from the end of the words said to the verb that says them
_REACH = 30  # tokens behind a verb or a channel in which its complement stands
_CHANNEL = 8  # tokens from a channel to its preposition
_MANY = frozenset({"des", "les", "aux", "ses", "leurs", "plusieurs", "quelques", "deux", "trois", "cinq", "dix"})
_DURING = frozenset({"cours", "occasion"})  # "au cours d'un appel", not "à l'issue d'un appel"
_BESIDE = 5  # tokens from a participle to its complement
_BEHIND = frozenset({"à", "devant", "auprès"})


def addressee_of(scene: Scene, span: Marked, speaker: Speaker, *, direct: bool) -> Addressee:
    """The complement of the verb that says the words, else what their sentence tells of who asked or is written to."""
    near = scene.near(span.open, span.close)
    for reading, verb in _cues(scene, span, near, direct=direct):
        found = _of_verb(scene, reading, verb, span, speaker)
        if found is not None:
            return found
    for reading in _around(scene, span, near):
        found = _of_setting(scene, reading, span, speaker)
        if found is not None:
            return found
    return NOBODY_TOLD


def _around(scene: Scene, span: Marked, near: Sequence[Reading]) -> list[Reading]:
    """The sentences of the words, and the next of their paragraph where they end one."""
    if not near:
        return []
    index, last = scene.index_of(near[-1]), near[-1]
    found = list(near)
    if last.sentence.end <= span.close and index + 1 < len(scene.readings):
        after = scene.readings[index + 1]
        if after.sentence.paragraph == last.sentence.paragraph:
            found.append(after)
    return found


def _cues(scene: Scene, span: Marked, near: Sequence[Reading], *, direct: bool) -> Iterator[tuple[Reading, VerbGroup]]:
    """The verbs that may say the words: the nearest behind them, those of an incise, the nearest before them."""
    after, inside, before = [], [], []
    for reading in _around(scene, span, near):
        first = next((i for i, w in enumerate(reading.words) if w.start >= span.close), len(reading.words))
        for verb in reading.verbs:
            at = reading.words[verb.start].start
            cue = told_by(reading, verb)
            if not (speaks(cue) or speaks(cue, "inverted") or is_of("to", cue) or is_of("object", cue)):
                continue
            if verb.start >= first and verb.start - first <= _NEAR and not scene.is_quoted(at):
                after.append((reading, cue))
            elif direct and span.start < at < span.end and _is_incise(reading, verb):
                inside.append((reading, cue))
            elif reading.words[verb.end - 1].end <= span.open and not scene.is_quoted(at):
                before.append((reading, cue))
    yield from [*after[:1], *inside[:1], *before[-1:]]


def _is_incise(reading: Reading, verb: VerbGroup) -> bool:
    opens = verb.start and reading.words[verb.start - 1].low in (",", "?", "!")
    return bool(opens) and verb.is_finite and speaks(verb, "inverted")


def _of_verb(scene: Scene, reading: Reading, verb: VerbGroup, span: Marked, speaker: Speaker) -> Addressee | None:
    if verb.is_passive or (verb.tense == "K" and not verb.is_compound):
        return None
    for clitic in verb.clitics:
        if clitic in ("lui", "leur", "m'", "me", "nous") and (
            found := _of_clitic(scene, reading, verb, clitic, speaker)
        ):
            return found
    if is_of("object", verb) and (found := _object(scene, reading, verb, speaker)):
        return found
    return _complement(scene, reading, verb, span, speaker)


def _of_clitic(scene: Scene, reading: Reading, verb: VerbGroup, clitic: str, speaker: Speaker) -> Addressee | None:
    if clitic not in ("lui", "leur"):
        return None
    index, at = scene.index_of(reading), reading.words[verb.start].start
    if clitic == "lui":
        for k in range(index, max(-1, index - 3), -1):
            persons = [s.actor for s in scene.seen(k) if s.at < at and s.actor != speaker.actor]
            if persons:
                return Addressee(persons[-1])
    elif (many := _many_before(scene, index, at)) is not None:
        return many
    before = [g for g in reading.groups if g.end <= verb.start]
    actors = resolve_clitic(clitic, before, reading.context, (speaker.actor,) if speaker.actor else ())
    return Addressee(actors[0]) if len(actors) == 1 else None


def _many_before(scene: Scene, index: int, at: int) -> Addressee | None:
    """ "leur": the people last spoken of whom a noun alone names."""
    for k in range(index, max(-1, index - 2), -1):
        words = scene.readings[k].words
        for i in range(len(words) - 2, -1, -1):
            is_many = words[i].low in _MANY and words[i + 1].low.endswith(("s", "x")) and hears(words[i + 1].low)
            if words[i].start < at and is_many and not any(w.named for w in words[i : i + 3]):
                return Addressee(None, phrase_from(scene, scene.readings[k], i))
    return None


def _object(scene: Scene, reading: Reading, verb: VerbGroup, speaker: Speaker) -> Addressee | None:
    """ "X a prévenu Y que": with the subject before the verb."""
    subject = subject_of(reading, verb)
    if verb.inverted or subject is None or subject.end > verb.start:
        return None
    j = _over_adverbs(reading.words, verb.end)
    group = reading.group_at(j)
    if group is not None and group.prep == "" and group.acts:
        return as_told(scene, reading, group, speaker)
    return by_noun(scene, reading, j, speaker)


def _complement(scene: Scene, reading: Reading, verb: VerbGroup, span: Marked, speaker: Speaker) -> Addressee | None:
    """What "à", "devant" or "auprès de" leads to, over the inverted subject, behind the verb."""
    words = reading.words
    j, limit = verb.end, min(len(words), verb.end + _REACH)
    has_subject = not _may_follow(reading, verb)
    while j < limit and not (span.open <= words[j].start < span.close):
        word = words[j]
        if word.is_prep_start:
            if word.prep in _BEHIND and (word.prep != "à" or is_of("to", verb)):
                found = told_at(scene, reading, j, speaker)
                if found is not None:
                    return found
            j = _phrase_end(reading, j)
        elif word.tag in (Tag.ADVERB, Tag.PUNCTUATION) or word.pos == "ADV" or word.low in (",", "-"):
            j += 1
        elif word.tag in (Tag.NOUN, Tag.DETERMINER) and not has_subject:
            group = next((g for g in reading.groups if g.start <= j < g.end), None)
            j, has_subject = (group.end if group is not None else _phrase_end(reading, j - 1)), True
        elif word.tag is Tag.NOUN and words[j - 1].low == ",":
            j = _phrase_end(reading, j - 1)  # an apposition
        else:
            return None
    return None


def _may_follow(reading: Reading, verb: VerbGroup) -> bool:
    """Whether the subject may stand behind: no pronoun and no group right before the verb."""
    if verb.inverted:
        return False
    before = reading.words[verb.start - 1] if verb.start else None
    return before is None or before.low in (",", "?", "!", "»", "”", '"', "comme", "…", ".", "-", "–", "—")


def _over_adverbs(words: Sequence[Word], j: int) -> int:
    while j < len(words) and (words[j].tag is Tag.ADVERB or words[j].pos == "ADV"):
        j += 1
    return j


def _phrase_end(reading: Reading, j: int) -> int:
    """Past the preposition at `j`, its noun and the complements of that."""
    words = reading.words
    group = next((g for g in reading.groups if g.members[0].prep_start == j and g.end > j), None)
    if group is not None:
        return group.end
    j += 1
    while j < len(words) and (
        words[j].tag in (Tag.NOUN, Tag.DETERMINER) or words[j].prep == "de" or words[j].low == "-"
    ):
        j += 1
    return j


def _of_setting(scene: Scene, reading: Reading, span: Marked, speaker: Speaker) -> Addressee | None:
    """ "Interrogé par X", "dans une lettre à X", "devant X," outside the words said."""
    for verb in reading.verbs:
        if _is_told_of(scene, reading, verb.start, span) and (found := _of_participle(scene, reading, verb, speaker)):
            return found
    for i, word in enumerate(reading.words):
        if not _is_told_of(scene, reading, i, span):
            continue
        if found := _of_channel(scene, reading, i, speaker):
            return found
        if word.is_prep_start and word.prep == "réponse" and (found := told_at(scene, reading, i, speaker)):
            return found
        if i == 0 and word.prep in ("devant", "à") and (found := _opening(scene, reading, speaker)):
            return found
    return None


def _of_participle(scene: Scene, reading: Reading, verb: VerbGroup, speaker: Speaker) -> Addressee | None:
    """ "interrogé par X", "s'adressant à X" """
    is_asked = is_of("asked", verb) and (verb.is_passive or verb.tense == "K") and not verb.is_finite
    prep = "par" if is_asked else "à" if verb.name == "s'adresser" and verb.tense == "G" else ""
    behind = range(verb.end, min(verb.end + _BESIDE, len(reading.words)))
    at = next((i for i in behind if prep and reading.words[i].is_prep_start and reading.words[i].prep == prep), -1)
    return told_at(scene, reading, at, speaker) if at >= 0 else None


def _is_told_of(scene: Scene, reading: Reading, i: int, span: Marked) -> bool:
    """Whether the token stands outside what is said."""
    at = reading.words[i].start
    return not scene.is_quoted(at) and not span.start <= at < span.end


def _opening(scene: Scene, reading: Reading, speaker: Speaker) -> Addressee | None:
    """ "Devant le Conseil, X a dit", "À un journaliste qui l'interrogeait, X a dit"."""
    found = told_at(scene, reading, 0, speaker)
    if found is None or reading.words[0].prep == "devant":
        return found
    lead = next((v for v in reading.verbs if v.is_finite), None)
    return found if lead is not None and (is_of("asked", lead) or is_of("to", lead)) else None


def _of_channel(scene: Scene, reading: Reading, i: int, speaker: Speaker) -> Addressee | None:
    words, channels = reading.words, patterns()[1]
    preps = next((channels[s] for s in singulars(words[i].low) if s in channels), frozenset())
    if not preps or words[i].tag is Tag.VERB or not _is_setting(words, i):
        return None
    for j in range(i + 1, min(len(words), i + _CHANNEL)):
        if words[j].low in (",", ":", ".") or words[j].tag in (Tag.RELATIVE, Tag.SUBORDINATOR):
            return None
        if words[j].is_prep_start and words[j].prep in preps and (found := told_at(scene, reading, j, speaker)):
            return found
    return None


def _is_setting(words: Sequence[Word], i: int) -> bool:
    """Whether the noun is where words are said: behind "dans", "lors de", "en", "à", at the phrase's own start."""
    if words[i].tag is Tag.ADVERB:
        return True  # of "dans un message", which parts no verb from its subject
    for j in range(i - 1, max(-1, i - 5), -1):
        if words[j].prep == "de":
            return j > 0 and words[j - 1].low in _DURING
        if words[j].prep:
            return words[j].prep in ("dans", "lors", "en", "à", "par", "pendant")
        if words[j].tag is Tag.VERB:
            return False
    return False
