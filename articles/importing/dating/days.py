"""Sets of days on which an article may have been published. PURE."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

Span = tuple[datetime.date, datetime.date]  # both days included
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Days as spans in order, none touching another."""

    spans: tuple[Span, ...]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Days:
        merged: list[Span] = []
        for first, last in sorted(span for span in spans if span[0] <= span[1]):
            if merged and first <= merged[-1][1] + _DAY:
                merged[-1] = (merged[-1][0], max(merged[-1][1], last))
            else:
                merged.append((first, last))
        return cls(tuple(merged))

    def __and__(self, other: Days) -> Days:
        return Days.of((max(a, c), min(b, d)) for a, b in self.spans for c, d in other.spans if max(a, c) <= min(b, d))

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __contains__(self, day: datetime.date) -> bool:
        return any(first <= day <= last for first, last in self.spans)

    def on_weekdays(self, weekdays: Collection[int]) -> Days:
        """Those that are such a weekday; 0 is Monday."""
        days = (shifted(first, n) for first, last in self.spans for n in range((last - first).days + 1))
        return Days.of((day, day) for day in days if day.weekday() in weekdays)

    def widened(self, before: int, after: int) -> Days:
        """These and so many days before and after each span."""
        return Days.of((shifted(first, -before), shifted(last, after)) for first, last in self.spans)

    def value(self) -> str | None:
        """What all of these days have in common: `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or nothing."""
        if not self.spans:
            return None
        first, last = self.spans[0][0].isoformat(), self.spans[-1][1].isoformat()
        return next((first[:size] for size in (10, 7, 4) if first[:size] == last[:size]), None)


def first_day(partial: str) -> datetime.date:
    """The first day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    year, month, day = (*map(int, partial.split("-")), 1, 1)[:3]
    return datetime.date(year, month, day)


def last_day(partial: str) -> datetime.date:
    year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
    if day:
        return datetime.date(year, month, day)
    if month and month < 12:
        return datetime.date(year, month + 1, 1) - _DAY
    return datetime.date(year, 12, 31)


def shifted(day: datetime.date, days: int) -> datetime.date:
    """The day so many days later or earlier, held within the calendar."""
    return datetime.date.fromordinal(min(max(day.toordinal() + days, 1), datetime.date.max.toordinal()))
