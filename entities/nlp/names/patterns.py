"""The word lists of patterns.toml, as sets. PURE."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Patterns:
    place_before: tuple[list[str], ...]
    town_nouns: frozenset[str]
    goes_to: frozenset[str]
    speaks_to: frozenset[str]
    language_before: tuple[list[str], ...]
    civilities: frozenset[str]
    kept_civilities: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    family_first: frozenset[str]


def _read(path: Path) -> Patterns:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    capital, person = data["capital"], data["person"]
    return Patterns(
        place_before=tuple(phrase.split() for phrase in capital["place_before"]),
        town_nouns=frozenset(capital["town_nouns"]),
        goes_to=frozenset(capital["goes_to"]),
        speaks_to=frozenset(capital["speaks_to"]),
        language_before=tuple(phrase.split() for phrase in data["adjective"]["language_before"]),
        civilities=frozenset(person["civilities"]),
        kept_civilities=frozenset(person["kept_civilities"]),
        particles=frozenset(person["particles"]),
        titles=frozenset(person["titles"]),
        never=frozenset(person["never"]),
        family_first=frozenset(person["family_first"]),
    )


PATTERNS = _read(Path(__file__).with_name("patterns.toml"))
