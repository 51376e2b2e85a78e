"""Statements that verbs make."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from entities.nlp.found import HOSTILE, Mode, RelationType
from entities.nlp.grammar.clauses import (
    STOPS,
    Reading,
    governor_of,
    region_end,
    subject_of,
)
from entities.nlp.grammar.lexicon import singulars
from entities.nlp.grammar.tokens import Tag
from entities.nlp.relations.doers import accuser, acting_thing, of_police, of_topic, whose_forces
from entities.nlp.relations.lexicon import VerbFrame, lexicon
from entities.nlp.relations.meant import (
    CERTAINTY,
    against_nobody_named,
    is_against_another,
    other_side,
    takes_captives,
    this_act_of,
    told_in_warning,
)
from entities.nlp.relations.modes import mode_of
from entities.nlp.relations.phrases import answerable, noun_phrase, other_of_pair
from entities.nlp.relations.slots import after_adverbs, filled, object_before, target_slots
from entities.nlp.relations.statements import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from entities.nlp.grammar.noun_phrases import Group
    from entities.nlp.grammar.verbs import VerbGroup

_JUDGING = frozenset({RelationType.ACCUSE, RelationType.REJECT, RelationType.SUPPORT})
_ABSORBING = frozenset({RelationType.AGREE, RelationType.REJECT, RelationType.THREATEN})


def verb_statements(reading: Reading) -> Iterator[Statement]:
    for verb in reading.verbs:
        if is_absorbed(reading, verb):
            continue
        statement = statement_of(reading, verb)
        if statement is None:
            continue
        yield _stopped(reading, statement, verb)
        if _is_refused(reading, statement, verb):
            yield replace(statement, type=RelationType.REJECT, mode=Mode.ASSERTED)
        if _is_given_up(reading, statement, verb):
            yield replace(statement, type=RelationType.CONCEDE, mode=Mode.ASSERTED)


def statement_of(reading: Reading, verb: VerbGroup) -> Statement | None:
    """What the verb's first frame states that fills both ends, else one whose other end is meant, else left out."""
    found = [s for frame in frames_of(verb) if (s := apply_frame(reading, verb, frame)) is not None]
    whole = [s for s in found if s.parties or (s.source and s.target and s.certainty > CERTAINTY)]
    meant = [s for s in found if s.source and s.target]
    return next(iter([*whole, *meant, *found]), None)


def _stopped(reading: Reading, statement: Statement, verb: VerbGroup) -> Statement:
    """ "cessera d'acheter": what ends a good thing."""
    governor = governor_of(reading, verb) if verb.tense == "W" else None
    if governor is None or governor.lemma not in lexicon().stopping_verbs or governor.is_negated:
        return statement
    kind = lexicon().stopped.get(statement.type)
    if kind is None or statement.mode is not Mode.NEGATED:
        return statement
    return replace(statement, type=kind, mode=mode_of(reading, governor))


def frames_of(verb: VerbGroup) -> tuple[VerbFrame, ...]:
    return lexicon().verbs.get(verb.name, ())


def is_absorbed(reading: Reading, verb: VerbGroup) -> bool:
    """What is promised or refused is the promise or the refusal."""
    if verb.tense != "W":
        return False
    governor = governor_of(reading, verb)
    if governor is None:
        return False
    for frame in frames_of(governor):
        if frame.infinitive and frame.type in _ABSORBING and apply_frame(reading, governor, frame) is not None:
            return True
    return False


def _is_refused(reading: Reading, statement: Statement, verb: VerbGroup) -> bool:
    """ "ne livrera pas", "a décidé de ne pas livrer" """
    governor = governor_of(reading, verb) if verb.tense == "W" and verb.is_negated else None
    decided = governor is not None and governor.name in lexicon().modes["planned"] and not governor.is_negated
    return (
        statement.mode is Mode.NEGATED
        and ((verb.tense == "F" and not verb.is_compound) or decided)
        and statement.type.value in lexicon().modes["refusable"]
    )


def _is_given_up(reading: Reading, statement: Statement, verb: VerbGroup) -> bool:
    """ "ne s'oppose plus" """
    return (
        statement.mode is Mode.NEGATED
        and statement.type in (RelationType.REJECT, RelationType.REQUEST)
        and any(w.low == "plus" for w in reading.words[verb.start : verb.end + 2])
    )


def apply_frame(reading: Reading, verb: VerbGroup, frame: VerbFrame) -> Statement | None:
    end = region_end(reading, verb)
    if not _fits(reading, verb, frame, end):
        return None
    subject = subject_of(reading, verb) or acting_thing(reading, verb, frame)
    if frame.subject == "person" and (subject is None or not subject.is_person):
        return None
    passive = verb.is_passive or verb.tense == "K"
    if frame.passive != passive and (frame.passive or ("object" not in frame.slots and not frame.nouns)):
        return None
    if passive and not frame.passive:
        source = filled(reading, verb, "par", end, within=False) or accuser(reading, verb, frame)
        source = source or whose_forces(reading, verb, frame, subject) or of_topic(reading, verb, frame)
        source = source or of_police(reading, verb, frame, end)
        target = _passive_target(reading, verb, frame, subject, end)
    else:
        source = subject.actors if subject is not None else ()
        target = object_before(reading, verb, frame, source) or next(
            (
                t
                for slot in target_slots(frame)
                if (t := filled(reading, verb, slot, end, within=frame.within, of_things=bool(frame.nouns)))
            ),
            (),
        )
    if not target:
        target = _told_elsewhere(reading, verb, frame, source, end)
    statement = _statement(reading, verb, frame, source, target)
    if target or (statement is not None and statement.parties):
        return statement
    alone = statement is not None and statement.type in HOSTILE and bool(statement.source)
    meant = against_nobody_named(reading, verb, source) or (bool(source) and takes_captives(reading, verb, frame, end))
    if not alone and not meant:
        return statement
    if told := told_in_warning(reading, verb, source):
        return _statement(reading, verb, frame, source, told)
    if not alone and is_against_another(reading, verb, frame.type, end, source):
        return statement
    return _meant(reading, verb, frame, source, known=not meant) or statement


def _told_elsewhere(
    reading: Reading, verb: VerbGroup, frame: VerbFrame, source: tuple[str, ...], end: int
) -> tuple[str, ...]:
    """The other end where no slot of the clause holds it."""
    is_active = not verb.is_passive and verb.tense != "K"
    target: tuple[str, ...] = ()
    if is_active and frame.type is RelationType.PROTEST:
        target = _faced(reading, verb)
    if is_active and frame.type in _JUDGING:
        target = this_act_of(reading, after_adverbs(reading, verb.end, end), end, source)
    if not target and frame.pair and len(source) == 1:
        target = other_side(reading, verb.start, source, frame.type) or other_of_pair(reading, source)
    return target or (_infinitive_target(reading, verb, end, source) if frame.infinitive else ())


def _meant(
    reading: Reading, verb: VerbGroup, frame: VerbFrame, source: tuple[str, ...], *, known: bool
) -> Statement | None:
    others = other_side(reading, verb.start, source, frame.type, known=known)
    made = _statement(reading, verb, frame, source, others) if others else None
    return replace(made, certainty=CERTAINTY, rule=f"{made.rule} meant") if made is not None else None


def _faced(reading: Reading, verb: VerbGroup) -> tuple[str, ...]:
    """ "Devant l'ambassade de X, des Y ont brûlé des drapeaux": X"""
    group = reading.groups[0] if reading.groups else None
    is_first = group is not None and group.prep == "devant" and group.members[0].prep_start == 0
    return group.actors if group is not None and is_first and group.end < verb.start else ()


def _statement(
    reading: Reading, verb: VerbGroup, frame: VerbFrame, source: tuple[str, ...], target: tuple[str, ...]
) -> Statement | None:
    trigger = (verb.main, verb.end)
    rule = f"verb {verb.name}"
    target = tuple(t for t in target if t not in source)
    mode = mode_of(reading, verb)
    if frame.planned and mode is Mode.ASSERTED:
        mode = Mode.PLANNED
    if source and target:
        return Statement(frame.type, trigger, verb.name, source, target, mode=mode, rule=rule, certainty=0.8)
    if frame.mutual and not target and len({reading.context.state(s) for s in source}) > 1:
        return Statement(
            frame.type, trigger, verb.name, parties=source, mode=mode, rule=f"{rule} mutual", certainty=0.75
        )
    if frame.alone and (source or (target and _is_event(reading, verb))):
        return Statement(frame.type, trigger, verb.name, source, target, mode=mode, rule=f"{rule} alone", certainty=0.6)
    return None


def _is_event(reading: Reading, verb: VerbGroup) -> bool:
    """ "a été occupé", not "était occupé" """
    return any(w.low == "été" for w in reading.words[verb.start : verb.main]) or verb.tense in "JF"


def _fits(reading: Reading, verb: VerbGroup, frame: VerbFrame, end: int) -> bool:
    words = reading.words[verb.end : end]
    if verb.is_passive or verb.tense == "K":
        words = reading.words[max(0, verb.start - 8) : end]
    if frame.nouns and not any(lexicon().is_in_group(w.low, g) for w in words for g in frame.nouns):
        return False
    if frame.unless and any(w.low in frame.unless for w in words):
        return False
    if frame.armed and not _is_armed(reading, verb, end):
        return False
    told = (*words, *reading.words[end : end + 1])  # the infinitive that ends the region too
    return not frame.as_nouns or any(s in frame.as_nouns for w in told for s in singulars(w.low))


def _is_armed(reading: Reading, verb: VerbGroup, end: int) -> bool:
    """Whether forces or weapons stand in the clause: between its subject and the end of its complements."""
    subject = subject_of(reading, verb)
    start = min(subject.start if subject is not None else verb.start, max(0, verb.start - _NEAR))
    return any(lexicon().is_in_group(w.low, "vessels") for w in reading.words[start:end])


_NEAR = 8  # tokens before a verb that may belong to its subject


def _passive_target(
    reading: Reading, verb: VerbGroup, frame: VerbFrame, subject: Group | None, end: int
) -> tuple[str, ...]:
    if "object" in frame.slots:
        if subject is not None:
            return subject.actors
        return _passive_subject_thing(reading, verb) if frame.within else ()
    return next((t for slot in target_slots(frame) if (t := filled(reading, verb, slot, end, within=frame.within))), ())


def _passive_subject_thing(reading: Reading, verb: VerbGroup) -> tuple[str, ...]:
    """ "L'invasion irakienne du Koweït a été condamnée": who answers for the thing before the verb."""
    start = verb.start
    while start > 0 and reading.words[start - 1].low not in STOPS and reading.words[start - 1].tag not in (
        Tag.SUBORDINATOR, Tag.RELATIVE
    ) and reading.words[start - 1].tag is not Tag.VERB:  # fmt: skip
        start -= 1
    return answerable(reading, start, verb.start)


def _infinitive_target(reading: Reading, verb: VerbGroup, end: int, source: tuple[str, ...]) -> tuple[str, ...]:
    """Whom the promised or refused act concerns."""
    following = next((v for v in reading.verbs if v.start >= verb.end), None)
    if (
        following is None
        or following.tense != "W"
        or any(
            w.low in STOPS or w.tag in (Tag.RELATIVE, Tag.SUBORDINATOR)
            for w in reading.words[verb.end : following.start]
        )
    ):
        return ()
    inner_end = region_end(reading, following)
    for frame in frames_of(following):
        for slot in target_slots(frame):
            if actors := filled(reading, following, slot, inner_end, within=frame.within):
                return actors
    for i in range(following.end, inner_end):
        phrase = noun_phrase(reading, i)
        if phrase is not None and (actors := phrase.target or phrase.parties):
            return tuple(a for a in actors if a not in source)
    return ()
