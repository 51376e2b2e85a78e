"""Everything that the page of the timeline shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from articles.addresses import NONE, Address
from articles.lenses.addresses import Given, Lens, lens
from articles.lenses.frames import Choice, Frame, Opened, choices, frame, opened_sentences
from articles.lenses.networks import statements_of
from articles.lenses.timelines import (
    WINDOWS,
    Kind,
    Period,
    Timeline,
    Told,
    Unit,
    finer,
    first_within,
    is_round,
    moved,
    timeline,
    types_of,
    usual_unit,
)
from articles.narrowing import first_day, last_day
from articles.wording import date_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.displaying import Reader
    from articles.forms import ArticleFilterForm
    from articles.vocabulary import Words

UNITS: dict[str, Words] = {Unit.YEAR: _("année"), Unit.MONTH: _("mois"), Unit.DAY: _("jour")}
KINDS: dict[str, Words] = {
    Kind.COOPERATION: _("coopération"),
    Kind.REQUEST: _("demande"),
    Kind.CONFLICT: _("conflit"),
    Kind.STANDING: _("alliance, différend"),
    Kind.MEETINGS: _("rencontres"),
}
STEP, GAP = 10, 2  # a period, of which the bar takes all but the gap
UP, STRIP = 60, 26  # the height of one side of the statements, and of the strips below
LOWEST = 3  # one of a thousand is still seen
WIDEST = 40  # pixels of a period where there is room
_AT = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bar:
    """`firm_y` and `firm_height` are of what is asserted or reported; the rest, on the outer end, is drawn apart."""

    label: str
    address: str
    x: int
    firm_y: int
    firm_height: int
    doubtful_y: int
    doubtful_height: int
    tone: str


@dataclass(frozen=True, slots=True)
class Band:
    """One row of bars with its own scale, told by `highest`."""

    label: Words
    bars: tuple[Bar, ...]
    highest: int
    height: int
    axis: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A period with something in it; `gap` instead says from when to when there is nothing, and whether we hold
    nothing at all of that time."""

    words: str
    closer: Lens | None = None
    articles: Cell | None = None
    statements: Cell | None = None
    kinds: tuple[Cell | None, ...] = ()
    gap: bool = False
    is_silent: bool = False


@dataclass(frozen=True, slots=True)
class TimelinePage:
    frame: Frame
    units: tuple[Choice, ...]
    timeline: Timeline
    bands: tuple[Band, ...]
    silent: tuple[tuple[int, str], ...]  # x and words of each period of which we hold nothing
    ticks: tuple[tuple[str, int], ...]  # words, and place in hundredths of the width
    rows: tuple[Row, ...]
    earlier: Lens | None
    later: Lens | None
    span: str
    undated: Lens
    by_year: Lens
    opened: Opened | None

    @property
    def width(self) -> int:
        return len(self.timeline.periods) * STEP - GAP

    @property
    def drawn_width(self) -> int:
        """Pixels wanted; a narrower page squeezes the bars."""
        return len(self.timeline.periods) * WIDEST

    @property
    def bar_width(self) -> int:
        return STEP - GAP


def timeline_page(form: ArticleFilterForm, values: Mapping[str, str], reader: Reader) -> TimelinePage:
    form.is_valid()
    given = Given(values)
    unit = Unit(given.one_of("by", UNITS, "") or usual_unit(form))
    start, at = _date(given, "start"), _date(given, "at")
    kind = given.one_of("of", KINDS, "")
    here = lens("timeline", form.address, {"by": values.get("by", "") if values.get("by", "") in UNITS else ""})
    found = timeline(form, unit, first_within(start, unit) if start and start != NONE else "")
    if found.periods and not found.is_whole and start:
        here = here.change(start=found.periods[0].date)
    return TimelinePage(
        frame=frame(form, here, unknown=given.unknown),
        units=choices(here.change(start=""), "by", UNITS, unit, ""),
        timeline=found,
        bands=_bands(found, here),
        silent=tuple((n * STEP, _words(one.date)) for n, one in enumerate(found.periods) if one.is_silent),
        ticks=_ticks(found),
        rows=tuple(_rows(found, here)),
        earlier=_earlier(found, here),
        later=here.change(start=found.after) if found.after else None,
        span=_span(found.periods),
        undated=here.change(at=NONE),
        by_year=here.change(by=Unit.YEAR, start=""),
        opened=_opened(form, at, kind, here, given, reader) if at else None,
    )


def _date(given: Given, key: str) -> str:
    value = given.text(key)
    if not value or value == NONE or _is_date(value):
        return value
    given.refuse(key)
    return ""


def _is_date(value: str) -> bool:
    try:
        first_day(value)
    except ValueError:
        return False
    return bool(_AT.fullmatch(value))


def _words(date: str) -> str:
    return date_in_words(date, get_language() or "fr")


def _span(periods: tuple[Period, ...]) -> str:
    if not periods:
        return ""
    first, last = _words(periods[0].date), _words(periods[-1].date)
    return first if first == last else f"{first} – {last}"


def _opened(form: ArticleFilterForm, at: str, kind: str, here: Lens, given: Given, reader: Reader) -> Opened:
    evidence = statements_of(form).dated_as("" if at == NONE else at)
    evidence = evidence.of_types(types_of(Kind(kind))) if kind else evidence
    words = gettext("sans date") if at == NONE else _words(at)
    label = f"{words}, {KINDS[kind]}" if kind else words
    return opened_sentences(label, evidence, here.change(at=at, of=kind), here, given.text("page"), reader)


def _earlier(found: Timeline, here: Lens) -> Lens | None:
    """The window that ends with the nearest articles before this one."""
    if not found.before:
        return None
    return here.change(start=max(moved(found.before, 1 - WINDOWS[found.unit], found.unit), found.first))


def _ticks(found: Timeline) -> tuple[tuple[str, int], ...]:
    """Some of the periods, at round dates."""
    size = len(found.periods)
    return tuple(
        (_words(one.date), round(100 * (n + 0.4) / size))
        for n, one in enumerate(found.periods)
        if is_round(one.date, n, size)
    )


def _open(here: Lens, date: str, kind: str = "") -> str:
    return f"{here.change(at=date, of=kind)}#opened"


def _bands(found: Timeline, here: Lens) -> tuple[Band, ...]:
    if not found.periods:
        return ()
    told = [_of(found, kind) for kind in (Kind.COOPERATION, Kind.CONFLICT)]
    highest = max((one.count for side in told for one in side), default=0)
    up = _bars(found, here, Kind.COOPERATION, highest, UP, UP)
    down = _bars(found, here, Kind.CONFLICT, highest, UP, UP + 1, is_up=False)
    meetings = max(one.count for one in _of(found, Kind.MEETINGS))
    met = _bars(found, here, Kind.MEETINGS, meetings, STRIP, STRIP)
    most = max(one.articles for one in found.periods)
    bands = [
        Band(
            _("Énoncés : coopération au-dessus de la ligne, conflit au-dessous"), (*up, *down), highest, 2 * UP + 1, UP
        ),
        Band(_("Rencontres"), met, meetings, STRIP),
        Band(_("Articles"), tuple(_article_bars(found, here, most)), most, STRIP),
    ]
    return tuple(band for band in bands if band.highest)


def _of(found: Timeline, kind: Kind) -> list[Told]:
    return [one.told.get(kind, Told()) for one in found.periods]


def _bars(
    found: Timeline, here: Lens, kind: Kind, highest: int, room: int, base: int, *, is_up: bool = True
) -> tuple[Bar, ...]:
    bars = []
    for n, (period, told) in enumerate(zip(found.periods, _of(found, kind), strict=True)):
        if told.count:
            whole = max(round(room * told.count / highest), LOWEST)
            firm = round(whole * (told.count - told.doubtful) / told.count)
            firm_y, outer = (base - firm, base - whole) if is_up else (base, base + firm)
            label = f"{_words(period.date)}, {KINDS[kind]} : {told.count}"
            address = _open(here, period.date, kind)
            bars.append(Bar(label, address, n * STEP, firm_y, firm, outer, whole - firm, kind))
    return tuple(bars)


def _article_bars(found: Timeline, here: Lens, most: int) -> Iterable[Bar]:
    for n, period in enumerate(found.periods):
        if period.articles:
            height = max(round(STRIP * period.articles / most), LOWEST)
            label = f"{_words(period.date)} : {period.articles}"
            yield Bar(
                label, str(_in_list(here.address, period.date)), n * STEP, STRIP - height, height, 0, 0, "articles"
            )


def _in_list(address: Address, date: str) -> Address:
    """The articles of a period, within the dates asked for."""
    since, until = address.since, address.until
    since = since if since and first_day(since) > first_day(date) else date
    until = until if until and last_day(until) < last_day(date) else date
    return address.dated(since, until)


def _rows(found: Timeline, here: Lens) -> Iterable[Row]:
    """What there is, the latest first, with a line for each hole."""
    hole: list[Period] = []
    for period in (*reversed(found.periods), None):
        if period and not period.articles:
            if hole and hole[-1].is_silent != period.is_silent:
                yield _gap(hole)
                hole = []
            hole.append(period)
            continue
        if hole:
            yield _gap(hole)
            hole = []
        if period:
            yield _row(period, found.unit, here)


def _gap(hole: list[Period]) -> Row:
    return Row(_span((hole[-1], hole[0])), gap=True, is_silent=hole[0].is_silent)


def _row(period: Period, unit: Unit, here: Lens) -> Row:
    date, closer = period.date, finer(unit)
    cells = [Cell(told.count, _open(here, date, kind)) if (told := period.told.get(kind)) else None for kind in Kind]
    return Row(
        _words(date),
        closer=here.change(by=closer, start=first_within(date, closer)) if closer else None,
        articles=Cell(period.articles, str(_in_list(here.address, date))),
        statements=Cell(period.statements, _open(here, date)) if period.statements else None,
        kinds=tuple(cells),
    )
