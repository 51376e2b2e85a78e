"""Looks phrases up wherever they stand in a row of words. PURE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


class Phrases:
    """Phrases of folded words, ready to be looked up: by their first word, which most words of a text are not."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._known = frozenset(phrases)
        lengths: dict[str, set[int]] = {}
        for phrase in self._known:
            first, *others = phrase.split(" ")
            lengths.setdefault(first, set()).add(1 + len(others))
        self._lengths = {first: tuple(sorted(own)) for first, own in lengths.items()}

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """The first word of each, the one behind it, and the phrase; they may overlap."""
        begun = [(at, lengths) for at, word in enumerate(words) if (lengths := self._lengths.get(word))]
        for first, lengths in begun:
            for after in [first + length for length in lengths]:
                if after <= len(words) and (phrase := " ".join(words[first:after])) in self._known:
                    yield first, after, phrase
