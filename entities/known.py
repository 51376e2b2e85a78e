"""What we know about who is who, as plain values. PURE: files and database rows are both turned into these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    PLACE = "place"


class Form(StrEnum):
    """How a string names an actor."""

    NAME = "name"  # Russie, Sergueï Lavrov, Organisation des Nations unies
    ACRONYM = "acronym"  # ONU, USA: matched with its capitals
    ADJECTIVE = "adjective"  # russe, nord-coréennes
    PEOPLE = "people"  # Russes
    PREFIX = "prefix"  # russo-, nippo-
    CAPITAL = "capital"  # Moscou: the state where it acts, a place otherwise
    SEAT = "seat"  # Kremlin, Maison-Blanche
    FORCE = "force"  # Forces d'autodéfense
    CONTEXTUAL = "contextual"  # l'Alliance, l'archipel: only when the text names the actor otherwise
    FAMILY = "family"  # Lavrov
    OFFICE = "office"  # never in the file: a state that the text names only through its ministry or who leads it
    ROLE = "role"  # le chef de la diplomatie russe: never in the authority file, found by rule


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    form: Form


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; an empty end is unknown or not ended."""

    office: str  # key of offices.toml, or empty
    title: str  # French
    country: str  # ISO code, or NATO, EU, UN
    start: str
    end: str
    source: str = ""

    def covers(self, date: str) -> bool:
        """Whether the term may include the date, which may be partial: compared at the coarser precision."""
        if self.start and self.start[: len(date)] > date[: len(self.start)]:
            return False
        return not self.end or date[: len(self.end)] <= self.end[: len(date)]


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the authority file.

    `key` is stable and unique over all kinds: "country:RU", "organisation:nato", "person:serguei-lavrov",
    "place:hokkaido". `country` is for whom it acts: an ISO code, or NATO, EU, UN, or None. `code` is set on countries
    and on the organisations that act like states; it is what the country axis of the pages shows.
    """

    key: str
    kind: Kind
    name: str
    names: tuple[Name, ...] = ()  # the display name included
    code: str | None = None
    country: str | None = None
    wikidata: str | None = None
    family_name: str = ""
    type: str = ""  # of organisations and places: alliance, agency, island, …
    part_of: str | None = None  # code of the state or organisation whose body it is: to name it is to name that one
    terms: tuple[Term, ...] = ()
    until: int | None = None  # former states: their last year,
    successor: str | None = None  # and the code of the state that has their capital and seats of power now


def capital_key(country: KnownActor) -> str:
    """The key of a country's capital as a place."""
    return f"place:capital-{(country.code or country.key).lower()}"


@dataclass(frozen=True, slots=True)
class Office:
    key: str
    title: str
    titles: tuple[str, ...]
    of: str | None = None


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    key: str
    name: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    type: str = ""
    is_state: bool = False


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority file as one value; `version` changes with its content."""

    actors: Mapping[str, KnownActor]
    offices: Mapping[str, Office] = field(default_factory=dict)
    outlets: Mapping[str, KnownOutlet] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    version: str = ""
    suppressed: frozenset[tuple[str, str]] = frozenset()  # (folded string, key): curators said never

    def of_kind(self, kind: Kind) -> Iterable[KnownActor]:
        return (actor for actor in self.actors.values() if actor.kind == kind)
