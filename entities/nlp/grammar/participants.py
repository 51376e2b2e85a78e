"""Noun phrases that name an actor, with the preposition that governs them.

"le ministre polonais des Affaires étrangères, X," is one participant; so is "les forces italiennes et grecques" with
two actors. "des missiles iraniens" is one that cannot act itself: it is the modifier of a thing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from entities.known import Form, Kind
from entities.nlp.grammar.lexicon import singulars, word_set
from entities.nlp.grammar.noun_phrases import Participant, settle_adjective, settle_name
from entities.nlp.grammar.tokens import Tag, Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from entities.nlp.found import FoundActor, FoundMention


def find_participants(
    words: list[Word], mentions: Sequence[tuple[FoundMention, int, int]], actors: Mapping[str, FoundActor]
) -> list[Participant]:
    """`mentions` with their first and last token. In order, roles and appositions joined to the names they go with."""
    found: list[Participant] = []
    for mention, first, last in mentions:
        actor = actors.get(mention.actor)
        if actor is None or (actor.kind == Kind.PLACE and actor.acts_for is None):
            continue
        if _joins_compound(words, found, first, mention):
            found[-1].actors += (mention.actor,)
            found[-1].end, found[-1].is_pair = last + 1, True
            if _is_adjective(mention):
                settle_adjective(words, found[-1], found[-1].start)
            continue
        one = Participant(first, last + 1, (mention.actor,), is_person=actor.kind == Kind.PERSON)
        if mention.form == Form.ROLE:
            one.role, one.is_person = "role", True
            settle_name(words, one)
        elif _is_adjective(mention):
            settle_adjective(words, one, first)
            if _is_outlaw(words, one):
                continue
        else:
            settle_name(words, one)
        found.append(one)
    joined = _joined(words, found, actors)
    for one in joined:
        _name_holder(words, one, actors)
    return joined


def _is_outlaw(words: list[Word], one: Participant) -> bool:
    """ "les séparatistes ukrainiens" act for nobody's state."""
    return one.head >= 0 and any(s in word_set("outlaws") for s in singulars(words[one.head].low))


_SMALL = frozenset({"de", "d'", "des", "du", "la", "le", "les", "l'", "et", "à", "aux", "au"})


def _name_holder(words: list[Word], one: Participant, actors: Mapping[str, FoundActor]) -> None:
    """ "le patron de l'Otan" is the person whom the article says to be it."""
    if one.role not in word_set("roles") or len(one.actors) != 1 or actors[one.actors[0]].kind == Kind.PERSON:
        return
    state = actors[one.actors[0]].acts_for
    said = {w.low for w in words[one.start : one.end]}
    for key, actor in actors.items():
        office = set(re.findall(r"[\w'-]+", (actor.role or "").lower().replace("l'", "").replace("d'", ""))) - _SMALL
        if actor.kind == Kind.PERSON and actor.acts_for == state and office and office <= said:
            one.actors = (key,)
            return


def _is_adjective(mention: FoundMention) -> bool:
    return mention.form in (Form.ADJECTIVE, Form.PREFIX) or (mention.form == Form.PEOPLE and mention.text[:1].islower())


def _joins_compound(words: list[Word], found: list[Participant], first: int, mention: FoundMention) -> bool:
    """Inside one token (américano-japonaise), or with nothing but a hyphen between (russo-japonaises, Russie-Japon)."""
    if not found or mention.actor in found[-1].actors:
        return False
    between = words[found[-1].end : first]
    if first < found[-1].end:
        return True
    touching = words[found[-1].end - 1].end == words[first].start
    return (touching and not between) or (
        len(between) == 1 and between[0].low in ("-", "–") and between[0].end == words[first].start
    )


def _joined(words: list[Word], found: list[Participant], actors: Mapping[str, FoundActor]) -> list[Participant]:
    """Joins a role to the person named right after it, and to one named right before it in apposition."""
    kept: list[Participant] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is not None and one.start <= last.start < one.end and not last.is_pair:
            kept.pop()  # an office took its country's name in
            if last.actors != one.actors:
                one.actors = one.actors if one.is_person else last.actors
            kept.append(one)
        elif last is not None and _names_holder(words, last, one):
            one.start, one.prep, one.prep_start = last.start, last.prep, last.prep_start
            one.is_plural, one.gender, one.role = last.is_plural, last.gender, last.role or one.role
            one.is_held = True
            if actors[one.actors[0]].acts_for is None:
                one.actors = last.actors  # a stranger is known by the office alone
            kept[-1] = one
        elif (
            last is not None
            and last.role in _POSTED
            and one.prep in ("à", "en", "auprès")
            and one.prep_start == last.end
        ):
            last.end = one.end  # the ambassador of X to Y
        elif last is not None and _is_apposition(words, last, one):
            last.end, last.role = one.end, one.role
            if actors[last.actors[0]].acts_for is None:
                last.actors = one.actors  # a stranger is known by the office alone
        elif last is not None and one.prep == "adj" and one.start == last.end and _is_a_make(last, actors):
            last.actors, last.end = one.actors, one.end  # "un Boeing coréen"
        elif last is not None and last.prep == "adj" and one.prep == "adj" and _shares_noun(words, last, one):
            one.head = last.head
            kept.append(one)
        elif last is not None and one.prep == "adj" and last.role and _shares_noun(words, last, one):
            last.actors += tuple(a for a in one.actors if a not in last.actors)
            last.end = one.end
        else:
            kept.append(one)
    return kept


def _is_a_make(one: Participant, actors: Mapping[str, FoundActor]) -> bool:
    actor = actors[one.actors[0]]
    return len(one.actors) == 1 and actor.kind == Kind.ORGANISATION and actor.code is None and actor.country is None


_POSTED = frozenset({"ambassadeur", "ambassadrice", "représentant", "envoyé", "émissaire"})


def _names_holder(words: list[Word], last: Participant, one: Participant) -> bool:
    """ "le Premier ministre japonais [,] X" """
    if not (last.role and last.acts and one.is_person and one.prep == "" and not one.role) or last.is_held:
        return False
    between = words[last.end : one.start]
    return all(w.low in (",", "-", "–", "m.", "(") for w in between) and len(between) <= 2


def _is_apposition(words: list[Word], last: Participant, one: Participant) -> bool:
    """ "X, ministre polonais de la Défense," """
    between = words[last.end : one.start]
    named = last.is_person and not one.is_pronoun
    return (
        named
        and bool(one.role)
        and one.prep == ""
        and len(between) == 1
        and between[0].low in (",", "(")
        and one.is_person
        and one.actors != last.actors
        and words[one.start].tag is not Tag.DETERMINER
    )


def _shares_noun(words: list[Word], last: Participant, one: Participant) -> bool:
    between = [w.low for w in words[last.end : one.start]]
    return between in (["et"], ["ou"], [","]) or (between == [] and one.start == last.end)
