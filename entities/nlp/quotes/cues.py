"""The verbs and nouns that introduce words said, from the pattern file."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from entities.nlp.grammar.lexicon import singulars


@lru_cache(maxsize=1)
def _patterns() -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath("patterns/cues.toml").read_text(encoding="utf-8")
    return {name: frozenset(listed) for name, listed in tomllib.loads(text).items()}


def says(name: str, lemma: str, kind: str = "said") -> bool:
    """Whether the verb, by its reflexive name or its bare lemma, introduces words said."""
    return name in _patterns()[kind] or lemma in _patterns()[kind]


def is_source(low: str) -> bool:
    return any(s in _patterns()["sources"] for s in singulars(low))
