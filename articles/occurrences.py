"""Which occurrence of its words a mention is, counted in the text and not among mentions: what else the machine finds
or misses doesn't move the count. PURE."""

from __future__ import annotations

from dataclasses import dataclass, field

from entities.folding import fold


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
