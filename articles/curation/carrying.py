"""From a text to a corrected one: where spans of the first stand in the second. PURE."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Carried:
    """The words of one text beside those of another: `links` gives for each token of the first its token in the
    second, or -1 where it was taken out."""

    old: tuple[tuple[int, int], ...]
    new: tuple[tuple[int, int], ...]
    links: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the words of a span stand now; what was put in between belongs to it. None: nothing is left of it."""
        first = bisect_right([token[1] for token in self.old], start)
        last = bisect_right([token[0] for token in self.old], end - 1) - 1
        kept = [at for at in range(first, last + 1) if self.links[at] >= 0]
        if not kept:
            return None
        return self._edge(kept[0], start, first), self._end(kept[-1], end, last)

    def _edge(self, at: int, start: int, first: int) -> int:
        old, new = self.old[at], self.new[self.links[at]]
        inside = start - old[0] if at == first and start > old[0] and _size(old) == _size(new) else 0
        return new[0] + inside

    def _end(self, at: int, end: int, last: int) -> int:
        old, new = self.old[at], self.new[self.links[at]]
        short = old[1] - end if at == last and end < old[1] and _size(old) == _size(new) else 0
        return new[1] - short


def _size(token: tuple[int, int]) -> int:
    return token[1] - token[0]


@lru_cache(maxsize=32)
def carried(old: str, new: str) -> Carried:
    """Same words keep each other's place; as many words put in the place of others stand for them one by one."""
    before, after = [m.span() for m in _TOKEN.finditer(old)], [m.span() for m in _TOKEN.finditer(new)]
    ours, theirs = [old[a:b] for a, b in before], [new[a:b] for a, b in after]
    head = _shared(ours, theirs)
    tail = _shared(ours[head:][::-1], theirs[head:][::-1])
    links = [*range(head), *[-1] * (len(ours) - head - tail), *range(len(theirs) - tail, len(theirs))]
    middle = SequenceMatcher(None, ours[head : len(ours) - tail], theirs[head : len(theirs) - tail], autojunk=False)
    for tag, first, last, other, other_last in middle.get_opcodes():
        if tag == "equal" or (tag == "replace" and last - first == other_last - other):
            links[head + first : head + last] = range(head + other, head + other_last)
    return Carried(tuple(before), tuple(after), tuple(links))


def _shared(ours: list[str], theirs: list[str]) -> int:
    count = 0
    for mine, its in zip(ours, theirs, strict=False):
        if mine != its:
            break
        count += 1
    return count
