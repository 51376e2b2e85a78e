"""Dates that a story tells: « en 1956 », « le 2 septembre 1945 ». Never the date of publication. PURE."""

from __future__ import annotations

import re

from articles.importing.dating.grammar import WrittenDate, written_dates

_YEAR_WORD = re.compile(
    r"(?:\b(?:en|depuis|fin|début|mi|année|printemps|été|automne|hiver|dès|de|après|courant)[\s-]+|\()$", re.IGNORECASE
)


def mentioned_dates(text: str) -> list[WrittenDate]:
    """The dates of a text that have a year and exist, with their spans: `value` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    A number of four digits is a year only after a word that says so: « 2000 soldats » is none.
    """
    return [date for date in written_dates(text) if date.value and date.is_possible() and _is_sure(date, text)]


def _is_sure(date: WrittenDate, text: str) -> bool:
    if date.form in ("numeric", "iso month"):
        return False
    return date.form != "year" or bool(_YEAR_WORD.search(text[: date.start]))
