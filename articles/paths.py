"""How two actors are joined: the shortest chains of others, each named in one article with the next, or stated in one
sentence with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from articles.addresses import address_of
from articles.models import Article, Evidence, Mention, Participant
from articles.statements import sentences_of
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from articles.displaying import Reader
    from articles.statements import Sentence

LONGEST = 6  # steps
ROUTES = 5
_BRANCHES = 3  # at each actor, the strongest
_ROOT = Coalesce(F("actor__canonical_id"), F("actor_id"))


class By(StrEnum):
    ARTICLES = "articles"
    RELATIONS = "relations"


@dataclass(frozen=True, slots=True)
class Step:
    """Two actors and how many articles, or statements, join them; the newest of these, and where all are."""

    one: Actor
    other: Actor
    count: int
    address: str
    article: Article | None
    sentence: Sentence | None


@dataclass(frozen=True, slots=True)
class Route:
    steps: tuple[Step, ...]

    @property
    def between(self) -> tuple[Actor, ...]:
        return tuple(step.other for step in self.steps[:-1])


@dataclass(frozen=True, slots=True)
class _Chain:
    """Actors from some point to the end, with how many things join each to the next."""

    actors: tuple[int, ...]
    counts: tuple[int, ...] = ()

    @property
    def strength(self) -> tuple[int, int]:
        return min(self.counts, default=0), sum(self.counts)


def routes(start: Actor, end: Actor, by: By, reader: Reader, *, without_states: bool = False) -> tuple[Route, ...]:
    """The strongest of the shortest routes, none where there is none of at most LONGEST steps. `without_states` goes
    through no state or alliance, except those asked for."""
    states = Actor.objects.exclude(code="").values_list("pk", flat=True) if without_states else ()
    levels = _levels(start.pk, end.pk, by, set(states) - {start.pk, end.pk})
    if not levels:
        return ()
    chains = [_Chain((end.pk,))]
    for level in reversed(levels[:-1]):
        chains = _strongest(longer for chain in chains for longer in _before(chain, level, by))
    actors = Actor.objects.in_bulk({pk for chain in chains for pk in chain.actors})
    steps: dict[tuple[int, int], Step] = {}
    for chain in chains:
        for one, other, count in zip(chain.actors, chain.actors[1:], chain.counts, strict=False):
            if (one, other) not in steps:
                steps[one, other] = _step(actors[one], actors[other], count, by, reader)
    return tuple(Route(tuple(steps[pair] for pair in zip(one.actors, one.actors[1:], strict=False))) for one in chains)


def _levels(start: int, end: int, by: By, barred: set[int]) -> list[set[int]]:
    """Who is reached with one step more each time, until the end is; nothing if it never is."""
    levels, seen = [{start}], {start} | barred
    while end not in levels[-1]:
        reached = _around(levels[-1], by) - seen
        if not reached or len(levels) > LONGEST:
            return []
        seen |= reached
        levels.append(reached)
    return levels


def _around(actors: Collection[int], by: By) -> set[int]:
    """Whoever shares an article, or a statement, with any of them."""
    if by == By.ARTICLES:
        shared = Mention.objects.counted().of_actors(actors).order_by().values("article_id")
        rows: QuerySet[Mention] | QuerySet[Participant] = Mention.objects.counted().filter(article__in=shared)
    else:
        shared_ones = _taking(actors).order_by().values("evidence_id")
        rows = Participant.objects.filter(evidence__in=shared_ones)
    return set(rows.order_by().values_list(_ROOT, flat=True).distinct())


def _before(chain: _Chain, level: Collection[int], by: By) -> list[_Chain]:
    """The chain made longer by each of its strongest neighbours in the level before."""
    first = chain.actors[0]
    if by == By.ARTICLES:
        counts = Mention.objects.filter(article__in=Article.objects.mentioning(first)).of_actors(level).article_counts()
    else:
        mine = Evidence.objects.counted().involving(first).order_by().values("pk")
        rows = _taking(level).filter(evidence__in=mine).order_by().values_list(_ROOT)
        counts = dict(rows.annotate(found=Count("evidence", distinct=True)))
    best = sorted(counts, key=lambda pk: (-counts[pk], pk))[:_BRANCHES]
    return [_Chain((pk, *chain.actors), (counts[pk], *chain.counts)) for pk in best]


def _taking(actors: Collection[int]) -> QuerySet[Participant]:
    """The parts that they take in counted statements."""
    them = Q(actor__in=actors) | Q(actor__canonical__in=actors)
    return Participant.objects.filter(them, evidence__in=Evidence.objects.counted().order_by().values("pk"))


def _strongest(chains: Iterable[_Chain]) -> list[_Chain]:
    """A chain is as strong as its weakest link."""
    return sorted(chains, key=lambda chain: (chain.strength, chain.actors), reverse=True)[:ROUTES]


def _step(one: Actor, other: Actor, count: int, by: By, reader: Reader) -> Step:
    if by == By.ARTICLES:
        newest = Article.objects.mentioning_all([one.pk, other.pk]).for_list().newest_first().first()
        return Step(one, other, count, str(address_of(one, other)), newest, None)
    evidence = Evidence.objects.counted().involving(one.pk).involving(other.pk)
    sentences = sentences_of(evidence.for_display().newest_first()[:1], reader)
    address = f"{one.get_absolute_url()}?with={other.slug}#statements"
    return Step(one, other, count, address, None, sentences[0] if sentences else None)
