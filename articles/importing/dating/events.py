"""Summits whose place and month say which year it is. PURE."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.importing.dating.days import Days, Span, shifted
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
def _series() -> dict[str, tuple[re.Pattern[str], re.Pattern[str] | None, tuple[Event, ...]]]:
    """Each series' names, the bodies that hold its summits, and the summits."""
    tables = tomllib.loads(_FILE.read_text("utf-8"))["series"]
    return {
        table["name"]: (
            re.compile("|".join(rf"\b{fold(name)}\b" for name in table["names"])),
            re.compile("|".join(rf"\b{fold(name)}\b" for name in table["bodies"])) if "bodies" in table else None,
            tuple(
                Event(table["name"], tuple(fold(place) for place in event["places"]), event["first"], event["last"])
                for event in table["events"]
            ),
        )
        for table in tables
    }


def days_around(sentence: str, tense: Tense, context: str = "") -> Days | None:
    """The days on which the sentence can have been written, if it names a summit with its place or month.

    « attendu au G20 d'Osaka fin juin »: Osaka, so in the twelve months before 29 June 2019. Whose summit it is may be
    told elsewhere in the text, the folded `context`: « au sommet de Riga le mois prochain », of what the Alliance does.
    """
    folded = fold(sentence)
    candidates: list[Event] = []
    for pattern, bodies, events in _series().values():
        if pattern.search(folded):
            candidates += _fitting(folded, events)
        elif bodies and bodies.search(context or folded):
            candidates += [event for event in _fitting(folded, events) if _names_summit(folded, event)]
    ahead = _MONTH_AHEAD if _months(folded) else _YEAR
    return Days.of(_around(event, tense, ahead, folded) for event in candidates) if candidates else None


def _names_summit(folded: str, event: Event) -> bool:
    """« le sommet de Riga »: by its town, without whose it is. Countries have summits of every kind."""
    return any(re.search(rf"\bsommet (?:de|d|a) {place}\b", folded) for place in event.places[:1])


def _months(folded: str) -> set[int]:
    return {number for number, pattern in enumerate(_MONTHS, 1) if pattern.search(folded)}


def _fitting(folded: str, events: tuple[Event, ...]) -> list[Event]:
    months = _months(folded)
    fitting = [event for event in events if any(re.search(rf"\b{place}\b", folded) for place in event.places)]
    if months:
        return [event for event in fitting if {event.first.month, event.last.month} & months]
    return fitting


def _around(event: Event, tense: Tense, ahead: int, folded: str) -> Span:
    for pattern, span in _DISTANCES:
        if pattern.search(folded):
            return span(event)
    first = event.first if tense == Tense.PAST else shifted(event.last, -ahead)
    last = event.last if tense == Tense.FUTURE else shifted(event.first, _YEAR)
    return first, last


def _month_before(event: Event) -> Span:
    last = shifted(event.first.replace(day=1), -1)
    return last.replace(day=1), last


def _month_after(event: Event) -> Span:
    first = shifted(event.first.replace(day=28), 4).replace(day=1)
    return first, shifted(shifted(first.replace(day=28), 4).replace(day=1), -1)


def _week(event: Event, weeks: int) -> Span:
    monday = shifted(event.first, 7 * weeks - event.first.weekday())
    return monday, shifted(monday, 6)


_BESIDE = r"\b(?:sommet|forum|g7|g8|g20|apec)\b.{0,60}?\b"
_DISTANCES: tuple[tuple[re.Pattern[str], Callable[[Event], Span]], ...] = (
    (re.compile(_BESIDE + r"(?:le|du) mois (?:prochain|suivant)\b"), _month_before),
    (re.compile(_BESIDE + r"(?:le|du) mois (?:dernier|precedent|passe)\b"), _month_after),
    (re.compile(_BESIDE + r"(?:la|de la) semaine (?:prochaine|suivante)\b"), lambda event: _week(event, -1)),
    (re.compile(_BESIDE + r"(?:la|de la) semaine (?:derniere|precedente|passee)\b"), lambda event: _week(event, 1)),
)
