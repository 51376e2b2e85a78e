"""Quotes that nothing in their own sentence attributes: led by a colon, or standing alone between other sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from entities.nlp.grammar.clauses import subject_of
from entities.nlp.quotes.inverted import unknown_name
from entities.nlp.quotes.scene import Speaker
from entities.nlp.quotes.sources import of_group, source_at
from entities.nlp.quotes.speakers import speaks, subject_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.quotes.marks import Marked
    from entities.nlp.quotes.scene import Scene

_SIGNATURE = re.compile(r"[ \t.]*\n\s*[—–-][ \t]*([^\W\d_][^\n«“\".!?]{2,60})(?:\n|$)")


def speaker_of_lone(scene: Scene, span: Marked, near: Sequence[Reading]) -> Speaker | None:
    first, last = near[0], near[-1]
    before = [i for i, w in enumerate(first.words) if w.end <= span.open]
    after = [i for i, w in enumerate(last.words) if w.start >= span.close and w.low.isalnum()]
    if before and first.words[before[-1]].low == ":":
        return _before_colon(scene, first, before[-1])
    if any(first.words[i].low.isalnum() for i in before):
        return None
    if after:
        return _after_colon(scene, last, after[0])
    return (
        _signed(scene, span)
        or _announced(scene, first)
        or _told_before(scene, span, first)
        or _told_after(scene, last)
        or _last_spoken(scene, span, first)
    )


def _signed(scene: Scene, span: Marked) -> Speaker | None:
    """A quote set apart, its author on the next line: "— X"."""
    signature = _SIGNATURE.match(scene.text, span.close)
    if signature is None:
        return None
    person = scene.person_in(signature.start(1), signature.end(1))
    return Speaker(person.actor if person else None, signature[1].strip(), 0.85)


def _announced(scene: Scene, reading: Reading) -> Speaker | None:
    """A quote set apart after a colon: "X précise :" on the line before."""
    index = scene.index_of(reading)
    if index == 0 or not (words := scene.readings[index - 1].words) or words[-1].low != ":":
        return None
    before = scene.readings[index - 1]
    for verb in reversed(before.verbs):
        if speaks(verb) and (found := subject_speaker(scene, before, verb)) is not None:
            return found
    return _before_colon(scene, before, len(words) - 1)


def _main_subject(scene: Scene, reading: Reading, limit: int) -> Speaker | None:
    """The subject of the first finite verb up to a token, else the first name without preposition."""
    for verb in reading.verbs:
        if verb.is_finite and verb.start < limit and not scene.is_quoted(reading.words[verb.start].start):
            group = subject_of(reading, verb)
            if group is not None:
                return of_group(scene, reading, group, 0.7)
    group = next((g for g in reading.groups if g.prep == "" and g.acts and g.end <= limit), None)
    if group is not None and not scene.is_quoted(reading.words[group.start].start):
        return of_group(scene, reading, group, 0.6)
    return None


def _before_colon(scene: Scene, reading: Reading, colon: int) -> Speaker | None:
    """ "X hausse les épaules : « … »", "Le ministre soupire : « … »"."""
    found = _main_subject(scene, reading, colon) or source_at(scene, reading, 0)
    return found or unknown_name(scene, reading, 0)


def _after_colon(scene: Scene, reading: Reading, first: int) -> Speaker | None:
    """ "« … » : X ne varie pas"."""
    if not any(w.low == ":" for w in reading.words[max(0, first - 2) : first]):
        return None
    return _main_subject(scene, reading, len(reading.words))


def _told_before(scene: Scene, span: Marked, reading: Reading) -> Speaker | None:
    """Who spoke in the sentence before, of the same paragraph; else the person that it tells of."""
    index = scene.index_of(reading)
    if index == 0 or scene.readings[index - 1].sentence.paragraph != reading.sentence.paragraph:
        return None
    voices = [speaker for sentence, at, speaker in scene.spoken if sentence == index - 1 and at < span.open]
    if voices:
        return Speaker(voices[-1].actor, voices[-1].text, 0.75)
    before = scene.readings[index - 1]
    found = _main_subject(scene, before, len(before.words))
    if found is not None and scene.is_person(found.actor):
        return Speaker(found.actor, found.text, 0.6)
    return scene.latest(index - 1, span.open)


def _told_after(scene: Scene, reading: Reading) -> Speaker | None:
    """A quote that opens a paragraph is said by the person whom the next sentence tells of."""
    index = scene.index_of(reading)
    if index + 1 >= len(scene.readings):
        return None
    after = scene.readings[index + 1]
    if after.sentence.paragraph != reading.sentence.paragraph or scene.is_quoted(after.sentence.start):
        return None
    found = _main_subject(scene, after, len(after.words))
    return Speaker(found.actor, found.text, 0.6) if found is not None and scene.is_person(found.actor) else None


def _last_spoken(scene: Scene, span: Marked, reading: Reading) -> Speaker | None:
    """Whoever spoke last in the paragraph before goes on."""
    index = scene.index_of(reading)
    for sentence, _, speaker in reversed(scene.spoken_before(span.open)):
        if scene.readings[sentence].sentence.paragraph < reading.sentence.paragraph - 1 or sentence < index - 6:
            return None
        return Speaker(speaker.actor, speaker.text, 0.6)
    return None
