"""Titles that stand alone and mean a person: « le chef de la diplomatie russe », « le Premier ministre nippon ». PURE.

The one who bears that title beside a name in the text is meant; else, on a dated text, whoever held the office then, if
the authority file knows exactly one. A title without a state (« le ministre ») means the last one who bore it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from entities.known import Form, Kind, KnownActor
from entities.nlp.found import FoundMention
from entities.nlp.names.roles import UNIQUE_OFFICES, Role
from entities.nlp.names.roster import Person
from entities.nlp.words import Word

_NOT_THE_HOLDER = frozenset({"ancien", "ancienne", "anciens", "ex", "futur", "future", "vice", "prochain", "prochaine"})
_DEFINITE = frozenset({"le", "la", "l", "du", "au", "son", "ce", "cette"})
# Before a title without article these say what somebody is or was: « élu président », « mandat de ministre », « 45e ».
_ATTRIBUTES = frozenset(
    {"de", "d", "comme", "en", "elu", "elue", "nomme", "nommee", "devenu", "devenue", "et", "e", "eme"}
)
_PORTFOLIO = re.compile(r"(?<=[EeÉé]tat) (?:à|aux?|chargée?|pour) ")  # « secrétaire d'État aux Transports »
_NAMED_BY_TITLE = frozenset({"VA"})  # nobody says « le pape du Vatican »
_REACH = 1_500  # characters back to the last one who bore the title: about two paragraphs


class HolderFinder:
    """Knows who held which office when. Built once a process."""

    def __init__(self, actors: Iterable[KnownActor]) -> None:
        self._holders: dict[tuple[str, str], list[KnownActor]] = defaultdict(list)
        for actor in actors:
            for office, country in {(term.office, term.country) for term in actor.terms if actor.kind == Kind.PERSON}:
                self._holders[office, country].append(actor)

    def find(
        self, text: str, words: Sequence[Word], roles: Sequence[Role], named: Sequence[FoundMention],
        roster: dict[str, Person], on: str | None, states: frozenset[str],
    ) -> list[FoundMention]:  # fmt: skip
        """Mentions by title alone. Persons whom the text never names join the roster. `states`: codes of those that it
        names."""
        beside = {id(person_role) for person_role in _roles_beside_names(roles, words, text, named)}
        found = []
        for role in roles:
            if id(role) in beside or not _means_the_holder(text, words, role, states):
                continue
            key = self._bearer(role, words[role.first].start, named, roster, on)
            if key is not None:
                start, end = words[role.first].start, words[role.last].end
                found.append(FoundMention(start, end, text[start:end], key, Form.ROLE, "rule", 0.7))
        return found

    def offices_of(self, person: Person | None, on: str | None) -> dict[str, str]:
        """The offices of one holder that this person holds that day, and for whom; else those of the title in the
        text."""
        if person is None:
            return {}
        if person.known is not None and on is not None:
            held = {t.office: t.country for t in person.known.terms if t.office in UNIQUE_OFFICES and t.covers(on)}
            borne = person.role.offices if person.role else frozenset[str]()
            return {office: held[office] for office in held if office in borne} or held
        role = person.role
        codes = sorted(role.countries) if role else []
        return dict.fromkeys(role.offices & UNIQUE_OFFICES, codes[0]) if role and len(codes) == 1 else {}

    def _bearer(
        self, role: Role, at: int, named: Sequence[FoundMention], roster: dict[str, Person], on: str | None
    ) -> str | None:
        unique = role.offices & UNIQUE_OFFICES
        if not unique:
            return None
        borne = [p for p in roster.values() if p.role and p.role.offices & role.offices]
        if role.countries:
            same = [p for p in borne if p.role and p.role.countries & role.countries]
            held = same or [p for p in roster.values() if _held(p.known, unique, role.countries, on)]
            if len({p.key for p in held}) == 1:
                return held[0].key
            return None if held else self._holder(unique, role.countries, roster, on)
        seen = {m.actor: m.start for m in named if m.start < at}
        recent = [p for p in borne if 0 <= at - seen.get(p.key, -_REACH - at) <= _REACH]
        return max(recent, key=lambda p: seen[p.key]).key if recent else None

    def _holder(
        self, offices: frozenset[str], countries: frozenset[str], roster: dict[str, Person], on: str | None
    ) -> str | None:
        if on is None or len(countries) != 1:
            return None
        (country,) = countries
        holders = {
            a.key: a for office in offices for a in self._holders[office, country] if _held(a, {office}, countries, on)
        }
        if len(holders) != 1:
            return None
        ((key, actor),) = holders.items()
        roster.setdefault(key, Person(key, actor.name, frozenset(), known=actor))
        return key


def _held(actor: KnownActor | None, offices: Iterable[str], countries: frozenset[str], on: str | None) -> bool:
    return actor is not None and any(
        term.office in offices and term.country in countries and (on is None or term.covers(on)) for term in actor.terms
    )


def _means_the_holder(text: str, words: Sequence[Word], role: Role, states: frozenset[str]) -> bool:
    before = words[role.first - 1].folded if role.first else ""
    if role.is_shared:
        return bool(role.countries)
    if not role.is_plain or before in _NOT_THE_HOLDER or _PORTFOLIO.match(text, words[role.last].end):
        return False
    if before in _DEFINITE:
        return role.is_said or not role.countries or not role.countries.isdisjoint(states | _NAMED_BY_TITLE)
    return role.is_said and before not in _ATTRIBUTES and not before[:1].isdigit()


def _roles_beside_names(
    roles: Sequence[Role], words: Sequence[Word], text: str, named: Sequence[FoundMention]
) -> Iterable[Role]:
    """Roles that belong to a name right before or after them."""
    for role in roles:
        start, end = words[role.first].start, words[role.last].end
        for mention in named:
            gap = text[end : mention.start] if mention.start >= end else text[mention.end : start]
            if (mention.start >= end or mention.end <= start) and len(gap) <= 3 and not set(gap) & set(".;:\n"):
                yield role
                break
