"""What happens in the invented press: stories with a day, two states, what one does to the other, and who prints it.
PURE."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articles.sampling.wordbook import ACTS, AGENCIES, ERAS, PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from articles.sampling.wordbook import Pair

FIRST, LAST = 1956, 2026
SILENT_YEARS = 9  # of which the press that we invent tells nothing: pages show gaps
OF_AGENCIES = 0.35  # of the stories
COPIED = 0.4  # of those
FOLLOWED = 0.2  # of the others: told again by somebody else


@dataclass(frozen=True, slots=True)
class Story:
    """One article to write. `copies` says which one's words it prints: the number of another story."""

    number: int
    on: datetime.date
    pair: Pair
    is_turned: bool  # the second state acts
    act: str
    is_cold: bool
    outlet: str
    copies: int | None = None
    is_agency: bool = False


def stories(count: int, rng: Random, *, until: datetime.date) -> Iterator[Story]:
    """So many articles: new ones, the same event told by others within two days, and copies of agencies' texts."""
    years = _years(rng, min(LAST, until.year))
    told = 0
    while told < count:
        first = _story(told, rng, years, until)
        family = [first]
        if first.is_agency and rng.random() < COPIED:
            family += [_copy(first, number, rng) for number in range(rng.randint(1, 3))]
        elif rng.random() < FOLLOWED:
            family.append(_follow_up(first, rng))
        for one in family[: count - told]:
            yield replace(one, number=told, on=min(one.on, until))
            told += 1


def _years(rng: Random, last: int) -> list[int]:
    """More of them the nearer; some of the early ones are silent."""
    silent = set(rng.sample(range(FIRST + 1, 2000), SILENT_YEARS))
    return [year for year in range(FIRST, last + 1) if year not in silent for _ in range(1 + max(0, year - 1988) // 5)]


def _story(number: int, rng: Random, years: list[int], until: datetime.date) -> Story:
    day = datetime.date(rng.choice(years), 1, 1) + datetime.timedelta(rng.randrange(364))
    on = min(day, until)
    pairs = next(pairs for last, pairs in ERAS if on.year <= last)
    pair = rng.choices(pairs, [one.weight for one in pairs])[0]
    is_cold = rng.random() < pair.conflict
    is_agency = rng.random() < OF_AGENCIES
    return Story(
        number, on, pair, is_turned=rng.random() < 0.5, act=rng.choice(ACTS[pair.key][is_cold]), is_cold=is_cold,
        outlet=rng.choice(AGENCIES) if is_agency else _paper(on, rng), is_agency=is_agency,
    )  # fmt: skip


def _paper(on: datetime.date, rng: Random) -> str:
    return rng.choice([name for name, since in PAPERS.items() if since <= on.year])


def _copy(story: Story, place: int, rng: Random) -> Story:
    later = story.on + datetime.timedelta(place % 2)
    return replace(story, on=later, outlet=_paper(story.on, rng), copies=story.number, is_agency=False)


def _follow_up(story: Story, rng: Random) -> Story:
    later = story.on + datetime.timedelta(rng.randint(1, 2))
    return replace(story, on=later, outlet=_paper(story.on, rng), is_agency=False)
