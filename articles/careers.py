"""Terms of office against time: who held what when, as rows with a bar each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from entities.models import Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 1000  # units of the bars' viewBox
_THINNEST = 6
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class TermBar:
    """`is_open`: no end is known, or there is none yet; the bar then goes on to the end of the row. `width` 0 where
    neither date is known."""

    tenure: Tenure
    x: int
    width: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Career:
    """Terms in the order of time, from the year `first` to the year `last`."""

    bars: tuple[TermBar, ...]
    first: int
    last: int
    width: int = WIDTH


def career(tenures: Iterable[Tenure], *, until: int, since: int | None = None) -> Career | None:
    """`until` is the year to which what has no end goes on; None where nothing is dated. `since` cuts what was
    before."""
    in_order = sorted(tenures, key=lambda term: (term.start or term.end, term.end or "9999", term.pk))
    years = [int(date[:4]) for term in in_order for date in (term.start, term.end) if date]
    if not years:
        return None
    first = max(min(years), since) if since else min(years)
    last = max(*years, until, first) if since is None else max(until, first)
    return Career(tuple(_bar(term, first, last) for term in in_order), first, last)


def _bar(tenure: Tenure, first: int, last: int) -> TermBar:
    if not (tenure.start or tenure.end):
        return TermBar(tenure, 0, 0, is_open=True)
    begin = _place(tenure.start, first, last) if tenure.start else 0
    end = _place(tenure.end, first, last, is_end=True) if tenure.end else WIDTH
    begin = min(begin, WIDTH - _THINNEST)
    return TermBar(tenure, begin, max(end - begin, _THINNEST), is_open=not tenure.end or not tenure.start)


def _place(date: str, first: int, last: int, *, is_end: bool = False) -> int:
    """Where a date that may be partial stands in the row; an end that is only a year is that year's end."""
    year, month = int(date[:4]), int(date[5:7] or 0)
    months = month - (0 if is_end else 1) if month else (_MONTHS if is_end else 0)
    share = (year - first + months / _MONTHS) / (last + 1 - first)
    return round(WIDTH * min(max(share, 0), 1))
