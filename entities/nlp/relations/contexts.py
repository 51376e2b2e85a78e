"""PLOVER's mode of a statement (visit, troops, expel …) and its contexts (territory, military, cyber …). PURE."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from entities.nlp.found import RelationType
from entities.nlp.grammar.lexicon import singulars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from entities.nlp.grammar.tokens import Word

_NEAR = 6  # tokens on either side of a trigger that may tell the mode


@lru_cache(maxsize=1)
def _patterns() -> tuple[Mapping[RelationType, Mapping[str, str]], Mapping[str, frozenset[str]]]:
    """Type -> word -> mode; and word -> contexts."""
    text = files(__package__).joinpath("patterns/contexts.toml").read_text(encoding="utf-8")
    listed = tomllib.loads(text)
    modes = {
        RelationType(kind): {word: mode for mode, words in reversed(by_mode.items()) for word in words}
        for kind, by_mode in listed["modes"].items()
    }
    contexts: dict[str, set[str]] = {}
    for context, words in listed["contexts"].items():
        for word in words:
            contexts.setdefault(word, set()).add(context)
    return modes, {word: frozenset(those) for word, those in contexts.items()}


def way_of(kind: RelationType, trigger: str, words: Sequence[Word], at: tuple[int, int]) -> str:
    """The mode that the trigger gives, or else the nearest word around it; "" where none does."""
    modes = _patterns()[0].get(kind)
    if modes is None:
        return ""
    if trigger in modes:
        return modes[trigger]
    around = range(max(0, at[0] - _NEAR), min(len(words), at[1] + _NEAR))
    for i in sorted(around, key=lambda i: (abs(i - at[0]), i)):
        for low in singulars(words[i].low):
            if low in modes:
                return modes[low]
    return ""


def contexts_of(words: Sequence[Word]) -> tuple[str, ...]:
    """In alphabetical order."""
    known = _patterns()[1]
    return tuple(sorted({c for w in words for low in singulars(w.low) for c in known.get(low, ())}))
