"""What articles state of an actor, or of two states: how much, with whom, and the newest; from memory, or from SQL."""

from __future__ import annotations

import datetime
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from articles.facetting.ends import PARTY, SOURCE, TARGET
from articles.facetting.holding import current
from articles.facetting.newest import newest, newest_first
from articles.models import Evidence
from entities.models import Actor
from entities.nlp.found import RECIPROCAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from articles.facetting.archive import Archive, Part
    from articles.facetting.ends import Ends
    from articles.facetting.newest import Chosen, NewestFirst
    from articles.facetting.postings import Numbers
    from articles.facetting.reading import Names
    from articles.querysets import EvidenceQuerySet

    Told = tuple[EvidenceQuerySet, int]  # the newest ones, in no order, and how many there are in all


class Side(StrEnum):
    MADE = "made"  # the actor acts on another
    RECEIVED = "received"
    MUTUAL = "mutual"  # reciprocal ones, whichever end it is, and those of many


def told_on_sides(actor: int, most: int) -> dict[Side, tuple[list[int], int]]:
    """The statements of a canonical actor on each side: ids of at least `most` of the newest, in no order, and how many
    there are in all."""
    archive = current()
    if archive is None:
        sides = {side: choosing(Evidence.objects.counted(), actor) for side, choosing in _SIDES.items()}
        return {side: (_newest_in_sql(evidence, most), evidence.count()) for side, evidence in sides.items()}
    rows = [_on_sides(part, actor) for part in archive.parts]
    return {side: newest(archive, _with_rows(archive, [own[side] for own in rows]), most) for side in Side}


def told_together(actor: int, partner: int | None, type_: str) -> NewestFirst | None:
    """Ids of the statements in which a canonical actor takes part, with another where one is given, of a type where one
    is given. None where SQL has to answer."""
    archive = current()
    return newest_first(archive, _told_together(archive, actor, partner, type_)) if archive else None


def _told_together(archive: Archive, actor: int, partner: int | None, type_: str) -> Iterable[Chosen]:
    for part in archive.parts:
        table, ends = part.segment.statements, part.segment.ends
        rows = ends.of(actor)[0]
        if partner is not None:
            rows = np.intersect1d(rows, ends.of(partner)[0], assume_unique=True)
        if type_:
            rows = rows[np.array([name == type_ for name in table.types] or [False])[table.type[rows]]]
        yield ends.ids, table.articles, rows


def pair_counts() -> Counter[tuple[str, str]]:
    """{two states, in the order of the alphabet: two-sided statements between those who act for them or lie there}"""
    archive = current()
    if archive is None:
        return _in_order(_ends_in_sql(Evidence.objects.counted().exclude(relation=None)))
    return _in_order(_ends_in_memory(archive, lambda ends: np.flatnonzero(ends.target)))


def neighbour_counts(code: str) -> Counter[str]:
    """{another state: two-sided statements of those who act for this one with those who act for it or lie there}"""
    archive = current()
    if archive is None:
        mine = Actor.objects.acting_for(code).values("pk")
        acting = Q(relation__source__in=mine) | Q(relation__target__in=mine)
        ends = _ends_in_sql(Evidence.objects.counted().filter(acting))
    else:
        ends = _ends_in_memory(archive, lambda ends: _acting(archive.names, code, ends))
    found: Counter[str] = Counter()
    for (source, target), count in ends.items():
        found[target if source == code else source] += count
    for nobody in ("", code):
        found.pop(nobody, None)
    return found


def shared(one: str, other: str, since: int | None, until: int | None, most: int) -> Told:
    """Statements of many in which somebody acts for each of the two, in articles of these years: at least `most` of the
    newest."""
    archive = current()
    if archive is None:
        evidence = Evidence.objects.counted().shared_by(one, other)
        is_any = not (since or until)
        of_years = Q() if is_any else Q(article__published_on__year__range=(since or 0, until or 9998))
        return _whole(evidence.filter(of_years))

    def rows(part: Part) -> Numbers:
        return within_years(part, part.segment.told.shared(one, other), part.segment.statements.articles, since, until)

    ids, total = newest(archive, _with_rows(archive, [rows(part) for part in archive.parts]), most)
    return Evidence.objects.filter(pk__in=ids), total


def _with_rows(archive: Archive, rows: Iterable[Numbers]) -> Iterable[Chosen]:
    for part, own in zip(archive.parts, rows, strict=True):
        yield part.segment.ends.ids, part.segment.statements.articles, own


def _newest_in_sql(evidence: EvidenceQuerySet, most: int) -> list[int]:
    return list(evidence.newest_first().values_list("pk", flat=True)[:most])


def _whole(evidence: EvidenceQuerySet) -> Told:
    return evidence, evidence.count()


_SIDES: dict[Side, Callable[[EvidenceQuerySet, int], EvidenceQuerySet]] = {
    Side.MADE: lambda evidence, actor: evidence.one_way().with_part("source", actor),
    Side.RECEIVED: lambda evidence, actor: evidence.one_way().with_part("target", actor),
    Side.MUTUAL: lambda evidence, actor: evidence.mutual_of(actor),
}


def _on_sides(part: Part, actor: int) -> dict[Side, Numbers]:
    table = part.segment.statements
    rows, parts = part.segment.ends.of(actor)
    is_reciprocal = np.array([name in RECIPROCAL for name in table.types] or [False])[table.type[rows]]
    return {
        Side.MADE: rows[~is_reciprocal & (parts & SOURCE > 0)],
        Side.RECEIVED: rows[~is_reciprocal & (parts & TARGET > 0)],
        Side.MUTUAL: rows[(is_reciprocal & (parts & (SOURCE | TARGET) > 0)) | (parts & PARTY > 0)],
    }


def within_years(part: Part, rows: Numbers, articles: Numbers, since: int | None, until: int | None) -> Numbers:
    """Those rows of a table whose articles, which are a column of it, are of these years."""
    if not (since or until):
        return rows
    days = part.segment.days[articles[rows]]
    first = datetime.date(since or 1, 1, 1).toordinal() - 1
    last = datetime.date(until or 9998, 12, 31).toordinal() - 1
    return rows[(days >= first) & (days <= last)]


def _ends_in_sql(evidence: EvidenceQuerySet) -> Counter[tuple[str, str]]:
    names = {f"{end}_{name}": _of_root(end, name) for end in ("source", "target") for name in ("code", "country")}
    rows = evidence.order_by().annotate(**names).values_list(*names).annotate(found=Count("pk"))
    found: Counter[tuple[str, str]] = Counter()
    for source_code, source_country, target_code, target_country, count in rows:
        found[source_code or source_country, target_code or target_country] += count
    return found


def _of_root(end: str, name: str) -> Coalesce:
    return Coalesce(F(f"relation__{end}__canonical__{name}"), F(f"relation__{end}__{name}"))


def _acting(names: Names, code: str, ends: Ends) -> NDArray[np.intp]:
    """The rows of two-sided statements in which somebody acts for it or is aimed at."""
    acts = np.append(names.code_numbers == names.code_number(code), False)  # the first and the last are nobody
    source, target = (np.take(acts, end, mode="clip") for end in (ends.source, ends.target))
    return np.flatnonzero(source | target)


def _ends_in_memory(archive: Archive, chosen: Callable[[Ends], NDArray[np.intp]]) -> Counter[tuple[str, str]]:
    """How many of the chosen statements have which two states at their ends."""
    codes, names = archive.names.code_list, archive.names
    found: Counter[tuple[str, str]] = Counter()
    for part in archive.parts:
        ends = part.segment.ends
        rows = part.among(chosen(ends).astype(np.int32), part.segment.statements.articles)
        source, target = (names.numbers_of(np.abs(end[rows])) for end in (ends.source, ends.target))
        counts = np.bincount(source.astype(np.int64) * len(codes) + target)
        for place in np.flatnonzero(counts).tolist():
            found[codes[place // len(codes)], codes[place % len(codes)]] += int(counts[place])
    return found


def _in_order(ends: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for (source, target), count in ends.items():
        if source and target and source != target:
            found[min(source, target), max(source, target)] += count
    return found
