"""What the home page shows at one glance."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from django.db.models import Max, Min

from articles.addresses import Address, address_of
from articles.browsing import Hit, hits_of
from articles.models import Article, Evidence, Mention, Source
from entities.models import Actor

if TYPE_CHECKING:
    import datetime

    from articles.displaying import Reader

CORNERS = ("JP", "RU", "NATO")
NEWEST_SHOWN = 5
PERSONS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Corner:
    actor: Actor
    count: int
    address: Address


@dataclass(frozen=True, slots=True)
class Side:
    """Two corners and the articles that name both; `weight`, 1 to 10, is how thick the side is drawn."""

    first: Actor
    second: Actor
    count: int
    weight: int
    address: Address


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
    counts = Mention.objects.article_counts()
    return Overview(
        triangle=_triangle(counts),
        newest=hits_of(Article.objects.for_list().newest_first()[:NEWEST_SHOWN], reader),
        persons=tuple(_persons(counts)),
        holdings=_holdings(len(counts)),
    )


def _triangle(counts: dict[int, int]) -> Triangle | None:
    """None while the authority file lacks one of the three."""
    known = {actor.code: actor for actor in Actor.objects.shown().filter(code__in=CORNERS)}
    if len(known) < len(CORNERS):
        return None
    actors = [known[code] for code in CORNERS]
    pairs = list(combinations(actors, 2))
    shared = [Article.objects.mentioning_all(actor.pk for actor in pair).count() for pair in pairs]
    highest = max(*shared, 1)
    first, second, third = (Corner(actor, counts.get(actor.pk, 0), address_of(actor)) for actor in actors)
    one, two, three = (
        Side(*pair, count, 1 + round(9 * count / highest), address_of(*pair))
        for pair, count in zip(pairs, shared, strict=True)
    )
    return Triangle(
        corners=(first, second, third),
        sides=(one, two, three),
        all_count=Article.objects.mentioning_all(actor.pk for actor in actors).count(),
        all_address=address_of(*actors),
    )


def _persons(counts: dict[int, int]) -> list[Person]:
    persons = Actor.objects.shown().of_kind(Actor.Kind.PERSON).filter(pk__in=counts).defer("details")
    most = sorted(persons, key=lambda actor: (-counts[actor.pk], actor.sort_name))[:PERSONS_SHOWN]
    return [Person(actor, counts[actor.pk], address_of(actor)) for actor in most]


def _holdings(actor_count: int) -> Holdings:
    span = Article.objects.aggregate(first=Min("published_on"), last=Max("published_on"), imported=Max("updated_at"))
    return Holdings(
        articles=Article.objects.count(),
        outlets=Source.objects.filter(articles__isnull=False).distinct().count(),
        actors=actor_count,
        statements=Evidence.objects.counted().count(),
        undated=Article.objects.filter(published_on__isnull=True).count(),
        first_year=span["first"].year if span["first"] else None,
        last_year=span["last"].year if span["last"] else None,
        imported_at=span["imported"],
    )
