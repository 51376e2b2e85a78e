"""Whether two sentences of copies of one story say the same. PURE."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from entities.folding import fold

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

NEAR = 0.8  # from this share of common words on, two sentences of one story say the same
_DATELINE = re.compile(r"[A-ZÀ-Þ][^().]{1,60}\([^()]{2,30}\)\s*[-–—]{1,2}\s+")  # « PARIS, 3 mars (AFP) – »


def firsts_alike(told: Iterable[tuple[int, Hashable, str]]) -> dict[int, int]:
    """{number: that of the first that says the same}, of (number, what they must have in common, sentence)."""
    firsts: defaultdict[Hashable, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    found = {}
    for number, common, sentence in told:
        same, words = firsts[common], _words(sentence)
        found[number] = first = next((first for first, theirs in same if _likeness(words, theirs) >= NEAR), number)
        if first == number:
            same.append((number, words))
    return found


def _words(sentence: str) -> frozenset[str]:
    """Without the place, date and agency that a dispatch begins with and its copies leave out."""
    dateline = _DATELINE.match(sentence)
    return frozenset(fold(sentence[dateline.end() :] if dateline else sentence).split())


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
