"""Dates in French (and English) text: where they stand and what they say. PURE.

Only what is written is kept: « le 2 mars » has no year, « en mars 2014 » no day. Nothing is filled in here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

MONTHS = (
    r"janvier|janv\.?|january|jan\.?",
    r"f[ée]vrier|f[ée]vr?\.?|february|feb\.?",
    r"mars|march",
    r"avril|avr\.?|april|apr\.?",
    r"mai|may",
    r"juin|june",
    r"juillet|juil\.?|july",
    r"ao[uû]t|august|aug\.?",
    r"septembre|september|sept?\.?",
    r"octobre|october|oct\.?",
    r"novembre|november|nov\.?",
    r"d[ée]cembre|december|d[ée]c\.?",
)
WEEKDAYS = (
    "lundi|monday",
    "mardi|tuesday",
    "mercredi|wednesday",
    "jeudi|thursday",
    "vendredi|friday",
    "samedi|saturday",
    "dimanche|sunday",
)
_ABBREVIATED = r"lun\.?|mar\.?|mer\.?|jeu\.?|ven\.?|sam\.?|dim\.?"

# what a form begins with is asked first: the search for it then passes by the rest of a text many times as fast
_MONTH = rf"(?=[adfjmnos])(?P<month>{'|'.join(MONTHS)})(?!\w)"
_MONTH_OF_YEAR = _MONTH.replace("|march", r"|march|mar\.?")  # « 3 Mar 2011 »; elsewhere « mar. » is a Tuesday
_WEEKDAY = rf"(?:(?=[dfjlmstvw])(?<!\w)(?P<weekday>{'|'.join(WEEKDAYS)}|{_ABBREVIATED}),?\s+(?:le\s+|the\s+)?)?"
_DAY = r"(?<![\d.,/:-])(?P<day>\d{1,2})(?:\s?(?:er|ère|ᵉʳ|st|nd|rd|th))?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d{2})(?!\d)"
_CLOCK = r"(?P<clock>[T\s,–-]{1,3}(?:à\s+|at\s+)?[0-2]?\d\s?(?:heures?\b|[:hH])\s?[0-5]?\d?(?::\d{2}(?:\.\d+)?)?)?"
_ZONE = r"(?P<zone>\s?(?:Z\b|[+-]\d{2}:?\d{2}|[A-Z]{3,4}\b))?"

_PATTERNS = (
    ("iso", rf"(?<![\d/-])(?P<year>(?:19|20)\d{{2}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?!\d){_CLOCK}{_ZONE}"),
    ("cjk", r"(?P<year>(?:19|20)\d{2})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"),
    ("ymd", r"(?<![\d/.])(?P<year>(?:19|20)\d{2})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?![\d/.]\d)"),
    (
        "numeric",
        rf"{_WEEKDAY}(?<![\d/.-])(?P<first>\d{{1,2}})(?P<sep>\.\s(?=\d\d\.\s\d{{4}})|[/.-])(?P<second>\d{{1,2}})(?P=sep)(?P<year>(?:19|20)\d{{2}}|\d{{2}})(?![\d/])(?!-\d){_CLOCK}{_ZONE}",
    ),
    ("text", rf"{_WEEKDAY}{_DAY}[\s.-]+{_MONTH_OF_YEAR}[\s,.-]+{_YEAR}(?:{_CLOCK}{_ZONE})"),
    (
        "english",
        rf"{_WEEKDAY}(?<!\w){_MONTH_OF_YEAR}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?:{_CLOCK}{_ZONE})",
    ),
    ("wire", rf"{_DAY}\s+{_MONTH}\s+(?P<year>[5-9]\d)(?=\s*(?:[()–—-]|$))"),  # « 29 sept 76 (afp) », as agencies wrote
    ("month", rf"(?<!\w){_MONTH}[\s-]+(?:de\s+l'ann[ée]e\s+)?{_YEAR}"),
    ("iso month", r"(?<![\d/-])(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])(?![\d-])"),
    ("day", rf"{_WEEKDAY}{_DAY}\s+{_MONTH}"),
    ("weekday", rf"(?=[dfjlmstvw])(?<!\w)(?P<weekday>{'|'.join(WEEKDAYS)})(?!\w)"),
    ("year", r"(?P<year>[12](?<![\w/.,-].)(?:(?<=1)[6-9]|(?<=2)0)\d{2})(?!\d)(?![/,.-]?\d)"),
)
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _PATTERNS)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_REACH = 80  # characters before and behind a number: no form of a date is so long
_WEEKDAY_NAMES = "|".join(WEEKDAYS).split("|")
_SIGNS = {  # what a text with a number must have for a form to be looked for in it
    "year": re.compile(r"(?:1[6-9]|20)\d\d"),
    "month": re.compile(r"jan|f[ée]v|feb|mar|a[vp]r|mai|may|jui|jul|jun|ao[uû]|aug|sep|oct|nov|d[ée]c", re.IGNORECASE),
    "cjk": re.compile("年"),
    "digits": _DIGIT,
    "numbers": re.compile(r"\d[/.-]\s?\d"),
}
_NEEDS = {
    "iso": {"year", "numbers"}, "cjk": {"cjk"}, "ymd": {"year", "numbers"}, "numeric": {"numbers"},
    "text": {"year", "month"}, "english": {"year", "month"}, "wire": {"digits", "month"}, "month": {"year", "month"},
    "iso month": {"year", "numbers"}, "day": {"digits", "month"}, "weekday": {"letters"}, "year": {"year"},
}  # fmt: skip
_MONTH_NUMBERS = tuple(re.compile(rf"{names}|mar\.?" if "march" in names else names, re.IGNORECASE) for names in MONTHS)
_WEEKDAY_NUMBERS = tuple(re.compile(names, re.IGNORECASE) for names in WEEKDAYS)
_ZONE_NAME = re.compile("[ECMPA][DS]T|HAE|HNE|CES?T|GMT|UTC|TU|BST|MSK|JST|WES?T")
_CENTURY_TURN = 40  # two-digit years: 40 and later are 19xx


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written at `start`:`end`. `month_first` is the other reading of a numeric date, if there is one."""

    start: int
    end: int
    text: str
    form: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    zone: str = ""
    month_first: tuple[int, int] | None = None  # (month, day)

    @property
    def value(self) -> str | None:
        """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None without a year."""
        return partial(self.year, self.month, self.day) if self.year else None

    def on(self) -> datetime.date | None:
        """The day it names, or None if it names none or an impossible one."""
        if not (self.year and self.month and self.day):
            return None
        return calendar_day(self.year, self.month, self.day)

    def is_possible(self) -> bool:
        return calendar_day(self.year or 2000, self.month or 1, self.day or 1) is not None


def partial(year: int, month: int | None = None, day: int | None = None) -> str:
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def calendar_day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def written_dates(text: str) -> list[WrittenDate]:
    """Every date in the text, in order, none inside another: the fullest form wins."""
    return list(_dates(text))


@lru_cache(maxsize=256)
def _dates(text: str) -> tuple[WrittenDate, ...]:
    """One line is asked for its dates from several sides: as a title, a date line, a caption."""
    has_digits = bool(_DIGIT.search(text))
    signs = {sign for sign, pattern in _SIGNS.items() if pattern.search(text)} if has_digits else set()
    numbered = _near_numbers(text) if has_digits else []
    if has_any(text, _WEEKDAY_NAMES):
        signs.add("letters")
    if not signs:
        return ()
    found: list[WrittenDate] = []
    taken = bytearray(len(text))
    for form, pattern in _COMPILED:
        if not _NEEDS[form] <= signs:
            continue
        for start, end in [(0, len(text))] if form == "weekday" else numbered:
            for match in pattern.finditer(text, start, end):
                if not any(taken[match.start() : match.end()]):
                    taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
                    found.append(_read(form, match))
    return tuple(sorted(found, key=lambda date: date.start))


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether the text holds one of these words, given in small letters: many times as fast as a search for them by one
    pattern, and most texts hold none."""
    low = text.lower()
    return any(word in low for word in words)


def _near_numbers(text: str) -> list[tuple[int, int]]:
    """The stretches in which a date with a number can stand: most of a text has none."""
    found: list[tuple[int, int]] = []
    for match in _NUMBER.finditer(text):
        start, end = max(match.start() - _REACH, 0), min(match.end() + _REACH, len(text))
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _read(form: str, match: re.Match[str]) -> WrittenDate:
    groups = match.groupdict()
    weekday = _number(_WEEKDAY_NUMBERS, groups.get("weekday"))
    zone = (groups.get("zone") or "").strip()
    named_zone = zone if _ZONE_NAME.fullmatch(zone) or not zone.isalpha() else ""
    end = match.end() - (len(groups.get("zone") or "") if zone and not named_zone else 0)
    year = _four_digits(groups["year"]) if groups.get("year") else None
    month, day = _month(groups.get("month")), int(groups["day"]) if groups.get("day") else None
    month_first = None
    if form == "numeric":
        first, second = int(groups["first"]), int(groups["second"])
        day, month = first, second
        month_first = (first, second) if second > 12 or (first <= 12 and first != second) else None
    text = match[0][: end - match.start()].rstrip()
    return WrittenDate(
        match.start(), match.start() + len(text), text, form, year, month, day, weekday, named_zone, month_first
    )


def _four_digits(year: str) -> int:
    number = int(year)
    return number if number > 99 else number + (1900 if number >= _CENTURY_TURN else 2000)


def _month(name: str | None) -> int | None:
    if name is None:
        return None
    return int(name) if name.isdigit() else _number(_MONTH_NUMBERS, name, first=1)


def _number(names: tuple[re.Pattern[str], ...], name: str | None, first: int = 0) -> int | None:
    """The place of a name in its list. Abbreviated weekdays (« mar. ») are too easily months to be one."""
    if not name:
        return None
    return next((number for number, pattern in enumerate(names, first) if pattern.fullmatch(name)), None)
