"""Indirect speech: "X a déclaré que …", "selon X, …", "…, a annoncé X." """

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entities.nlp.grammar.clauses import subject_of
from entities.nlp.grammar.tokens import Tag
from entities.nlp.quotes.speakers import Speaker, according_to, after_verb, speaks, subject_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.quotes.direct import Said

_THAT = frozenset({"que", "qu'"})
_REACH = 8  # tokens between the verb and its "que": "a dit à la presse que"


@dataclass(frozen=True, slots=True)
class Reported:
    start: int
    end: int
    speaker: Speaker


def find_indirect(text: str, readings: Sequence[Reading], direct: Sequence[Said]) -> list[Reported]:
    found: list[Reported] = []
    for reading in readings:
        if not reading.words:
            continue
        reported = [*_that_clauses(text, reading), *_led_or_closed(text, reading)]
        found.extend(r for r in reported if not _is_quoted(text, r, direct))
    return found


def _that_clauses(text: str, reading: Reading) -> list[Reported]:
    found = []
    for verb in reading.verbs:
        if not speaks(verb, "that"):
            continue
        opening = _opening(reading, verb)
        speaker = subject_speaker(reading, verb, text, None) if opening else None
        if speaker is not None and opening:
            found.append(Reported(reading.words[opening + 1].start, _clause_end(reading, opening + 1, verb), speaker))
    return found


def _opening(reading: Reading, verb: VerbGroup) -> int:
    """Index of the verb's "que", or 0."""
    for i in range(verb.end, min(verb.end + _REACH, len(reading.words) - 1)):
        word = reading.words[i]
        if word.low in _THAT:
            return i
        if word.tag is Tag.VERB or word.low in (";", ":", "."):
            return 0
    return 0


def _clause_end(reading: Reading, start: int, reporting: VerbGroup | None = None) -> int:
    """The end of the sentence's words, its last stop and marks left out, or where the reporting clause goes on."""
    last = len(reading.words) - 1
    for verb in reading.verbs:
        if verb.start > start and reporting is not None and _goes_on(reading, reporting, verb):
            last = verb.start - 2
            break
    while last > start and reading.words[last].tag is Tag.PUNCTUATION:
        last -= 1
    return reading.words[last].end


def _goes_on(reading: Reading, reporting: VerbGroup, verb: VerbGroup) -> bool:
    """ "X a dit que … et a demandé …": a verb of the reporting one's tense, joined without a subject of its own."""
    alike = (verb.tense, verb.is_compound) == (reporting.tense, reporting.is_compound)
    if not alike or reading.words[verb.start - 1].low not in ("et", "mais", "puis"):
        return False
    inner = [v for v in reading.verbs if reporting.end <= v.start < verb.start and v.is_finite]
    return all(
        (v.tense, v.is_compound) != (verb.tense, verb.is_compound) or subject_of(reading, v) is None for v in inner
    )


def _led_or_closed(text: str, reading: Reading) -> list[Reported]:
    words = reading.words
    speaker = according_to(reading, 1, text) if words[0].prep == "selon" else None
    if speaker is not None:
        comma = next((i for i, w in enumerate(words) if w.low == ","), 0)
        return (
            [Reported(words[comma + 1].start, _clause_end(reading, comma), speaker)]
            if 0 < comma < len(words) - 1
            else []
        )
    for verb in reversed(reading.verbs):
        if verb.start < 3 or words[verb.start - 1].low != "," or not verb.is_finite or not speaks(verb, "inverted"):
            continue
        if (speaker := after_verb(reading, verb, text, None)) is not None:
            return [Reported(words[0].start, words[verb.start - 2].end, speaker)]
    return []


def _is_quoted(text: str, reported: Reported, direct: Sequence[Said]) -> bool:
    """Whether direct quotes already hold most of the clause, or it lies inside one."""
    covered = 0
    for said in direct:
        span = said.marked
        covered += max(0, min(span.close, reported.end) - max(span.open, reported.start))
    return covered * 2 > reported.end - reported.start
