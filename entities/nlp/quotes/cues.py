"""The words of the pattern files: what introduces words said, what names a thing, whom a noun may mean."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from entities.nlp.grammar.lexicon import singulars, word_set


@lru_cache(maxsize=4)
def _patterns(name: str) -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath(f"patterns/{name}.toml").read_text(encoding="utf-8")
    return {key: frozenset(listed) for key, listed in tomllib.loads(text).items()}


def says(name: str, kind: str = "said") -> bool:
    """Whether the verb, by its name with "se" if it has one, introduces words said."""
    return name in _patterns("cues")[kind]


def is_source(low: str) -> bool:
    return any(s in _patterns("cues")["sources"] for s in singulars(low))


def is_naming(low: str, kind: str) -> bool:
    """Of `kind` called, things or labels."""
    return any(s in _patterns("naming")[kind] for s in singulars(low))


def meant_by(noun: str) -> frozenset[str]:
    """The nouns of those whom "le" with this noun may mean, itself among them."""
    return _patterns("meanings").get(noun, frozenset()) | {noun}


def fits_anybody(noun: str) -> bool:
    return noun in _patterns("cues")["anybody"]


def names_person(noun: str) -> bool:
    """Whether "le" with this noun means a person, rather than a body or a text."""
    return (noun in word_set("roles") and noun != "délégation") or fits_anybody(noun) or noun in _patterns("meanings")


def gender_of_name(given: str) -> str:
    """f, m, or "" where the given name tells nothing."""
    known = _patterns("given_names")
    return "f" if given in known["feminine"] else "m" if given in known["masculine"] else ""
