"""The words of one text, and which of them may make up a person's name. PURE."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from entities.nlp.names.patterns import PATTERNS
from entities.nlp.words import Word

_NO_NAMES = PATTERNS.never | PATTERNS.civilities | PATTERNS.titles
_OF = frozenset({"de", "du", "d", "des"})
_TOUCHING = frozenset({" ", "-", "'", ' "'})
_BEFORE_NAMESAKES = PATTERNS.civilities | PATTERNS.named_after_between | _OF | {"la", "le", "l"}


class Surface:
    """One text as letters show it. `taken` are indexes of words that are known names already, `adjectives` of those
    that are a country's adjective, `small` the words that the text also writes without a capital."""

    def __init__(
        self, text: str, words: Sequence[Word], taken: Collection[int], adjectives: Collection[int] = ()
    ) -> None:
        self.text, self.words, self.taken, self.adjectives = text, words, taken, adjectives
        self.small = frozenset(word.folded for word in words if not word.is_capitalised)
        self._starts = [word.start for word in words]
        self._standing = [self._stands(index, word) for index, word in enumerate(words)]
        self._beginning = [self._begins(index, word) for index, word in enumerate(words)]

    def indexes(self, start: int, end: int) -> range:
        """The words that lie wholly in text[start:end]."""
        first, after = bisect_left(self._starts, start), bisect_left(self._starts, end)
        while after > first and self.words[after - 1].end > end:
            after -= 1
        return range(first, after)

    def gap(self, index: int) -> str:
        """What stands between this word and the next."""
        return self.text[self.words[index].end : self.words[index + 1].start]

    def may_begin(self, index: int) -> bool:
        """Whether a name may begin here; no half of « Saint-Étienne » is one."""
        return self._beginning[index]

    def may_stand(self, index: int) -> bool:
        """Whether this word may be part of a name."""
        return self._standing[index]

    def _stands(self, index: int, word: Word) -> bool:
        return (
            word.is_capitalised
            and index not in self.taken
            and word.folded not in _NO_NAMES
            and not any(c.isdigit() for c in word.text)
        )

    def _begins(self, index: int, word: Word) -> bool:
        if word.folded in PATTERNS.never and word.folded in PATTERNS.family_first:  # « Park Sang-young »
            return index + 2 < len(self.words) and word.is_capitalised and self.gap(index + 1) == "-"
        return self._standing[index] and self.text[word.start - 1 : word.start] != "-"

    def trim(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last of the longest run of capitalised words inside, particles allowed between, nothing that no
        name holds."""
        indexes = list(self.indexes(start, end))
        while indexes and not self.may_begin(indexes[0]):
            indexes.pop(0)
        return self.name_from(indexes[0], stop=indexes[-1]) if indexes else None

    def name_from(self, first: int, *, stop: int) -> tuple[int, int]:
        """First and last word of the name that begins here, at most up to `stop`."""
        last = first
        for index in range(first + 1, min(stop, len(self.words) - 1) + 1):
            gap = self.gap(index - 1)
            if gap.strip(" -'’.") or "\n" in gap or " -" in gap or self._ends_sentence(index - 1, gap):
                break
            if self.may_stand(index):
                last = index
            elif gap == "-" and index - 1 == last and self.words[index].text.islower():
                last = index  # Tong-hyung
            elif self.words[index].folded not in PATTERNS.particles:
                break
        return first, last

    def is_named_after(self, first: int) -> bool:
        """Whether the name that begins here is a street's, a school's, a ship's: « place Jean-Jaurès », « porte-avions
        Amiral Kouznetsov », « avenue du général Leclerc », « commune de Beni Maâfa »."""
        index = first - 1
        while index > 0 and self.words[index].folded in _BEFORE_NAMESAKES and self.gap(index) in _TOUCHING:
            index -= 1
        if index < 0 or self.gap(index) not in _TOUCHING:
            return False
        between = [word.folded for word in self.words[index + 1 : first]]
        noun = self.words[index].folded
        of_itself = any(word in _OF for word in between) and not any(word in PATTERNS.civilities for word in between)
        return noun in (PATTERNS.named_after_of if of_itself else PATTERNS.named_after)

    def _ends_sentence(self, index: int, gap: str) -> bool:
        return ". " in gap and len(self.words[index].text) > 1
