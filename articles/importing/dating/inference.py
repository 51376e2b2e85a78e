"""The publication date that an article's names and events imply. PURE.

Each piece of evidence leaves a set of days on which the article can have been written: the terms of office of persons
named with their title, summits named with their place, days told in the first paragraphs, dates under pictures. What
all sets have in common is the answer, as precise as it is: a day, a month, a year, or unknown.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from articles.importing.dating.days import Days, first_day, shifted
from articles.importing.dating.events import days_around
from articles.importing.dating.grammar import WrittenDate, calendar_day, written_dates
from articles.importing.dating.holders import days_in_office
from articles.importing.dating.sentences import Tense, looks_ahead, sentences, tense
from articles.importing.dating.told import mentioned_dates
from articles.importing.parsed import DateBasis, PublicationDate
from entities.known import Authority, Kind
from entities.nlp.found import FoundActor, FoundMention

_PERSON = f"{Kind.PERSON}:"
_EARLIEST = datetime.date(1945, 1, 1)
_SOON = 14  # days after an event told first in an article by day and month alone
_AHEAD = 45  # days before an event announced by day and month alone
_LAST_OR_NEXT = 330  # « le 2 mars dernier », « le 2 mars prochain »
_LEAD = 1200  # characters after the title in which an article tells what is new
_THIS_DAY = re.compile(r"\b(?:ce|aujourd['’]hui,?(?: le)?)\s+$", re.IGNORECASE)
_DATELINE_AFTER = re.compile(r"^\s*(?:\([^)]{2,40}\)|\[[^\]]{2,40}\])?\s*(?:-|–|—)\s")
_ARCHIVE = re.compile(r"\barchives?\b|\barchiv", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Days that a sentence leaves open. `fixes` tells what may say a year from what only narrows one."""

    rule: str
    days: Days
    words: str
    fixes: bool = True


def infer_date(
    *,
    text: str,
    captions: Sequence[str],
    mentions: Sequence[FoundMention],
    actors: Sequence[FoundActor],
    authority: Authority,
    today: datetime.date,
) -> PublicationDate:
    """When an article without a stated date was published, as far as its text leaves no doubt; unknown otherwise."""
    spans = list(sentences(text))
    fixed = list(_from_offices(text, spans, mentions, authority, today))
    fixed += _from_events(text, spans)
    fixed += _from_captions(captions)
    bounds = list(_from_story(text, spans, today))
    whole = Days.of([(_EARLIEST, today)])
    base = _common(whole, [*fixed, *bounds])
    if not base or not fixed:
        return PublicationDate(flags=("contradictory evidence",) if fixed else ())
    days = list(_from_days_told(text, spans, base))
    narrowed = _common(base, days) or base
    used = [*fixed, *(days if narrowed != base else [])]
    return _answer(narrowed, used)


def _common(start: Days, evidence: Sequence[Evidence]) -> Days:
    return reduce(lambda days, one: days & one.days, evidence, start)


def _answer(days: Days, used: Sequence[Evidence]) -> PublicationDate:
    value = days.value()
    if value is None:
        return PublicationDate()
    rules = list(dict.fromkeys(one.rule for one in used))
    if rules == ["offices"]:
        value = value[:4]  # the first and last days of terms are where such tables err
    decisive = sorted(used, key=lambda one: sum((b - a).days for a, b in one.days.spans))
    words = list(dict.fromkeys(one.words for one in decisive))[:2]
    certainty = {4: 0.8, 7: 0.75, 10: 0.85}[len(value)] + (0.1 if len(rules) > 1 else 0)
    return PublicationDate(value, DateBasis.INFERRED, " […] ".join(words), "+".join(rules), round(certainty, 2))


def _from_offices(
    text: str,
    spans: Sequence[tuple[int, int]],
    mentions: Sequence[FoundMention],
    authority: Authority,
    today: datetime.date,
) -> Iterator[Evidence]:
    people = [mention for mention in mentions if mention.actor.startswith(_PERSON)]
    for mention in people:
        span = next(((a, b) for a, b in spans if a <= mention.start < b), None)
        if span is None:
            continue
        sentence = text[slice(*span)]
        after = max((other.end - span[0] for other in people if span[0] <= other.start < mention.start), default=0)
        days = days_in_office(sentence, mention, mention.start - span[0], after, authority, today)
        if days:
            yield Evidence("offices", days, sentence.strip())


def _from_events(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Evidence]:
    for start, end in spans:
        sentence = text[start:end]
        if re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", sentence):
            continue
        summit = re.search(r"\b(?:sommet|forum|G7|G8|G20|APEC)\b", sentence, re.IGNORECASE)
        days = days_around(sentence, tense(sentence, summit.start())) if summit else None
        if days:
            yield Evidence("summit", days, sentence.strip())


def _from_captions(captions: Sequence[str]) -> Iterator[Evidence]:
    """Pictures are taken before they are printed; two of one month show the event that the article tells."""
    dated = [
        (day, caption) for caption in captions if not _ARCHIVE.search(caption)
        for date in written_dates(caption) if (day := date.on())
    ]  # fmt: skip
    if not dated:
        return
    latest, words = max(dated)
    together = {day for day, _ in dated if (latest - day).days <= 30}
    copies = len({caption for day, caption in dated if day == latest})
    last = shifted(latest, _SOON) if len(together) > 1 or copies > 1 else datetime.date.max
    yield Evidence("captions", Days.of([(latest, last)]), words)


def _from_story(text: str, spans: Sequence[tuple[int, int]], today: datetime.date) -> Iterator[Evidence]:
    """Years and full dates that the story looks back on: it was written after them."""
    for start, end in spans:
        sentence = text[start:end]
        for date in mentioned_dates(sentence):
            first = first_day(date.value or "")
            if first <= today and tense(sentence, date.start) != Tense.FUTURE and not looks_ahead(sentence):
                yield Evidence("story", Days.of([(first, datetime.date.max)]), sentence.strip(), fixes=False)


def _from_days_told(text: str, spans: Sequence[tuple[int, int]], base: Days) -> Iterator[Evidence]:
    """Days in the first paragraphs: « ont déclaré le 5 mai », « rencontreront le 5 mai », « ce jeudi 5 mai »."""
    title_end = text.find("\n\n") + 2
    for start, end in spans:
        if not title_end <= start < title_end + _LEAD:
            continue
        sentence = text[start:end]
        for date in written_dates(sentence):
            is_new = date.year is None or bool(_THIS_DAY.search(sentence[: date.start]))
            if date.month and date.day and is_new:  # who gives the year of a day looks back on it
                windows = Days.of(_windows(sentence, date, base))
                if windows & base:
                    yield Evidence("day", windows, sentence.strip())


def _windows(sentence: str, date: WrittenDate, base: Days) -> Iterator[tuple[datetime.date, datetime.date]]:
    """For each year that is open: the days on which one would write of this day in these words."""
    before, after = _distance(sentence, date)
    years = {year for a, b in base.spans for year in range(a.year - 1, b.year + 2)} if not date.year else {date.year}
    for year in sorted(years):
        day = calendar_day(year, date.month or 1, date.day or 1)
        if day and (date.weekday is None or day.weekday() == date.weekday):
            yield shifted(day, -before), shifted(day, after)


def _distance(sentence: str, date: WrittenDate) -> tuple[int, int]:
    """How many days before and after the day the sentence can have been written."""
    if _THIS_DAY.search(sentence[: date.start]):
        return 0, 0
    if (
        date.start < 60
        and _DATELINE_AFTER.match(sentence[date.end :])
        and sentence[: date.start].strip(" ,-–—")[:1].isupper()
    ):
        return 0, 0
    following = sentence[date.end : date.end + 12].lower()
    when = tense(sentence, date.start)
    if following.startswith(" dernier"):
        return 0, _LAST_OR_NEXT
    if following.startswith(" prochain"):
        return _LAST_OR_NEXT, 0
    return (0 if when == Tense.PAST else _AHEAD), (0 if when == Tense.FUTURE else _SOON)
