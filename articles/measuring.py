"""How often the machine is right, as far as people have read what it found, and how much is left to read."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.facetting.reviewing import basis_counts, named_counts, read_counts, with_basis
from articles.lots import DEPTH, KEPT, SAME_ACTOR, lots
from articles.models import Article, Contradiction, Evidence, Mention, Quote, Status
from articles.vocabulary import KINDS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from articles.vocabulary import Words

Z = 1.959964  # of a normal distribution, 95 % lie within so many standard deviations
GOAL = 0.95
ENOUGH_ARTICLES = 3


@dataclass(frozen=True, slots=True)
class Interval:
    """In percent, rounded outwards."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Precision:
    """Of one kind of what the machine found: how much was read, how much of it was right."""

    label: Words
    read: int
    right: int
    open: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.right / self.read) if self.read else None

    @property
    def interval(self) -> Interval | None:
        return wilson(self.right, self.read)


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the mentions of actors that three articles or more name: `left` are to be read until 95 % are."""

    actors: int
    mentions: int
    read: int

    @property
    def percent(self) -> int:
        return int(100 * self.read / self.mentions) if self.mentions else 100

    @property
    def left(self) -> int:
        return max(0, ceil(GOAL * self.mentions) - self.read)


def wilson(right: int, read: int) -> Interval | None:
    """Wilson's score interval at 95 %: it holds with few cases and near 100 %, too. None: nothing was read."""
    if not read:
        return None
    share, square = right / read, Z * Z
    centre = share + square / (2 * read)
    spread = Z * sqrt(share * (1 - share) / read + square / (4 * read * read))
    scale = 1 + square / read
    low, high = (centre - spread) / scale, (centre + spread) / scale
    return Interval(max(0, int(100 * low + 1e-9)), min(100, ceil(100 * high - 1e-9)))


def sampled() -> list[Precision]:
    """Of a random sample of each kind, as far as people have read it: what may be said of all that was found."""
    return [Precision(lot.label, lot.read, lot.right, DEPTH - lot.read) for lot in lots()]


def precisions() -> list[Precision]:
    """What was added by people is no find of the machine, right or wrong, and counts in none."""
    counts = read_counts() or _counts_in_sql()
    disputed = [_counted(row) for row in _tally(Contradiction.objects.all(), KEPT)]
    return [
        *(_precision(label, counts.get(kind)) for kind, label in KINDS.items()),
        _precision(_("Énoncés"), counts.get("statement")),
        _precision(_("Citations"), counts.get("quote")),
        _precision(_("Contradictions"), next(iter(disputed), None)),
        _of_dates(),
    ]


def _counts_in_sql() -> dict[str, tuple[int, int, int]]:
    """As `read_counts` has them."""
    mentions = _tally(Mention.objects.filter(is_added=False), KEPT & SAME_ACTOR, "machine_actor__kind")
    found = {row["machine_actor__kind"]: _counted(row) for row in mentions}
    for what, model in (("statement", Evidence), ("quote", Quote)):
        for row in _tally(model.objects.filter(is_added=False), KEPT & Q(given={})):
            found[what] = _counted(row)
    return found


def _counted(row: dict[str, Any]) -> tuple[int, int, int]:
    return row["read"], row["right"], row["open"]


def _tally(rows: QuerySet[Any], right: Q, *by: str) -> list[dict[str, Any]]:
    grouped = rows.order_by().values(*by) if by else rows.order_by().values(all=F("pk") * 0)
    left = Q(is_decided=False, status=Status.PROPOSED)
    return list(
        grouped.annotate(
            read=Count("pk", filter=Q(is_decided=True)), right=Count("pk", filter=right), open=Count("pk", filter=left)
        )
    )


def _precision(label: Words, counts: tuple[int, int, int] | None) -> Precision:
    return Precision(label, *(counts or (0, 0, 0)))


def _of_dates() -> Precision:
    decided = Article.objects.filter(date_basis=Article.DateBasis.DECIDED)
    known = with_basis(Article.DateBasis.DECIDED)
    decided = decided if known is None else Article.objects.filter(pk__in=known)
    shown = decided.values_list("published", "given__published")
    pairs = [(one, (kept or {}).get("given", {}).get("published", one)) for one, kept in shown]
    bases = date_bases()
    unsure = sum(bases.get(basis, 0) for basis in (Article.DateBasis.INFERRED, Article.DateBasis.UNKNOWN))
    return Precision(_("Dates"), len(pairs), sum(one == machine for one, machine in pairs), unsure)


def date_bases() -> dict[str, int]:
    """Articles by what their date rests on."""
    known = basis_counts()
    rows = Article.objects.order_by().values_list("date_basis")
    return dict(rows.annotate(n=Count("pk")) if known is None else known)


def progress() -> Progress:
    known = named_counts(ENOUGH_ARTICLES)
    return _progress_in_sql() if known is None else Progress(*known)


def _progress_in_sql() -> Progress:
    root = Coalesce(F("actor__canonical_id"), F("actor_id"))
    rows = Mention.objects.filter(is_added=False).exclude(status=Status.REJECTED, is_decided=False)
    each = rows.exclude(actor__is_hidden=True).order_by().values(root=root).annotate(
        mentions=Count("pk"), read=Count("pk", filter=Q(is_decided=True)), articles=Count("article", distinct=True)
    )  # fmt: skip
    enough = [row for row in each if row["articles"] >= ENOUGH_ARTICLES]
    return Progress(len(enough), sum(row["mentions"] for row in enough), sum(row["read"] for row in enough))
