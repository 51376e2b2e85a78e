"""How often the machine is right, as far as people have read what it found, and how much is left to read."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.facetting.remembering import remembered
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
    return remembered("sampled", _sampled)


def _sampled() -> list[Precision]:
    return [Precision(lot.label, lot.read, lot.right, DEPTH - lot.read) for lot in lots()]


def precisions() -> list[Precision]:
    """What was added by people is no find of the machine, right or wrong, and counts in none."""
    return remembered("precisions", _precisions)


def _precisions() -> list[Precision]:
    return [*_of_mentions(), *_of_others(), _of_dates()]


def _of_mentions() -> list[Precision]:
    rows = _tally(Mention.objects.filter(is_added=False), KEPT & SAME_ACTOR, "machine_actor__kind")
    found = {row["machine_actor__kind"]: row for row in rows}
    return [_precision(label, found.get(kind)) for kind, label in KINDS.items()]


def _of_others() -> list[Precision]:
    counted = (
        (_("Énoncés"), _tally(Evidence.objects.filter(is_added=False), KEPT & Q(given={}))),
        (_("Citations"), _tally(Quote.objects.filter(is_added=False), KEPT & Q(given={}))),
        (_("Contradictions"), _tally(Contradiction.objects.all(), KEPT)),
    )
    return [_precision(label, next(iter(rows), None)) for label, rows in counted]


def _tally(rows: QuerySet[Any], right: Q, *by: str) -> list[dict[str, Any]]:
    grouped = rows.order_by().values(*by) if by else rows.order_by().values(all=F("pk") * 0)
    left = Q(is_decided=False, status=Status.PROPOSED)
    return list(
        grouped.annotate(
            read=Count("pk", filter=Q(is_decided=True)), right=Count("pk", filter=right), open=Count("pk", filter=left)
        )
    )


def _precision(label: Words, row: dict[str, Any] | None) -> Precision:
    return Precision(label, row["read"], row["right"], row["open"]) if row else Precision(label, 0, 0, 0)


def _of_dates() -> Precision:
    decided = Article.objects.filter(date_basis=Article.DateBasis.DECIDED).values_list("published", "given__published")
    pairs = [(shown, (kept or {}).get("given", {}).get("published", shown)) for shown, kept in decided]
    unsure = Article.objects.filter(date_basis__in=(Article.DateBasis.INFERRED, Article.DateBasis.UNKNOWN)).count()
    return Precision(_("Dates"), len(pairs), sum(shown == machine for shown, machine in pairs), unsure)


def progress() -> Progress:
    return remembered("progress", _progress)


def _progress() -> Progress:
    root = Coalesce(F("actor__canonical_id"), F("actor_id"))
    rows = Mention.objects.filter(is_added=False).exclude(status=Status.REJECTED, is_decided=False)
    each = rows.exclude(actor__is_hidden=True).order_by().values(root=root).annotate(
        mentions=Count("pk"), read=Count("pk", filter=Q(is_decided=True)), articles=Count("article", distinct=True)
    )  # fmt: skip
    enough = [row for row in each if row["articles"] >= ENOUGH_ARTICLES]
    return Progress(len(enough), sum(row["mentions"] for row in enough), sum(row["read"] for row in enough))
