"""What changed between two periods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.dyads.asking import Asked
from articles.dyads.counting import Balance, Counts, balance, counts
from articles.dyads.describing import Cell
from articles.dyads.drawing import tally
from articles.dyads.facts import in_order_met
from articles.filling import number_in_words
from articles.vocabulary import TYPES, RelationWords, relation_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articles.dyads.facts import Facts
    from entities.models import Actor


@dataclass(frozen=True, slots=True)
class Period:
    """`held` articles on whatever subject are of these years: the measure of all other counts. `balance` is of all
    modes that bear one, whichever are chosen."""

    since: int
    until: int
    counts: Counts
    balance: Balance
    held: int
    address: Asked

    @property
    def years(self) -> str:
        return str(self.since) if self.since == self.until else f"{self.since}–{self.until}"


@dataclass(frozen=True, slots=True)
class Change:
    words: RelationWords
    before: Cell
    after: Cell

    @property
    def difference(self) -> int:
        return self.after.count - self.before.count

    @property
    def signed(self) -> str:
        return _signed(self.difference)


@dataclass(frozen=True, slots=True)
class Comparison:
    before: Period
    after: Period
    changes: tuple[Change, ...]  # the greatest first
    newcomers: tuple[Actor, ...]  # who is given as the one who says it, and was not before
    gone: tuple[Actor, ...]

    @property
    def points(self) -> int | None:
        """By how many points the share of cooperation rose or fell; None where one period has none."""
        before, after = self.before.balance.share, self.after.balance.share
        return None if before is None or after is None else after - before

    @property
    def points_size(self) -> int:
        return abs(self.points or 0)

    @property
    def points_signed(self) -> str:
        return "" if self.points is None else _signed(self.points)

    @property
    def both(self) -> tuple[Period, Period]:
        return self.before, self.after


def periods(facts: Facts, asked: Asked) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Those asked for; without both, the two halves of the years that articles tell of."""
    before, after = (asked.a_from, asked.a_to), (asked.b_from, asked.b_to)
    if any(before) and any(after):
        return _whole(*before), _whole(*after)
    years = facts.years
    if len(years) < 2:
        return None
    first, last = years[0], years[-1]
    middle = (first + last) // 2
    return (first, middle), (middle + 1, last)


def compare(
    facts: Facts, every_mode: Facts, asked: Asked, held: Mapping[int | None, int],
    actors: Mapping[int, Actor],
) -> Comparison | None:  # fmt: skip
    """`facts` are those of the modes asked for, `held` the number of all articles by year."""
    found = periods(every_mode, asked)
    if found is None:
        return None
    before, after = (_period(span, facts, every_mode, asked, held) for span in found)
    old, new = (facts.within(period.since, period.until) for period in (before, after))
    told_before, told_after = _speakers(old, actors), _speakers(new, actors)
    return Comparison(
        before, after, _changes(old, new, before, after),
        newcomers=tuple(actor for pk, actor in told_after.items() if pk not in told_before),
        gone=tuple(actor for pk, actor in told_before.items() if pk not in told_after),
    )  # fmt: skip


def _whole(since: int | None, until: int | None) -> tuple[int, int]:
    """A period of which one end is left out is a single year."""
    return since or until or 0, until or since or 0


def _period(
    span: tuple[int, int], facts: Facts, every_mode: Facts, asked: Asked,
    held: Mapping[int | None, int],
) -> Period:  # fmt: skip
    since, until = span
    return Period(
        since, until, counts(facts.within(since, until)), balance(every_mode.within(since, until)),
        sum(number for year, number in held.items() if year and since <= year <= until),
        asked.whole().change(since=since, until=until),
    )  # fmt: skip


def _changes(old: Facts, new: Facts, before: Period, after: Period) -> tuple[Change, ...]:
    names, unit = old.columns.types, before.address.chosen_unit
    numbers = [tally(some, unit, some.type, len(names)) for some in (old, new)]
    changes = [
        Change(
            relation_words(name),
            *(Cell(number, period.address.change(type=name)) for number, period in ((was, before), (now, after))),
        )
        for name, was, now in zip(names, *numbers, strict=True)
        if was or now
    ]
    order = list(TYPES)
    by_label = {str(words.label): order.index(name) for name, words in TYPES.items()}
    return tuple(sorted(changes, key=lambda one: (-abs(one.difference), by_label.get(str(one.words.label), 0))))


def _speakers(facts: Facts, actors: Mapping[int, Actor]) -> dict[int, Actor]:
    return {speaker: actors[speaker] for speaker in in_order_met(facts.speaker) if speaker in actors}


def _signed(number: int) -> str:
    size = number_in_words(abs(number))
    return f"+{size}" if number > 0 else f"−{size}" if number < 0 else "0"
