"""An article's file as it came: its lines, what became of each, and where in it the words of the article stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join

from articles.following import mention_anchor
from articles.importing.cleaning.lines import line_starts
from articles.importing.parsed import ParsedArticle, Part, Unreadable
from articles.importing.readers import text as text_reader
from articles.importing.readers.decoding import byte_starts, decode
from articles.importing.readers.slips import MAGIC
from articles.importing.tracing import Bytes
from articles.models import Place
from articles.statements import root_of
from articles.vocabulary import part_words, reason_words
from entities.authority.loader import load_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

    from articles.models import Article, Mention
    from articles.vocabulary import Words

LONGEST = 400_000  # bytes: a longer file is shown without tracing its words


@dataclass(frozen=True, slots=True)
class RawPlace:
    """Where words stand in the file: line from 1, column from 1, first byte from 0 and the one after the last."""

    line: int
    column: int
    first_byte: int
    last_byte: int
    start: int  # in the decoded file
    end: int


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line of the file; `part` is empty where it is blank or text of the article like its neighbours."""

    number: int
    html: SafeString
    part: Words
    reason: Words
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Original:
    """`is_traced`: each name of the article is marked where it stands. `is_record`: what is shown was taken out of an
    archive, and is no file of its own."""

    lines: tuple[RawLine, ...]
    is_traced: bool
    is_record: bool


class Trace:
    """The file of an article, read again: from offsets into its title and body back to the file."""

    def __init__(self, parsed: ParsedArticle) -> None:
        self.parsed = parsed
        self._bytes = Bytes(parsed)
        self._starts = byte_starts(parsed.data, parsed.encoding)
        self.line_starts = line_starts(decode(parsed.data).text)

    def place(self, where: str, start: int, end: int) -> RawPlace:
        first, last = self._bytes.span(start, end, title=where == Place.TITLE)
        begin, stop = bisect_left(self._starts, first), bisect_left(self._starts, last)
        line = bisect_right(self.line_starts, begin)
        return RawPlace(line, begin - self.line_starts[line - 1] + 1, first, last, begin, stop)


def trace_of(article: Article) -> Trace | None:
    """None where the file, read with today's rules, no longer gives the stored text: the offsets would lie."""
    data = bytes(article.raw)
    if len(data) > LONGEST:
        return None
    try:
        parsed = text_reader.read(data, authority=load_files(), today=article.created_at.date())
    except Unreadable:
        return None
    return Trace(parsed) if (parsed.title, parsed.body) == (article.title, article.body) else None


def original(article: Article) -> Original:
    trace = trace_of(article)
    is_record = bytes(article.raw).startswith(MAGIC.encode())
    if trace is None:
        return Original(tuple(_told_lines(article)), is_traced=False, is_record=is_record)
    mentions = article.mentions.counted().select_related("actor__canonical").order_by("start", "pk")
    marks = [(trace.place(one.place, one.start, one.end), one) for one in mentions]
    apart = _disjoint(marks)
    lines = zip(trace.parsed.lines, trace.line_starts, strict=False)
    return Original(
        tuple(
            _raw_line(line.number, _marked(line.text, begin, apart, article), line.part, line.reason, line.text)
            for line, begin in lines
        ),
        is_traced=True,
        is_record=is_record,
    )


def original_text(article: Article) -> str:
    """The file as it came, decoded as the reader did; what can't be decoded shows as �."""
    raw = bytes(article.raw)
    try:
        return raw.decode(article.encoding or "utf-8", errors="replace")
    except LookupError:  # an encoding that Python doesn't know
        return raw.decode("utf-8", errors="replace")


def _told_lines(article: Article) -> Iterable[RawLine]:
    """The lines as the import remembers them: it keeps what it left out."""
    left_out: dict[int, Any] = {line["line"]: line for line in article.lines if "line" in line}
    for number, text in enumerate(original_text(article).splitlines(), 1):
        known = left_out.get(number, {})
        part = known.get("part", Part.BODY)
        yield _raw_line(number, format_html("{}", text), part, known.get("reason", ""), text)


def _raw_line(number: int, html: SafeString, part: str, reason: str, text: str) -> RawLine:
    is_told = bool(text.strip()) and part != Part.BODY
    is_left_out = bool(text.strip()) and part == Part.DROPPED
    return RawLine(
        number,
        html,
        part_words(part) if is_told else "",
        reason_words(reason) if reason and is_told else "",
        is_left_out,
    )


def _marked(text: str, begin: int, marks: Sequence[tuple[RawPlace, Mention]], article: Article) -> SafeString:
    """The line with the names in it leading to where the article's page shows them."""
    pieces: list[tuple[SafeString | str]] = []
    at = 0
    for place, mention in marks:
        start, end = max(place.start - begin, at), min(place.end - begin, len(text))
        if start < end:
            pieces += [(text[at:start],), (_link(text[start:end], mention, article),)]
            at = end
    return format_html_join("", "{}", [*pieces, (text[at:],)])


def _link(words: str, mention: Mention, article: Article) -> SafeString:
    actor = root_of(mention.actor)
    address = f"{article.get_absolute_url()}#{mention_anchor(mention)}"
    return format_html('<a class="named {}" href="{}" title="{}">{}</a>', actor.kind, address, actor.name, words)


def _disjoint(marks: Iterable[tuple[RawPlace, Mention]]) -> list[tuple[RawPlace, Mention]]:
    """Of those that overlap, the shorter; in the order of the file."""
    kept: list[tuple[RawPlace, Mention]] = []
    for place, mention in sorted(marks, key=lambda one: (one[0].end - one[0].start, one[0].start, one[1].pk)):
        if all(place.end <= other.start or other.end <= place.start for other, _mention in kept):
            kept.append((place, mention))
    return sorted(kept, key=lambda one: one[0].start)
