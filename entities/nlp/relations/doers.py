"""Who does what a verb states, where that is neither its subject nor its agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entities.nlp.found import RelationType
from entities.nlp.grammar.clauses import Reading, subject_of, thing_subject
from entities.nlp.relations.lexicon import lexicon
from entities.nlp.relations.phrases import frame_at

if TYPE_CHECKING:
    from entities.nlp.grammar.noun_phrases import Group
    from entities.nlp.grammar.verbs import VerbGroup
    from entities.nlp.relations.lexicon import VerbFrame


def acting_thing(reading: Reading, verb: VerbGroup, frame: VerbFrame) -> Group | None:
    """ "un missile russe a frappé X": what is a state's acts for it, unless it is an act itself ("la visite russe")."""
    if not verb.is_finite or frame.type not in _OF_THINGS:
        return None
    if (launcher := _launcher(reading, verb)) is not None:
        return launcher
    found = thing_subject(reading, verb)
    if found is None:
        return _in_service(reading, verb) or _signing(reading, verb)
    return found[0] if frame_at(reading, found[1]) is None else None


def _launcher(reading: Reading, verb: VerbGroup) -> Group | None:
    """ "X a tiré un missile qui a survolé Y": X, who launched what the relative tells of."""
    words = reading.words
    sent = reading.verb_before(verb.start)
    if verb.start < 2 or words[verb.start - 1].low != "qui" or sent is None or sent.is_passive or not sent.is_finite:
        return None
    armed = any(
        lexicon().is_in_group(w.low, group) for w in words[sent.end : verb.start] for group in ("vessels", "arms")
    )
    return subject_of(reading, sent) if armed and verb.start - sent.end <= _NEAR else None


def _in_service(reading: Reading, verb: VerbGroup) -> Group | None:
    """ "des pirates proches de X ont visé Y": X, whom those obey who act."""
    tie = reading.verb_before(verb.start)
    words = reading.words
    for group in reversed(reading.groups):
        start = group.members[0].prep_start
        if group.end != verb.start or start < 1 or group.prep not in ("à", "par", "de"):
            continue
        bound = words[start - 1].low.rstrip("es") in _BOUND or (tie is not None and tie.lemma in _BINDING)
        runs = any(w.low.rstrip("s") in _HIRELINGS for w in words[max(0, start - _NEAR) : start])
        return group if bound and runs else None
    return None


_BINDING = frozenset(
    {"lier", "affilier", "rattacher", "piloter", "diriger", "commander", "soutenir", "payer", "financer"}
)
_BOUND = frozenset({"proch", "solde", "service", "lié", "affilié"})
_HIRELINGS = frozenset({"pirate", "hacker", "espion", "agent", "groupe", "mercenaire", "milicien", "séparatiste"})
_NEAR = 6  # tokens


def _signing(reading: Reading, verb: VerbGroup) -> Group | None:
    """ "le texte, signé par A, B et C, reproche à Y …": those who signed say it."""
    for group in reversed(reading.groups):
        start = group.members[0].prep_start
        if group.end > verb.start or group.prep != "par" or start < 1:
            continue
        between = reading.words[group.end : verb.start]
        signed = reading.words[start - 1].low.startswith(_SIGNED)
        papers = any(w.low in _PAPERS for w in reading.words[max(0, start - _NEAR) : start])
        return group if signed and papers and all(w.low == "," for w in between) else None
    return None


_SIGNED = ("signé", "publié", "adopté", "rédigé", "approuvé")
_PAPERS = frozenset({"texte", "déclaration", "communiqué", "lettre", "document", "résolution", "motion", "note"})


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


def of_police(reading: Reading, verb: VerbGroup, frame: VerbFrame, end: int) -> tuple[str, ...]:
    """ "deux agents russes ont été arrêtés en Norvège", "sont détenus au Japon": the state where it happens does it."""
    if frame.type is not RelationType.COERCE or verb.is_negated:
        return ()
    for group in reading.groups_between(verb.end, end):
        if group.prep in ("en", "à") and len(group.actors) == 1 and not group.is_pronoun and group.members[0].head < 0:
            return group.actors
    return ()


def of_topic(reading: Reading, verb: VerbGroup, frame: VerbFrame) -> tuple[str, ...]:
    """ "Maroc : deux palangriers espagnols arraisonnés": in a headline, the state where it happens does it."""
    topic = reading.groups[0] if reading.groups else None
    if frame.type not in _OF_AUTHORITIES or verb.is_finite or topic is None or topic.start or len(topic.actors) > 1:
        return ()
    closed = topic.end < len(reading.words) and reading.words[topic.end].low == ":"
    return topic.actors if closed and not any(v.is_finite for v in reading.verbs) else ()


_OF_AUTHORITIES = frozenset({RelationType.COERCE, RelationType.SANCTION, RelationType.RETREAT})
