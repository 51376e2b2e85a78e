"""The state of what is held here: which outlets in which months and where there are gaps, what is undated, what the
last import refused, with which versions the articles were read."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db.models import Count
from django.db.models.functions import Substr

from articles.addresses import NONE, Address, Axis
from articles.facetting.reviewing import month_counts, version_counts
from articles.measuring import Precision, Progress, date_bases, precisions, progress, sampled
from articles.models import Article, ImportRun, Source
from articles.runs.wording import note_told, reason_alone
from entities.models import AuthorityLoad

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.displaying import Reader

OUTLETS = 20
LONGEST_TOLD = 3  # gaps told in words
SHORTEST_GAP = 2  # months
YEARS_SHOWN = 3  # the newest of an outlet, unless it is asked for


@dataclass(frozen=True, slots=True)
class Month:
    """`is_gap`: nothing, between months that have something."""

    value: str  # YYYY-MM
    count: int
    is_gap: bool
    level: int  # from 0 to 4, beside the fullest month of the outlet
    address: Address


@dataclass(frozen=True, slots=True)
class Year:
    value: int
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """From the first to the last empty month, both included."""

    first: str
    last: str
    months: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """One outlet, or None: not known. `loose` articles give a year at most."""

    source: Source | None
    articles: int
    loose: int
    first: str
    last: str
    years: tuple[Year, ...]
    gaps: tuple[Gap, ...]  # the longest first
    gap_count: int
    address: Address
    older_years: int  # that are not shown
    is_asked: bool

    @property
    def slug(self) -> str:
        return self.source.slug if self.source else NONE


@dataclass(frozen=True, slots=True)
class LastImport:
    """`refused` tells each reason with how often it was met; `paths` of what, for insiders."""

    run: ImportRun
    refused: tuple[tuple[str, int], ...]
    paths: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Health:
    articles: int
    bases: Mapping[str, int]  # articles by what their date rests on
    coverage: tuple[Coverage, ...]
    other_outlets: int
    last_import: LastImport | None
    sampled: list[Precision]  # of a random sample
    precisions: list[Precision]  # of all that was read
    progress: Progress
    versions: tuple[tuple[str, int], ...]  # what articles were read with, and how many
    authority: AuthorityLoad | None

    @property
    def is_sampled(self) -> bool:
        return any(one.read for one in self.sampled)

    @property
    def is_reviewed(self) -> bool:
        return any(one.read for one in self.precisions)

    @property
    def undated_percent(self) -> int:
        return round(100 * self.bases.get(Article.DateBasis.UNKNOWN, 0) / self.articles) if self.articles else 0

    @property
    def inferred_percent(self) -> int:
        return round(100 * self.bases.get(Article.DateBasis.INFERRED, 0) / self.articles) if self.articles else 0


def health(reader: Reader, outlet: str = "") -> Health:
    """`outlet` is the slug of the one of which all years are asked for."""
    bases, versions = date_bases(), _versions()
    coverage, others = _coverage(outlet)
    return Health(
        articles=sum(bases.values()), bases=bases, coverage=tuple(coverage),
        other_outlets=others, last_import=_last_import(reader), sampled=sampled(),
        precisions=precisions(), progress=progress(),
        versions=tuple(sorted(versions.items(), key=lambda pair: (-pair[1], pair[0]))),
        authority=AuthorityLoad.objects.order_by("-pk").first(),
    )  # fmt: skip


def _versions() -> dict[str, int]:
    known = version_counts()
    rows = Article.objects.order_by().values_list("extracted_with")
    return dict(rows.annotate(n=Count("pk")) if known is None else known)


def _coverage(outlet: str) -> tuple[list[Coverage], int]:
    """The outlets with the most articles first, and how many others there are."""
    months: defaultdict[int | None, dict[str, int]] = defaultdict(dict)
    for source, month, count in _months():
        months[source][month] = count
    sources = Source.objects.in_bulk([pk for pk in months if pk is not None])
    pairs = [(sources.get(pk) if pk else None, counts) for pk, counts in months.items()]
    most = sorted(pairs, key=lambda pair: (-sum(pair[1].values()), pair[0].sort_name if pair[0] else ""))
    return [_outlet(*pair, outlet) for pair in most[:OUTLETS]], max(0, len(most) - OUTLETS)


def _months() -> Iterable[tuple[int | None, str, int]]:
    known = month_counts()
    if known is not None:
        return [(source, month, count) for (source, month), count in known.items()]
    rows = Article.objects.order_by().values_list("source", Substr("published", 1, 7))
    return rows.annotate(n=Count("pk"))


def _outlet(source: Source | None, counts: Mapping[str, int], asked: str) -> Coverage:
    dated = {month: count for month, count in counts.items() if len(month) == 7}
    slug = source.slug if source else NONE
    years = sorted({int(month[:4]) for month in dated})
    shown = years if asked == slug else years[-YEARS_SHOWN:]
    address = Address().only(Axis.OUTLET, slug)
    gaps = sorted(_gaps(dated), key=lambda gap: (-gap.months, gap.first))
    return Coverage(
        source, sum(counts.values()), sum(counts.values()) - sum(dated.values()), min(dated, default=""),
        max(dated, default=""), tuple(_years(shown, dated, address)), tuple(gaps[:LONGEST_TOLD]), len(gaps), address,
        len(years) - len(shown), asked == slug,
    )  # fmt: skip


def _years(years: Iterable[int], dated: Mapping[str, int], address: Address) -> Iterable[Year]:
    fullest, first, last = max(dated.values(), default=1), min(dated, default=""), max(dated, default="")
    for year in years:
        values = [f"{year}-{number:02}" for number in range(1, 13)]
        yield Year(
            year,
            tuple(
                Month(
                    value, dated.get(value, 0), value not in dated and first < value < last,
                    -(-4 * dated.get(value, 0) // fullest), address.only(Axis.MONTH, value),
                )
                for value in values
            ),
        )  # fmt: skip


def _gaps(dated: Mapping[str, int]) -> Iterable[Gap]:
    present = sorted(map(_number, dated))
    for before, after in pairwise(present):
        if after - before > SHORTEST_GAP:
            yield Gap(_month(before + 1), _month(after - 1), after - before - 1)


def _number(month: str) -> int:
    """Months since the year nought."""
    return 12 * int(month[:4]) + int(month[5:]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _last_import(reader: Reader) -> LastImport | None:
    run = ImportRun.objects.order_by("-pk").first()
    if run is None:
        return None
    told = [(str(one.get("path", "")), str(one.get("reason", ""))) for one in run.rejections]
    reasons = Counter(reason_alone(note) for _path, note in told)
    paths = [(path, note_told(note)) for path, note in told]
    return LastImport(run, tuple(reasons.most_common()), tuple(paths) if reader.sees_everything else ())
