"""What is counted between two states, and how. PURE.

- A *distinct statement*: same actors, same type, nearly the same sentence in copies of one story.
- An *event*: same unordered pair and type within three days, chained. What lies on no known day is told apart by story.
- The *balance*: the share of cooperation among distinct statements, asserted and reported; alliances and disputes,
  which stand for years, are left out, and with fewer than five statements there is none.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articles.vocabulary import Tone, is_reciprocal, relation_words
from entities.folding import fold
from entities.nlp.found import Mode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

NEAR = 0.8  # from this share of common words on, two sentences of one story say the same
WINDOW = datetime.timedelta(days=3)
FEWEST = 5
FIRM = frozenset({Mode.ASSERTED.value, Mode.REPORTED.value})
STANDING = frozenset({"ALLIANCE", "DISPUTE"})
_DATELINE = re.compile(r"[A-ZÀ-Þ][^().]{1,60}\([^()]{2,30}\)\s*[-–—]{1,2}\s+")  # « PARIS, 3 mars (AFP) – »


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of one article. `statement` and `event` are the lowest pk of the facts that count as one with it;
    0 until they are known."""

    pk: int
    article: int
    story: int  # the article that this one is a copy of, or itself
    published: str  # may be partial, or empty
    outlet: int | None
    type: str
    mode: str
    source: int
    target: int
    is_forward: bool  # the dyad's first state acts on the second
    order: tuple[str, int, bool, int]
    speaker: int | None = None
    is_attributed: bool = False  # to somebody, known or not
    statement: int = 0
    event: int = 0

    @property
    def year(self) -> int | None:
        return int(self.published[:4]) if self.published else None

    @property
    def day(self) -> datetime.date | None:
        return datetime.date.fromisoformat(self.published) if len(self.published) == len("2000-01-01") else None

    @property
    def tone(self) -> Tone:
        return relation_words(self.type).tone

    @property
    def is_standing(self) -> bool:
        return self.type in STANDING

    @property
    def same(self) -> tuple[int, str, frozenset[int] | tuple[int, int]]:
        """What distinct statements have in common beside their words."""
        ends = (self.source, self.target)
        return self.story, self.type, frozenset(ends) if is_reciprocal(self.type) else ends


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


def settled(facts: Iterable[Fact], sentences: Mapping[int, str]) -> list[Fact]:
    """The facts in order of time, each with the statement that it is and the event that it is of, as nobody has
    decided otherwise. `sentences` are those of the facts `to_compare`."""
    in_order = sorted(facts, key=lambda fact: fact.order)
    statements = _statements(in_order, sentences)
    events = _events(in_order, statements)
    return [replace(fact, statement=statements[fact.pk], event=events[statements[fact.pk]]) for fact in in_order]


def counts(facts: Collection[Fact]) -> Counts:
    return Counts(
        articles=len({fact.article for fact in facts}),
        statements=len({fact.statement for fact in facts}),
        events=len({fact.event for fact in facts}),
    )


def balance(facts: Iterable[Fact]) -> Balance:
    """Each distinct statement once, by the first fact that tells it."""
    tones: dict[int, Tone] = {}
    for fact in facts:
        if fact.mode in FIRM and not fact.is_standing:
            tones.setdefault(fact.statement, fact.tone)
    found = list(tones.values())
    return Balance(found.count(Tone.COOPERATION), found.count(Tone.CONFLICT), found.count(Tone.NEUTRAL))


def _statements(facts: Sequence[Fact], sentences: Mapping[int, str]) -> dict[int, int]:
    """{fact: the first fact that says the same}. Where nothing is to compare, no sentence is given."""
    firsts: defaultdict[object, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    found = {}
    for fact in facts:
        sentence = sentences.get(fact.pk)
        if sentence is None:
            found[fact.pk] = fact.pk
            continue
        same, words = firsts[fact.same], frozenset(fold(_said(sentence)).split())
        found[fact.pk] = first = next((first for first, theirs in same if _likeness(words, theirs) >= NEAR), fact.pk)
        if first == fact.pk:
            same.append((fact.pk, words))
    return found


def _said(sentence: str) -> str:
    """Without the place, date and agency that a dispatch begins with and its copies leave out."""
    dateline = _DATELINE.match(sentence)
    return sentence[dateline.end() :] if dateline else sentence


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _events(facts: Sequence[Fact], statements: Mapping[int, int]) -> dict[int, int]:
    """{statement: the first statement of its event}. A statement is of the day on which it was first told."""
    latest: dict[str, tuple[datetime.date, int]] = {}
    without_day: dict[tuple[str, int], int] = {}
    found: dict[int, int] = {}
    for fact in facts:
        statement = statements[fact.pk]
        if statement in found:
            continue
        day = fact.day
        if day is None:
            found[statement] = without_day.setdefault((fact.type, fact.story), statement)
            continue
        before, event = latest.get(fact.type, (None, 0))
        found[statement] = event if before is not None and day - before <= WINDOW else statement
        latest[fact.type] = (day, found[statement])
    return found
