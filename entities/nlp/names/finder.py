"""The name finder: gazetteer, then metonymy, titles, persons, and what the text calls « l'Alliance ». PURE."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from entities.known import Authority, Form, Kind, capital_key
from entities.nlp.found import FoundActor, FoundMention
from entities.nlp.names import capitals
from entities.nlp.names.collective import counterparts, names_after, shared_roles
from entities.nlp.names.gazetteer import BLOCKED, OUTLET, Entry, Gazetteer, Match
from entities.nlp.names.holders import HolderFinder
from entities.nlp.names.patterns import PATTERNS
from entities.nlp.names.persons import PersonFinder
from entities.nlp.names.roles import Role, RoleFinder, States, states_of
from entities.nlp.names.roster import Person, acts_for, in_office_for
from entities.nlp.names.runs import given_names
from entities.nlp.words import Word, split_words


class NameFinder:
    """Finds who is named. Built once a process for an authority; `find` serves any number of texts."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._gazetteer = Gazetteer(authority)
        self._roles = RoleFinder(authority.offices)
        self._holders = HolderFinder(authority.actors.values())
        self._by_code = {actor.code: key for key, actor in authority.actors.items() if actor.code}
        self._former = {
            f"country:{actor.successor}": (key, actor.until or 0)
            for key, actor in authority.actors.items()
            if actor.successor
        }
        self._given = given_names(authority.actors.values())

    def find(self, doc: Doc, text: str, *, on: str | None) -> tuple[tuple[FoundActor, ...], tuple[FoundMention, ...]]:
        """Actors in order of first mention, and their mentions in order. `doc` is the parse of `text`; `on` the
        article's date, partial or None. Mentions never overlap and each gives its own text."""
        words = split_words(text)
        matches = self._gazetteer.matches(text, words)
        mentions = [m for match in matches if (m := self._settle(match, text, words)) is not None]
        mentions = self._of_their_time(mentions, on)
        states_named = states_of(mentions, words, self._authority.actors)
        roles = self._roles.find(text, words, states_named)
        persons = PersonFinder(doc, text, words, matches, roles, self._authority, self._given, on)
        persons.find()
        roles = [*roles, *self._shared(text, words, states_named, persons, on)]
        states = frozenset(actor.code for m in mentions if (actor := self._authority.actors[m.actor]).code)
        by_title = self._holders.find(text, words, roles, persons.mentions, persons.roster.people, on, states)
        mentions = sorted([*_together(persons.mentions, mentions), *by_title], key=lambda m: (m.start, -m.end))
        known = {p.key: _person(p, on) for p in persons.roster.people.values()}
        behind = {
            key: state for key in {m.actor for m in mentions} if (state := self._behind(key, persons.roster.people, on))
        }
        mentions = _with_states_behind(_named_otherwise(mentions, behind), behind)
        order = dict.fromkeys(m.actor for m in mentions)
        return tuple(known.get(key) or self._actor(key, on) for key in order), tuple(mentions)

    def _shared(
        self, text: str, words: Sequence[Word], states: States, persons: PersonFinder, on: str | None
    ) -> list[Role]:
        """The roles of collective titles that no names follow; where names do, each person bears his own from now."""
        people = persons.roster.people
        alone: list[Role] = []
        shared = [*shared_roles(text, words, states, self._roles)]
        shared += [
            (role,)
            for role in counterparts(
                text, words, states, persons.mentions, lambda key: self._holders.offices_of(people.get(key), on)
            )
        ]
        for titles in shared:
            named = dict(names_after(titles, text, words, persons.named))
            for first, role in named.items():
                (office, *_others) = sorted(role.offices)
                bearer = people[persons.named_at(first)]
                bearer.role = bearer.role or replace(role, title=role.title or self._authority.offices[office].title)
            if not named:
                alone += titles
        return alone

    def _settle(self, match: Match, text: str, words: Sequence[Word]) -> FoundMention | None:
        """Whom a match of the gazetteer names that is no person, if anybody."""
        entries = [e for e in match.entries if e.key != BLOCKED and not e.is_person]
        is_blocked = any(e.key == BLOCKED or (e.is_person and e.form == Form.NAME) for e in match.entries)
        entry = min(entries, key=_preference, default=None)
        if entry is None or is_blocked or (entry.form == Form.ADJECTIVE and _is_language(words, match.first)):
            return None
        key, form = self._meant(entry, match, text, words)
        if key is None:
            return None
        return FoundMention(match.start, match.end, text[match.start : match.end], key, form, "gazetteer")

    def _meant(self, entry: Entry, match: Match, text: str, words: Sequence[Word]) -> tuple[str | None, Form]:
        """An entry's actor; the town for a capital where nobody acts; for a state's news agency the state, and nobody
        for any other outlet."""
        if entry.key.startswith(OUTLET):
            outlet = self._authority.outlets[entry.key.removeprefix(OUTLET)]
            speaks_for_state = outlet.is_state and outlet.type == "agency"
            return (self._by_code.get(outlet.country or "") if speaks_for_state else None), Form.SEAT
        town = next((e for e in match.entries if e.form == Form.CAPITAL), None)  # Bruxelles is a seat of power too
        if town is not None and not capitals.is_state(text, words, match.first, match.last):
            return capital_key(self._authority.actors[town.key]), town.form
        return entry.key, entry.form

    def _of_their_time(self, mentions: list[FoundMention], on: str | None) -> list[FoundMention]:
        """« Moscou » and « le Kremlin » are the Soviet Union's until 1991; in an undated text, where it is named and
        its successor is not."""
        named = {m.actor for m in mentions if m.form in (Form.NAME, Form.ACRONYM, Form.ADJECTIVE, Form.PEOPLE)}
        former = {
            new: old
            for new, (old, until) in self._former.items()
            if (int(on[:4]) <= until if on else old in named and new not in named)
        }
        return [
            replace(m, actor=former[m.actor]) if m.form in (Form.CAPITAL, Form.SEAT) and m.actor in former else m
            for m in mentions
        ]

    def _behind(self, key: str, roster: Mapping[str, Person], on: str | None) -> str | None:
        """The key of the state or alliance whose body or office holder this actor is."""
        if key in roster:
            return self._by_code.get(in_office_for(roster[key], on) or "")
        return self._by_code.get(self._authority.actors[key].part_of or "")

    def _actor(self, key: str, on: str | None) -> FoundActor:
        actor = self._authority.actors[key]
        country = actor.country
        if actor.kind == Kind.PLACE and on is not None:  # Sakhaline was Soviet in 1977
            old, until = self._former.get(self._by_code.get(country or "", ""), ("", 0))
            country = self._authority.actors[old].code if old and int(on[:4]) <= until else country
        return FoundActor(actor.key, actor.kind, actor.name, country, actor.code, actor.wikidata)


def _preference(entry: Entry) -> tuple[bool, bool, bool]:
    """Where one string names several: a state before a capital, a place last."""
    return entry.form == Form.CAPITAL, entry.form == Form.SEAT, entry.key.startswith(Kind.PLACE.value)


def _named_otherwise(mentions: list[FoundMention], behind: Mapping[str, str]) -> list[FoundMention]:
    """« l'Alliance », « l'archipel » count only where the text names the actor, or who acts for it, in another way."""
    others = {m.actor for m in mentions if m.form != Form.CONTEXTUAL}
    named = others | {behind[key] for key in others if key in behind}
    return [m for m in mentions if m.form != Form.CONTEXTUAL or m.actor in named]


def _with_states_behind(mentions: list[FoundMention], behind: Mapping[str, str]) -> list[FoundMention]:
    """A state that the text never names but through a ministry or who holds its office (« M. Bush a salué ») is named
    there, once, in the same words."""
    named = {m.actor for m in mentions}
    found = []
    for mention in mentions:
        found.append(mention)
        state = behind.get(mention.actor)
        if state is not None and state not in named:
            named.add(state)
            found.append(replace(mention, actor=state, form=Form.OFFICE, method="rule", certainty=0.8))
    return found


def _is_language(words: Sequence[Word], index: int) -> bool:
    before = [word.folded for word in words[max(0, index - 2) : index]]
    return any(before[-len(p) :] == p for p in PATTERNS.language_before)


def _person(person: Person, on: str | None) -> FoundActor:
    known = person.known
    return FoundActor(
        key=person.key,
        kind=Kind.PERSON,
        name=known.name if known else person.name,
        country=acts_for(person, on),
        wikidata=known.wikidata if known else None,
        role=person.role.title if person.role else None,
    )


def _together(persons: Sequence[FoundMention], others: Sequence[FoundMention]) -> list[FoundMention]:
    """Persons win over what they overlap: « Dominique de Villepin » is no mention of Dominica."""
    free = [m for m in others if all(m.end <= p.start or p.end <= m.start for p in persons)]
    return sorted([*persons, *free], key=lambda m: m.start)
