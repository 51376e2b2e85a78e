"""Where a text gives somebody an office that the authority file gives to another on that day: « le président russe
Shinzo Abe ». PURE.

Precision before all: whoever held the office before, or takes it up soon, is left alone, as is every title that the
text qualifies, shares out or hangs on another noun.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from entities.folding import fold
from entities.known import Authority, Form, Kind, KnownActor, Term
from entities.nlp.found import FoundActor, FoundContradiction, FoundMention
from entities.nlp.names.roles import Role, RoleFinder, States, states_of
from entities.nlp.sentences import sentence_span
from entities.nlp.words import Word, split_words

_CHECKED = frozenset(
    {
        "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "nato_secretary_general",
        "un_secretary_general",
    }
)  # fmt: skip
_LISTS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_WORDS = {name: frozenset(words) for name, words in _LISTS.items()}
_OF = frozenset({"du", "de", "d"})
_PORTFOLIO = re.compile(r"\s(?:à|au|aux|chargée?|pour)\s")  # « secrétaire d'État aux Transports »
_BEFORE_NAME = re.compile(r"[ \u00a0]?,?[ \u00a0](?:(?:M|Mme)\.?[ \u00a0])?")
_AFTER_NAME = re.compile(r",[ \u00a0](?P<article>le |la |l')?")
_CLOSED = re.compile(r"\s?(?:[.!?)]|,\s(?!et\b|ainsi\b|puis\b|ou\b|avec\b)[a-zà-ÿ])")
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d{2}\b")
_SOON = 1  # years: who takes the office up so soon may be called by it already
_LONGEST = 25  # years after which a term without an end may only lack it in the file


@dataclass(frozen=True, slots=True)
class _Claim:
    """The text gives somebody a title."""

    mention: FoundMention
    role: Role
    start: int
    end: int


class ContradictionFinder:
    """Knows who held which office when. Built once a process."""

    def __init__(self, authority: Authority) -> None:
        self._actors = authority.actors
        self._roles = RoleFinder(authority.offices)
        self._terms: dict[tuple[str, str], list[tuple[Term, KnownActor]]] = defaultdict(list)
        self._families: Counter[str] = Counter()
        for actor in authority.of_kind(Kind.PERSON):
            self._families.update({fold(name.text) for name in actor.names if name.form == Form.FAMILY})
            for term in actor.terms:
                self._terms[term.office, term.country].append((term, actor))
        self._successors = {a.code: a.successor for a in authority.actors.values() if a.code and a.successor}
        dates = (date for terms in self._terms.values() for term, _ in terms for date in (term.start, term.end))
        self._last_known = max(dates, default="")

    def find(self, text: str, mentions: Sequence[FoundMention], *, on: str | None) -> list[FoundContradiction]:
        """In order. `on` is the article's date, partial or None: of an undated text nothing can be said, nor of a day
        past the last one that the file knows of."""
        if on is None or on[:7] > self._last_known[:7]:
            return []
        sure = [mention for mention in mentions if self._is_sure(mention)]
        if not sure:
            return []
        words = split_words(text)
        states = states_of(mentions, words, self._actors)
        roles = self._roles.find(text, words, states)
        claims = _claims(text, words, states, roles, sure)
        return [found for claim in claims if (found := self._check(text, claim, on)) is not None]

    def _is_sure(self, mention: FoundMention) -> bool:
        """Whether it can be nobody else: a full name that one alone has, or a family name that one alone has."""
        actor = self._actors.get(mention.actor)
        if actor is None or actor.kind != Kind.PERSON:
            return False
        if mention.form == Form.FAMILY:
            return self._families[fold(mention.text).split(" ")[-1]] == 1 and mention.certainty >= 0.9
        return mention.form == Form.NAME and mention.certainty == 1

    def _check(self, text: str, claim: _Claim, on: str) -> FoundContradiction | None:
        actor, (country,) = self._actors[claim.mention.actor], claim.role.countries
        first, last = sentence_span(text, claim.start, claim.end)
        sentence = text[first:last]
        if _WORDS["another_time"].intersection(fold(sentence).split()):
            return None
        if any(year != on[:4] for year in _YEAR.findall(sentence)):
            return None
        if self._may_hold(actor, claim.role.offices, country, on):
            return None
        held = self._holder(claim.role.offices & _CHECKED, country, on)
        if held is None or fold(held[1].family_name) == fold(actor.family_name):
            return None
        term, holder = held
        return FoundContradiction(
            claim.start, claim.end, first, last, _found(actor), _found(holder), claim.role.title, term.title, country
        )

    def _may_hold(self, actor: KnownActor, offices: frozenset[str], country: str, on: str) -> bool:
        """Whether the file leaves it open, or gives the actor that office at another time that the text may mean; of a
        president, also whether another presidency of that state is the actor's."""
        states = {country, self._successors.get(country), *(c for c, new in self._successors.items() if new == country)}
        return any(
            not term.start or int(term.start[:4]) <= int(on[:4]) + _SOON
            for term in actor.terms
            if term.country in states
            if term.office in offices or (term.title.startswith("président") and "head_of_state" in offices)
        )

    def _holder(self, offices: frozenset[str], country: str, on: str) -> tuple[Term, KnownActor] | None:
        """Who held the office on that day; the last of them where the day lets it be several."""
        known = [
            (term, actor)
            for office in sorted(offices)
            for term, actor in self._terms[office, country]
            if term.start and term.covers(on) and (term.end or int(on[:4]) - int(term.start[:4]) <= _LONGEST)
        ]
        return max(known, key=lambda one: (one[0].start, one[1].key), default=None)


def _claims(
    text: str, words: Sequence[Word], states: States, roles: Sequence[Role], mentions: Sequence[FoundMention]
) -> Iterator[_Claim]:
    starts = [word.start for word in words]
    usable = [role for role in roles if _is_exact(role, states) and _is_single(words, role)]
    for mention in mentions:
        after = bisect_left(starts, mention.end)
        for role in usable:
            start, end = words[role.first].start, words[role.last].end
            if end <= mention.start and _BEFORE_NAME.fullmatch(text, end, mention.start):
                is_set_off = "," in text[end : mention.start]
                if not _is_qualified(words, after) and (not is_set_off or _CLOSED.match(text, mention.end)):
                    yield _Claim(mention, role, start, mention.end)
            elif start >= mention.end and (gap := _AFTER_NAME.fullmatch(text, mention.end, start)):
                is_whole = not _is_qualified(words, role.last + 1) and not _PORTFOLIO.match(text, end)
                if is_whole and (not gap["article"] or _CLOSED.match(text, end)):
                    yield _Claim(mention, role, mention.start, end)


def _is_exact(role: Role, states: States) -> bool:
    """A title of one of the offices that we check, of one state that the text names with it."""
    title = fold(role.title)
    if not (role.is_plain and role.offices & _CHECKED and len(role.countries) == 1 and title in _WORDS["exact"]):
        return False
    inside = range(role.first, role.last + 1)
    return title in _WORDS["of_itself"] or any(i in states.adjectives or i in states.names for i in inside)


def _is_single(words: Sequence[Word], role: Role) -> bool:
    """Neither qualified nor hung on another noun: no « ancien président », no « épouse du président »."""
    before = [word.folded for word in words[max(0, role.first - 4) : role.first]]
    if set(before[-2:]) & _WORDS["before"]:
        return False
    while before and before[-1] in {"la", "l"}:
        before.pop()
    return not before or before[-1] not in _OF or (len(before) > 1 and before[-2] in _WORDS["acts"])


def _is_qualified(words: Sequence[Word], index: int) -> bool:
    return any(word.folded in _WORDS["after"] for word in words[index : index + 3])


def _found(actor: KnownActor) -> FoundActor:
    return FoundActor(actor.key, actor.kind, actor.name, actor.country, actor.code, actor.wikidata)
