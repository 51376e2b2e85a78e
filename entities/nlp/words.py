"""Splits a text into folded words that know where they stood. PURE.

spaCy's French tokens split `russo-japonaises` and keep `sud-coréen` whole; looking names up needs one rule for both, so
words here are runs of letters and digits, and hyphens and apostrophes always separate them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from entities.folding import fold

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u00ad]+[^\W_]*)*")
_fold_word = lru_cache(maxsize=100_000)(fold)


class Word(NamedTuple):
    start: int
    end: int
    text: str
    folded: str

    @property
    def is_capitalised(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_all_capitals(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


_new = tuple.__new__  # what Word(…) calls, in half the time


def words_of(text: str) -> tuple[Word, ...]:
    """The words in order. A ligature that folds into two letters stays one word; what folds to nothing is none."""
    return tuple(
        [
            _new(Word, (match.start(), match.end(), own, folded))
            for match in _WORD.finditer(text)
            if (folded := _fold_word(own := match[0]))
        ]
    )


split_words = lru_cache(maxsize=8)(words_of)  # several finders ask for those of one text, one after the other
