"""Finds titles of office in a text: « le ministre russe des Affaires étrangères ». PURE.

Titles are looked up over the words that are left when adjectives of country are taken out, so that one entry serves
« ministre des Affaires étrangères », « ministre russe des Affaires étrangères » and its feminine.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from entities.folding import fold
from entities.known import Form, KnownActor, Office
from entities.nlp.found import FoundMention
from entities.nlp.names.phrases import Phrases
from entities.nlp.words import Word

_OF = frozenset({"de", "du", "des", "d", "la", "le", "l", "les"})

# Offices that one person holds at a time; of the others a title alone tells nobody.
UNIQUE_OFFICES = frozenset(
    {
        "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "finance_minister",
        "interior_minister", "chief_cabinet_secretary", "security_council_secretary", "nato_secretary_general",
        "un_secretary_general", "eu_commission_president", "eu_council_president", "eu_high_representative", "saceur",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """A title in the text: its first and last word, the offices it may be, whose they are."""

    first: int
    last: int
    title: str
    offices: frozenset[str]
    countries: frozenset[str]
    is_said: bool = True  # False: whose office it is follows from the title alone, « l'empereur »
    is_shared: bool = False  # a part of a collective title
    is_plain: bool = True  # False: what follows makes it another office, « président » of a bank


@dataclass(frozen=True, slots=True)
class States:
    """Where a text names states and alliances, by indexes of words."""

    adjectives: Mapping[int, str]  # word → code
    names: Mapping[int, tuple[int, str]]  # first word → last word, code


def states_of(mentions: Sequence[FoundMention], words: Sequence[Word], actors: Mapping[str, KnownActor]) -> States:
    """Where these mentions name states and alliances."""
    starts = [word.start for word in words]
    adjectives, names = {}, {}
    for mention in mentions:
        actor = actors.get(mention.actor)
        if actor is None or not actor.code or mention.form == Form.OFFICE:
            continue
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end) - 1
        if mention.form == Form.ADJECTIVE:
            adjectives.update(dict.fromkeys(range(first, last + 1), actor.code))
        elif mention.form != Form.PREFIX:
            names[first] = last, actor.code
    return States(adjectives, names)


class RoleFinder:
    """Knows every wording of every office. Built once a process."""

    def __init__(self, offices: Mapping[str, Office]) -> None:
        self._offices: dict[str, list[Office]] = defaultdict(list)
        for office in offices.values():
            for title in (office.title, *office.titles):
                self._offices[fold(title)].append(office)
        self._titles = Phrases(self._offices)

    def offices_of(self, title: str) -> Sequence[Office]:
        """The offices of this title, which is folded."""
        return self._offices.get(title, ())

    def find(self, text: str, words: Sequence[Word], states: States) -> list[Role]:
        """In order; where titles overlap the longest wins."""
        left = [index for index in range(len(words)) if index not in states.adjectives]
        spans = self._titles.find([words[index].folded for index in left])
        runs = [left[first:after] for first, after, _title in spans]
        return [self._role(text, words, states, run) for run in _longest(r for r in runs if _unbroken(text, words, r))]

    def _role(self, text: str, words: Sequence[Word], states: States, own: Sequence[int]) -> Role:
        offices = self._offices[" ".join(words[index].folded for index in own)]
        first, last = own[0], own[-1]
        while last + 1 in states.adjectives and _touch(text, words, last):  # « Premier ministre sud-coréen »
            last += 1
        inside = range(first, last + 1)
        countries = {states.adjectives[index] for index in inside if index in states.adjectives}
        last, whose = _complement(text, words, last, states)
        countries |= {whose} if whose else set()
        fitting = [office for office in offices if not office.of or not countries or office.of in countries] or offices
        return Role(
            first,
            last,
            _as_written(text, words, own),
            frozenset(office.key for office in fitting),
            frozenset(countries or {office.of for office in fitting if office.of}),
            is_said=bool(countries),
            is_plain=whose is not None,
        )


def _complement(text: str, words: Sequence[Word], last: int, states: States) -> tuple[int, str | None]:
    """Where a title ends and whose it is by what follows: « … de la Russie » → its last word and RU; nothing of the
    kind → "". None: it is an office of something else, « … de la Banque centrale »."""
    index = last + 1
    if index >= len(words) or words[index].folded not in _OF or not _touch(text, words, last):
        return last, ""
    while index < len(words) and words[index].folded in _OF and _touch(text, words, index):
        index += 1
    return states.names.get(index, (last, None))


def _touch(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether nothing but a space, hyphen or apostrophe stands between a word and the next."""
    return index + 1 < len(words) and text[words[index].end : words[index + 1].start] in {" ", "-", "'"}


def _unbroken(text: str, words: Sequence[Word], own: Sequence[int]) -> bool:
    return not set(text[words[own[0]].start : words[own[-1]].end]) & set(",;:.!?\n()«»")


def _as_written(text: str, words: Sequence[Word], own: Sequence[int]) -> str:
    """The title in the text's own letters, without the adjectives that stand inside it."""
    parts = [words[own[0]].text]
    for before, index in itertools.pairwise(own):
        gap = text[words[before].end : words[index].start] if index == before + 1 else " "
        parts += [gap, words[index].text]
    return "".join(parts)


def _longest(runs: Iterable[Sequence[int]]) -> list[Sequence[int]]:
    taken: list[Sequence[int]] = []
    for run in sorted(runs, key=lambda r: (-len(r), r[0])):
        if all(run[-1] < other[0] or other[-1] < run[0] for other in taken):
            taken.append(run)
    return sorted(taken, key=lambda r: r[0])


def role_of(roles: Sequence[Role], words: Sequence[Word], text: str, first: int, last: int) -> Role | None:
    """The title that belongs to the name in words[first:last+1]: right before it (« le chef de l'OTAN, Mark Rutte »)
    or after it, set off by a comma (« Sergueï Lavrov, ministre des Affaires étrangères »). `roles` are in order, and
    none lies in another."""
    after = start = bisect_right(roles, last, key=_first)
    while start and first - roles[start - 1].last <= _BEFORE:
        start -= 1
    for role in roles[start:after]:
        if role.last < first and _close(words, text, role.last, first):
            return role
    if after < len(roles) and roles[after].first - last <= _AFTER and text.startswith(", ", words[last].end):
        return roles[after]
    return None


_first = attrgetter("first")
_BEFORE, _AFTER = 5, 3  # words from a title to the name that it belongs to


def _close(words: Sequence[Word], text: str, end: int, start: int) -> bool:
    """Nothing but « de la Russie, » or « M. » stands between."""
    between = words[end + 1 : start]
    gap = text[words[end].end : words[start].start]
    return not set(gap) & set(";:!?\n()«»") and all(
        word.is_capitalised or word.folded in _OF | {"m", "mme", "nations", "unies"} for word in between
    )
