"""Looks known names up in a text, over folded words. PURE.

A match is by folded words, then checked against the letters of the text: proper names need their capitals, adjectives
their small letters, acronyms all capitals, except in lines that are all capitals.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from entities.folding import fold
from entities.known import Authority, Form, Kind
from entities.nlp.names.phrases import Phrases
from entities.nlp.words import Word, words_of

OUTLET = "outlet:"
BLOCKED = "blocked"  # longer names in which nobody acts: « accord de Paris »
_BETWEEN_WORDS = re.compile(r"^[ \t\-‐–'’.]{0,2}$")
_BETWEEN_NAMES = re.compile(r"^[ \t\-‐–'’.()«»\"]{0,3}$")  # « (Vladimir) Poutine »


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of naming one actor, or a longer name that blocks (`key` is then BLOCKED)."""

    key: str
    form: Form
    text: str
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Where one or more entries fit; `first` and `last` are indexes of words."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def length(self) -> int:
        return self.end - self.start

    @property
    def is_family_only(self) -> bool:
        return all(entry.form == Form.FAMILY for entry in self.entries)

    @property
    def is_adjective(self) -> bool:
        return any(entry.form == Form.ADJECTIVE for entry in self.entries)


class Gazetteer:
    """All names of an authority, ready to be looked up. Built once a process."""

    def __init__(self, authority: Authority) -> None:
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        for entry in _entries(authority):
            folded = fold(entry.text)
            if folded and (folded, entry.key) not in authority.suppressed:
                self._entries[folded].append(entry)
        self._phrases = Phrases(self._entries)
        self._latest: tuple[str, tuple[Match, ...]] = ("", ())  # a text whose date is found out is asked for again

    def matches(self, text: str, words: Sequence[Word]) -> list[Match]:
        """Every place where an entry fits, longer ones first to be taken, none overlapping."""
        if not words:
            return []
        latest, matches = self._latest
        if latest != text:
            matches = tuple(self._matches(text, words))
            self._latest = (text, matches)
        return list(matches)

    def _matches(self, text: str, words: Sequence[Word]) -> list[Match]:
        shouted = _shouted_lines(text)
        fitting = []
        for first, after, phrase in self._phrases.find([word.folded for word in words]):
            run = words[first:after]
            entries = tuple(
                entry
                for entry in self._entries[phrase]
                if _fits(entry, text, run, is_shouted=any(a <= run[0].start < b for a, b in shouted))
            )
            if entries:
                fitting.append(Match(first, after - 1, run[0].start, run[-1].end, entries))
        return without_overlaps(fitting)


def without_overlaps(matches: Iterable[Match]) -> list[Match]:
    """The longest first, then the earliest."""
    taken: list[Match] = []
    covered: set[int] = set()
    for match in sorted(matches, key=lambda m: (m.first - m.last, -m.length, m.start)):
        words = range(match.first, match.last + 1)
        if covered.isdisjoint(words):
            taken.append(match)
            covered.update(words)
    return sorted(taken, key=lambda m: m.start)


def _entries(authority: Authority) -> Iterable[Entry]:
    for actor in authority.actors.values():
        for name in actor.names:
            yield Entry(actor.key, name.form, name.text, actor.kind == Kind.PERSON)
    for outlet in authority.outlets.values():
        for text in (outlet.name, *outlet.names):
            yield Entry(f"{OUTLET}{outlet.key}", Form.ACRONYM if text.isupper() else Form.NAME, text)
    for text in authority.phrases:
        yield Entry(BLOCKED, Form.NAME, text)


def _shouted_lines(text: str) -> list[tuple[int, int]]:
    """Spans of lines that are all capitals: three words or more, at least."""
    spans = []
    for line in re.finditer(r"[^\n]+", text):
        letters = [c for c in line.group() if c.isalpha()]
        if len(letters) >= 12 and sum(c.isupper() for c in letters) > 0.9 * len(letters):
            spans.append(line.span())
    return spans


def _fits(entry: Entry, text: str, run: Sequence[Word], *, is_shouted: bool) -> bool:
    gap = _BETWEEN_NAMES if entry.is_person else _BETWEEN_WORDS
    if not all(gap.match(text[a.end : b.start]) for a, b in itertools.pairwise(run)):
        return False
    if entry.form == Form.PREFIX:
        return text[run[-1].end : run[-1].end + 1] == "-"
    if is_shouted:
        return entry.form != Form.ADJECTIVE or len(run[0].text) > 3
    if entry.form == Form.ADJECTIVE:
        return not run[0].is_capitalised or (run[0].start > 0 and text[run[0].start - 1] == "-")
    if entry.form == Form.ACRONYM:
        return all(word.text.isupper() or word.text == own for word, own in _side_by_side(entry.text, run))
    return all(word.is_capitalised for word, own in _side_by_side(entry.text, run) if own[0].isupper())


def _side_by_side(name: str, run: Sequence[Word]) -> list[tuple[Word, str]]:
    return list(zip(run, _texts(name), strict=False))


@lru_cache(maxsize=50_000)
def _texts(name: str) -> tuple[str, ...]:
    """The words of an entry, which the same names ask for in every text."""
    return tuple(word.text for word in words_of(name))
