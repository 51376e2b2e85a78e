"""Persons: known by full name, unknown by the model's proposals, and both again by the family name alone. PURE."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from entities.known import Authority, Form
from entities.linking import Linked, choose
from entities.nlp.found import FoundMention
from entities.nlp.names.families import FamilyFinder, hints_of
from entities.nlp.names.gazetteer import Match
from entities.nlp.names.patterns import PATTERNS
from entities.nlp.names.roles import Role, role_of
from entities.nlp.names.roster import Person, Roster
from entities.nlp.names.runs import Run, full_runs, looks_like_no_name
from entities.nlp.names.surface import Surface
from entities.nlp.words import Word


class PersonFinder:
    """Finds the persons of one article; one object a text."""

    def __init__(
        self, doc: Doc, text: str, words: Sequence[Word], matches: Sequence[Match], roles: Sequence[Role],
        authority: Authority, given_names: frozenset[str], on: str | None,
    ) -> None:  # fmt: skip
        self._doc, self._text, self._words, self._roles = doc, text, words, roles
        self._authority, self._given, self._on = authority, given_names, on
        self._matches = matches
        self._taken = {i for m in matches if not m.is_family_only for i in range(m.first, m.last + 1)}
        self._surface = Surface(text, words, self._taken)
        self.roster = Roster(given_names)
        self.mentions: list[FoundMention] = []

    def find(self) -> None:
        for match in self._matches:
            if any(e.is_person and e.form == Form.NAME for e in match.entries):
                self._add_known(match)
        for run in full_runs(self._doc, self._surface, self._given):
            self._add_unknown(run)
        self._add_families()
        self.mentions.sort(key=lambda m: m.start)

    def _add_known(self, match: Match) -> None:
        candidates = [self._authority.actors[e.key] for e in match.entries if e.is_person]
        role = self._role(match.first, match.last)
        outcome = choose(candidates, on=self._on, hints=hints_of(role))
        actor = outcome.actor if isinstance(outcome, Linked) else candidates[0]
        certainty = outcome.certainty if isinstance(outcome, Linked) else 0.4
        person = self.roster.enrol_known(actor)
        self._mention(person, match.first, match.last, Form.NAME, "gazetteer", certainty, role)

    def _add_unknown(self, run: Run) -> None:
        words = self._words[run.first : run.last + 1]
        name = " ".join(self._text[words[0].start : words[-1].end].split())
        if looks_like_no_name(name, words):
            return
        person = self.roster.same_person(words) or self.roster.enrol_unknown(name, words)
        self._mention(person, run.first, run.last, Form.NAME, run.method, 0.7, self._role(run.first, run.last))

    def _add_families(self) -> None:
        covered = set(self._taken)
        covered.update(i for mention in self.mentions for i in self._surface.indexes(mention.start, mention.end))
        by_model = {
            i for e in self._doc.ents if e.label_ == "PER" for i in self._surface.indexes(e.start_char, e.end_char)
        }
        finder = FamilyFinder(self._surface, self._roles, self._authority, self.roster, self._on)
        entries = [match for match in self._matches if match.is_family_only]
        for person, first, last, role in finder.find(entries, covered, by_model):
            self._mention(person, first, last, Form.FAMILY, "rule", 0.9 if person.known else 0.6, role)

    def _role(self, first: int, last: int) -> Role | None:
        return role_of(self._roles, self._words, self._text, first, last)

    def _mention(
        self, person: Person, first: int, last: int, form: Form, method: str, certainty: float, role: Role | None
    ) -> None:
        start, end = self._words[first].start, self._words[last].end
        is_civil = first > 0 and self._words[first - 1].folded in PATTERNS.kept_civilities
        if is_civil and self._surface.gap(first - 1).strip(". ") == "":
            start = self._words[first - 1].start
        person.last_seen = start
        person.role = person.role or role
        person.names.add(" ".join(word.folded for word in self._words[first : last + 1]))
        self.mentions.append(FoundMention(start, end, self._text[start:end], person.key, form, method, certainty))
