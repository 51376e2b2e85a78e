"""Articles about the same people, found by whom they name: rare names weigh more than those in every article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import log
from operator import add
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Max, Value, When
from django.db.models.functions import Coalesce

from articles.facetting.naming import article_count, counts_of, heaviest
from articles.models import Article, Mention
from articles.statements import root_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from entities.models import Actor

SHOWN = 5
MOST = 40
READ = 60  # the best, of which those of about the same time are shown
RAREST = 8  # of the article's actors: the others weigh next to nothing and would be looked up in most articles
_LEAST = 0.3  # of the weight that an article with all of them would have
_NEVER = 10**6  # days
_ROOT = Coalesce(F("actor__canonical_id"), F("actor_id"))


@dataclass(frozen=True, slots=True)
class Neighbour:
    """`shared` are the actors that both name, the rarest first."""

    article: Article
    shared: tuple[Actor, ...]


def like(article: Article) -> tuple[Neighbour, ...]:
    """As many as are worth a page of their own."""
    mentions = article.mentions.counted().select_related("actor__canonical")
    actors = {root.pk: root for one in mentions if (root := root_of(one.actor))}
    return neighbours(article, actors, counts_of(actors), most=MOST)


def neighbours(
    article: Article, actors: Mapping[int, Actor], counts: Mapping[int, int], *, most: int = SHOWN
) -> tuple[Neighbour, ...]:
    """`actors` are the canonical ones of the article by id, `counts` how many articles name each. Copies of the article
    and copies of others are left out."""
    weights = _weights(actors, counts, article_count())
    if not weights:
        return ()
    rows = _nearest(article, _scored(article, weights))[:most]
    found = Article.objects.for_list().in_bulk([row["article_id"] for row in rows])
    return tuple(
        Neighbour(found[row["article_id"]], tuple(actors[pk] for pk in weights if row[f"of_{pk}"])) for row in rows
    )


def _weights(actors: Mapping[int, Actor], counts: Mapping[int, int], total: int) -> dict[int, float]:
    """{actor: how much it says that two articles name it}, the rarest first; nothing where all articles do or no
    other."""
    known = [pk for pk in actors if 1 < counts.get(pk, 0) < total]
    rarest = sorted(known, key=lambda pk: (counts[pk], pk))[:RAREST]
    return {pk: log(total / counts[pk]) for pk in rarest}


def _nearest(article: Article, rows: list[Any]) -> list[Any]:
    """The best of them; of equals, those of about the same time."""
    own = article.published_on

    def order(row: Any) -> tuple[float, int, int]:
        day = row["article__published_on"]
        return -row["score"], abs((day - own).days) if day and own else _NEVER, -row["article_id"]

    return sorted(rows, key=order)


def _scored(article: Article, weights: Mapping[int, float]) -> list[Any]:
    least = _LEAST * sum(weights.values())
    heavy = heaviest(weights, least)
    return _scored_in_sql(article, weights, least) if heavy is None else _of_heavy(article, weights, heavy)


def _of_heavy(article: Article, weights: Mapping[int, float], heavy: Iterator[list[tuple[int, float]]]) -> list[Any]:
    """The first of them that are no copies of this one or of another, with whom they name."""
    apart = {article.pk, article.copy_of_id or article.pk}
    rows: list[Any] = []
    for stretch in heavy:
        originals = Article.objects.without_copies().filter(pk__in=[pk for pk, _score in stretch])
        days = dict(originals.values_list("pk", "published_on"))
        kept = [(pk, score) for pk, score in stretch if pk in days and pk not in apart]
        rows += [{"article_id": pk, "article__published_on": days[pk], "score": score} for pk, score in kept]
        if len(rows) >= READ:
            break
    rows = rows[:READ]
    mentions = Mention.objects.counted().of_actors(weights).filter(article__in=[row["article_id"] for row in rows])
    named = set(mentions.annotate(root=_ROOT).values_list("article_id", "root"))
    for row in rows:
        row |= {f"of_{pk}": (row["article_id"], pk) in named for pk in weights}
    return rows


def _scored_in_sql(article: Article, weights: Mapping[int, float], least: float) -> list[Any]:
    oldest = article.copy_of_id or article.pk
    named = Mention.objects.counted().of_actors(weights).annotate(root=_ROOT)
    others = named.filter(article__copy_of=None).exclude(article__in=[article.pk, oldest])
    parts = {
        f"of_{pk}": Max(Case(When(root=pk, then=Value(weight)), default=Value(0.0))) for pk, weight in weights.items()
    }
    scored = others.order_by().values("article_id", "article__published_on").annotate(**parts)
    ranked = scored.annotate(score=reduce(add, (F(name) for name in parts)))
    enough = ranked.filter(score__gte=least)
    return list(enough.order_by("-score", "-article_id")[:READ])
