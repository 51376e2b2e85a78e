"""Persons named by the family name alone. PURE."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from entities.folding import fold
from entities.known import Authority
from entities.linking import Ambiguous, Hints, Linked, Unknown, choose, is_prominent, leads
from entities.nlp.names.gazetteer import Match
from entities.nlp.names.patterns import PATTERNS
from entities.nlp.names.roles import UNIQUE_OFFICES, Role, role_of
from entities.nlp.names.roster import Person, Roster
from entities.nlp.names.surface import Surface

_TITLE_REACH = 3
_JOINING = PATTERNS.particles | {"et"}
_NO_PART_OF_NAMES = (
    PATTERNS.never | PATTERNS.titles | PATTERNS.civilities | {"et", "a", "le", "la", "l", "de", "du", "d"}
)


@dataclass(frozen=True, slots=True)
class FamilyFinder:
    """What it takes to settle a family name in one article."""

    surface: Surface
    roles: Sequence[Role]
    authority: Authority
    roster: Roster
    on: str | None

    def find(
        self, entries: Sequence[Match], covered: Collection[int], by_model: Collection[int]
    ) -> Iterator[tuple[Person, int, int, Role | None]]:
        """Each person with first and last word, and the title. `entries` are the known family names in the text,
        `covered` words are named already, `by_model` those that the model takes for a person's."""
        known = {match.first: match for match in entries}
        skip_to = -1
        for index, word in enumerate(self.surface.words):
            match = known.get(index)
            if index <= skip_to or index in covered or not (word.is_capitalised or match):
                continue
            last = match.last if match else index
            role = role_of(self.roles, self.surface.words, self.surface.text, index, last)
            person = self._bearer(index, last, match, role, by_model=index in by_model)
            if person is not None:
                skip_to = last
                yield person, index, last, role

    def _bearer(
        self, first: int, last: int, match: Match | None, role: Role | None, *, by_model: bool
    ) -> Person | None:
        words = self.surface.words
        folded = " ".join(word.folded for word in words[first : last + 1])
        if words[first].folded in PATTERNS.never or self._is_of_something(first):
            return None
        person = self._in_that_office(match, role) or self.roster.of_family(folded, self.on, words[first].start)
        if person is not None:
            return person
        civil, titled = self._announced(first)
        if match is not None:
            outcome = self._known(match, role, announced=civil or titled or by_model)
            if isinstance(outcome, Linked):
                return self.roster.enrol_known(outcome.actor)
            if isinstance(outcome, Ambiguous) and (civil or titled):
                return self.roster.enrol_unknown(words[first].text, words[first : last + 1], is_ambiguous=True)
        if civil and self.surface.may_begin(first) and len(folded) > 2:
            return self.roster.enrol_unknown(words[first].text, words[first : last + 1])
        return None

    def _in_that_office(self, match: Match | None, role: Role | None) -> Person | None:
        """The only one of that family name who held that very office that day: the two Ivanovs of 2003."""
        if match is None or role is None or self.on is None:
            return None
        if any(p.known is None and p.families & set(families_of(match)) for p in self.roster.people.values()):
            return None  # the text may spell him otherwise
        holders = {
            e.key
            for e in match.entries
            if e.is_person
            and any(
                term.office in role.offices & UNIQUE_OFFICES
                and term.covers(self.on)
                and (not role.countries or term.country in role.countries)
                for term in self.authority.actors[e.key].terms
            )
        }
        return self.roster.enrol_known(self.authority.actors[holders.pop()]) if len(holders) == 1 else None

    def _known(self, match: Match, role: Role | None, *, announced: bool) -> Linked | Ambiguous | Unknown:
        """The one of that family name whom the press of the day names so. With a title, a civility or the model's word
        for it also who led a state at another time (« Eltsine »); without, only who leads one on that very day, or in
        an undated text the only one who ever did: « Orban attendra »."""
        candidates = [self.authority.actors[e.key] for e in match.entries if e.is_person]
        if announced:
            prominent = [actor for actor in candidates if is_prominent(actor, self.on)]
            prominent = prominent or [actor for actor in candidates if leads(actor, None)]
        else:
            prominent = [actor for actor in candidates if leads(actor, self.on)]
        if role and role.offices:
            prominent = [a for a in candidates if any(t.office in role.offices for t in a.terms)] or prominent
        return choose(prominent, on=self.on, hints=hints_of(role))

    def _announced(self, index: int) -> tuple[bool, bool]:
        """Whether a civility (« M. ») or a title (« président ») stands right before."""
        if self._has_noble_civility(index):
            return True, True
        before = self.surface.words[max(0, index - _TITLE_REACH) : index]
        civil = bool(before) and (before[-1].folded in PATTERNS.civilities or self._shares_civility(index))
        titled = any(w.folded in PATTERNS.titles for w in before)
        return civil, titled and "," not in self.surface.text[before[0].start : before[-1].end]

    def _is_of_something(self, first: int) -> bool:
        return self._inside_longer_name(first) or self.surface.is_named_after(first)

    def _has_noble_civility(self, index: int) -> bool:
        """« M. von Brentano »."""
        return (
            index > 1
            and self.surface.words[index - 1].folded in PATTERNS.noble_particles
            and self.surface.words[index - 2].folded in PATTERNS.kept_civilities
        )

    def _shares_civility(self, index: int) -> bool:
        """« MM. Van Rompuy et Barroso »: a civility in the plural serves all that « , » and « et » join to it."""
        while index and self.surface.gap(index - 1) in {" ", ", "}:
            index -= 1
            word = self.surface.words[index]
            if word.folded in PATTERNS.shared_civilities:
                return True
            if not word.is_capitalised and word.folded not in _JOINING:
                return False
        return index > 0 and self.surface.words[index - 1].folded in PATTERNS.shared_civilities

    def _inside_longer_name(self, first: int) -> bool:
        """« Porte-avions Abraham Lincoln », « Nakatani Corp »: another capitalised word touches it that is no title."""
        if not first:
            return False
        before = self.surface.words[first - 1]
        return (
            self.surface.gap(first - 1) in {" ", "-"}
            and before.is_capitalised
            and first - 1 not in self.surface.taken
            and before.folded not in _NO_PART_OF_NAMES
        )


def families_of(match: Match) -> Iterator[str]:
    return (fold(entry.text) for entry in match.entries)


def hints_of(role: Role | None) -> Hints:
    return Hints(role.countries, role.offices) if role else Hints()
