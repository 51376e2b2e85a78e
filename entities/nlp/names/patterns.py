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
    moves: frozenset[str]
    speaks_to: frozenset[str]
    language_before: tuple[list[str], ...]
    civilities: frozenset[str]
    kept_civilities: frozenset[str]
    shared_civilities: frozenset[str]
    particles: frozenset[str]
    noble_particles: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    family_first: frozenset[str]
    nouns: frozenset[str]
    crowns: frozenset[str]
    royal: frozenset[str]
    relatives: frozenset[str]
    articles: frozenset[str]
    of_words: frozenset[str]
    named_after: frozenset[str]
    named_after_of: frozenset[str]
    named_after_between: frozenset[str]


def _read(path: Path) -> Patterns:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    capital, person = data["capital"], data["person"]
    return Patterns(
        place_before=tuple(phrase.split() for phrase in capital["place_before"]),
        town_nouns=frozenset(capital["town_nouns"]),
        goes_to=frozenset(capital["goes_to"]),
        moves=frozenset(capital["moves"]),
        speaks_to=frozenset(capital["speaks_to"]),
        language_before=tuple(phrase.split() for phrase in data["adjective"]["language_before"]),
        civilities=frozenset(person["civilities"]),
        kept_civilities=frozenset(person["kept_civilities"]),
        shared_civilities=frozenset(person["shared_civilities"]),
        particles=frozenset(person["particles"]),
        noble_particles=frozenset(person["noble_particles"]),
        titles=frozenset(person["titles"]),
        never=frozenset(person["never"]),
        family_first=frozenset(person["family_first"]),
        nouns=frozenset(person["nouns"]) | frozenset(person["titles"]) - frozenset(person["not_alone"]),
        crowns=frozenset(person["crowns"]) | frozenset(person["royal"]),
        royal=frozenset(person["royal"]),
        relatives=frozenset(person["relatives"]),
        articles=frozenset(person["articles"]),
        of_words=frozenset(person["of_words"]),
        named_after=frozenset(person["named_after"]),
        named_after_of=frozenset(person["named_after_of"]),
        named_after_between=frozenset(person["named_after_between"]),
    )


PATTERNS = _read(Path(__file__).with_name("patterns.toml"))
