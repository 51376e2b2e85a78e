"""Finds titles of office in a text: « le ministre russe des Affaires étrangères ». PURE.

Titles are looked up over the words that are left when adjectives of country are taken out, so that one entry serves
« ministre des Affaires étrangères », « ministre russe des Affaires étrangères » and its feminine.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from entities.folding import fold
from entities.known import Office
from entities.nlp.words import Word


@dataclass(frozen=True, slots=True)
class Role:
    """A title in the text: its first and last word, the offices it may be, the states its adjectives name."""

    first: int
    last: int
    title: str
    offices: frozenset[str]
    countries: frozenset[str]


class RoleFinder:
    def __init__(self, offices: Mapping[str, Office], vocab: Vocab) -> None:
        self._vocab = vocab
        self._offices: dict[str, list[Office]] = defaultdict(list)
        for office in offices.values():
            for title in (office.title, *office.titles):
                self._offices[fold(title)].append(office)
        self._matcher = PhraseMatcher(vocab)
        if self._offices:
            self._matcher.add("title", [Doc(vocab, words=title.split(" ")) for title in self._offices])

    def find(self, text: str, words: Sequence[Word], adjectives: Mapping[int, str]) -> list[Role]:
        """`adjectives`: index of a word → code of the country that it names. The longest titles win."""
        left = [index for index in range(len(words)) if index not in adjectives]
        if not left:
            return []
        spans = self._matcher(Doc(self._vocab, words=[words[index].folded for index in left]))
        roles = [self._role(text, words, adjectives, left[first:after]) for _, first, after in spans]
        return _longest(roles)

    def _role(self, text: str, words: Sequence[Word], adjectives: Mapping[int, str], own: Sequence[int]) -> Role:
        folded = " ".join(words[index].folded for index in own)
        first, last = own[0], own[-1]
        if last + 1 in adjectives:  # « Premier ministre japonais »: the adjective may follow
            last += 1
        countries = frozenset(adjectives[index] for index in range(first, last + 1) if index in adjectives)
        offices = self._offices[folded]
        of = frozenset(office.of for office in offices if office.of)
        return Role(
            first, last, _as_written(text, words, own), frozenset(office.key for office in offices), countries or of
        )


def _as_written(text: str, words: Sequence[Word], own: Sequence[int]) -> str:
    """The title in the text's own letters, without the adjectives that stand inside it."""
    parts = [words[own[0]].text]
    for before, index in itertools.pairwise(own):
        gap = text[words[before].end : words[index].start] if index == before + 1 else " "
        parts += [gap, words[index].text]
    return "".join(parts)


def _longest(roles: Iterable[Role]) -> list[Role]:
    taken: list[Role] = []
    for role in sorted(roles, key=lambda r: (r.first - r.last, r.first)):
        if all(role.last < other.first or other.last < role.first for other in taken):
            taken.append(role)
    return sorted(taken, key=lambda r: r.first)


def role_of(roles: Sequence[Role], words: Sequence[Word], text: str, first: int, last: int) -> Role | None:
    """The title that belongs to the name in words[first:last+1]: right before it (« le chef de l'OTAN, Mark Rutte »)
    or after it, set off by a comma (« Sergueï Lavrov, ministre des Affaires étrangères »)."""
    for role in roles:
        if role.last < first and _close(words, text, role.last, first, limit=4):
            return role
    for role in roles:
        if last < role.first and text[words[last].end :][:2] == ", " and role.first - last <= 3:
            return role
    return None


def _close(words: Sequence[Word], text: str, end: int, start: int, *, limit: int) -> bool:
    """Nothing but « de la Russie, » or « M. » stands between."""
    between = words[end + 1 : start]
    gap = text[words[end].end : words[start].start]
    return (
        len(between) <= limit
        and not set(gap) & set(".;:!?\n()«»") - {"."}
        and all(
            word.is_capitalised
            or word.folded in {"de", "la", "le", "l", "du", "des", "d", "m", "mme", "nations", "unies"}
            for word in between
        )
    )
