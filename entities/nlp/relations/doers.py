"""Who does what a verb states, where that is neither its subject nor its agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.found import RelationType
from entities.nlp.grammar.clauses import Reading, subject_of, thing_subject
from entities.nlp.relations.phrases import frame_at

if TYPE_CHECKING:
    from entities.nlp.grammar.noun_phrases import Group
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.relations.lexicon import VerbFrame


def acting_thing(reading: Reading, verb: VerbGroup, frame: VerbFrame) -> Group | None:
    """ "un missile russe a frappé X": what is a state's acts for it, unless it is an act itself ("la visite russe")."""
    if not verb.is_finite or frame.type not in _OF_THINGS:
        return None
    found = thing_subject(reading, verb)
    if found is None or frame_at(reading, found[1]) is not None:
        return None
    return found[0]


_OF_THINGS = frozenset(
    {
        RelationType.ACCUSE, RelationType.REJECT, RelationType.THREATEN, RelationType.MOBILIZE, RelationType.COERCE,
        RelationType.ASSAULT, RelationType.AID, RelationType.COOPERATE, RelationType.SANCTION, RelationType.RETREAT,
        RelationType.PROTEST,
    }
)  # fmt: skip


def accuser(reading: Reading, verb: VerbGroup, frame: VerbFrame) -> tuple[str, ...]:
    """ "X a expulsé trois diplomates russes, accusés d'espionnage": X"""
    before = reading.verb_before(verb.start)
    if frame.type is not RelationType.ACCUSE or verb.tense != "K" or before is None or before.is_passive:
        return ()
    group = subject_of(reading, before)
    return group.actors if group is not None else ()


def whose_forces(reading: Reading, verb: VerbGroup, frame: VerbFrame, subject: Group | None) -> tuple[str, ...]:
    """ "des troupes turques ont été déployées en Irak": whose forces they are that are moved."""
    if frame.type is not RelationType.MOBILIZE or "object" in frame.slots:
        return ()
    if subject is not None and not subject.is_pronoun:
        return subject.actors
    thing = thing_subject(reading, verb)
    return thing[0].actors if thing is not None else ()


def of_topic(reading: Reading, verb: VerbGroup, frame: VerbFrame) -> tuple[str, ...]:
    """ "Maroc : deux palangriers espagnols arraisonnés": in a headline, the state where it happens does it."""
    topic = reading.groups[0] if reading.groups else None
    if frame.type not in _OF_AUTHORITIES or verb.is_finite or topic is None or topic.start or len(topic.actors) > 1:
        return ()
    closed = topic.end < len(reading.words) and reading.words[topic.end].low == ":"
    return topic.actors if closed and not any(v.is_finite for v in reading.verbs) else ()


_OF_AUTHORITIES = frozenset({RelationType.COERCE, RelationType.SANCTION, RelationType.RETREAT})
