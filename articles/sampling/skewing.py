"""Bare articles: who is named, what is stated and when, drawn with the skew of a real archive. PURE.

A few countries are in most texts, a few persons in many, and most persons in very few; years grow towards today. Actors
are numbers here: places in the lists of a `Roster`.
"""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.random import Generator

FIRST, LAST = 1990, 2026
COUNTRIES, PERSONS, OUTLETS = 60, 5_000, 40
IN_HALF = 0.5  # of the articles is the first country
UNDATED, VAGUE, UNSIGNED, CREDITED, COPIED = 0.03, 0.03, 0.02, 0.2, 0.06
REVIEWED = 0.03  # of what is found
AGENCIES = ("AFP", "Reuters", "TASS", "Kyodo")
_PHRASES = tomllib.loads((Path(__file__).parent / "bare.toml").read_text("utf-8"))
VERBS: dict[str, str] = _PHRASES["verbs"]
TOPICS: list[str] = _PHRASES["topics"]["words"]
_TYPES, _MODES = tuple(_PHRASES["weights"]), tuple(_PHRASES["modes"])
_STATUSES = ("proposed", "accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Roster:
    """How many there are of each kind; countries have the first numbers, then come persons, then the others."""

    countries: int
    persons: int
    others: int


@dataclass(frozen=True, slots=True)
class BareStatement:
    type: str
    mode: str
    first: int  # actors
    second: int
    status: str
    is_many: bool  # both are parties of a statement of many


@dataclass(frozen=True, slots=True)
class BareArticle:
    published: str
    topic: str
    outlet: int | None
    agency: str
    named: tuple[int, ...]
    mention_status: str  # of the first one named
    statements: tuple[BareStatement, ...]
    speaker: int | None
    years_told: tuple[int, ...]
    copies: int | None  # how many articles before


def draw(count: int, roster: Roster, rng: Generator, *, until: datetime.date) -> Iterator[BareArticle]:
    """So many articles, drawn together."""
    columns = _columns(count, roster, rng, until)
    for at in range(count):
        yield _article(at, {name: column[at] for name, column in columns.items()}, rng)


def _zipf(size: int, steepness: float = 1.0) -> Any:
    weights = 1 / np.arange(1, size + 1) ** steepness
    return weights / weights.sum()


def _columns(count: int, roster: Roster, rng: Generator, until: datetime.date) -> dict[str, list[Any]]:
    chances = IN_HALF / np.arange(1, roster.countries + 1) ** 0.9
    states = rng.random((count, roster.countries)) < chances
    return {
        "published": _dates(count, rng, until),
        "topic": rng.choice(len(TOPICS), count, p=_zipf(len(TOPICS), 0.8)).tolist(),
        "outlet": rng.choice(OUTLETS, count, p=_zipf(OUTLETS)).tolist(),
        "is_signed": (rng.random(count) >= UNSIGNED).tolist(),
        "agency": np.where(rng.random(count) < CREDITED, rng.choice(len(AGENCIES), count), -1).tolist(),
        "states": [np.flatnonzero(row).tolist() for row in states],
        "persons": _several(count, 1.6, roster.persons, roster.countries, rng),
        "others": _several(count, 0.9, roster.others, roster.countries + roster.persons, rng),
        "statements": _statements(count, rng),
        "status": _reviewed(count, rng),
        "is_quoting": (rng.random(count) < 0.4).tolist(),
        "told": _several(count, 0.7, 80, 1946, rng),
        "copies": np.where(rng.random(count) < COPIED, rng.integers(1, 50, count), 0).tolist(),
    }


def _dates(count: int, rng: Generator, until: datetime.date) -> list[str]:
    years = np.arange(FIRST, min(LAST, until.year) + 1)
    weights = 1 + (years - FIRST) / 6
    first = np.array([np.datetime64(f"{year}-01-01") for year in rng.choice(years, count, p=weights / weights.sum())])
    days = np.minimum(first + rng.integers(0, 365, count), np.datetime64(until))
    length = rng.choice([0, 4, 7, 10], count, p=[UNDATED, VAGUE / 2, VAGUE / 2, 1 - UNDATED - VAGUE])
    return [str(day)[:end] for day, end in zip(days, length, strict=True)]


def _several(count: int, mean: float, size: int, offset: int, rng: Generator) -> list[list[int]]:
    """Some different ones for each article, the first of them the most often; none, where there are none."""
    if not size:
        return [[]] * count
    sizes = rng.poisson(mean, count)
    drawn = (rng.choice(size, int(sizes.sum()), p=_zipf(size, 0.9)) + offset).tolist()
    ends = np.cumsum(sizes).tolist()
    return [list(dict.fromkeys(drawn[end - own : end])) for own, end in zip(sizes.tolist(), ends, strict=True)]


def _reviewed(count: int, rng: Generator) -> list[str]:
    chosen = rng.choice(3, count, p=[1 - REVIEWED, REVIEWED / 2, REVIEWED / 2])
    return [_STATUSES[one] for one in chosen.tolist()]


def _statements(count: int, rng: Generator) -> list[list[tuple[str, str, str, bool]]]:
    sizes = rng.poisson(1.8, count)
    total = int(sizes.sum())
    drawn = {}
    for name, values in (("weights", _TYPES), ("modes", _MODES)):
        weights = np.array([_PHRASES[name][value] for value in values], dtype=float)
        drawn[name] = [values[one] for one in rng.choice(len(values), total, p=weights / weights.sum()).tolist()]
    many = (rng.random(total) < 0.08).tolist()
    rows = list(zip(drawn["weights"], drawn["modes"], _reviewed(total, rng), many, strict=True))
    ends = np.cumsum(sizes).tolist()
    return [rows[end - own : end] for own, end in zip(sizes.tolist(), ends, strict=True)]


def _article(at: int, drawn: dict[str, Any], rng: Generator) -> BareArticle:
    named = (*drawn["states"], *drawn["persons"], *drawn["others"])
    actors = (*drawn["states"], *drawn["persons"])
    stated = drawn["statements"] if len(actors) > 1 else []
    pairs = rng.integers(0, len(actors), 2 * len(stated)).tolist() if stated else []
    copies = drawn["copies"] if 0 < drawn["copies"] <= at else None
    return BareArticle(
        published=drawn["published"],
        topic=TOPICS[drawn["topic"]],
        outlet=drawn["outlet"] if drawn["is_signed"] else None,
        agency=AGENCIES[drawn["agency"]] if drawn["agency"] >= 0 else "",
        named=named,
        mention_status=drawn["status"],
        statements=tuple(
            BareStatement(type_, mode, actors[first], actors[second], status, is_many)
            for (type_, mode, status, is_many), first, second in zip(stated, pairs[::2], pairs[1::2], strict=True)
            if first != second
        ),
        speaker=drawn["persons"][0] if drawn["is_quoting"] and drawn["persons"] else None,
        years_told=tuple(drawn["told"]),
        copies=copies,
    )
