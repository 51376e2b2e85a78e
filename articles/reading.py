"""Raw files into everything that is known about them, with nothing stored. PURE."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc

from articles.importing.dating import ToldDate, infer_date, told_dates
from articles.importing.parsed import ParsedArticle, PublicationDate, Unreadable
from articles.importing.readers import text as text_reader
from entities.extracting import Extractor
from entities.nlp import pipeline
from entities.nlp.found import Extraction, FoundContradiction, Text

LONGEST = 200_000  # characters: some forty pages of a newspaper, and a gigabyte to parse


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


def read_files(
    files: Iterable[tuple[str, bytes]], *, extractor: Extractor, today: datetime.date
) -> Iterator[ReadArticle | Unreadable]:
    """Read, clean, date and extract files, given by name and bytes. One result a file, in their order; an unreadable
    one gives the reason. Works a batch at a time, which is faster than file by file and finds the same."""
    for batch in pipeline.batches(files):
        opened = [_open(data, name, extractor, today) for name, data in batch]
        texts = [text for one in opened if isinstance(one, ParsedArticle) for text in _texts(one)]
        parses = zip(texts, extractor.parse_all(texts), strict=True)
        for one in opened:
            yield _understand(one, parses, extractor, today) if isinstance(one, ParsedArticle) else one


def read_file(data: bytes, *, name: str, extractor: Extractor, today: datetime.date) -> ReadArticle:
    """`read_files` of one file. Raises `parsed.Unreadable`."""
    (read,) = read_files([(name, data)], extractor=extractor, today=today)
    if isinstance(read, Unreadable):
        raise read
    return read


def _open(data: bytes, name: str, extractor: Extractor, today: datetime.date) -> ParsedArticle | Unreadable:
    try:
        parsed = text_reader.read(data, authority=extractor.authority, today=today, name=name)
    except Unreadable as reason:
        return reason
    if (length := len(parsed.title) + len(parsed.body)) > LONGEST:
        return Unreadable(f"{length:,} characters are more than an article ({LONGEST:,} at most): split the file.")
    return parsed


def _texts(parsed: ParsedArticle) -> list[Text]:
    """What is parsed of an article: its title and body together, then each caption."""
    return [Text(parsed.title, parsed.body), *(Text("", caption) for caption in parsed.captions)]


def _understand(
    parsed: ParsedArticle, parses: Iterator[tuple[Text, Doc]], extractor: Extractor, today: datetime.date
) -> ReadArticle:
    """Names are found first, since they may date a text that states no date; then they are settled as of that date."""
    text, doc = next(parses)
    captions = list(islice(parses, len(parsed.captions)))
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
    contradictions += extractor.caption_contradictions(captions, on=on)
    return ReadArticle(
        parsed, published, extractor.extract(doc, text, names), placed_dates(text, on=on), contradictions
    )


def placed_dates(text: Text, *, on: str | None) -> tuple[PlacedDate, ...]:
    """The dates that the story tells, `on` being the date of publication, partial or None."""
    places = (("title", text.title), ("body", text.body))
    return tuple(PlacedDate(place, date) for place, own in places for date in told_dates(own, on=on))
