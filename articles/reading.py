"""Raw files into everything that is known about them, with nothing stored. PURE."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType

from spacy.tokens import Doc

from articles.importing.dating import ToldDate, infer_date, told_dates
from articles.importing.languages import FRENCH, language_of
from articles.importing.parsed import ParsedArticle, PublicationDate, Unreadable
from articles.importing.readers import text as text_reader
from entities.extracting import Extractor
from entities.known import Authority
from entities.nlp import pipeline
from entities.nlp.found import Extraction, FoundContradiction, FoundRelation, Text

LONGEST = 200_000  # characters: some forty pages of a newspaper, and a gigabyte to parse


@dataclass(frozen=True, slots=True)
class Corrections:
    """What people put in the place of what is read; None: nothing. `published` is empty where nobody knows."""

    title: str | None = None
    body: str | None = None
    published: str | None = None

    def text(self, parsed: ParsedArticle) -> Text:
        title, body = self.title, self.body
        return Text(parsed.title if title is None else title, parsed.body if body is None else body)

    def date(self, read: PublicationDate) -> str | None:
        return read.value if self.published is None else self.published or None


AS_READ = Corrections()
File = tuple[str, bytes]  # name and content


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """`parsed` and `published` are as read; what was found is found in the corrected text, as of the corrected date. In
    a text that is not in French nothing is looked for."""

    parsed: ParsedArticle
    published: PublicationDate
    extraction: Extraction
    dates: tuple[PlacedDate, ...] = ()  # those that the story tells, in order
    contradictions: tuple[FoundContradiction, ...] = ()  # of the text, then of the captions
    corrections: Corrections = AS_READ


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """A date told in the title or in the body."""

    place: str
    date: ToldDate


def read_files(
    files: Iterable[File],
    *,
    extractor: Extractor,
    today: datetime.date,
    corrections: Mapping[File, Corrections] = MappingProxyType({}),
) -> Iterator[ReadArticle | Unreadable]:
    """Read, clean, date and extract files, given by name and bytes. One result a file, in their order; an unreadable
    one gives the reason. Works a batch at a time, which is faster than file by file and finds the same."""
    for batch in pipeline.batches(files):
        opened = [open_file(data, name, extractor.authority, today) for name, data in batch]
        asked = [corrections.get(file, AS_READ) for file in batch]
        articles = [(one, own) for one, own in zip(opened, asked, strict=True) if isinstance(one, ParsedArticle)]
        texts = [text for one, own in articles for text in _texts(one, own)]
        parses = zip(texts, extractor.parse_all(texts), strict=True)
        for one, own in zip(opened, asked, strict=True):
            yield _understand(one, parses, extractor, today, own) if isinstance(one, ParsedArticle) else one


def read_file(
    data: bytes, *, name: str, extractor: Extractor, today: datetime.date, corrections: Corrections = AS_READ
) -> ReadArticle:
    """`read_files` of one file. Raises `parsed.Unreadable`."""
    file = (name, data)
    (read,) = read_files([file], extractor=extractor, today=today, corrections={file: corrections})
    if isinstance(read, Unreadable):
        raise read
    return read


def open_file(data: bytes, name: str, authority: Authority, today: datetime.date) -> ParsedArticle | Unreadable:
    """What the file itself says, or why it gives nothing: all that is done without the language model."""
    try:
        parsed = text_reader.read(data, authority=authority, today=today, name=name)
    except Unreadable as reason:
        return reason
    if (length := len(parsed.title) + len(parsed.body)) > LONGEST:
        return Unreadable(f"{length:,} characters are more than an article ({LONGEST:,} at most): split the file.")
    return replace(parsed, language=language_of(parsed.body) or parsed.language)


def _texts(parsed: ParsedArticle, corrections: Corrections) -> list[Text]:
    """What is parsed of an article: its title and body together, then each caption. The rules are French."""
    if parsed.language != FRENCH:
        return []
    return [corrections.text(parsed), *(Text("", caption) for caption in parsed.captions)]


def _understand(
    parsed: ParsedArticle,
    parses: Iterator[tuple[Text, Doc]],
    extractor: Extractor,
    today: datetime.date,
    corrections: Corrections,
) -> ReadArticle:
    """Names are found first, since they may date a text that states no date; then they are settled as of that date."""
    if parsed.language != FRENCH:
        return ReadArticle(parsed, parsed.published, Extraction(corrections.text(parsed)), corrections=corrections)
    text, doc = next(parses)
    captions = list(islice(parses, len(parsed.captions)))
    published = parsed.published
    names = extractor.names(doc, text, on=published.value)
    if published.value is None:
        published = infer_date(
            text=text.analysed, captions=parsed.captions, mentions=names.mentions, actors=names.actors,
            authority=extractor.authority, today=today,
        )  # fmt: skip
    on = corrections.date(published)
    if on != parsed.published.value:
        names = extractor.names(doc, text, on=on)
    contradictions = extractor.contradictions(text, names, on=on)
    contradictions += extractor.caption_contradictions(captions, on=on)
    found = extractor.extract(doc, text, names)
    return ReadArticle(parsed, published, found, placed_dates(text, on=on), contradictions, corrections)


def placed_dates(text: Text, *, on: str | None) -> tuple[PlacedDate, ...]:
    """The dates that the story tells, `on` being the date of publication, partial or None."""
    places = (("title", text.title), ("body", text.body))
    return tuple(PlacedDate(place, date) for place, own in places for date in told_dates(own, on=on))


def told_on(relation: FoundRelation, dates: Iterable[PlacedDate], text: Text) -> str | None:
    """The date that the sentence of a statement tells, the nearest to the trigger where there are several."""
    place, start, end = text.place(relation.start, relation.end)
    trigger = relation.trigger_start - (relation.start - start)
    inside = [d.date for d in dates if d.place == place and start <= d.date.start and d.date.end <= end]
    return min(inside, key=lambda date: abs(date.start - trigger)).value if inside else None
