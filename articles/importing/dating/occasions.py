"""Landmark events by which an article can be dated: those it reports as news, and those it looks back on. PURE."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.importing.dating.days import Days, shifted
from articles.importing.dating.grammar import WrittenDate
from entities.folding import fold

_FILE = Path(__file__).with_name("occasions.toml")
_FRESH = 6  # days after an event in which « mardi » alone names its day
_AHEAD = 45  # days before an event announced by day and month
_SINCE = r"(?:depuis|apres|debut de|lendemain de|suite a|consecutive a|a cause de)\b.{0,40}?\b"
_HABIT = re.compile(r"\b(?:une?|ces|les|chaque|d['’]un)\s+$", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:anniversaires?|commemor\w+|souv(?:en|ien)\w*|ans (?:apres|plus tard)|il y a .{0,20}\bans)\b"
)


@dataclass(frozen=True, slots=True)
class Occasion:
    words: tuple[re.Pattern[str], ...]
    first: datetime.date
    last: datetime.date

    def days(self) -> Iterator[datetime.date]:
        for offset in range((self.last - self.first).days + 1):
            yield shifted(self.first, offset)


@cache
def _occasions() -> tuple[Occasion, ...]:
    tables = tomllib.loads(_FILE.read_text("utf-8"))["occasion"]
    return tuple(Occasion(tuple(map(_any_word, one["words"])), one["first"], one["last"]) for one in tables)


@cache
def _since() -> tuple[tuple[re.Pattern[str], datetime.date], ...]:
    tables = tomllib.loads(_FILE.read_text("utf-8"))["since"]
    return tuple((re.compile(_SINCE + _any_word(one["words"]).pattern), one["first"]) for one in tables)


def _any_word(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(fold(word) for word in words)})\b")


def days_of_news(lead: str, dates: Iterable[WrittenDate]) -> Days | None:
    """The days on which the first lines of an article can have been written, if they report a landmark event and name
    its weekday, or its day and month. None where they look back on it, or where more than one event fits."""
    folded = fold(lead)
    if _LOOKS_BACK.search(folded):
        return None
    named = [date for date in dates if not _HABIT.search(lead[: date.start])]
    fitting = [one for one in _occasions() if all(word.search(folded) for word in one.words)]
    found = [Days.of(spans) for one in fitting if (spans := list(_spans(one, named)))]
    return found[0] if len(found) == 1 else None


def _spans(occasion: Occasion, dates: Iterable[WrittenDate]) -> Iterator[tuple[datetime.date, datetime.date]]:
    for date in dates:
        for day in occasion.days():
            if date.form == "weekday" and date.weekday == day.weekday():
                yield day, shifted(day, _FRESH)
            elif (date.month, date.day) == (day.month, day.day) and date.weekday in (None, day.weekday()):
                yield shifted(day, -_AHEAD), shifted(day, 2 * _FRESH)


def begun_before(sentence: str) -> datetime.date | None:
    """The day since which the sentence must have been written: « depuis l'invasion de l'Ukraine »."""
    folded = fold(sentence)
    return max((first for pattern, first in _since() if pattern.search(folded)), default=None)
