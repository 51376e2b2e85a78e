"""Who is on the roster of one article, which names are one person, and for whom each acts. PURE."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from entities.folding import fold
from entities.known import Form, Kind, KnownActor
from entities.linking import PROMINENT_OFFICES
from entities.nlp.found import NEW
from entities.nlp.names.patterns import PATTERNS
from entities.nlp.names.roles import Role
from entities.nlp.words import Word


@dataclass(slots=True)
class Person:
    """Somebody on the roster of one article: known to the authority file, or only by the names that the text gives."""

    key: str
    name: str
    families: frozenset[str]
    known: KnownActor | None = None
    role: Role | None = None
    is_ambiguous: bool = False  # several of the authority file may be meant
    seen: list[int] = field(default_factory=list)  # where the text names the person, as it was read
    names: set[str] = field(default_factory=set)

    def nearness(self, at: int) -> tuple[int, int]:
        """Greater for who was named later before this place; of those named only after it, for the first."""
        return max((start for start in self.seen if start < at), default=-1), -min(self.seen, default=0)

    def spellings(self) -> Iterator[list[str]]:
        """Full names, folded, in words: as this text gives them, and as the authority file does."""
        for name in self.names:
            yield name.split(" ")
        if self.known is not None:
            yield from (fold(name.text).split(" ") for name in self.known.names if name.form == Form.NAME)


class Roster:
    """The persons of one article, in order of enrolment."""

    def __init__(self, given_names: frozenset[str]) -> None:
        self.people: dict[str, Person] = {}
        self._given = given_names

    def enrol_known(self, actor: KnownActor) -> Person:
        if actor.key not in self.people:
            families = {fold(n.text) for n in actor.names if n.form == Form.FAMILY}
            self.people[actor.key] = Person(actor.key, actor.name, frozenset(families), known=actor)
        return self.people[actor.key]

    def enrol_unknown(self, name: str, words: Sequence[Word], *, is_ambiguous: bool = False) -> Person:
        folded = [word.folded for word in words]
        families = {folded[-1]}
        is_inverted = folded[0] in PATTERNS.family_first and folded[0] not in self._given
        if is_inverted or len(folded[-1]) == 1:  # « Ivanov S. »
            families = {folded[0]}
        key = f"{NEW}{Kind.PERSON.value}:{' '.join(folded)}"
        self.people[key] = Person(key, name, frozenset(families), is_ambiguous=is_ambiguous)
        return self.people[key]

    def same_person(self, words: Sequence[Word]) -> Person | None:
        """Someone on the roster whose family name this is and whose given names do not differ: « S. Lavrov », or a name
        with a word more or less: « M. de Hoop Scheffer »."""
        own = [word.folded for word in words]
        if len(own) == 1:
            return self._by_one_name(own[0])
        for person in self.people.values():
            for name in person.spellings():
                is_part = set(own) <= set(name) or set(name) <= set(own)
                if is_part and min(len(own), len(name)) > 1:
                    return person
                if own[-1] == name[-1] and (is_part or _given_agrees(own[0], name[0])):
                    return person
        return None

    def _by_one_name(self, name: str) -> Person | None:
        """The only one with this given or family name: « son frère Alistair », « le roi Salmane »."""
        bearing = [
            p for p in self.people.values() if name in p.families or any(name == own.split(" ")[0] for own in p.names)
        ]
        return bearing[0] if len(bearing) == 1 else None

    def of_family(self, folded: str, on: str | None, at: int) -> Person | None:
        """Who bears this family name: whoever is in office that day, else the last one named before `at`, else the
        next one."""
        bearing = [person for person in self.people.values() if folded in person.families]
        return max(bearing, key=lambda p: (in_office_for(p, on) is not None, *p.nearness(at)), default=None)


def _given_agrees(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or _is_variant(a, b)


def _is_variant(a: str, b: str) -> bool:
    """One letter otherwise, inside: « Islam », « Islom »; never at the end, where Maria is not Mario."""
    if len(a) != len(b) or len(a) < 5 or a[0] != b[0] or a[-1] != b[-1]:
        return False
    return sum(x != y for x, y in zip(a, b, strict=True)) == 1


def acts_for(person: Person, on: str | None) -> str | None:
    """For whom a person acts: the office held that day, else the authority file, else the title's state."""
    return in_office_for(person, on) or (person.known.country if person.known else None)


def in_office_for(person: Person, on: str | None) -> str | None:
    """The state or organisation whose office the person holds that day, by the authority file (of an undated text: the
    only one that the person ever led); of an unknown person, the one that the title in the text names."""
    if person.known is not None:
        if on is None:
            led = {term.country for term in person.known.terms if term.office in PROMINENT_OFFICES}
            return led.pop() if len(led) == 1 else None
        held = [term for term in person.known.terms if term.office and term.covers(on)]
        return held[-1].country if held else None
    if person.role and len(person.role.countries) == 1:
        (code,) = person.role.countries
        return code
    return None
