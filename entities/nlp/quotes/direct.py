"""Direct quotes: what stands between marks, kept where somebody is reported to say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entities.nlp.grammar.tokens import Tag
from entities.nlp.quotes.cues import says
from entities.nlp.quotes.marks import Marked, find_marked
from entities.nlp.quotes.speakers import Speaker, according_to, after_verb, speaks, subject_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.grammar.verbs import VerbGroup

_GAP = 4  # tokens between a closing mark and the verb that says who spoke


@dataclass(frozen=True, slots=True)
class Said:
    marked: Marked
    speaker: Speaker


def find_direct(text: str, readings: Sequence[Reading]) -> list[Said]:
    marked = find_marked(text)
    found: list[Said] = []
    last: Speaker | None = None
    last_paragraph = -2
    for span in marked:
        near = [r for r in readings if r.sentence.end >= span.open - 1 and r.sentence.start <= span.close + 1]
        if not near or not any(c.isalpha() for c in text[span.start : span.end]):
            continue
        paragraph = near[0].sentence.paragraph
        speaker = _speaker(text, span, near, readings, marked, last)
        if speaker is None and _is_sentence(text, span):
            speaker = last if last is not None and paragraph - last_paragraph <= 1 else None
            if speaker is None and len(text[span.start : span.end].split()) >= 6:
                speaker = Speaker(None, "", 0.5)
        if speaker is None:
            continue
        found.append(Said(span, speaker))
        if speaker.actor or speaker.text:
            last, last_paragraph = speaker, near[-1].sentence.paragraph
    return found


def _is_sentence(text: str, span: Marked) -> bool:
    """Whether the quote is a sentence by itself: a capital first, and an end or several words."""
    words = text[span.start : span.end].split()
    opens = (
        text[: span.open].rstrip()[-1:] in ("", ".", "!", "?", "…", "\n", ":", "»", "”", '"')
        or "\n" in text[span.open - 2 : span.open]
    )
    return opens and text[span.start].isupper() and len(words) >= 3


def _speaker(
    text: str,
    span: Marked,
    near: list[Reading],
    readings: Sequence[Reading],
    marked: list[Marked],
    last: Speaker | None,
) -> Speaker | None:
    """The cue after the quote wins, then one inside it, then "selon X", then the verb before."""
    after = _after(text, span, _following(readings, near, span), last)
    if after is not None:
        return after
    for reading in near:
        if (inside := _inside(text, span, reading)) is not None:
            return inside
    reading = near[0]
    index = next((i for i, w in enumerate(reading.words) if w.start >= span.open), len(reading.words))
    if (source := according_to(reading, index, text)) is not None:
        return source
    before = _before(text, span, reading, marked, last)
    return before if before is not None else _at_end(text, span, near[-1], marked, last)


def _following(readings: Sequence[Reading], near: list[Reading], span: Marked) -> list[Reading]:
    """The sentence that ends the quote, and the next of its paragraph when the quote ends a sentence."""
    index = readings.index(near[-1])
    following = [near[-1]]
    if near[-1].sentence.end <= span.close and index + 1 < len(readings):
        after = readings[index + 1]
        if after.sentence.paragraph == near[-1].sentence.paragraph:
            following.append(after)
    return following


def _after(text: str, span: Marked, following: list[Reading], last: Speaker | None) -> Speaker | None:
    for reading in following:
        first = next((i for i, w in enumerate(reading.words) if w.start >= span.close), None)
        if first is None:
            continue
        verb = next((v for v in reading.verbs if v.start >= first), None)
        if verb is None or verb.start - first > _GAP or not speaks(verb):
            continue
        between = reading.words[first : verb.start]
        if any(w.tag in (Tag.RELATIVE, Tag.SUBORDINATOR) and w.low != "comme" for w in between):
            continue
        if (
            verb.is_finite
            and all(_is_filler(w.low, w.tag) for w in between)
            and (found := after_verb(reading, verb, text, last, any_noun=True))
        ):
            return found
        if (
            between
            and between[0].low not in (",",)
            and verb.is_finite
            and text[span.close : between[0].start].strip() == ""
            and span.close >= reading.sentence.start
            and text[span.end - 1] in ".!?"
        ):
            return subject_speaker(reading, verb, text, last)
    return None


def _is_filler(low: str, tag: Tag) -> bool:
    return low in (",", ".", "!", "?", "comme", "l'", "…", "ainsi", "»", "”") or tag in (Tag.ADVERB, Tag.CLITIC)


def _inside(text: str, span: Marked, reading: Reading) -> Speaker | None:
    """An incise: « …, a déclaré X, … »."""
    for verb in reading.verbs:
        start = reading.words[verb.start].start
        if not (span.start < start < span.end and verb.is_finite and speaks(verb, "inverted")):
            continue
        if verb.start and reading.words[verb.start - 1].low == "," and (found := after_verb(reading, verb, text, None)):
            return found
    return None


def _before(text: str, span: Marked, reading: Reading, marked: list[Marked], last: Speaker | None) -> Speaker | None:
    for verb in reversed(reading.verbs):
        position = reading.words[verb.start].start
        if reading.words[verb.end - 1].end > span.open or _is_quoted(position, marked):
            continue
        gap = sum(1 for w in reading.words[verb.end :] if w.end <= span.open)
        if gap > _GAP + 2 and says(verb.name, verb.lemma, "adjacent") and not says(verb.name, verb.lemma, "that"):
            continue
        if speaks(verb) and (found := subject_speaker(reading, verb, text, last)) is not None:
            return found
        if speaks(verb) and (found := _inverted_before(reading, verb, text, last)) is not None:
            return found
    return None


def _inverted_before(reading: Reading, verb: VerbGroup, text: str, last: Speaker | None) -> Speaker | None:
    return (
        after_verb(reading, verb, text, last) if verb.start == 0 or reading.words[verb.start - 1].low == "," else None
    )


def _at_end(text: str, span: Marked, reading: Reading, marked: list[Marked], last: Speaker | None) -> Speaker | None:
    """ "Ces mesures « ne servent à rien » en hiver, a jugé X." """
    if len(text[span.start : span.end].split()) < 3:
        return None
    for verb in reading.verbs:
        position = reading.words[verb.start].start
        if position < span.close or _is_quoted(position, marked) or not speaks(verb, "inverted"):
            continue
        if verb.start and reading.words[verb.start - 1].low == "," and (found := after_verb(reading, verb, text, last)):
            return found
    return None


def _is_quoted(position: int, marked: list[Marked]) -> bool:
    return any(m.start <= position < m.end for m in marked)
