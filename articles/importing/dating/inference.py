"""The publication date that an article's names and events imply. PURE.

Each piece of evidence leaves a set of days on which the article can have been written: the terms of office of persons
named with their title, summits named with their place, days told in the first paragraphs, dates under pictures. What
all sets have in common is the answer, as precise as it is: a day, a month, a year, or unknown.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from articles.importing.dating.days import Days, first_day, shifted
from articles.importing.dating.events import days_around
from articles.importing.dating.grammar import WEEKDAYS, WrittenDate, calendar_day, written_dates
from articles.importing.dating.holders import days_in_office, presences
from articles.importing.dating.occasions import begun_before, days_of_news
from articles.importing.dating.sentences import Tense, looks_ahead, sentences, tense
from articles.importing.dating.told import mentioned_dates
from articles.importing.parsed import DateBasis, PublicationDate
from entities.folding import fold
from entities.known import Authority, Kind
from entities.nlp.found import FoundActor, FoundMention

_PERSON = f"{Kind.PERSON}:"
_EARLIEST = datetime.date(1945, 1, 1)
_SOON = 14  # days after an event told first in an article by day and month alone
_AHEAD = 45  # days before an event announced by day and month alone
_LAST_OR_NEXT = 330  # « le 2 mars dernier », « le 2 mars prochain »
_FIRST_LINES = 700  # characters in which an article tells the news itself
_LEAD = 1200  # characters after the title in which an article tells what is new
_FEWEST_PRESENT = 3  # persons
_CANDIDATE = 400  # days before a term in which papers speak of who will hold it
_JUST_OUT = 60  # days after a term in which its holder may go without « ancien »
_MONTH_LONG = 31  # days
_YESTERDAY = re.compile(rf"\b(?P<near>avant-hier|hier),? (?P<weekday>{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OF_YEAR = re.compile(r"\b(?:de|pour)\s+$")  # « l'élection de 2017 », « le budget pour 2017 » may lie ahead
_SINCE = re.compile(r"\b(?:depuis|après|dès|lors)\b", re.IGNORECASE)
_THIS_DAY = re.compile(r"\b(?:ce|aujourd['’]hui,?(?: le)?)\s+$", re.IGNORECASE)
_DATELINE_AFTER = re.compile(
    r"^\.?\s*+(?:\([^)]{2,40}\)|\[[^\]]{2,40}\]|,?[^–—.,()\n]{0,25}\)|,[^–—.()\n]{2,25}\))?\.?\s*(?:-|–|—)\s"
)
_CAPITALISED = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w-]{3,}")
_ARCHIVE = re.compile(r"\barchives?\b|\barchiv", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Days that a sentence leaves open. `fixes` tells what may say a year from what only narrows one."""

    rule: str
    days: Days
    words: str
    fixes: bool = True
    by_weekday: bool = False  # a day of which the weekday is told too: few years have it


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
    fixed += _from_news(text)
    fixed += _from_captions(captions, text)
    bounds = list(_from_story(text, spans, today))
    whole = Days.of([(_EARLIEST, today)])
    base = _common(whole, [*fixed, *bounds])
    if not base:
        return PublicationDate(flags=("contradictory evidence",) if fixed else ())
    days = list(_from_days_told(text, spans, base)) if fixed else []
    narrowed = _common(base, days) or base
    used = [*fixed, *(days if narrowed != base else [])]
    narrowed = _after_yesterday(text, spans, narrowed)
    if fixed and narrowed.value():
        return _answer(narrowed, used)
    return _by_presence(text, spans, mentions, authority, [*fixed, *bounds], today)


def _by_presence(
    text: str,
    spans: Sequence[tuple[int, int]],
    mentions: Sequence[FoundMention],
    authority: Authority,
    known: Sequence[Evidence],
    today: datetime.date,
) -> PublicationDate:
    """The year in which all whom the text names were in office and its first lines' weekday is the day they give.

    Weaker than a title beside a name, so it takes several persons, and a date that few years share.
    """
    present = [Evidence("persons", days, name) for name, days in presences(text, spans, mentions, authority, today)]
    base = _common(Days.of([(_EARLIEST, today)]), [*known, *present])
    if len(present) < _FEWEST_PRESENT or not base:
        return PublicationDate()
    days = [one for one in _from_days_told(text, spans, base) if one.by_weekday]
    together = _common(base, days)
    if not days or not together or not together.value():
        return _by_company(present, known, today)
    found = _answer(together, [*known, *present, *days])
    return replace(found, evidence=days[0].words, rule="persons+day", certainty=0.7)


def _by_company(present: Sequence[Evidence], known: Sequence[Evidence], today: datetime.date) -> PublicationDate:
    """The year in which all whom the text names were in office at once, or would soon be, or had just been, if it is
    one: who will be president is in the papers a year before."""
    near = [replace(one, days=one.days.widened(_CANDIDATE, _JUST_OUT)) for one in present]
    base = _common(Days.of([(_EARLIEST, today)]), [*known, *near])
    value = base.value()
    if value is None:
        return PublicationDate()
    found = _answer(base, [*known, *near])
    return replace(found, value=value[:4], rule="persons", certainty=0.6)


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
    context = fold(text)
    for start, end in spans:
        sentence = text[start:end]
        if _ANY_YEAR.search(sentence):
            continue
        summit = re.search(r"\b(?:sommet|forum|conférence|TICAD|G7|G8|G20|APEC)\b", sentence, re.IGNORECASE)
        days = days_around(sentence, tense(sentence, summit.start()), context) if summit else None
        if days:
            yield Evidence("summit", days, sentence.strip())


def _from_news(text: str) -> Iterator[Evidence]:
    """A landmark event that the first lines report, by its weekday or its day."""
    start = text.find("\n\n") + 2
    lead = text[: start + _FIRST_LINES]
    year = _ANY_YEAR.search(lead)
    if year:  # from there on the text looks back
        lead = lead[: max(lead.rfind("\n", 0, year.start()), 0)]
    days = days_of_news(lead, written_dates(lead)) if len(lead) > start else None
    if days:
        yield Evidence("event", days, lead[start:].split("\n")[0])


def _after_yesterday(text: str, spans: Sequence[tuple[int, int]], days: Days) -> Days:
    """« hier mercredi » in a week that is known leaves its Thursday."""
    if sum((b - a).days for a, b in days.spans) > _MONTH_LONG:
        return days
    for match in _YESTERDAY.finditer(text):
        weekday = next(n for n, names in enumerate(WEEKDAYS) if match["weekday"].lower() in names.split("|"))
        back = 2 if match["near"].lower() == "avant-hier" else 1
        fitting = days.on_weekdays({(weekday + back) % 7})
        return fitting or days
    return days


def _from_captions(captions: Sequence[str], text: str) -> Iterator[Evidence]:
    """Pictures are taken before they are printed; two of one month show the event that the article tells, and so does
    one whose people and weekday, or day and month, the article names."""
    dated = [
        (day, caption) for caption in captions if not _ARCHIVE.search(caption)
        for date in written_dates(caption) if (day := date.on())
    ]  # fmt: skip
    if not dated:
        return
    latest, words = max(dated)
    together = {day for day, _ in dated if (latest - day).days <= 30}
    copies = len({caption for day, caption in dated if day == latest})
    is_told = len(together) > 1 or copies > 1 or _tells_of(text, words, latest)
    last = shifted(latest, _SOON) if is_told else datetime.date.max
    yield Evidence("captions", Days.of([(latest, last)]), words)


def _tells_of(text: str, caption: str, day: datetime.date) -> bool:
    """Whether the article tells of the picture: a name of it, and its day as the only one, or its only weekday."""
    names = set(_CAPITALISED.findall(caption[1:])) & set(_CAPITALISED.findall(text))
    told = [date for date in written_dates(text) if date.form in ("weekday", "day") and date.year is None]
    days = {(date.month, date.day) for date in told if date.form == "day"}
    weekdays = {date.weekday for date in told if date.weekday is not None}
    return bool(names) and (days == {(day.month, day.day)} or (not days and weekdays == {day.weekday()}))


def _from_story(text: str, spans: Sequence[tuple[int, int]], today: datetime.date) -> Iterator[Evidence]:
    """Years and full dates that the story looks back on: it was written after them."""
    for start, end in spans:
        sentence = text[start:end]
        begun = begun_before(sentence)
        if begun and begun <= today:
            yield Evidence("story", Days.of([(begun, datetime.date.max)]), sentence.strip(), fixes=False)
        for date in mentioned_dates(sentence):
            before = sentence[: date.start]
            if _OF_YEAR.search(before) and not _SINCE.search(before):
                continue
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
                weekdays = _weekdays_of(sentence, date)
                windows = Days.of(_windows(sentence, date, base, weekdays))
                if windows & base:
                    yield Evidence("day", windows, sentence.strip(), by_weekday=bool(weekdays))


def _weekdays_of(sentence: str, date: WrittenDate) -> set[int]:
    """The weekdays that the date can have been: its own, or, of a dateline, those on which one writes of « jeudi »."""
    if date.weekday is not None:
        return {date.weekday}
    told = {other.weekday for other in written_dates(sentence) if other.form == "weekday"}
    if len(told) != 1 or not _is_dateline(sentence, date) or looks_ahead(sentence):
        return set()
    return {(weekday + later) % 7 for weekday in told if weekday is not None for later in (0, 1)}


def _windows(
    sentence: str, date: WrittenDate, base: Days, weekdays: set[int]
) -> Iterator[tuple[datetime.date, datetime.date]]:
    """For each year that is open: the days on which one would write of this day in these words."""
    before, after = _distance(sentence, date)
    years = {year for a, b in base.spans for year in range(a.year - 1, b.year + 2)} if not date.year else {date.year}
    for year in sorted(years):
        day = calendar_day(year, date.month or 1, date.day or 1)
        if day and (not weekdays or day.weekday() in weekdays):
            yield shifted(day, -before), shifted(day, after)


def _is_dateline(sentence: str, date: WrittenDate) -> bool:
    """« Moscou, 3 mars (AFP) – »: the day itself stands before what is told."""
    place = sentence[: date.start].strip(" ,-–—(")
    return date.start < 60 and place[:1].isupper() and bool(_DATELINE_AFTER.match(sentence[date.end :]))


def _distance(sentence: str, date: WrittenDate) -> tuple[int, int]:
    """How many days before and after the day the sentence can have been written."""
    if _THIS_DAY.search(sentence[: date.start]):
        return 0, 0
    if _is_dateline(sentence, date):
        return 0, 0
    following = sentence[date.end : date.end + 12].lower()
    when = tense(sentence, date.start)
    if following.startswith(" dernier"):
        return 0, _LAST_OR_NEXT
    if following.startswith(" prochain"):
        return _LAST_OR_NEXT, 0
    return (0 if when == Tense.PAST else _AHEAD), (0 if when == Tense.FUTURE else _SOON)
