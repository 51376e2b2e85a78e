"""Indirect speech: "X a déclaré que …", "X dit vouloir …", "X se dit prêt à …", "selon X, …", "…, a annoncé X." """

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entities.nlp.grammar.clauses import subject_of
from entities.nlp.grammar.tokens import Tag
from entities.nlp.quotes.inverted import after_verb
from entities.nlp.quotes.sources import NOBODY
from entities.nlp.quotes.speakers import according_to, speaks, subject_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.quotes.direct import Said
    from entities.nlp.quotes.scene import Scene, Speaker

_THAT = frozenset({"que", "qu'"})
_REACH = 8  # tokens between the verb and its "que": "a dit à la presse que"
_APPOSITION = 12  # tokens between the commas around one
_NEGATIONS = frozenset({"ne", "n'", "pas", "plus", "jamais", "rien", "n"})


@dataclass(frozen=True, slots=True)
class Reported:
    start: int
    end: int
    speaker: Speaker
    is_whole: bool = False  # the sentence with its "selon X" in it


def find_indirect(scene: Scene) -> list[Reported]:
    """Those outside the marks. Notes in the scene who speaks."""
    found: list[Reported] = []
    for number, reading in enumerate(scene.readings):
        if not reading.words:
            continue
        for reported in [
            *_that_clauses(scene, reading),
            *_infinitives(scene, reading),
            *_led_or_closed(scene, reading),
        ]:
            scene.note(number, reported.start, reported.speaker)
            found.append(reported)
    return found


def outside(reported: Sequence[Reported], direct: Sequence[Said]) -> list[Reported]:
    """Those of whose words direct quotes do not hold most already."""
    return [r for r in reported if not _is_quoted(r, direct) and not (r.is_whole and _holds(r, direct))]


def _that_clauses(scene: Scene, reading: Reading) -> list[Reported]:
    found = []
    for verb in reading.verbs:
        if not speaks(verb, "that"):
            continue
        opening = _opening(reading, verb)
        speaker = subject_speaker(scene, reading, verb) if opening else None
        if speaker is not None and speaker is not NOBODY and opening:
            end = _clause_end(reading, opening + 1, verb)
            found.append(Reported(reading.words[opening + 1].start, end, speaker))
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


def _infinitives(scene: Scene, reading: Reading) -> list[Reported]:
    """ "X dit craindre une rupture", "X assure n'avoir rien reçu", "X se dit prêt à négocier"."""
    found = []
    for verb in reading.verbs:
        is_told = verb.tense != "W" and speaks(verb, "infinitive") and _is_infinitive(reading, verb.end)
        if not is_told and not (speaks(verb, "of_oneself") and _is_attribute(scene, reading, verb.end)):
            continue
        speaker = subject_speaker(scene, reading, verb)
        if speaker is not None and speaker is not NOBODY:
            found.append(Reported(reading.words[verb.end].start, _clause_end(reading, verb.end, verb), speaker))
    return found


def _is_infinitive(reading: Reading, j: int) -> bool:
    words = reading.words
    while j < len(words) - 1 and (words[j].low in _NEGATIONS or words[j].tag is Tag.CLITIC):
        j += 1
    return j < len(words) and words[j].tag is Tag.VERB and "W" in words[j].tenses()


def _is_attribute(scene: Scene, reading: Reading, j: int) -> bool:
    """An adjective or participle with a complement; what marks hold is a direct quote."""
    words = reading.words
    while j < len(words) and words[j].tag is Tag.ADVERB:
        j += 1
    if j + 1 >= len(words) or words[j].tag not in (Tag.NOUN, Tag.VERB) or scene.is_quoted(words[j].start):
        return False
    return words[j + 1].prep != "" or words[j + 1].low in _THAT


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


def _led_or_closed(scene: Scene, reading: Reading) -> list[Reported]:
    words = reading.words
    if words[0].prep in ("selon", "pour"):
        led = _led(scene, reading)
        return [led] if led is not None else []
    for verb in reversed(reading.verbs):
        if verb.start < 3 or words[verb.start - 1].low != "," or not verb.is_finite or not speaks(verb, "inverted"):
            continue
        speaker = after_verb(scene, reading, verb, far=True)
        if speaker is not None and speaker is not NOBODY:
            return [Reported(words[0].start, words[verb.start - 2].end, speaker)]
    closed = _closed(scene, reading)
    return [closed] if closed is not None else []


def _led(scene: Scene, reading: Reading) -> Reported | None:
    """ "Selon X, …" """
    words = reading.words
    source = according_to(scene, reading, 0, 1)
    comma = _end_of_source(reading)
    if source is None or not 0 < comma < len(words) - 1:
        return None
    if words[0].prep == "pour" and not scene.is_person(source[1].actor):
        return None
    return Reported(words[comma + 1].start, _clause_end(reading, comma), source[1])


def _end_of_source(reading: Reading) -> int:
    """The comma after "Selon X" and what tells who X is; 0 without one."""
    words = reading.words
    commas = [i for i, w in enumerate(words) if w.low == ","]
    if len(commas) < 2 or commas[1] - commas[0] > _APPOSITION:
        return commas[0] if commas else 0
    has_verb = any(commas[0] < v.start < commas[1] and v.is_finite for v in reading.verbs)
    first = words[commas[0] + 1]
    is_apposition = not has_verb and (first.low in ("un", "une") or (first.tag is Tag.NOUN and not first.named))
    return commas[1] if is_apposition else commas[0]


def _closed(scene: Scene, reading: Reading) -> Reported | None:
    """ "…, selon X." to the end of the sentence, or "…, selon X, …": the whole sentence."""
    words = reading.words
    source = according_to(scene, reading, 2, len(words))
    if source is None or words[source[0]].prep != "selon" or words[source[0] - 1].low != ",":
        return None
    if scene.is_quoted(words[source[0]].start):
        return None
    comma = next((i for i in range(source[0] + 1, len(words)) if words[i].low == ","), None)
    end = _clause_end(reading, source[0]) if comma is not None else words[source[0] - 2].end
    return Reported(words[0].start, end, source[1], is_whole=True)


def _holds(reported: Reported, direct: Sequence[Said]) -> bool:
    """Whether the speaker's own words stand in the sentence."""
    return any(
        reported.start <= s.marked.start < reported.end and s.speaker.actor == reported.speaker.actor for s in direct
    )


def _is_quoted(reported: Reported, direct: Sequence[Said]) -> bool:
    """Whether direct quotes already hold most of the clause, or it lies inside one."""
    covered = 0
    for said in direct:
        span = said.marked
        covered += max(0, min(span.close, reported.end) - max(span.open, reported.start))
    return covered * 2 > reported.end - reported.start
