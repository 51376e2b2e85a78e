"""What the home page shows at one glance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, Min, OuterRef

from articles.addresses import Address, address_of
from articles.browsing import Hit, hits_of
from articles.dyads.summary import Summary, summarise
from articles.facetting.naming import article_count, article_counts, statement_count, year_counts
from articles.models import Article, Source
from articles.vocabulary import Tone
from entities.models import Actor

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from articles.displaying import Reader

CORNERS = ("JP", "RU", "NATO")
PLACES = ((220, 52), (66, 272), (374, 272))  # of the corners, in the units of the picture
THICKEST = 14
NEWEST_SHOWN = 5
PERSONS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Corner:
    actor: Actor
    count: int
    address: Address


@dataclass(frozen=True, slots=True)
class Stroke:
    """One of the two lines of a side; figures in the units of the picture."""

    tone: Tone
    width: int
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Side:
    """Two corners and what is stated between them, drawn as two lines as thick as cooperation and conflict are
    frequent. `count` articles name both; `x` and `y` are the middle of the line."""

    first: Actor
    second: Actor
    count: int
    articles_address: Address
    told: Summary
    strokes: tuple[Stroke, ...]
    x1: int
    y1: int
    x2: int
    y2: int

    @property
    def x(self) -> int:
        return (self.x1 + self.x2) // 2

    @property
    def y(self) -> int:
        return (self.y1 + self.y2) // 2


@dataclass(frozen=True, slots=True)
class Triangle:
    """Japan, Russia, NATO, in this order; the sides join the first two, the outer two, the last two."""

    corners: tuple[Corner, Corner, Corner]
    sides: tuple[Side, Side, Side]
    all_count: int
    all_address: Address


@dataclass(frozen=True, slots=True)
class Person:
    actor: Actor
    count: int
    address: Address


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is, and how fresh."""

    articles: int
    outlets: int
    actors: int
    statements: int
    undated: int
    first_year: int | None
    last_year: int | None
    imported_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    triangle: Triangle | None
    newest: tuple[Hit, ...]
    persons: tuple[Person, ...]
    holdings: Holdings


def overview(reader: Reader) -> Overview:
    counts = article_counts()
    holdings = _holdings(len(counts))
    return Overview(
        triangle=_triangle(counts, holdings.last_year),
        newest=hits_of(Article.objects.for_list().newest_first()[:NEWEST_SHOWN], reader),
        persons=tuple(_persons(counts)),
        holdings=holdings,
    )


def _triangle(counts: dict[int, int], last: int | None) -> Triangle | None:
    """`last` is the latest year of which we have articles. None while the authority file lacks one of the three."""
    known = {actor.code: actor for actor in Actor.objects.shown().filter(code__in=CORNERS)}
    if len(known) < len(CORNERS):
        return None
    actors = [known[code] for code in CORNERS]
    pairs = list(combinations(actors, 2))
    told = [summarise(one.code, other.code, last=last) for one, other in pairs]
    highest = max(*(max(one.balance.cooperation, one.balance.conflict) for one in told), 1)
    one, two, three = (
        Side(
            *pair, article_count(*pair), address_of(*pair), summary,
            tuple(_strokes(summary, ends, highest)), *ends[0], *ends[1],
        )
        for pair, summary, ends in zip(pairs, told, combinations(PLACES, 2), strict=True)
    )  # fmt: skip
    first, second, third = (Corner(actor, counts.get(actor.pk, 0), address_of(actor)) for actor in actors)
    return Triangle(
        corners=(first, second, third),
        sides=(one, two, three),
        all_count=article_count(*actors),
        all_address=address_of(*actors),
    )


def _strokes(told: Summary, ends: tuple[tuple[int, int], tuple[int, int]], highest: int) -> Iterator[Stroke]:
    """Side by side along the line between the ends, the first end's left hand first."""
    (x1, y1), (x2, y2) = ends
    length = math.hypot(x2 - x1, y2 - y1)
    across = ((y2 - y1) / length, (x1 - x2) / length)
    for tone, number, hand in (
        (Tone.COOPERATION, told.balance.cooperation, 1),
        (Tone.CONFLICT, told.balance.conflict, -1),
    ):
        width = THICKEST * number / highest
        shift = [hand * (width / 2 + 1) * part for part in across]
        if number:
            moved = [round(at + by) for at, by in zip((x1, y1, x2, y2), (*shift, *shift), strict=True)]
            yield Stroke(tone, max(round(width), 1), *moved)


def _persons(counts: dict[int, int]) -> list[Person]:
    most: list[Actor] = []
    for named in _most_named_first(counts):
        persons = Actor.objects.shown().of_kind(Actor.Kind.PERSON).filter(pk__in=named).defer("details")
        most += sorted(persons, key=lambda actor: (-counts[actor.pk], actor.sort_name))
        if len(most) >= PERSONS_SHOWN:
            break
    return [Person(actor, counts[actor.pk], address_of(actor)) for actor in most[:PERSONS_SHOWN]]


def _most_named_first(counts: dict[int, int]) -> Iterator[list[int]]:
    """The actors in stretches, ever longer; those whom as many articles name stand in the same."""
    pks = sorted(counts, key=lambda pk: -counts[pk])
    start, size = 0, 8 * PERSONS_SHOWN
    while start < len(pks):
        stop = start + size
        while stop < len(pks) and counts[pks[stop]] == counts[pks[stop - 1]]:
            stop += 1
        yield pks[start:stop]
        start, size = stop, 4 * size


def _holdings(actor_count: int) -> Holdings:
    span = Article.objects.aggregate(first=Min("published_on"), last=Max("published_on"), imported=Max("updated_at"))
    years = year_counts()
    return Holdings(
        articles=sum(years.values()),
        outlets=Source.objects.filter(Exists(Article.objects.filter(source=OuterRef("pk")))).count(),
        actors=actor_count,
        statements=statement_count(),
        undated=years.get(None, 0),
        first_year=span["first"].year if span["first"] else None,
        last_year=span["last"].year if span["last"] else None,
        imported_at=span["imported"],
    )
