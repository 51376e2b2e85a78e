"""A plain text file to a ParsedArticle. PURE."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from articles.importing.cleaning import BETWEEN, Cleaned, clean
from articles.importing.cleaning.lines import split
from articles.importing.cleaning.outlets import outlets_of
from articles.importing.dating.grammar import written_dates
from articles.importing.dating.stated import Stated, choose, dates_of_address
from articles.importing.parsed import ParsedArticle, Unreadable
from articles.importing.readers import given, slips
from articles.importing.readers.decoding import decode

if TYPE_CHECKING:
    import datetime

    from entities.known import Authority

_HTML = re.compile(r"<!doctype\s+html|<html\b|<head\b|<body\b|<\?xml\b|<rss\b", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FEWEST_WORDS = 5  # « Le Japon rappelle son ambassadeur. » is a flash; less says nothing about anybody
_FRENCH = frozenset([
    "le", "la", "les", "las", "de", "des", "du", "un", "une", "que", "qui", "dans", "pour", "avec", "sur", "au", "aux",
    "est", "ont", "par",
])  # fmt: skip
_ENGLISH = frozenset(
    ["the", "of", "and", "to", "that", "is", "for", "on", "with", "was", "by", "it", "at", "from", "has", "his"]
)
_WORD = re.compile(r"\w+")
_ELISION = re.compile(r"\b[ldnsqj]['’]", re.IGNORECASE)

HTML = "The file is an HTML page, not a text."
NO_ARTICLE = "The file holds no article."
LARGEST = 2_000_000  # bytes: what is cleaned of more, at a millisecond a line, would be no article either


def read(data: bytes, *, authority: Authority, today: datetime.date, name: str = "") -> ParsedArticle:
    """The article in a text file, or on the slip of a record. `name` is the file's, an address among others: its date
    counts like an address's.

    Raises Unreadable for what is empty, binary, undecodable, HTML, far too long, or without an article: fewer than five
    words of text. Agency flashes are short, so nothing longer is refused.
    """
    if len(data) > LARGEST:
        raise Unreadable(f"{len(data):,} bytes are more than an article ({LARGEST:,} at most): split the file.")
    decoded = decode(data)
    slip = slips.parse(decoded.text)
    if not slip and is_html(decoded.text):
        raise Unreadable(HTML)
    outlets = outlets_of(authority)
    cleaned = given.fill(slip, authority, outlets) if slip else clean(split(decoded.text), authority, outlets)
    language = slip.slip.first("language") if slip else None
    body = BETWEEN.join(cleaned.paragraphs)
    if len(re.findall(r"\w{2,}", body)) < _FEWEST_WORDS:
        raise Unreadable(NO_ARTICLE)
    return ParsedArticle(
        title=cleaned.title,
        body=body,
        lines=cleaned.lines,
        encoding=decoded.encoding,
        published=choose(_stated(cleaned, name), today=today, weekdays=_weekdays(cleaned)),
        source=cleaned.outlet.key if cleaned.outlet else None,
        source_text=cleaned.outlet_text,
        agency=cleaned.agency,
        authors=tuple(cleaned.authors),
        captions=tuple(cleaned.captions),
        dateline=cleaned.dateline,
        language=language.value if language else _language(body),
        url=cleaned.url if cleaned.url.startswith("http") else "",
        pieces=tuple(cleaned.pieces),
        title_pieces=tuple(cleaned.title_pieces),
        cuts=tuple(cleaned.cuts),
        data=data,
    )


def is_html(text: str) -> bool:
    return bool(_HTML.search(text[:2000])) or len(_TAG.findall(text)) > max(20, text.count("\n"))


def _stated(cleaned: Cleaned, name: str) -> list[Stated]:
    return cleaned.stated + (dates_of_address(name) if "://" in name else [])


def _weekdays(cleaned: Cleaned) -> frozenset[int]:
    """Weekdays that the first paragraph names: of an agency's text, most likely the day it tells of."""
    first = cleaned.paragraphs[0] if cleaned.paragraphs else ""
    return frozenset(
        date.weekday for date in written_dates(first) if date.form == "weekday" and date.weekday is not None
    )


def _language(body: str) -> str:
    words = _WORD.findall(body.lower())
    english, french = (sum(word in usual for word in words) for usual in (_ENGLISH, _FRENCH))
    return "en" if english > french and english > french + len(_ELISION.findall(body)) else "fr"
