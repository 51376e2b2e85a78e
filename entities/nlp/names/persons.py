"""Persons: known by full name, unknown by the model's proposals, and both again by the family name alone. PURE."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from entities.known import Authority, Form
from entities.linking import Linked, choose
from entities.nlp.found import FoundMention
from entities.nlp.names.announced import announced_runs, announced_words
from entities.nlp.names.families import FamilyFinder, hints_of
from entities.nlp.names.gazetteer import Match
from entities.nlp.names.lists import line_ups, listed_runs, shared_families
from entities.nlp.names.patterns import PATTERNS
from entities.nlp.names.roles import Role, role_of
from entities.nlp.names.roster import Person, Roster
from entities.nlp.names.runs import Run, full_runs, looks_like_no_name
from entities.nlp.names.surface import Surface
from entities.nlp.words import Word

_STATES = frozenset({Form.ADJECTIVE, Form.PEOPLE, Form.PREFIX, Form.ACRONYM, Form.SEAT, Form.CONTEXTUAL})


class PersonFinder:
    """Finds the persons of one article; one object a text."""

    def __init__(
        self, doc: Doc, text: str, words: Sequence[Word], matches: Sequence[Match], roles: Sequence[Role],
        authority: Authority, given_names: frozenset[str], on: str | None,
    ) -> None:  # fmt: skip
        self._doc, self._text, self._words, self._roles = doc, text, words, roles
        self._authority, self._given, self._on = authority, given_names, on
        self._matches = matches
        named = [m for m in matches if not m.is_family_only and not _is_part_of_name(m, words, text, given_names)]
        self._taken = {i for m in named for i in range(m.first, m.last + 1)}
        adjectives = {i for m in matches if m.is_adjective for i in range(m.first, m.last + 1)}
        self._surface = Surface(text, words, self._taken, adjectives)
        self.named: dict[int, int] = {}  # first word → last word of the mentions so far
        self._keys: dict[int, str] = {}  # … → whose they are
        self._covered: set[int] = set()
        self.roster = Roster(given_names)
        self.mentions: list[FoundMention] = []

    def find(self) -> None:
        for match in self._matches:
            if any(e.is_person and e.form == Form.NAME for e in match.entries):
                self._add_known(match)
        by_model = self._by_model()
        for run in full_runs(self._doc, self._surface, self._given, by_model):
            self._add_unknown(run)
        for run in announced_runs(self._surface, self._matches):
            self._add_unknown(run)
        for run in [*listed_runs(self._surface, self.named)]:
            self._add_unknown(run)
        for run in [*shared_families(self._surface, self.named, self._given)]:
            self._add_sharing(run)
        families = frozenset(family for person in self.roster.people.values() for family in person.families)
        for run in line_ups(self._surface, families, self._given):
            self._add_unknown(run)
        for index in announced_words(self._surface, self._matches, self._given, by_model):
            self._add_unknown(Run(index, index, "rule"))
        self._add_families(by_model)
        self.mentions.sort(key=lambda m: m.start)

    def named_at(self, first: int) -> str:
        """The key of the person whose name begins at this word."""
        return self._keys[first]

    def _by_model(self) -> frozenset[int]:
        """The words that the model takes for a person's."""
        spans = [self._surface.indexes(e.start_char, e.end_char) for e in self._doc.ents if e.label_ == "PER"]
        return frozenset(index for span in spans for index in span)

    def _add_known(self, match: Match) -> None:
        if self._surface.is_named_after(match.first):
            return
        candidates = [self._authority.actors[e.key] for e in match.entries if e.is_person]
        role = self._role(match.first, match.last)
        outcome = choose(candidates, on=self._on, hints=hints_of(role))
        actor = outcome.actor if isinstance(outcome, Linked) else candidates[0]
        method, certainty = ("gazetteer", outcome.certainty) if isinstance(outcome, Linked) else ("ambiguous", 0.4)
        person = self.roster.enrol_known(actor)
        self._mention(person, match.first, match.last, Form.NAME, method, certainty, role)

    def _add_unknown(self, run: Run) -> None:
        indexes = range(run.first, run.last + 1)
        if not self._covered.isdisjoint(indexes) or not self._taken.isdisjoint(indexes):
            return
        words = self._words[run.first : run.last + 1]
        name = " ".join(self._text[words[0].start : words[-1].end].split())
        if looks_like_no_name(name, words, self._given):
            return
        if self._surface.is_named_after(run.first):
            self._covered.update(indexes)
            return
        person = self.roster.same_person(words) or self.roster.enrol_unknown(name, words)
        self._mention(person, run.first, run.last, Form.NAME, run.method, 0.7, self._role(run.first, run.last))

    def _add_sharing(self, run: Run) -> None:
        """« Barack et Michelle Obama »: the one whose family name stands beside the other's given name."""
        words = [self._words[run.first], *self._words[run.first + 3 : run.last + 1]]
        name = " ".join(word.text for word in words)
        person = self.roster.same_person(words) or self.roster.enrol_unknown(name, words)
        self._mention(person, run.first, run.first, Form.NAME, run.method, 0.6, None)

    def _add_families(self, by_model: frozenset[int]) -> None:
        covered = self._taken | self._covered
        finder = FamilyFinder(self._surface, self._roles, self._authority, self.roster, self._on)
        entries = [match for match in self._matches if match.is_family_only]
        for person, first, last, role in finder.find(entries, covered, by_model):
            method = "ambiguous" if person.is_ambiguous else "rule"
            self._mention(person, first, last, Form.FAMILY, method, 0.9 if person.known else 0.6, role)

    def _role(self, first: int, last: int) -> Role | None:
        return role_of(self._roles, self._words, self._text, first, last)

    def _mention(
        self, person: Person, first: int, last: int, form: Form, method: str, certainty: float, role: Role | None
    ) -> None:
        start, end = self._words[first].start, self._words[last].end
        is_civil = first > 0 and self._words[first - 1].folded in PATTERNS.kept_civilities
        if is_civil and self._surface.gap(first - 1).strip(". ") == "":
            start = self._words[first - 1].start
        self.named[first] = last
        self._keys[first] = person.key
        self._covered.update(range(first, last + 1))
        person.seen.append(start)
        person.role = person.role or role
        person.names.add(" ".join(word.folded for word in self._words[first : last + 1]))
        self.mentions.append(FoundMention(start, end, self._text[start:end], person.key, form, method, certainty))


def _is_part_of_name(match: Match, words: Sequence[Word], text: str, given_names: frozenset[str]) -> bool:
    """A town that is somebody's given name, or an unknown's family name: « Virginia Raggi », « Jack London »."""
    index = match.first
    if (
        match.last > index
        or words[index].is_all_capitals
        or any(e.is_person or e.form in _STATES for e in match.entries)
    ):
        return False
    word = words[index]
    before = words[index - 1] if index else None
    if before and before.folded in given_names and before.is_capitalised and text[before.end : word.start] == " ":
        return True
    after = words[index + 1] if index + 1 < len(words) else None
    return bool(
        after
        and word.folded in given_names
        and after.is_capitalised
        and after.folded not in PATTERNS.never
        and text[word.end : after.start] == " "
    )
