"""Noun phrases of triggers: who stands where around a noun, and who answers for a thing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from entities.nlp.found import RelationType
from entities.nlp.grammar.antecedents import latest_pair, resolve_other, resolve_possessive
from entities.nlp.grammar.clauses import STOPS, Reading, subject_of
from entities.nlp.grammar.lexicon import word_set
from entities.nlp.grammar.tokens import FINITE, Tag
from entities.nlp.relations.lexicon import NounFrame, lexicon

if TYPE_CHECKING:
    from entities.nlp.grammar.noun_phrases import Group


_JUDGING = frozenset({RelationType.ACCUSE, RelationType.SUPPORT, RelationType.REJECT, RelationType.AID})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A trigger noun at `head` and what its complements fill. `end` is one past the last complement."""

    frame: NounFrame
    head: int
    start: int
    end: int
    source: tuple[str, ...]
    target: tuple[str, ...]
    parties: tuple[str, ...]


def phrase_end(reading: Reading, head: int) -> int:
    """Where complements of a noun stop: at a finite verb, a relative, a stop, a comma that is no list."""
    words = reading.words
    for i in range(head + 1, len(words)):
        word = words[i]
        if word.tag in (Tag.RELATIVE, Tag.SUBORDINATOR) or word.low in STOPS or word.low in (".", "mais"):
            return i
        if word.tag is Tag.VERB and word.tenses() & (FINITE | {"W", "G"}) and word.tenses() != {"K"}:
            return i
        if word.low == "," and not any(g.start < i < g.end for g in reading.groups):
            return i
    return len(words)


def frame_at(reading: Reading, head: int) -> NounFrame | None:
    """The noun frame that the word at `head` calls for, given the words of its phrase."""
    word = reading.words[head]
    if word.is_capital and head and word.low in ("allié", "alliés", "alliée"):
        return None  # "les Alliés" are somebody
    if word.named or word.tag not in (Tag.NOUN, Tag.PREPOSITION):
        return None
    frames = lexicon().noun_frames(word.low)
    if not frames:
        return None
    around = {w.low for w in reading.words[max(0, head - 3) : min(len(reading.words), head + 9)]}
    near = {w.low for w in reading.words[head + 1 : head + 4]}
    for frame in frames:
        if frame.with_words and not frame.with_words & around:
            continue
        if frame.unless & near:
            return None
        following = reading.words[head + 1 : head + 5]
        if frame.of_groups and not any(lexicon().is_in_group(w.low, g) for w in following for g in frame.of_groups):
            continue
        return frame
    return None


def noun_phrase(reading: Reading, head: int) -> NounPhrase | None:
    frame = frame_at(reading, head)
    if frame is None:
        return None
    end = phrase_end(reading, head)
    frame = _turned(reading, frame, head, end)
    parts: dict[str, tuple[str, ...]] = {"source": (), "target": (), "party": ()}
    last = head + 1
    inner_start, inner_end = _fill_with_thing(reading, frame, head, end, parts)
    for group in reading.groups:
        if group.start <= head or group.start >= end or inner_start <= group.start < inner_end:
            continue
        prep = _link(reading, head, group)
        part = frame.slots.get(prep, "") if prep else ""
        if not part:
            continue
        actors = group.actors
        if part != "party" and parts[part]:
            part = {"source": "target", "target": "source"}[part] if prep == "de" and not parts[_other(part)] else ""
        if part:
            parts[part] += tuple(a for a in actors if a not in parts[part])
            last = max(last, group.end)
    start = _start(reading, head)
    _add_possessor(reading, frame, start, head, parts)
    return NounPhrase(frame, head, start, last, parts["source"], parts["target"], parts["party"])


def _turned(reading: Reading, frame: NounFrame, head: int, end: int) -> NounFrame:
    """ "leur condamnation de X", "l'agression de X par Y": who does it is said otherwise, so "de" is whom."""
    if frame.slots.get("de") != "source" or "target" not in frame.slots.values():
        return frame
    start = _start(reading, head)
    owned = frame.type in _JUDGING and any(w.low in word_set("possessives") for w in reading.words[start:head])
    done = frame.slots.get("par") == "source" and any(
        g.prep == "par" and _is_of(reading, head, _governing_noun(reading, g.members[0].prep_start))
        for g in reading.groups_between(head, end)
    )
    own = bool(frame.of_groups) and any(
        w.low in word_set("possessives") for w in reading.words[head + 1 : head + _NEAR]
    )
    return replace(frame, slots={**frame.slots, "de": "target"}) if owned or done or own else frame


_NEAR = 4  # tokens from a noun to the possessive of its complement: "le retrait de ses troupes"


def _is_of(reading: Reading, head: int, governor: int) -> bool:
    """Whether what stands under the noun `governor` stands under `head`: "le boycott des produits de Y par X"."""
    return governor in (-1, head) or (governor > head and frame_at(reading, governor) is None)


def _fill_with_thing(
    reading: Reading, frame: NounFrame, head: int, end: int, parts: dict[str, tuple[str, ...]]
) -> tuple[int, int]:
    """ "sanctions contre la guerre de X contre Y": who answers for the act that a slot holds. Gives its bounds."""
    if not frame.within:
        return 0, 0
    words = reading.words
    for i in range(head + 1, end):
        if (
            not words[i].is_prep_start
            or frame.slots.get(words[i].prep) != "target"
            or reading.group_at(i + 1) is not None
        ):
            continue
        inner = i + 1
        while inner < end and (words[inner].prep == words[i].prep or words[inner].tag in (Tag.DETERMINER, Tag.ADVERB)):
            inner += 1
        phrase = noun_phrase(reading, inner) if inner < end else None
        if phrase is not None and (actors := phrase.source or phrase.parties):
            parts["target"] = actors
            return i, max(phrase.end, inner + 1)
        low = next((w.low for w in words[i + 1 : inner] if w.low in word_set("possessives")), "")
        if phrase is None and low and (actors := _owner(reading, low, i + 1)):
            parts["target"] = actors
            return i, inner + 1
    return 0, 0


def _other(part: str) -> str:
    return "target" if part == "source" else "source"


def _link(reading: Reading, head: int, group: Group) -> str:
    """The preposition that ties the group to the noun at `head`, through nouns that state nothing themselves."""
    one = group.members[0]
    if one.prep == "de" and _is_bare_run(reading, head + 1, one.prep_start):
        return "de"
    if one.prep == "adj":
        if one.head == head:
            return "adj"
        return _outward(reading, head, one.head)
    if not one.prep:
        return "entre" if one.is_pair and group.start == head + 1 else ""
    inner = _governing_noun(reading, one.prep_start)
    if inner == head:
        return one.prep
    if one.prep == "par" and any(w.prep not in ("", "de") for w in reading.words[head + 1 : one.prep_start]):
        return ""  # does another thing
    between = [i for i in range(head + 1, one.prep_start) if frame_at(reading, i) is not None]
    takers = [i for i in between if one.prep in (f.slots if (f := frame_at(reading, i)) else {})]
    if takers:
        return ""
    if one.prep in ("de", "adj") and inner > head:
        return _outward(reading, head, inner)
    return one.prep


def _is_bare_run(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing but adjectives stands there: no article and no preposition."""
    return all(w.tag in (Tag.NOUN, Tag.ADVERB) and not w.named and w.low != "-" for w in reading.words[start:end])


def _outward(reading: Reading, head: int, inner: int) -> str:
    """For "soutien de X à la marine de Y": Y stands under "marine", which "à" ties to "soutien"."""
    if inner <= head or (
        frame_at(reading, inner) is not None and not lexicon().is_in_group(reading.words[inner].low, "arms")
    ):
        return ""
    j = inner
    while j > head and not reading.words[j].prep:
        if reading.words[j].tag is Tag.VERB:
            return ""
        j -= 1
    return reading.words[j].prep if j > head else ""


def _governing_noun(reading: Reading, prep_start: int) -> int:
    """The noun right before a preposition, over its adjectives; or -1."""
    words = reading.words
    j = prep_start - 1
    while j >= 0 and (
        words[j].tag is Tag.ADVERB
        or words[j].named
        or words[j].pos == "ADJ"
        or words[j].low == "-"
        or (words[j].tag is Tag.VERB and words[j].tenses() <= {"K", "G"})
    ):
        j -= 1
    if j >= 0 and words[j].tag is Tag.NOUN:
        return j
    return -1


def _start(reading: Reading, head: int) -> int:
    j = head
    while (
        j > 0
        and not reading.words[j - 1].named
        and (
            reading.words[j - 1].tag is Tag.DETERMINER
            or (reading.words[j - 1].tag is Tag.ADVERB and reading.words[j - 1].low not in word_set("days"))
            or (reading.words[j - 1].tag is Tag.NOUN and reading.words[j - 1].pos in ("ADJ", "NUM"))
        )
    ):
        j -= 1
    if (
        j > 1
        and reading.words[j - 1].tag is Tag.NOUN
        and not reading.words[j - 1].named
        and reading.words[j - 2].tag is Tag.DETERMINER
    ):
        return j - 2  # un proche allié
    return j


def _add_possessor(
    reading: Reading, frame: NounFrame, start: int, head: int, parts: dict[str, tuple[str, ...]]
) -> None:
    low = next((w.low for w in reading.words[start:head] if w.low in word_set("possessives")), "")
    part = frame.slots.get("adj", frame.slots.get("de", ""))
    if low == "leurs" and frame.type is RelationType.ALLIANCE:
        return  # each has its own
    if not low or not part or (part != "party" and parts[part]):
        return
    owner = _owner(reading, low, start)
    parts[part] = tuple(dict.fromkeys((*owner, *parts[part])))


def _owner(reading: Reading, low: str, start: int) -> tuple[str, ...]:
    """Whose "ses visites" are: the subject's, but not of a verb that praises or blames them."""
    verb = reading.verb_before(start) or reading.verb_after(start)
    group = subject_of(reading, verb) if verb is not None else None
    subject = group.actors if group is not None else ()
    before = [g for g in reading.groups if g.end <= start]
    if start and reading.words[start - 1].low == "et":  # "X et son allié"
        return next((g.actors for g in before if g.end == start - 1), ())
    if (
        verb is not None
        and verb.end <= start
        and any((f.within or f.type in _JUDGING) and not f.is_particular for f in lexicon().verbs.get(verb.name, ()))
    ):
        return resolve_other(before, low, reading.context, subject)
    return resolve_possessive(before, low, reading.context, subject)


def other_of_pair(reading: Reading, one: tuple[str, ...]) -> tuple[str, ...]:
    """The other of the two states that the text is about, when one of them is given."""
    pair = latest_pair(reading.groups, reading.context)
    states = {reading.context.state(a) for a in one}
    others = tuple(a for a in pair if reading.context.state(a) not in states)
    return others if len(others) == 1 else ()


def answerable(reading: Reading, start: int, limit: int) -> tuple[str, ...]:
    """Who answers for the thing named at `start`: the doer of an act, all parties to a tie, else whose it is."""
    words = reading.words
    j = start
    while j < limit and (
        words[j].tag in (Tag.DETERMINER, Tag.ADVERB) or words[j].prep or words[j].low in ("«", "“", '"')
    ):
        if (group := reading.group_at(j)) is not None:
            return group.actors
        j += 1
    for i in range(j, limit):
        if (group := reading.group_at(i)) is not None:
            return group.actors
        leaves = words[i].is_prep_start and i > j and words[i].prep not in ("de", "par", "entre")
        if leaves or words[i].low == "," or (words[i].tag is Tag.VERB and words[i].tenses() & FINITE):
            return ()
        phrase = noun_phrase(reading, i)
        if phrase is not None and (doers := phrase.parties or phrase.source or _relative_doer(reading, limit)):
            return doers
        if phrase is not None and phrase.target:
            return ()
    return _relative_doer(reading, limit)


def _relative_doer(reading: Reading, limit: int) -> tuple[str, ...]:
    """ "la guerre que X mène": the subject of the relative clause that begins where the noun phrase ends."""
    words = reading.words
    if limit >= len(words) or words[limit].low not in ("que", "qu'") or words[limit - 1].tag is not Tag.NOUN:
        return ()
    verb = next((v for v in reading.verbs if v.start > limit and v.is_finite), None)
    group = subject_of(reading, verb) if verb is not None else None
    return group.actors if group is not None and group.start > limit else ()
