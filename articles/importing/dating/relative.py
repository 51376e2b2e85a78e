"""Dates told in relation to the day of writing: « hier », « jeudi », « le 2 mars », « l'an dernier ». PURE.

Only what leaves no doubt is resolved: nothing inside quotation marks, whose words belong to another day; no day without
a year where the paragraph tells of another year; no weekday without a verb that says whether it lies behind or ahead.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from articles.importing.dating.grammar import MONTHS, WrittenDate, calendar_day, has_any, partial, written_dates
from articles.importing.dating.sentences import Tense, sentences, tense

Told = tuple[int, int, str]  # start, end, value

_QUOTED = re.compile(r"«[^»\n]*»?|“[^”\n]*”?|\"[^\"\n]*\"?")
_NEVER_BEFORE = re.compile(r"(?:\b(?:chaque|tou[ts]e?s?\s+les|un|des|ces|du|d['’]un)|d['’]|\bde)\s*$", re.IGNORECASE)
_HABIT_OR_LIMIT = re.compile(r"\b(?:les?|chaque|jusqu['’]à|d['’]ici(?: à)?|avant)\s+$", re.IGNORECASE)
_DAY_AFTER = re.compile(r"\s+\d{1,2}\b(?!\s?[hH:])")
_ARTICLE = re.compile(r"\b(?:le|ce|du|dès|depuis|jusqu'au)\s+$", re.IGNORECASE)
_LAST = re.compile(r"\s+(?:dernier|passé|écoulé)\b")
_NEXT = re.compile(r"\s+(?:prochain|qui vient)\b")
_REACH = 200  # characters before a word that tell whether it is a day
_MONTHS_APART = 7  # a day told without its year lies less far off than this
_DAY_WORDS = {
    "avant-hier": -2, "hier": -1, "ce matin": 0, "cet après-midi": 0, "ce soir": 0, "cette nuit": 0, "demain": 1,
    "après-demain": 2,
}  # fmt: skip
_YEAR_SIGNS = ("an dernier", "an passé", "an prochain", "année")
_DAY_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_DAY_WORDS, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)
_YEAR_WORDS = (
    (re.compile(r"\b(?:l['’]an (?:dernier|passé)|l['’]année (?:dernière|passée))\b", re.IGNORECASE), -1),
    (re.compile(r"\bcette année\b", re.IGNORECASE), 0),
    (re.compile(r"\b(?:l['’]an prochain|l['’]année prochaine)\b", re.IGNORECASE), 1),
)
_MONTH_WORDS = (
    (re.compile(r"\ble mois (?:dernier|passé)\b", re.IGNORECASE), -1),
    (re.compile(r"\bce mois-ci\b", re.IGNORECASE), 0),
    (re.compile(r"\ble mois prochain\b", re.IGNORECASE), 1),
)
_NAMED_MONTH = re.compile(
    rf"(?<![\w\d])(?<!\d )(?:{'|'.join(f'(?P<m{n}>{names})' for n, names in enumerate(MONTHS, 1))})"
    r"\s+(?P<side>dernier|prochain)\b",
    re.IGNORECASE,
)


def relative_dates(text: str, on: str) -> list[Told]:
    """What the text tells by its distance from `on`, the date of publication, as far as that is precise enough."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found = [*_years(text, int(on[:4]))] if has_any(text, _YEAR_SIGNS) else []
    if len(on) >= 7:
        found += [*_months(text, int(on[:4]), int(on[5:7]))]
    if len(on) == 10:
        found += [*_days(text, datetime.date.fromisoformat(on))]
    return [one for one in found if not any(start <= one[0] < end for start, end in quoted)]


def _years(text: str, year: int) -> Iterator[Told]:
    for pattern, distance in _YEAR_WORDS:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), partial(year + distance)


def _months(text: str, year: int, month: int) -> Iterator[Told]:
    for pattern, distance in _MONTH_WORDS if has_any(text, ("mois",)) else ():
        for match in pattern.finditer(text):
            years, index = divmod(month - 1 + distance, 12)
            yield match.start(), match.end(), partial(year + years, index + 1)
    for match in _NAMED_MONTH.finditer(text) if has_any(text, ("dernier", "prochain")) else ():
        named = next(n for n in range(1, 13) if match[f"m{n}"])
        is_last = match["side"].lower() == "dernier"
        its_year = year - (named >= month) if is_last else year + (named <= month)
        yield match.start(), match.end(), partial(its_year, named)


def _days(text: str, day: datetime.date) -> Iterator[Told]:
    for match in _DAY_WORD.finditer(text) if has_any(text, _DAY_WORDS) else ():
        if not _NEVER_BEFORE.search(text[max(0, match.start() - _REACH) : match.start()]):
            told = day + datetime.timedelta(days=_DAY_WORDS[match[0].lower()])
            yield match.start(), match.end(), told.isoformat()
    for start, end in sentences(text):
        sentence = text[start:end]
        for date in written_dates(sentence):
            resolve = _RESOLVERS.get(date.form)
            told_day = resolve(sentence, date, day) if resolve else None
            if told_day and not _tells_another_year(text, start + date.start, day.year):
                yield start + date.start, start + date.end, told_day.isoformat()


def _weekday(sentence: str, date: WrittenDate, day: datetime.date) -> datetime.date | None:
    """« jeudi » with a verb that looks back is today or in the six days before; « jeudi prochain » lies ahead."""
    if date.weekday is None or not date.text.islower() or _NEVER_BEFORE.search(sentence[: date.start]):
        return None
    back, following = (day.weekday() - date.weekday) % 7, sentence[date.end :]
    if _HABIT_OR_LIMIT.search(sentence[: date.start]) or _DAY_AFTER.match(following):
        return None
    if _LAST.match(following):
        return day - datetime.timedelta(days=back or 7)
    if _NEXT.match(following):
        return day + datetime.timedelta(days=7 - back)
    when = tense(sentence, date.start)
    if when == Tense.PAST:
        return day - datetime.timedelta(days=back)
    return day + datetime.timedelta(days=7 - back) if when == Tense.FUTURE and back else None


def _calendar_day(sentence: str, date: WrittenDate, day: datetime.date) -> datetime.date | None:
    """« le 2 mars »: the last one where the verb looks back, the next one where it looks ahead."""
    if date.weekday is None and not _ARTICLE.search(sentence[: date.start]):
        return None
    if _NEVER_BEFORE.search(sentence[: date.start]) and date.weekday is None:
        return None
    ones = [calendar_day(day.year + years, date.month or 1, date.day or 1) for years in (-1, 0, 1)]
    fitting = [one for one in ones if one and (date.weekday is None or one.weekday() == date.weekday)]
    following = sentence[date.end :]
    when = tense(sentence, date.start)
    if _LAST.match(following) or (when == Tense.PAST and not _NEXT.match(following)):
        return _near(max((one for one in fitting if one <= day), default=None), day)
    if _NEXT.match(following) or when == Tense.FUTURE:
        return _near(min((one for one in fitting if one >= day), default=None), day)
    return None


def _near(one: datetime.date | None, day: datetime.date) -> datetime.date | None:
    return one if one and abs((one - day).days) < _MONTHS_APART * 30 else None


def _tells_another_year(text: str, at: int, year: int) -> bool:
    """Whether the paragraph has spoken of another year before: « En 1945 … Le 9 août »."""
    paragraph = text[text.rfind("\n", 0, at) + 1 : at]
    return any(date.year not in (None, year) for date in written_dates(paragraph))


_RESOLVERS: dict[str, Callable[[str, WrittenDate, datetime.date], datetime.date | None]] = {
    "weekday": _weekday,
    "day": _calendar_day,
}
