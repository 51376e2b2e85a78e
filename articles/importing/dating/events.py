"""Summits whose place and month say which year it is. PURE."""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.importing.dating.days import Days, shifted
from articles.importing.dating.grammar import MONTHS
from articles.importing.dating.sentences import Tense
from entities.folding import fold

_FILE = Path(__file__).with_name("events.toml")
_YEAR = 365  # days before or after a summit in which an article speaks of it by its place alone
_MONTH_AHEAD = 150  # days before a summit in which « fin juin » needs no year
_MONTHS = tuple(
    re.compile(rf"\b(?:{fold_names})\b")
    for fold_names in (names.replace("[ée]", "e").replace("[uû]", "u").replace(r"\.?", "") for names in MONTHS)
)


@dataclass(frozen=True, slots=True)
class Event:
    series: str
    places: tuple[str, ...]  # folded: city, country
    first: datetime.date
    last: datetime.date


@cache
def _series() -> dict[str, tuple[re.Pattern[str], tuple[Event, ...]]]:
    tables = tomllib.loads(_FILE.read_text("utf-8"))["series"]
    return {
        table["name"]: (
            re.compile("|".join(rf"\b{fold(name)}\b" for name in table["names"])),
            tuple(
                Event(table["name"], tuple(fold(place) for place in event["places"]), event["first"], event["last"])
                for event in table["events"]
            ),
        )
        for table in tables
    }


def days_around(sentence: str, tense: Tense) -> Days | None:
    """The days on which the sentence can have been written, if it names a summit with its place or month.

    « attendu au G20 d'Osaka fin juin »: Osaka, so in the twelve months before 29 June 2019.
    """
    folded = fold(sentence)
    candidates: list[Event] = []
    for pattern, events in _series().values():
        if pattern.search(folded):
            candidates += _fitting(folded, events)
    ahead = _MONTH_AHEAD if _months(folded) else _YEAR
    return Days.of(_around(event, tense, ahead) for event in candidates) if candidates else None


def _months(folded: str) -> set[int]:
    return {number for number, pattern in enumerate(_MONTHS, 1) if pattern.search(folded)}


def _fitting(folded: str, events: tuple[Event, ...]) -> list[Event]:
    months = _months(folded)
    fitting = [event for event in events if any(re.search(rf"\b{place}\b", folded) for place in event.places)]
    if months:
        return [event for event in fitting if {event.first.month, event.last.month} & months]
    return fitting


def _around(event: Event, tense: Tense, ahead: int) -> tuple[datetime.date, datetime.date]:
    first = event.first if tense == Tense.PAST else shifted(event.last, -ahead)
    last = event.last if tense == Tense.FUTURE else shifted(event.first, _YEAR)
    return first, last
