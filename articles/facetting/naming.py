"""How many articles name whom, as pages tell it of an actor, of a few together, or of all: from memory, or from SQL."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from articles.addresses import ACTOR_AXES, Axis, axis_of, value_of
from articles.facetting.holding import current
from articles.facetting.selecting import Asked
from articles.models import Article, Evidence, Mention
from articles.picking import Pick

if TYPE_CHECKING:
    from articles.facetting.archive import Finding
    from articles.querysets import ArticleQuerySet
    from entities.models import Actor


def article_counts(*actors: Actor) -> dict[int, int]:
    """{id of each canonical actor: articles}, among the articles that name all of these."""
    if (found := _found(*actors)) is None:
        mentions = Mention.objects.all()
        return (mentions.within(_naming(*actors)) if actors else mentions).article_counts()
    counts: Counter[int] = Counter()
    for axis in ACTOR_AXES:
        counts.update(found.by_key(axis)[0])
    return dict(counts)


def year_counts(*actors: Actor) -> dict[int | None, int]:
    """{year, or None for undated: articles that name all of them}"""
    if (found := _found(*actors)) is None:
        return _naming(*actors).year_counts()
    counts, undated = found.by_key(Axis.YEAR)
    return {**counts, **({None: undated} if undated else {})}


def article_count(*actors: Actor) -> int:
    """How many articles name all of them."""
    found = _found(*actors)
    return _naming(*actors).count() if found is None else found.count


def statement_count() -> int:
    """How many statements pages count."""
    archive = current()
    return archive.statement_count if archive else Evidence.objects.counted().count()


def _found(*actors: Actor) -> Finding | None:
    archive = current()
    picks = tuple(Pick(axis_of(actor), value_of(actor), actor.pk) for actor in actors)
    return archive.find(Asked(picks)) if archive else None


def _naming(*actors: Actor) -> ArticleQuerySet:
    return Article.objects.mentioning_all(actor.pk for actor in actors)
