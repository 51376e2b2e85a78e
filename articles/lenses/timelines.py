"""What the articles looked at say, by the year, month or day on which they came out."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min
from django.db.models.functions import Left

from articles.dyads.facts import FIRM, STANDING
from articles.lenses.networks import statements_of
from articles.models import Article
from articles.narrowing import first_day, last_day
from articles.vocabulary import TYPES, Tone, relation_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.forms import ArticleFilterForm

MEETING = "CONSULT"


class Unit(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Kind(StrEnum):
    """What statements are told apart by. Meetings are of the cooperation too."""

    COOPERATION = "cooperation"
    REQUEST = "request"
    CONFLICT = "conflict"
    STANDING = "standing"
    MEETINGS = "meetings"


_LENGTHS = {Unit.YEAR: 4, Unit.MONTH: 7, Unit.DAY: 10}
WINDOWS = {Unit.YEAR: 400, Unit.MONTH: 60, Unit.DAY: 62}  # how many a page shows
TICKS = 8
_YEARS_FROM, _MONTHS_FROM = 365 * 6, 100  # days: from such a span on, years or months are the first to be shown


@dataclass(frozen=True, slots=True)
class Told:
    """Statements of a kind in a period; `doubtful` are planned, hypothetical or negated ones among them."""

    count: int = 0
    doubtful: int = 0


@dataclass(frozen=True, slots=True)
class Period:
    """`date` is partial, as precise as the unit. `is_silent`: we hold no article of it at all."""

    date: str
    articles: int
    statements: int
    told: Mapping[Kind, Told]
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A window of the periods from `first` to `last`. `before` is the latest period with articles that lies before it,
    `after` the earliest behind it; empty where there is none. `vague` are statements whose date is less precise than
    the unit, `undated` those without any."""

    unit: Unit
    periods: tuple[Period, ...]
    first: str
    last: str
    before: str
    after: str
    vague: int
    undated: int

    @property
    def is_whole(self) -> bool:
        return bool(self.periods) and (self.periods[0].date, self.periods[-1].date) == (self.first, self.last)


def usual_unit(form: ArticleFilterForm) -> Unit:
    """By how long a time the articles lie apart."""
    found = form.filter_qs(Article.objects.order_by())
    ends = found.aggregate(first=Min("published_on"), last=Max("published_on"))
    span = (ends["last"] - ends["first"]).days if ends["first"] else 0
    return Unit.YEAR if span >= _YEARS_FROM else Unit.MONTH if span >= _MONTHS_FROM else Unit.DAY


def timeline(form: ArticleFilterForm, unit: Unit, start: str) -> Timeline:
    """The window that begins with the period `start`; the last one, where it is empty."""
    length = _LENGTHS[unit]
    articles = _articles_by_period(form, length)
    told, totals = _told_by_period(form, length)
    dated = [period for period in articles if len(period) == length]
    first, last = _ends(dated, form.dates, unit)
    row = periods_from(max(start, first) if start and start <= last else _window_start(first, last, unit), last, unit)
    silent = set(row) - _held(length)
    nothing: dict[Kind, Told] = {}
    return Timeline(
        unit=unit,
        periods=tuple(
            Period(date, articles.get(date, 0), totals[date], told.get(date, nothing), date in silent) for date in row
        ),
        first=first,
        last=last,
        before=max((date for date in dated if row and date < row[0]), default=""),
        after=min((date for date in dated if row and date > row[-1]), default=""),
        vague=sum(count for period, count in totals.items() if period and len(period) < length),
        undated=totals[""],
    )


def types_of(kind: Kind) -> list[str]:
    """The types of statements of a kind."""
    return [type_ for type_ in TYPES if kind in kinds_of(type_)]


def kinds_of(type_: str) -> list[Kind]:
    if type_ in STANDING:
        return [Kind.STANDING]
    tone = relation_words(type_).tone
    kind = {Tone.COOPERATION: Kind.COOPERATION, Tone.CONFLICT: Kind.CONFLICT}.get(tone, Kind.REQUEST)
    return [kind, Kind.MEETINGS] if type_ == MEETING else [kind]


def periods_from(first: str, last: str, unit: Unit) -> list[str]:
    """Without holes, as many as a page shows."""
    found: list[str] = []
    date = first
    while date and date <= last and len(found) < WINDOWS[unit]:
        found.append(date)
        date = moved(date, 1, unit)
    return found


def moved(date: str, by: int, unit: Unit) -> str:
    """The period so many units later; empty beyond the years that there are."""
    day = first_day(date)
    if unit == Unit.DAY:
        return (day + datetime.timedelta(by)).isoformat()
    months = day.year * 12 + day.month - 1 + by * (12 if unit == Unit.YEAR else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return ""
    return f"{year:04}" if unit == Unit.YEAR else f"{year:04}-{month + 1:02}"


def finer(unit: Unit) -> Unit | None:
    return {Unit.YEAR: Unit.MONTH, Unit.MONTH: Unit.DAY}.get(unit)


def first_within(date: str, unit: Unit) -> str:
    """The first period of the unit in a longer one."""
    return first_day(date).isoformat()[: _LENGTHS[unit]]


def is_round(date: str, place: int, size: int) -> bool:
    """Whether the period is one to name, of a row of so many."""
    step = next((one for one in (1, 2, 5, 10, 20) if size <= TICKS * one), 50)
    match date.split("-"):
        case [year]:
            return int(year) % step == 0
        case [_year, month]:
            return (int(month) - 1) % (1 if step == 1 else 3 if size <= 3 * TICKS else 6) == 0
        case [*_, day]:
            return place % step == 0 if size <= 2 * TICKS else day in {"01", "15"}
    return False


def _articles_by_period(form: ArticleFilterForm, length: int) -> dict[str, int]:
    found = form.filter_qs(Article.objects.order_by())
    return dict(found.values_list(Left("published", length)).annotate(found=Count("pk")))


def _told_by_period(form: ArticleFilterForm, length: int) -> tuple[dict[str, dict[Kind, Told]], Counter[str]]:
    rows = statements_of(form).values_list(Left("article__published", length), "type", "mode")
    counts: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    doubtful: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    totals: Counter[str] = Counter()
    for period, type_, mode, found in rows.annotate(found=Count("pk")):
        totals[period] += found
        for kind in kinds_of(type_):
            counts[period][kind] += found
            doubtful[period][kind] += 0 if mode in FIRM else found
    told = {
        period: {kind: Told(count, doubtful[period][kind]) for kind, count in kinds.items()}
        for period, kinds in counts.items()
    }
    return told, totals


def _ends(dated: Iterable[str], asked: tuple[str, str], unit: Unit) -> tuple[str, str]:
    """From the first article to the last, or between the dates asked for."""
    length = _LENGTHS[unit]
    every = sorted(dated)
    since, until = asked
    first = first_day(since).isoformat()[:length] if since and every else (every[0] if every else "")
    last = last_day(until).isoformat()[:length] if until and every else (every[-1] if every else "")
    return first, last


def _window_start(first: str, last: str, unit: Unit) -> str:
    """Where the last window begins."""
    return max(first, moved(last, 1 - WINDOWS[unit], unit)) if last else ""


def _held(length: int) -> set[str]:
    rows = Article.objects.order_by().annotate(period=Left("published", length)).values_list("period", flat=True)
    return set(rows.distinct())
