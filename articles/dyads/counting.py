"""What is counted between two states, and how. PURE.

- A *distinct statement*: same actors, same type, nearly the same sentence in copies of one story.
- An *event*: same unordered pair and type within three days, chained. What lies on no known day is told apart by story.
- The *balance*: the share of cooperation among distinct statements, asserted and reported; alliances and disputes,
  which stand for years, are left out, and with fewer than five statements there is none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from articles.dyads.facts import TONES, Facts, distinct, distinct_by
from articles.sameness import firsts_alike
from articles.vocabulary import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from articles.dyads.facts import Columns, Fact, Numbers

WINDOW = 3  # days
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Counts:
    articles: int
    statements: int
    events: int


@dataclass(frozen=True, slots=True)
class Balance:
    """`share`, in percent, is None where too few statements bear it."""

    cooperation: int
    conflict: int
    neutral: int

    @property
    def n(self) -> int:
        return self.cooperation + self.conflict + self.neutral

    @property
    def share(self) -> int | None:
        return round(100 * self.cooperation / self.n) if self.n >= FEWEST else None


def to_compare(facts: Iterable[Fact]) -> set[int]:
    """The facts that may be one statement with another: only their sentences are needed."""
    alike: defaultdict[object, list[int]] = defaultdict(list)
    for fact in facts:
        alike[fact.same].append(fact.pk)
    return {pk for pks in alike.values() if len(pks) > 1 for pk in pks}


def settled(facts: Iterable[Fact], sentences: Mapping[int, str]) -> Facts:
    """The facts, which are given in order of time, each with the statement that it is and the event that it is of, as
    nobody has decided otherwise. `sentences` are those of the facts `to_compare`."""
    every = list(facts)
    statements = firsts_alike((fact.pk, fact.same, sentences[fact.pk]) for fact in every if fact.pk in sentences)
    return with_events(Facts.of(replace(fact, statement=statements.get(fact.pk, fact.pk)) for fact in every).columns)


def with_events(columns: Columns) -> Facts:
    """The facts of a dyad with the events that the days alone make. A statement is of the day on which it was first
    told."""
    firsts = np.flatnonzero(columns.statement == np.arange(len(columns.statement)))
    has_day = columns.published[firsts] % 100 > 0
    events = columns.statement.copy()
    for own, begins in ((firsts[has_day], _begin_by_day), (firsts[~has_day], _begin_by_story)):
        ordered, is_first = begins(columns, own)
        events[ordered] = ordered[np.maximum.accumulate(np.where(is_first, np.arange(len(ordered)), 0))]
    return Facts(replace(columns, event=events[columns.statement]))


def counts(facts: Facts) -> Counts:
    return Counts(distinct(facts.article), distinct(facts.statement), distinct(facts.event))


def balance(facts: Facts) -> Balance:
    """Each distinct statement once."""
    bearing = facts.where(facts.is_firm & ~facts.is_standing)
    found = dict(zip(TONES, distinct_by(bearing.tone, bearing.statement, len(TONES)), strict=True))
    return Balance(found[Tone.COOPERATION], found[Tone.CONFLICT], found[Tone.NEUTRAL])


def _begin_by_day(columns: Columns, statements: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    """Statements by type, and which of them begin an event: the first, and those too long after the one before."""
    ordered = statements[np.argsort(columns.type[statements], kind="stable")]
    types, days = columns.type[ordered], _days(columns.published[ordered])
    return ordered, _changes(types) | (np.diff(days, prepend=days[:1]) > WINDOW)


def _begin_by_story(columns: Columns, statements: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
    ordered = statements[np.lexsort((columns.story[statements], columns.type[statements]))]
    return ordered, _changes(columns.type[ordered]) | _changes(columns.story[ordered])


def _changes(values: Numbers) -> NDArray[np.bool_]:
    """Which of them are not the same as the one before."""
    found = np.ones(len(values), dtype=np.bool_)
    found[1:] = values[1:] != values[:-1]
    return found


def _days(published: Numbers) -> Numbers:
    """Days from a fixed one on, of full dates."""
    months = ((published // 10_000 - 1970) * 12 + published // 100 % 100 - 1).astype("datetime64[M]")
    return months.astype("datetime64[D]").astype(np.int64) + published % 100
