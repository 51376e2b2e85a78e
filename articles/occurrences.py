"""Which occurrence of its words a mention is, counted in the text and not among mentions: what else the machine finds
or misses doesn't move the count. PURE."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from entities.folding import fold
from entities.nlp.sentences import sentence_span

_JOINER = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"  # accents written apart, and what nobody sees
_WORD = re.compile(rf"[^\W_](?:[{_JOINER}]*[^\W_])*[{_JOINER}]*")


def places(text: str, surface: str) -> list[tuple[int, int]]:
    """Where the folded words stand in the text, whole words only: (start, end) each."""
    words, found = _words(text), []
    for at, (_, start, _) in enumerate(words):
        taken = ""
        for word, _, end in words[at:]:
            taken = f"{taken} {word}".lstrip()
            if taken == surface:
                found.append((start, end))
            if not surface.startswith(taken) or taken == surface:
                break
    return found


def find(text: str, surface: str, sentence: str, nth: int) -> tuple[int, int] | None:
    """Where this occurrence of the folded words stands: the inverse of `Folded.nth`. An empty sentence: any."""
    folded = Folded(text)
    for start, end in places(text, surface):
        own = fold(text[slice(*sentence_span(text, start, end))]) if sentence else ""
        if own == sentence and folded.nth(start, surface, sentence) == nth:
            return start, end
    return None


def cuts_word(text: str, start: int, end: int) -> bool:
    """Whether the span begins or ends inside a word."""
    return any(first < edge < last for _, first, last in _words(text) for edge in (start, end))


@lru_cache(maxsize=32)
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((fold(match.group()), *match.span()) for match in _WORD.finditer(text))


@dataclass(slots=True)
class Folded:
    """A text folded once, to be asked for many mentions."""

    text: str
    _folded: str | None = field(default=None, init=False)

    def nth(self, start: int, surface: str, sentence: str) -> int:
        """From 0: how many times the folded words stand in this folded sentence before the offset `start` of the text.
        A sentence that the text repeats counts on through its copies; one that is not in the text is the whole."""
        if self._folded is None:
            self._folded = f" {fold(self.text)} "
        at = len(f" {fold(self.text[:start])}".rstrip())  # where the words' own leading space stands
        if f" {sentence} " not in self._folded:
            return _count(self._folded[: at + 1], surface)
        total, begin = 0, 0
        while (begin := self._folded.find(f" {sentence} ", begin)) != -1 and begin <= at:
            end = begin + len(sentence) + 2
            total += _count(self._folded[begin : min(end, at + 1)], surface)
            begin = end - 1
        return total


def _count(text: str, surface: str) -> int:
    """Whole words only; neighbours share the space between them."""
    count, begin, words = 0, 0, f" {surface} "
    while (begin := text.find(words, begin)) != -1:
        count, begin = count + 1, begin + len(words) - 1
    return count
