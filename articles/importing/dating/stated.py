"""The publication date that a page states: under its title, in its dateline, in its address. PURE.

Dates told in the story are never looked at: callers give only the lines that stand around it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from articles.importing.dating.grammar import WrittenDate, calendar_day, partial, written_dates
from articles.importing.parsed import DateBasis, PublicationDate
from entities.folding import fold

_UPDATED = re.compile(
    r"\b(?:mise?\s[àa]\s+jour|m[àa]j|mod(?:ifi[ée]e?s?|ification)|(?:r[ée])?actualis[ée]e?|r[ée]vis[ée]e?|corrig[ée]e?|"
    r"updated|modified|обновлено|更新)\b[^\d|]{0,24}$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:publi[ée]e?|publication|post[ée]e?|mise? en ligne|parue?|parution|cr[ée]{2}e?|diffus[ée]e?|date|"
    r"r[ée]dig[ée]e?|[ée]crit|[ée]mise?|ajout[ée]e?|[ée]dition du|num[ée]ro du|published|posted)\b[^\d|]{0,40}$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b[0-2]?\d\s?[:hH]\s?(?:[0-5]\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?")
_PATH = re.compile(
    r"/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?=[/_\-.])|/(?:19|20)\d{2}(?=/)"
)
_SUMMER_ZONES = {
    "EDT": (3, 11),
    "CDT": (3, 11),
    "PDT": (3, 11),
    "HAE": (3, 11),
    "CEST": (3, 10),
    "BST": (3, 10),
    "WEST": (3, 10),
}
_WINTER_ZONES = {"EST": (11, 3), "CST": (11, 3), "PST": (11, 3), "HNE": (11, 3), "CET": (10, 3), "WET": (10, 3)}
_OLDEST = 1900


class Place(IntEnum):
    """Where a date stands: the smaller, the more it is the date of publication."""

    LABELLED = 0
    HEAD = 1
    DATELINE = 2
    TAIL = 3
    ADDRESS = 4
    UPDATED = 5


_CERTAINTY = {
    Place.LABELLED: 0.99,
    Place.HEAD: 0.97,
    Place.DATELINE: 0.96,
    Place.TAIL: 0.9,
    Place.ADDRESS: 0.9,
    Place.UPDATED: 0.6,
}
_RULES = {
    Place.LABELLED: "label",
    Place.HEAD: "head",
    Place.DATELINE: "dateline",
    Place.TAIL: "tail",
    Place.ADDRESS: "address",
    Place.UPDATED: "update only",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that a line around the article states."""

    place: Place
    date: WrittenDate
    line: str


def dates_of_line(line: str, place: Place) -> list[Stated]:
    """The full dates and months of one line, each with what its label says; `place` is for those without a label."""
    found = []
    previous = 0
    for date in written_dates(line):
        if date.year is None or date.form == "year":
            continue
        before = _CLOCK.sub("", line[previous : date.start])
        previous = date.end
        labelled = Place.UPDATED if _UPDATED.search(before) else Place.LABELLED if _PUBLISHED.search(before) else place
        found.append(Stated(labelled, date, line))
    return found


def is_labelled(line: str) -> bool:
    """Whether the line says of one of its full dates that something was published on it: « Publié le 2 mai 2009 »."""
    return any(one.place == Place.LABELLED and one.date.day for one in dates_of_line(line, Place.HEAD))


def dates_of_address(address: str) -> list[Stated]:
    """The date in the path of a web address: /2023/01/31/, /20230131-, /2023/01/."""
    match = _PATH.search(address)
    if not match or not match[1]:
        return []
    day = int(match[3]) if match[3] else None
    date = WrittenDate(match.start() + 1, match.end(), address, "address", int(match[1]), int(match[2]), day)
    return [Stated(Place.ADDRESS, date, address)]


def choose(
    stated: Sequence[Stated], *, today: datetime.date, weekdays: frozenset[int] = frozenset()
) -> PublicationDate:
    """The date of publication among those stated: before an update, the day before the month, the head before the tail.

    `weekdays` are those that the article's first words name: « samedi » settles whether 02/11 is 2 November.
    """
    settled = _settled(stated, weekdays)
    usable = [(one, flags) for one, flags in settled if _usable(one.date, today)]
    if not usable:
        return _unusable(settled, today)
    one, flags = min(usable, key=lambda pair: (pair[0].place, pair[0].date.day is None))
    if _contradicts(one.date):
        flags += ("weekday contradicts",)
    agreeing = sum(other.date.value == one.date.value for other, _ in usable) > 1
    certainty = min(0.99, _CERTAINTY[one.place] + 0.02 * agreeing) - 0.15 * (
        len({"order by custom", "weekday contradicts"} & set(flags))
    )
    return PublicationDate(
        one.date.value, DateBasis.STATED, _evidence(one), _RULES[one.place], round(certainty, 2), flags
    )


def _contradicts(date: WrittenDate) -> bool:
    """« vendredi 12 octobre 2009 », which was a Monday: one of the two is a mistake."""
    day = date.on()
    return day is not None and date.weekday is not None and day.weekday() != date.weekday


def _evidence(one: Stated) -> str:
    return one.line if len(one.line) <= 120 else one.date.text


def _usable(date: WrittenDate, today: datetime.date) -> bool:
    first = calendar_day(date.year or 1, date.month or 1, date.day or 1)
    return first is not None and first <= today and first.year >= _OLDEST


def _unusable(settled: Sequence[tuple[Stated, tuple[str, ...]]], today: datetime.date) -> PublicationDate:
    """Nothing can be used: said with the reason, the words kept."""
    if not settled:
        return PublicationDate()
    one = settled[0][0]
    first = calendar_day(one.date.year or 1, one.date.month or 1, one.date.day or 1)
    flag = "impossible" if first is None else "future" if first > today else "too old"
    return PublicationDate(evidence=_evidence(one), rule=_RULES[one.place], flags=(flag,))


def _settled(stated: Sequence[Stated], weekdays: frozenset[int]) -> list[tuple[Stated, tuple[str, ...]]]:
    """Numeric dates with their order of day and month decided, all of a page alike."""
    ambiguous = [one for one in stated if one.date.month_first and one.date.is_possible()]
    swapped, flag = _is_month_first(stated, ambiguous, weekdays)
    result: list[tuple[Stated, tuple[str, ...]]] = []
    for one in stated:
        numeric = one.date.month_first
        if numeric and (swapped or not one.date.is_possible()):
            date = replace(one.date, month=numeric[0], day=numeric[1], month_first=None)
            result.append((replace(one, date=date), (flag or "order by month",)))
        else:
            result.append((one, (flag,) if numeric and flag else ()))
    return result


def _is_month_first(
    stated: Sequence[Stated], ambiguous: Sequence[Stated], weekdays: frozenset[int]
) -> tuple[bool, str]:
    """Whether 02/11 means 11 February on this page, and what says so."""
    if not ambiguous:
        return False, ""
    if any(one.date.month_first and not one.date.is_possible() for one in stated):
        return True, "order by another date"
    if any(one.date.form == "numeric" and not one.date.month_first and (one.date.day or 0) > 12 for one in stated):
        return False, "order by another date"
    for proof, fits in (("weekday", _weekday_fits), ("time zone", _zone_fits)):
        as_day, as_month = (all(fits(one.date, swap) for one in ambiguous) for swap in (False, True))
        if as_day != as_month:
            return as_month, f"order by {proof}"
    readings = [_in_order(stated, swap) for swap in (False, True)]
    if readings[0] != readings[1]:
        return readings[1], "order by update"
    if len(weekdays) == 1 and ambiguous:
        as_day, as_month = (_weekday(ambiguous[0].date, swap) in weekdays for swap in (False, True))
        if as_day != as_month:
            return as_month and not as_day and _is_english(ambiguous), "order by weekday of the story"
    return _is_english(ambiguous), "order by custom"


def _read(date: WrittenDate, swap: bool) -> tuple[int, int]:
    return date.month_first if swap and date.month_first else (date.month or 1, date.day or 1)


def _weekday(date: WrittenDate, swap: bool) -> int | None:
    day = calendar_day(date.year or 1, *_read(date, swap))
    return day.weekday() if day else None


def _weekday_fits(date: WrittenDate, swap: bool) -> bool:
    return date.weekday is None or _weekday(date, swap) == date.weekday


def _zone_fits(date: WrittenDate, swap: bool) -> bool:
    """Whether the time zone's season is the month's: EDT from March to November, EST from November to March."""
    month = _read(date, swap)[0]
    if date.zone in _SUMMER_ZONES:
        first, last = _SUMMER_ZONES[date.zone]
        return first <= month <= last
    if date.zone in _WINTER_ZONES:
        first, last = _WINTER_ZONES[date.zone]
        return month >= first or month <= last
    return True


def _in_order(stated: Sequence[Stated], swap: bool) -> bool:
    """Whether no update comes before the publication."""
    values = {
        place: [
            partial(one.date.year, *_read(one.date, swap)) for one in stated if one.place == place and one.date.year
        ]
        for place in (Place.LABELLED, Place.HEAD, Place.UPDATED)
    }
    published = values[Place.LABELLED] or values[Place.HEAD]
    return not published or not values[Place.UPDATED] or min(published) <= max(values[Place.UPDATED])


def _is_english(stated: Sequence[Stated]) -> bool:
    return all(re.search(r"\b(?:updated|published|posted|by|am|pm)\b", fold(one.line)) for one in stated)
