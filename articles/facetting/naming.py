"""How many articles name whom, and which, as pages tell it of an actor, of a few together, or of all: from memory, or
from SQL."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from articles.addresses import Axis, axis_of, value_of
from articles.facetting.holding import current
from articles.facetting.postings import as_numbers
from articles.facetting.selecting import Asked
from articles.models import Article, Evidence, Mention
from articles.picking import Pick
from entities.models import Actor

_HEAVIEST = 200

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from articles.facetting.archive import Finding
    from articles.querysets import ArticleQuerySet


def article_counts(*actors: Actor) -> dict[int, int]:
    """{id of each canonical actor: articles}, among the articles that name all of these."""
    if (found := _found(*actors)) is None:
        mentions = Mention.objects.all()
        return (mentions.within(_naming(*actors)) if actors else mentions).article_counts()
    totals = found.naming()
    named = np.flatnonzero(totals)
    return dict(zip(named.tolist(), totals[named].tolist(), strict=True))


def year_counts(*actors: Actor) -> dict[int | None, int]:
    """{year, or None for undated: articles that name all of them}"""
    if (found := _found(*actors)) is None:
        return _naming(*actors).year_counts()
    counts, undated = found.by_key(Axis.YEAR)
    return {**counts, **({None: undated} if undated else {})}


def months_held(since: int, until: int) -> set[str]:
    """The months, as YYYY-MM, of these years of which there is an article, whatever its subject."""
    if (found := _found()) is None:
        return Article.objects.months(since, until)
    months, _without = found.by_key(Axis.MONTH)
    return {month for month in months if since <= int(month[:4]) <= until}


def article_count(*actors: Actor) -> int:
    """How many articles name all of them."""
    found = _found(*actors)
    return _naming(*actors).count() if found is None else found.count


def statement_count() -> int:
    """How many statements pages count."""
    archive = current()
    return archive.statement_count if archive else Evidence.objects.counted().count()


def counts_of(actors: Iterable[int]) -> dict[int, int]:
    """{each of these canonical actors that some article names: articles}"""
    archive = current()
    if archive is None:
        return Mention.objects.of_actors(actors).article_counts()
    by_axis: defaultdict[Axis, list[int]] = defaultdict(list)
    for pk in actors:
        if pk in archive.names.actors:
            by_axis[archive.names.actors[pk][0]].append(pk)
    counts: Counter[int] = Counter()
    for part in archive.parts:
        for axis, (_keys, totals, _none) in part.totals(by_axis).items():
            places = {pk: part.segment.axes[axis].place_of(pk) for pk in by_axis[axis]}
            counts.update({pk: int(totals[place]) for pk, place in places.items() if place is not None})
    return {pk: count for pk, count in counts.items() if count}


def person_counts(code: str) -> dict[int, int]:
    """{each person who acts for a state or an alliance and whom some article names: articles}"""
    archive = current()
    if archive is None:
        persons = Actor.objects.acting_for(code).of_kind(Actor.Kind.PERSON).filter(canonical=None)
        return counts_of(persons.values_list("pk", flat=True))
    names = archive.names
    acting = np.flatnonzero(names.code_numbers == names.code_number(code)).tolist()
    return counts_of(pk for pk in acting if pk in names.actors and names.actors[pk][0] == Axis.PERSON)


def newest_naming(actor: Actor, most: int) -> ArticleQuerySet:
    """The newest articles that name it, those left out that are copies of others."""
    articles = Article.objects.without_copies().newest_first()
    stretches = newest_ids_naming(actor, 4 * most)
    if stretches is None:
        return articles.mentioning(actor.pk)[:most]
    kept: list[int] = []
    for stretch in stretches:
        originals = set(Article.objects.without_copies().filter(pk__in=stretch).values_list("pk", flat=True))
        kept += [pk for pk in stretch if pk in originals]
        if len(kept) >= most:
            break
    return articles.filter(pk__in=kept[:most])


def newest_ids_naming(actor: Actor, size: int) -> Iterator[list[int]] | None:
    """The ids of the articles that name it, the newest first: so many, then ever more at once. None where SQL has to
    answer."""
    found = _found(actor)
    return None if found is None else _growing(found, size)


def _growing(found: Finding, size: int) -> Iterator[list[int]]:
    start = 0
    while start < found.count:
        yield found.newest(start, start + size)
        start, size = start + size, 4 * size


def heaviest(weights: Mapping[int, float], least: float) -> Iterator[list[tuple[int, float]]] | None:
    """Articles with the sum of the weights of those whom they name, if it is as much: the heaviest first, of equals
    those of the greatest id, by and by. None where SQL has to answer."""
    archive = current()
    if archive is None:
        return None
    ids, sums = [np.zeros(0, np.int64)], [np.zeros(0)]
    for part in archive.parts:
        weighed = np.zeros(len(part.segment.ids))
        for pk, weight in weights.items():
            axis = archive.names.actors[pk][0]
            weighed[as_numbers(part.segment.axes[axis].articles_with(pk) & part.live)] += weight
        enough = np.flatnonzero((weighed >= least) & (weighed > 0))
        ids.append(part.segment.ids[enough])
        sums.append(weighed[enough])
    return _in_stretches(np.concatenate(ids), np.concatenate(sums))


def _in_stretches(ids: NDArray[np.int64], sums: NDArray[np.float64]) -> Iterator[list[tuple[int, float]]]:
    size = _HEAVIEST
    if len(ids) > size:  # most pages need no more, and to put all in order takes long
        bound = np.partition(sums, -size)[-size]
        heavy = np.flatnonzero(sums > bound)
        equal = np.flatnonzero(sums == bound)
        equal = equal[np.argpartition(ids[equal], -(size - len(heavy)))[-(size - len(heavy)) :]]
        first = np.r_[heavy, equal]
        yield _heaviest_first(ids[first], sums[first])
        left = np.setdiff1d(np.arange(len(ids)), first)
        ids, sums = ids[left], sums[left]
    yield _heaviest_first(ids, sums)


def _heaviest_first(ids: NDArray[np.int64], sums: NDArray[np.float64]) -> list[tuple[int, float]]:
    order = np.lexsort((-ids, -sums))
    return list(zip(ids[order].tolist(), sums[order].tolist(), strict=True))


def _found(*actors: Actor) -> Finding | None:
    archive = current()
    picks = tuple(Pick(axis_of(actor), value_of(actor), actor.pk) for actor in actors)
    return archive.find(Asked(picks)) if archive else None


def _naming(*actors: Actor) -> ArticleQuerySet:
    return Article.objects.mentioning_all(actor.pk for actor in actors)
