"""Dates that a story tells: « en 1956 », « le 2 septembre 1945 », « hier ». Never the date of publication. PURE."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.importing.dating.grammar import WrittenDate, written_dates
from articles.importing.dating.relative import relative_dates

_YEAR_WORD = re.compile(
    r"(?:\b(?:en|depuis|fin|début|mi|année|l['’]an|printemps|été|automne|hiver|dès|de|après|avant|courant|"
    r"d['’]ici(?: à)?|jusqu['’]en)[\s-]+|\()$",
    re.IGNORECASE,
)
_RANGE_START = re.compile(r"\bentre\s+$", re.IGNORECASE)
_RANGE_END = re.compile(r"\b(?:entre\s+\d{4}\s+et|de\s+\d{4}\s+à)\s+$", re.IGNORECASE)
_SPAN = re.compile(
    r"(?<![\w/.,-])(?P<first>(?:1[6-9]|20)\d{2})(?P<dash>\s?[-–]\s?)(?P<last>(?:1[6-9]|20)\d{2})(?![\w-])"
)
_COUNTED = re.compile(r"\s+(?!(?:dans|sous|vers|depuis|dès|mais|les|des|ses|plus|sans|mètres?\b)\b)[a-zà-ÿ]{3,}s\b")
_MEASURED = re.compile(r"\s*(?:%|€|\$|km|kg|mètres|euros|dollars|hommes|soldats|personnes|milliards|millions)\b")
_DATELINE_AFTER = re.compile(r"\s{0,9}(?:\([^)\n]{2,40}\)|\[[^\]\n]{2,40}\])?\s{0,9}\.?\s{0,9}(?:[-–—:]|\n|$)")
_DATELINE_REACH = 60
_REACH = 200  # characters around a year that tell whether it is one


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A date that the story tells at `start`:`end`; `value` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""

    start: int
    end: int
    text: str
    value: str


def mentioned_dates(text: str) -> list[WrittenDate]:
    """The dates of a text that have a year and exist, with their spans: `value` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    A number of four digits is a year only after a word that says so: « 2000 soldats » is none.
    """
    return [date for date in written_dates(text) if date.value and date.is_possible() and _is_sure(date, text)]


def told_dates(text: str, *, on: str | None) -> list[ToldDate]:
    """Every date that the text tells, in order, none inside another. Those that it tells in relation to the day of
    writing are resolved by `on`, the date of publication, where they leave no doubt; a dateline is none."""
    found = [(date.start, date.end, date.value or "") for date in mentioned_dates(text)]
    for match in _SPAN.finditer(text):
        if match["first"] < match["last"]:
            found += [(*match.span(name), match[name]) for name in ("first", "last")]
    if on:
        found = [one for one in found if not (one[2] == on and _is_dateline(text, one[0], one[1]))]
        found += relative_dates(text, on)
    kept: list[ToldDate] = []
    for start, end, value in sorted(set(found), key=lambda one: (one[0], -one[1])):
        if not kept or start >= kept[-1].end:
            kept.append(ToldDate(start, end, text[start:end], value))
    return kept


def _is_sure(date: WrittenDate, text: str) -> bool:
    if date.form in ("numeric", "iso month"):
        return False
    if date.form != "year":
        return True
    before, after = text[max(0, date.start - _REACH) : date.start], text[date.end : date.end + _REACH]
    if _MEASURED.match(after):
        return False
    if _RANGE_START.search(before):
        return bool(re.match(r"\s+et\s+(?:1[6-9]|20)\d{2}\b", after)) and not _COUNTED.match(after[8:])
    if _RANGE_END.search(before):
        return not _COUNTED.match(after)
    if not _YEAR_WORD.search(before):
        return False
    return not (re.search(r"\b(?:de|après|avant)\s+$", before, re.IGNORECASE) and _COUNTED.match(after))


def _is_dateline(text: str, start: int, end: int) -> bool:
    """« Tokyo, le 2 mars 2019 (AFP) - »: a place and the day, before the story begins."""
    before = text[:start]
    is_first = len(before) < _DATELINE_REACH and "\n" not in before.strip() and before[:1].isupper()
    return (is_first or not before.strip()) and bool(_DATELINE_AFTER.match(text[end:]))
