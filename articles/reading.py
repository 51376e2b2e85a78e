"""One raw file into everything that is known about it, with nothing stored. PURE."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from articles.importing.dating import ToldDate, infer_date, told_dates
from articles.importing.parsed import ParsedArticle, PublicationDate
from articles.importing.readers import text as text_reader
from entities.extracting import Extractor
from entities.nlp.found import Extraction, FoundContradiction, Text


@dataclass(frozen=True, slots=True)
class ReadArticle:
    parsed: ParsedArticle
    published: PublicationDate
    extraction: Extraction
    dates: tuple[PlacedDate, ...] = ()  # those that the story tells, in order
    contradictions: tuple[FoundContradiction, ...] = ()  # of the text, then of the captions


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """A date told in the title or in the body."""

    place: str
    date: ToldDate


def read_file(data: bytes, *, name: str, extractor: Extractor, today: datetime.date) -> ReadArticle:
    """Read, clean, date and extract one file. Raises `parsed.Unreadable`."""
    return read_parsed(text_reader.read(data, authority=extractor.authority, today=today, name=name), extractor, today)


def read_parsed(parsed: ParsedArticle, extractor: Extractor, today: datetime.date) -> ReadArticle:
    """Names are found first, since they may date a text that states no date; then they are settled as of that date."""
    text = Text(parsed.title, parsed.body)
    doc = extractor.parse(text)
    names = extractor.names(doc, text, on=parsed.published.value)
    published = parsed.published
    if published.value is None:
        published = infer_date(
            text=text.analysed, captions=parsed.captions, mentions=names.mentions, actors=names.actors,
            authority=extractor.authority, today=today,
        )  # fmt: skip
        if published.value is not None:
            names = extractor.names(doc, text, on=published.value)
    on = published.value
    contradictions = extractor.contradictions(text, names, on=on)
    contradictions += extractor.caption_contradictions(parsed.captions, on=on)
    return ReadArticle(
        parsed, published, extractor.extract(doc, text, names), placed_dates(text, on=on), contradictions
    )


def placed_dates(text: Text, *, on: str | None) -> tuple[PlacedDate, ...]:
    """The dates that the story tells, `on` being the date of publication, partial or None."""
    places = (("title", text.title), ("body", text.body))
    return tuple(PlacedDate(place, date) for place, own in places for date in told_dates(own, on=on))
