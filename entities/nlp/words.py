"""Splits a text into folded words that know where they stood. PURE.

spaCy's French tokens split `russo-japonaises` and keep `sud-coréen` whole; looking names up needs one rule for both, so
words here are runs of letters and digits, and hyphens and apostrophes always separate them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from entities.folding import fold

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u00ad]+[^\W_]*)*")
_fold_word = lru_cache(maxsize=100_000)(fold)


@dataclass(frozen=True, slots=True)
class Word:
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


def split_words(text: str) -> list[Word]:
    """The words in order. A ligature that folds into two letters stays one word; what folds to nothing is none."""
    words = (Word(m.start(), m.end(), m.group(), _fold_word(m.group())) for m in _WORD.finditer(text))
    return [word for word in words if word.folded]
