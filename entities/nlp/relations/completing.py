"""What the sentence adds to the phrase of a trigger noun: the verb that carries it, an apposition, the topic."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from entities.nlp.found import RelationType
from entities.nlp.grammar.antecedents import latest_pair
from entities.nlp.grammar.clauses import STOPS, Reading, region_end, subject_of
from entities.nlp.grammar.lexicon import singulars
from entities.nlp.grammar.tokens import Tag
from entities.nlp.relations.lexicon import lexicon
from entities.nlp.relations.phrases import NounPhrase, answerable, frame_at, other_of_pair
from entities.nlp.relations.relatives import STRIKING, with_relative

if TYPE_CHECKING:
    from entities.nlp.grammar.noun_phrases import Group
    from entities.nlp.grammar.verbs import VerbGroup

_DISTANCE = 7  # tokens between a light verb and its noun


def stops(verb: VerbGroup) -> bool:
    """ "annuler une visite", "rompre des relations": the verb ends or refuses what the noun says."""
    return verb.lemma in lexicon().stopping_verbs or verb.lemma in lexicon().declining


def denies(verb: VerbGroup) -> bool:
    return verb.lemma in lexicon().denying


def is_copula(verb: VerbGroup) -> bool:
    return verb.lemma in ("être", "rester", "demeurer", "devenir", "constituer", "représenter")


def carries(verb: VerbGroup) -> bool:
    """Whether the verb's subject takes part in what the noun says: "tenir des pourparlers"."""
    return verb.lemma in lexicon().light or verb.name in lexicon().light or stops(verb) or denies(verb)


def governing_verb(reading: Reading, phrase: NounPhrase) -> VerbGroup | None:
    """The verb that the noun is the object of, or the passive verb that it is the subject of."""
    before = reading.verb_before(phrase.start)
    if before is not None and before.tense != "K" and _reaches(reading, before.end, phrase.start):
        return before
    after = reading.verb_after(phrase.end)
    aside = after is not None and after.tense == "K" and reading.words[after.start - 1].low == ","
    start = phrase.end
    if after is not None and aside:  # "la visite, prévue en avril, a été reportée"
        start, after = after.end, reading.verb_after(after.end)
    if after is not None and after.is_passive and _reaches(reading, start, after.start):
        return after
    return None


def _reaches(reading: Reading, start: int, end: int) -> bool:
    between = reading.words[start:end]
    if len(between) > _DISTANCE or (between and between[-1].prep not in ("", "à", "de", "en")):
        return False
    if any(frame_at(reading, i) is not None for i in range(start, end)):
        return False
    return not any(w.tag in (Tag.RELATIVE, Tag.SUBORDINATOR) or w.low in STOPS for w in between)


def completed(reading: Reading, phrase: NounPhrase, verb: VerbGroup | None) -> NounPhrase:
    """With what the sentence around the phrase adds."""
    phrase = _with_struck(reading, _with_stricken(reading, with_relative(reading, phrase)))
    answered = verb is not None and verb.lemma in _REJECTING and phrase.frame.type is RelationType.ACCUSE
    if verb is not None and answered and phrase.source and not phrase.target:
        group = subject_of(reading, verb)
        phrase = replace(phrase, target=group.actors if group is not None else ())
    if not phrase.source and not phrase.frame.is_mutual:
        phrase = _with_thanked(reading, phrase)
    if phrase.frame.is_mutual and len(phrase.parties) < 2:
        phrase = _with_distant(reading, phrase)
    if phrase.frame.word in ("allié", "alliée"):
        return _with_apposition(reading, phrase)
    if verb is not None and verb.lemma in lexicon().receiving and not phrase.frame.is_mutual:
        return _with_receiver(reading, phrase, verb)
    if verb is not None and carries(verb) and not _only_wishes(reading, phrase, verb):
        phrase = _with_light_verb(reading, phrase, verb)
    if phrase.frame.type is RelationType.THREATEN and not phrase.source and verb is not None and is_copula(verb):
        group = subject_of(reading, verb)
        phrase = replace(phrase, source=group.actors if group is not None else ())
    if phrase.frame.type is RelationType.THREATEN and not phrase.target:
        phrase = _with_threatened(reading, phrase, verb)
    if phrase.frame.standing and len(phrase.parties) < 2:
        phrase = _with_pair(reading, phrase)
    return phrase


def _only_wishes(reading: Reading, phrase: NounPhrase, verb: VerbGroup) -> bool:
    """ "demander une réunion de X": who asks for it does not hold it; who announces that it falls through does."""
    if reading.words[phrase.start - 1].prep == "de" and is_stopped_by_noun(reading, phrase):
        return False
    return phrase.frame.is_mutual and verb.lemma in lexicon().wishing and len(phrase.parties) > 0


def is_stopped_by_noun(reading: Reading, phrase: NounPhrase) -> bool:
    """ "le report des pourparlers" """
    before = [w.low for w in reading.words[max(0, phrase.start - 3) : phrase.start]]
    linked = (phrase.start > 0 and reading.words[phrase.start - 1].prep == "de") or (
        phrase.start > 1 and reading.words[phrase.start - 2].prep == "de"
    )
    return linked and any(s in lexicon().stopping_nouns for low in before for s in singulars(low))


def _with_stricken(reading: Reading, phrase: NounPhrase) -> NounPhrase:
    """ "X, visé par des sanctions de Y": on whom the act falls."""
    verb = reading.verb_before(phrase.start)
    if verb is None or phrase.target or phrase.frame.is_mutual or verb.lemma not in STRIKING:
        return phrase
    if not (verb.is_passive or verb.tense == "K") or not 0 < phrase.start - verb.end <= _BESIDE:
        return phrase
    if reading.words[phrase.start - 1].prep not in ("par", "de"):
        return phrase
    group = subject_of(reading, verb)
    return replace(phrase, target=group.actors) if group is not None else phrase


def _with_struck(reading: Reading, phrase: NounPhrase) -> NounPhrase:
    """ "une cyberattaque russe a visé Y": whom the verb strikes whose subject the noun is."""
    verb = reading.verb_after(phrase.end)
    if verb is None or phrase.target or phrase.frame.is_mutual or verb.lemma not in STRIKING or not verb.is_finite:
        return phrase
    if verb.is_passive or not _reaches(reading, phrase.end, verb.start):
        return phrase
    return replace(phrase, target=answerable(reading, verb.end, region_end(reading, verb)))


_BESIDE = 3  # tokens between a participle and its agent


_REJECTING = frozenset({"rejeter", "repousser", "récuser", "balayer", "réfuter", "démentir", "écarter", "essuyer"})
_THANKING = frozenset({"remercier", "féliciter", "louer", "saluer"})


def _with_thanked(reading: Reading, phrase: NounPhrase) -> NounPhrase:
    """ "remercier X pour l'aide fournie à Y": the aid is X's."""
    verb = reading.verb_before(phrase.start)
    if verb is None or verb.lemma not in _THANKING or not phrase.start:
        return phrase
    if reading.words[phrase.start - 1].prep not in ("pour", "de"):
        return phrase
    group = next((g for g in reading.groups_between(verb.end, phrase.start) if g.prep == "" and g.acts), None)
    return replace(phrase, source=group.actors) if group is not None else phrase


def _with_distant(reading: Reading, phrase: NounPhrase) -> NounPhrase:
    """ "La tension monte entre X et Y", "X-Y : reprise des pourparlers": parties apart from their noun."""
    verb = reading.verb_after(phrase.end)
    if verb is not None and verb.is_finite and verb.start - phrase.end <= 3:
        between = [g for g in reading.groups_between(verb.end, region_end(reading, verb)) if g.prep == "entre"]
        if between and _reaches(reading, phrase.head + 1, verb.start):
            return replace(phrase, parties=between[0].actors)
    topic = reading.groups[0] if reading.groups else None
    if topic is not None and topic.prep == "entre" and _opens(reading, topic) and not phrase.parties:
        return replace(phrase, parties=topic.actors)
    if topic is not None and topic.members[0].is_pair and _is_topic(reading, topic) and not phrase.parties:
        return replace(phrase, parties=topic.actors)
    return phrase


def _opens(reading: Reading, group: Group) -> bool:
    """ "Entre X et Y, …" """
    closed = group.end < len(reading.words) and reading.words[group.end].low == ","
    return group.members[0].prep_start == 0 and closed


def _is_topic(reading: Reading, group: Group) -> bool:
    """Whether the group heads the sentence and a colon follows."""
    return group.start == 0 and group.end < len(reading.words) and reading.words[group.end].low == ":"


def _with_light_verb(reading: Reading, phrase: NounPhrase, verb: VerbGroup) -> NounPhrase:
    if verb.is_passive and verb.start >= phrase.end:
        return _with_passive(reading, phrase, verb)
    group = subject_of(reading, verb)
    subject = group.actors if group is not None else ()
    if phrase.frame.is_mutual and not phrase.parties and len(subject) == 1 and stops(verb):
        phrase = replace(phrase, parties=other_of_pair(reading, subject))
    if phrase.frame.is_mutual:
        early = next((g.actors for g in reading.groups_between(verb.end, phrase.start) if g.prep == "avec"), ())
        if early:
            return replace(phrase, parties=tuple(dict.fromkeys((*subject, *early))))
        states = {reading.context.state(p) for p in phrase.parties}
        return (
            replace(phrase, parties=tuple(dict.fromkeys((*subject, *phrase.parties))))
            if len(states) < 2 or set(subject) & set(phrase.parties)
            else replace(phrase, parties=_around(subject, phrase.parties, reading, phrase))
        )
    end = region_end(reading, verb)
    target = phrase.target or next(
        (
            g.actors
            for g in reading.groups_between(verb.end, end)
            if phrase.frame.slots.get(g.prep) == "target" and g.prep != "de"
        ),
        (),
    )
    own = {reading.context.state(a) for a in subject}
    is_visit = phrase.frame.type is RelationType.CONSULT
    if (
        is_visit
        and stops(verb)
        and subject
        and not target
        and not own & {reading.context.state(a) for a in phrase.source}
    ):
        return replace(phrase, source=subject, target=phrase.source)  # "X a annulé la visite de Y"
    joins = verb.name in lexicon().joining
    source = tuple(dict.fromkeys((*subject, *phrase.source))) if joins else phrase.source or subject
    return replace(phrase, source=source, target=target)


def _with_receiver(reading: Reading, phrase: NounPhrase, verb: VerbGroup) -> NounPhrase:
    """ "X a reçu de Y une aide" """
    group = subject_of(reading, verb)
    giver = next((g.actors for g in reading.groups_between(verb.end, phrase.start) if g.prep == "de"), ())
    return replace(phrase, source=phrase.source or giver, target=group.actors if group is not None else ())


def _around(
    subject: tuple[str, ...], parties: tuple[str, ...], reading: Reading, phrase: NounPhrase
) -> tuple[str, ...]:
    """ "avec A, B et C" are partners of the subject; "entre A et B" are one another's."""
    groups = [g for g in reading.groups_between(phrase.head, phrase.end) if g.prep in ("entre", "adj")]
    return parties if groups else tuple(dict.fromkeys((*subject, *parties)))


def _with_passive(reading: Reading, phrase: NounPhrase, verb: VerbGroup) -> NounPhrase:
    end = region_end(reading, verb)
    by = {g.prep: g.actors for g in reversed(reading.groups_between(verb.end, end))}
    target = phrase.target or next((a for p, a in by.items() if phrase.frame.slots.get(p) == "target"), ())
    parties = (
        tuple(dict.fromkeys((*phrase.parties, *by.get("entre", ()), *by.get("par", ()))))
        if phrase.frame.is_mutual
        else ()
    )
    return replace(phrase, source=phrase.source or by.get("par", ()), target=target, parties=parties)


def _with_apposition(reading: Reading, phrase: NounPhrase) -> NounPhrase:
    """ "X, proche allié de Y", "X est un allié de Y"."""
    j = phrase.start - 1
    while j >= 0 and (reading.words[j].tag is Tag.ADVERB or reading.words[j].pos in ("ADV", "ADJ")):
        j -= 1
    owner: tuple[str, ...] = ()
    if j >= 0 and reading.words[j].low == ",":
        owner = next((g.actors for g in reading.groups if g.end == j and g.acts), ())
    verb = reading.verb_before(phrase.start)
    if not owner and verb is not None and is_copula(verb):
        group = subject_of(reading, verb)
        owner = group.actors if group is not None else ()
    named = {a: g.prep for g in reading.groups_between(phrase.head, phrase.end) for a in g.actors}
    if not owner and phrase.start <= 1 and phrase.end < len(reading.words) and reading.words[phrase.end].low == ",":
        group = reading.group_at(phrase.end + 1)  # "Principal allié de Y, X garde le silence"
        owner = group.actors if group is not None and group.prep == "" else ()
    owner = owner or tuple(p for p in phrase.parties if p not in named)  # of "son allié russe"
    owner = owner or tuple(a for a, prep in named.items() if prep == "de")
    partners = tuple(p for p in phrase.parties if p not in owner)
    return replace(phrase, parties=(), source=owner, target=partners if owner else ())


def _with_threatened(reading: Reading, phrase: NounPhrase, verb: VerbGroup | None) -> NounPhrase:
    before = reading.words[phrase.start - 1] if phrase.start else None
    source = phrase.source
    relative = reading.words[phrase.head + 1 : phrase.head + 3]
    if not source and any(w.low in ("que", "qu'") for w in relative):
        after = reading.verb_after(phrase.head)
        group = subject_of(reading, after) if after is not None else None
        source = group.actors if group is not None else ()
    target: tuple[str, ...] = ()
    if (before is not None and before.prep in ("face", "raison", "réponse", "contre")) or (
        verb is not None and verb.lemma in lexicon().against
    ):
        target = _clause_subject(reading, phrase)
    return replace(phrase, source=source, target=tuple(t for t in target if t not in source))


def _clause_subject(reading: Reading, phrase: NounPhrase) -> tuple[str, ...]:
    finite = [v for v in reading.verbs if v.is_finite and not phrase.head < v.start < phrase.end + 3]
    near = sorted(finite, key=lambda v: (v.start > phrase.head, abs(v.start - phrase.head)))
    for verb in near:
        group = subject_of(reading, verb)
        if group is not None and not set(group.actors) & set(phrase.source):
            return group.actors
    others = (g for g in reading.groups if g.prep == "" and g.acts and not set(g.actors) & set(phrase.source))
    return next((g.actors for g in others), ())


def _with_pair(reading: Reading, phrase: NounPhrase) -> NounPhrase:
    """A standing dispute whose parties are named beside it."""
    if not _is_known_dispute(reading, phrase):
        return phrase
    pairs = [
        g for g in reading.groups if g.members[0].is_pair or len({reading.context.state(a) for a in g.actors}) == 2
    ]
    actors = next((g.actors for g in pairs), ())
    if not actors and not phrase.parties:
        actors = latest_pair(reading.groups, reading.context)
    return replace(phrase, parties=tuple(dict.fromkeys((*phrase.parties, *actors)))[:2])


def _is_known_dispute(reading: Reading, phrase: NounPhrase) -> bool:
    """ "un différend territorial": one between states, whoever they are; "des pays en conflit" is none."""
    near = {w.low for w in reading.words[phrase.head + 1 : phrase.head + 4]}
    return bool(near & lexicon().modes["territorial"]) and phrase.start < phrase.head
