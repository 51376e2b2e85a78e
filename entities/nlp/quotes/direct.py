"""Direct quotes: what stands between marks, with who is reported to say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entities.nlp.grammar.tokens import Tag
from entities.nlp.grammar.verbs import VerbGroup
from entities.nlp.quotes.alone import speaker_of_lone
from entities.nlp.quotes.cues import says
from entities.nlp.quotes.inverted import after_verb
from entities.nlp.quotes.naming import is_listed_with, is_titled, is_words_said
from entities.nlp.quotes.scene import Speaker
from entities.nlp.quotes.sources import NOBODY, of_group
from entities.nlp.quotes.speakers import according_to, speaks, subject_speaker, told_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.quotes.hearers import Addressee
    from entities.nlp.quotes.marks import Marked
    from entities.nlp.quotes.scene import Scene

_GAP = 4  # tokens between a closing mark and the verb that says who spoke
_UNKNOWN = Speaker(None, "", 0.4)
_TOLD = 0.5  # certainty from which some word tells that somebody speaks
_FAR = 10  # tokens after which a verb of speech needs "que" or a colon to lead the quote


@dataclass(frozen=True, slots=True)
class Said:
    """`told` is who hears, where the label of a turn tells it already."""

    marked: Marked
    speaker: Speaker
    told: Addressee | None = None


def find_direct(scene: Scene) -> list[Said]:
    found: list[Said] = []
    name: Marked | None = None
    for span in scene.marked:
        if not is_words_said(scene.text, span) or (name is not None and is_listed_with(scene.text, name, span)):
            name = span
            continue
        near = scene.near(span.open, span.close)
        if not near:
            continue
        speaker = _speaker(scene, span, near)
        if speaker.certainty < _TOLD and is_titled(scene, span, near):
            name = span
            continue
        found.append(Said(span, speaker))
        scene.note(scene.index_of(near[-1]), span.open, speaker)
    return found


def _speaker(scene: Scene, span: Marked, near: Sequence[Reading]) -> Speaker:
    """The cue after the quote wins, then one inside it, then the nearest before it, then the end of its sentence."""
    following = _following(scene, near, span)
    found = _after(scene, span, following) or next((s for r in near if (s := _inside(scene, span, r))), None)
    found = found or _before(scene, span, near[0]) or _at_end(scene, span, near[-1]) or _agent(scene, span, near[-1])
    found = found or speaker_of_lone(scene, span, near) or _presented(scene, span, near[0])
    return found or _first_person(scene, span, near[0]) or _UNKNOWN


def _following(scene: Scene, near: Sequence[Reading], span: Marked) -> list[Reading]:
    """The sentence that ends the quote, and the next of its paragraph when the quote ends a sentence."""
    index = scene.index_of(near[-1])
    following = [near[-1]]
    if near[-1].sentence.end <= span.close and index + 1 < len(scene.readings):
        after = scene.readings[index + 1]
        if after.sentence.paragraph == near[-1].sentence.paragraph:
            following.append(after)
    return following


def _after(scene: Scene, span: Marked, following: list[Reading]) -> Speaker | None:
    for reading in following:
        first = next((i for i, w in enumerate(reading.words) if w.start >= span.close), None)
        if first is not None and (found := _right_after(scene, span, reading, first)) is not None:
            return found
    return None


def _right_after(scene: Scene, span: Marked, reading: Reading, first: int) -> Speaker | None:
    if (found := _before_its_verb(scene, span, reading, first)) is not None:
        return found
    if (verb := _unread_verb(reading, first)) is not None:
        return after_verb(scene, reading, verb, far=True)
    verb = next((v for v in reading.verbs if v.start >= first), None)
    if verb is None or not verb.is_finite or verb.start - first > _GAP:
        return None
    between = reading.words[first : verb.start]
    if any(w.tag in (Tag.RELATIVE, Tag.SUBORDINATOR) and w.low != "comme" for w in between):
        return _so_it_is(scene, reading, first)
    if not all(_is_filler(w.low, w.tag) for w in between):
        return None
    verb = told_by(reading, verb)
    touches = scene.text[span.close : reading.words[first].end].strip(" ,.") != "" or first < verb.start
    if speaks(verb) or verb.inverted in ("il", "elle", "ils", "elles"):
        return after_verb(scene, reading, verb, any_noun=True, far=True)
    if touches and between and between[0].low == "," and not verb.is_passive:
        return after_verb(scene, reading, verb)
    return None


def _is_filler(low: str, tag: Tag) -> bool:
    return low in (",", ".", "!", "?", "comme", "l'", "…", "ainsi", "»", "”", "-", "–", "—") or tag in (
        Tag.ADVERB,
        Tag.CLITIC,
    )


def _before_its_verb(scene: Scene, span: Marked, reading: Reading, first: int) -> Speaker | None:
    """ "« … », X a dit": a name right after the comma, its verb of speech right after the name."""
    is_led = reading.words[first].low == ","
    if not is_led and scene.text[span.end - 1] != ",":
        return None
    group = reading.group_at(first + is_led)
    verb = next((v for v in reading.verbs if v.start > first), None)
    if group is None or verb is None or group.prep or not group.acts or not speaks(verb) or not verb.is_finite:
        return None
    return of_group(scene, reading, group, 0.85) if 0 <= verb.start - group.end <= 1 else None


def _unread_verb(reading: Reading, first: int) -> VerbGroup | None:
    """ "« … », analyse X": a lone word between a comma and a subject is a verb, whatever else it may be."""
    words = reading.words
    if first + 2 >= len(words) or words[first].low != "," or words[first + 1].tag is not Tag.NOUN:
        return None
    word, after = words[first + 1], words[first + 2]
    is_form = word.low.endswith(("e", "t", "d", "a", "nt")) and not word.named
    opens = after.tag is Tag.DETERMINER or (after.named and not after.is_adjective_name)
    inverted = next((w.low[1:] for w in words[first + 2 : first + 4] if w.low in ("-il", "-elle", "-on")), "")
    if not is_form or not (opens or inverted):
        return None
    return VerbGroup(first + 1, first + 1, first + 2, word.low, "P", inverted=inverted)


def _so_it_is(scene: Scene, reading: Reading, first: int) -> Speaker | None:
    """ "« … » : c'est ainsi que X a salué le texte" """
    lows = [w.low for w in reading.words[first : first + 6]]
    that = next((i for i, low in enumerate(lows) if low in ("que", "qu'")), None)
    if that is None or not {"c'", "voilà"} & set(lows[:that]):
        return None
    verb = next((v for v in reading.verbs if v.start > first + that), None)
    return subject_speaker(scene, reading, verb) if verb is not None else None


def _inside(scene: Scene, span: Marked, reading: Reading) -> Speaker | None:
    """An incise: « …, a déclaré X, … »."""
    for verb in reading.verbs:
        start = reading.words[verb.start].start
        cue = told_by(reading, verb)
        is_cue = speaks(cue, "inverted") or (verb.inverted in ("il", "elle") and speaks(verb)) or cue is not verb
        if not (span.start < start < span.end and verb.is_finite and is_cue):
            continue
        opens = verb.start and reading.words[verb.start - 1].low in (",", "?", "!")
        if opens and (found := after_verb(scene, reading, cue, far=True)) is not None:
            return found
    return None


def _before(scene: Scene, span: Marked, reading: Reading) -> Speaker | None:
    """The nearest verb of speech before the quote, or the nearer "selon X"."""
    end = next((i for i, w in enumerate(reading.words) if w.start >= span.open), len(reading.words))
    start = max((i for i, w in enumerate(reading.words[:end]) if scene.is_quoted(w.start)), default=-1) + 1
    source = according_to(scene, reading, 0, end)
    if source is not None and source[0] >= start and _is_near_enough(reading, source[0], end):
        return source[1]
    for verb in reversed([v for v in reading.verbs if v.end <= end]):
        if scene.is_quoted(reading.words[verb.start].start) or not _may_lead(reading, verb, end):
            continue
        if verb.is_passive:
            found = _agent_of(scene, reading, verb)
        else:
            found = (
                _incise_before(scene, reading, verb)
                or subject_speaker(scene, reading, verb)
                or _inverted_before(scene, reading, verb)
            )
        if found is not None:
            return found
    return source[1] if source is not None and (source[0] == 0 or _is_near_enough(reading, source[0], end)) else None


def _is_near_enough(reading: Reading, place: int, end: int) -> bool:
    """No verb of speech stands between "selon X" and the quote, nor any verb if X vouches for a figure alone."""
    between = [v for v in reading.verbs if place < v.start and v.end <= end and v.is_finite]
    stands_apart = place == 0 or reading.words[place - 1].low in (",", "et", "mais", "que")
    return not any(speaks(v) for v in between) and (stands_apart or not between)


def _may_lead(reading: Reading, verb: VerbGroup, end: int) -> bool:
    gap, between = end - verb.end, reading.words[verb.end : end]
    lows = {w.low for w in between}
    if verb.tense == "C" and not verb.is_compound:
        return False  # "la Russie répondrait": what would be, not what was said
    if verb.inverted in ("il", "elle") and says(verb.name, "inverted"):
        return True  # ", jure-t-il, mais …": an incise has the whole sentence said
    if not says(verb.name) or (gap > _FAR and "," in lows and not lows & {"que", "qu'", ":"}):
        return False
    return gap <= _GAP + 2 or not says(verb.name, "adjacent") or says(verb.name, "that")


def _incise_before(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    """ "Les Alliés, a dit X, ne voient « … »": between commas the subject follows."""
    words = reading.words
    if not verb.start or words[verb.start - 1].low != "," or not verb.is_finite or not speaks(verb, "inverted"):
        return None
    closing = next((i for i in range(verb.end, min(verb.end + 10, len(words))) if words[i].low == ","), None)
    if closing is None or any(verb.end <= v.start < closing for v in reading.verbs):
        return None
    return after_verb(scene, reading, verb)


def _inverted_before(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    opens = verb.start == 0 or reading.words[verb.start - 1].low == ","
    return after_verb(scene, reading, verb) if opens else None


def _at_end(scene: Scene, span: Marked, reading: Reading) -> Speaker | None:
    """ "Ces mesures « ne servent à rien » en hiver, a jugé X", or ", selon X." """
    first = next((i for i, w in enumerate(reading.words) if w.start >= span.close), None)
    if first is None:
        return None
    for verb in reading.verbs:
        position = reading.words[verb.start].start
        if verb.start < first or scene.is_quoted(position) or not verb.is_finite or not speaks(verb, "inverted"):
            continue
        if (
            verb.start
            and reading.words[verb.start - 1].low == ","
            and (found := after_verb(scene, reading, verb, far=True))
        ):
            return found
    source = according_to(scene, reading, first, len(reading.words))
    return source[1] if source is not None and reading.words[source[0]].prep == "selon" else None


def _agent(scene: Scene, span: Marked, reading: Reading) -> Speaker | None:
    """ "a été qualifiée de « faute » par X" """
    for verb in reading.verbs:
        if verb.is_passive and says(verb.name) and reading.words[verb.start].start < span.open:
            return _agent_of(scene, reading, verb)
    return None


def _agent_of(scene: Scene, reading: Reading, verb: VerbGroup) -> Speaker | None:
    group = next((g for g in reading.groups if g.start >= verb.end and g.prep == "par" and g.acts), None)
    return of_group(scene, reading, group, 0.85) if group is not None else None


def _presented(scene: Scene, span: Marked, reading: Reading) -> Speaker | None:
    """Without a verb of speech: the person of whom the sentence tells, who shows, thanks or shrugs, and says."""
    for verb in reversed(reading.verbs):
        position = reading.words[verb.start].start
        if not verb.is_finite or position >= span.open or scene.is_quoted(position):
            continue
        if verb.start and reading.words[verb.start - 1].low == "on":
            return NOBODY
        if reading.words[verb.end - 1].end > span.open:
            return None  # a part of the verb stands between the marks
        if verb.lemma in ("avoir", "être") and reading.words[verb.end - 1].end >= _last_before(reading, span):
            return None  # the marks hold what is told of the subject
        speaker = subject_speaker(scene, reading, verb)
        if speaker is None:
            continue
        is_person = scene.is_person(speaker.actor) and not verb.is_passive
        return Speaker(speaker.actor, speaker.text, 0.45) if is_person else None
    return None


def _last_before(reading: Reading, span: Marked) -> int:
    return max((w.end for w in reading.words if w.end <= span.open), default=0)


def _first_person(scene: Scene, span: Marked, reading: Reading) -> Speaker | None:
    """ "nous", "je" without any cue: the person of whom the sentences before tell."""
    words = {w.low for r in scene.near(span.start, span.end) for w in r.words if span.start <= w.start < span.end}
    if not words & {"je", "j'", "nous", "notre", "nos", "mon", "ma", "mes", "moi"}:
        return None
    index = scene.index_of(reading)
    for k in (index - 1, index - 2):
        if k >= 0 and scene.readings[k].sentence.paragraph == reading.sentence.paragraph:
            subjects = [s for s in scene.seen(k) if s.is_subject]
            if subjects:
                return Speaker(subjects[-1].actor, "", 0.45)
    return None
