"""What the page of an actor tells of its names, its quotes and its partners: from memory, or from SQL."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Count, F, Max
from django.db.models.functions import Coalesce

from articles.facetting.holding import current
from articles.facetting.newest import newest
from articles.models import Evidence, Mention, Participant, Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from numpy.typing import NDArray

    from articles.facetting.archive import Archive, Part
    from articles.facetting.postings import Numbers
    from articles.querysets import QuoteQuerySet

    Wording = tuple[str, str, int, int]  # words, form, articles, the newest mention
    Said = tuple[list[int], int]  # ids of the newest ones, in no order, and how many there are in all

_ROOT = Coalesce(F("actor__canonical_id"), F("actor_id"))


def wordings_of(actor: int) -> Iterable[Wording]:
    """The words and forms by which texts name a canonical actor."""
    archive = current()
    if archive is None:
        rows = Mention.objects.counted().of_actors([actor]).order_by().values_list("text", "form")
        return rows.annotate(found=Count("article", distinct=True), newest=Max("pk"))
    every: dict[tuple[str, str], tuple[int, int]] = {}
    for part in archive.parts:
        for text, form, found, mention in part.segment.wordings.of(actor, part.mask):
            before, last = every.get((text, form), (0, 0))
            every[text, form] = (before + found, max(last, mention))
    return [(*words, *counts) for words, counts in every.items()]


def said_by(actor: int, most: int) -> Said:
    """What a canonical actor says: at least `most` of the newest quotes; all of them where SQL answers."""
    archive = current()
    if archive is None:
        return _whole(Quote.objects.counted().spoken_by(actor))
    return _newest(archive, lambda part: part.segment.quotes.spoken_by(actor), most)


def said_of(actor: int, most: int) -> Said:
    """What is said of a canonical actor: at least `most` of the newest quotes."""
    archive = current()
    if archive is None:
        return _whole(Quote.objects.counted().telling_about(actor))
    return _newest(archive, lambda part: part.segment.quotes.telling_about(actor), most)


def most_partners(actor: int, most: int, also: Collection[int] = ()) -> dict[int, Counter[str]]:
    """{another canonical actor: statements in which both take part, by type}, for those with most statements, the first
    before the others, of equals the one that is known for longer; and for these others, where there are any."""
    archive = current()
    found = _partners_in_sql(actor) if archive is None else _partners_in_memory(archive, actor, most, also)
    ranked = sorted(found, key=lambda pk: (-found[pk].total(), pk))
    return {pk: found[pk] for pk in dict.fromkeys([*ranked[:most], *(pk for pk in also if pk in found)])}


def _whole(quotes: QuoteQuerySet) -> Said:
    pks = list(quotes.order_by().values_list("pk", flat=True))
    return pks, len(pks)


def _newest(archive: Archive, choosing: Callable[[Part], Numbers], most: int) -> Said:
    chosen = ((part.segment.quotes.ids, part.segment.quotes.articles, choosing(part)) for part in archive.parts)
    return newest(archive, chosen, most)


def _partners_in_sql(actor: int) -> dict[int, Counter[str]]:
    mine = Evidence.objects.counted().involving(actor).order_by().values("pk")
    others = Participant.objects.filter(evidence__in=mine).annotate(root=_ROOT).exclude(root=actor)
    rows = others.order_by().values_list("root", "evidence__type").annotate(n=Count("evidence", distinct=True))
    found: dict[int, Counter[str]] = {}
    for root, type_, count in rows:
        found.setdefault(root, Counter())[type_] += count
    return found


def _partners_in_memory(archive: Archive, actor: int, most: int, also: Collection[int]) -> dict[int, Counter[str]]:
    shares = [_shared(part, actor) for part in archive.parts]
    totals = np.zeros(max((int(others.max(initial=0)) for _rows, others in shares), default=0) + 1, dtype=np.int64)
    for _rows, others in shares:
        totals += np.bincount(others, minlength=len(totals))
    totals[actor : actor + 1] = 0
    known = np.flatnonzero(totals)
    ranked = known[np.lexsort((known, -totals[known]))]
    wanted = [*ranked[:most].tolist(), *(pk for pk in also if pk < len(totals) and totals[pk])]
    places = np.full(len(totals), -1, dtype=np.int32)
    places[wanted] = np.arange(len(wanted))
    found: dict[int, Counter[str]] = {pk: Counter() for pk in wanted}
    for part, (rows, others) in zip(archive.parts, shares, strict=True):
        table = part.segment.statements
        here = np.flatnonzero(places[others] >= 0)
        for place, number, count in _by_type(places[others[here]], table.type[rows[here]], len(table.types)):
            found[wanted[place]][table.types[number]] += count
    return found


def _shared(part: Part, actor: int) -> tuple[Numbers, Numbers]:
    """Who takes part in the statements of an actor: the row, and whom."""
    ends = part.segment.ends
    return ends.others(part.among(ends.of(actor)[0], part.segment.statements.articles))


def _by_type(places: NDArray[np.int32], types: Numbers, width: int) -> Iterable[tuple[int, int, int]]:
    """The place, the type, how many."""
    counts = np.bincount(places * max(width, 1) + types)
    for one in np.flatnonzero(counts).tolist():
        yield one // width, one % width, int(counts[one])
