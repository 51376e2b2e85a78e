"""Two states at a glance: how much, which balance, and whether it rises or falls."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from articles.dyads.asking import LAST_YEAR
from articles.dyads.counting import Balance, Counts, balance, counts
from articles.dyads.facts import TONES, first_of_each
from articles.dyads.gathering import facts_as_told
from articles.dyads.pairs import dyad_address
from articles.vocabulary import Tone

if TYPE_CHECKING:
    from articles.dyads.facts import Facts

SPAN = 5  # years of a period of the trend
STEADY = 5  # points of difference that are no trend yet
SPARK_YEARS = 30
SPARK_UP = 14


@dataclass(frozen=True, slots=True)
class Trend:
    """The share of cooperation of the latest years, less that of as many years before."""

    points: int
    before: str
    after: str

    @property
    def size(self) -> int:
        return abs(self.points)

    @property
    def sign(self) -> str:
        if abs(self.points) < STEADY:
            return "→"
        return "↗" if self.points > 0 else "↘"

    @property
    def signed(self) -> str:
        return f"+{self.points}" if self.points > 0 else f"−{-self.points}" if self.points else "0"


@dataclass(frozen=True, slots=True)
class Spark:
    """A year, drawn: cooperation upwards from the middle line, conflict downwards."""

    x: int
    up: int
    down: int

    @property
    def y(self) -> int:
        return SPARK_UP - self.up


@dataclass(frozen=True, slots=True)
class Summary:
    counts: Counts
    balance: Balance
    trend: Trend | None
    sparks: tuple[Spark, ...]
    first_year: int | None
    last_year: int | None
    address: str


def summarise(first: str, second: str, *, last: int | None) -> Summary:
    """`last` is the latest year of which we have articles, where the trend ends."""
    facts = facts_as_told(first, second)
    years = facts.years
    return Summary(
        counts=counts(facts),
        balance=balance(facts),
        trend=_trend(facts, last) if last else None,
        sparks=tuple(_sparks(facts, last)) if last else (),
        first_year=years[0] if years else None,
        last_year=years[-1] if years else None,
        address=dyad_address(first, second),
    )


def _trend(facts: Facts, last: int) -> Trend | None:
    """None where one of the two periods has too few statements."""
    spans = [(last - 2 * SPAN + 1, last - SPAN), (last - SPAN + 1, last)]
    before, after = (balance(facts.within(since, until)).share for since, until in spans)
    if before is None or after is None:
        return None
    return Trend(after - before, *(f"{since}–{until}" for since, until in spans))


def _sparks(facts: Facts, last: int) -> list[Spark]:
    """A statement is of the year in which it was first told as a firm one."""
    first = last - SPARK_YEARS + 1
    bearing = facts.where(facts.is_firm & ~facts.is_standing)
    told = bearing.only(first_of_each(bearing.statement)).within(first, LAST_YEAR)
    numbers = np.bincount(told.year * len(TONES) + told.tone).tolist()
    found = Counter({(at // len(TONES), TONES[at % len(TONES)]): number for at, number in enumerate(numbers) if number})
    highest = max((number for (_, tone), number in found.items() if tone != Tone.NEUTRAL), default=1)
    return [
        Spark(2 + 4 * place, *(_height(found[year, tone], highest) for tone in (Tone.COOPERATION, Tone.CONFLICT)))
        for place, year in enumerate(range(first, last + 1))
        if found[year, Tone.COOPERATION] or found[year, Tone.CONFLICT]
    ]


def _height(number: int, highest: int) -> int:
    return max(round(SPARK_UP * number / highest), 2) if number else 0
