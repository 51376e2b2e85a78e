"""RSS and Atom: an article an entry, with the words that the feed gives of it. PURE."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import feedparser  # type: ignore[import-untyped]  # it has no types

from articles.importing.readers import slips
from articles.importing.readers.fields import language_code, plain, readable_date
from articles.importing.readers.records import (
    Dropped,
    Item,
    Options,
    Record,
    Refused,
    Unfit,
    bounded_key,
    numbered,
    whole,
)
from articles.importing.readers.slips import Datum, Rest, Slip, one_line

LARGEST = 30 * 2**20  # bytes of one feed: it is read whole
FEWEST_WORDS = 5
NO_FEED, NO_WORDS = "This is no RSS or Atom feed.", "The entry holds no text."
_OF_FEED = ("title", "subtitle", "rights", "generator")


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Item]:
    data = whole(stream, min(LARGEST, options.limits.file))
    try:
        parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, AttributeError, RecursionError, LookupError) as error:
        raise Unfit(NO_FEED) from error
    if not parsed.get("version") and not parsed.entries:
        raise Unfit(NO_FEED)
    feed = parsed.feed
    about = "\n".join(one_line(str(feed[key])) for key in _OF_FEED if feed.get(key))
    if about:
        yield Dropped(name, "", "about the feed", about)
    for number, entry in enumerate(parsed.entries, 1):
        slip = _slip(entry, feed, name, str(parsed.get("encoding") or "utf-8"))
        place = f"entry {number}"
        if slip.text.strip() or _is_flash(slip):
            key = entry.get("id") or entry.get("link") or numbered(number)
            yield Record(name, bounded_key(str(key)), place, slips.write(slip))
        else:
            yield Refused(name, place, NO_WORDS)
    if parsed.bozo and isinstance(parsed.get("bozo_exception"), Exception) and _is_broken(parsed):
        yield Refused(name, "", f"The feed breaks off: {parsed.bozo_exception}"[:200])


def _is_flash(slip: Slip) -> bool:
    """A title that says enough by itself."""
    title = slip.first("title")
    return title is not None and len(title.value.split()) >= FEWEST_WORDS


def _is_broken(parsed: Any) -> bool:
    return "SAX" in type(parsed.bozo_exception).__name__


def _slip(entry: Any, feed: Any, name: str, encoding: str) -> Slip:
    contents = [plain(one.get("value") or "") for one in entry.get("content") or []]
    summary = plain(entry.get("summary") or "")
    longest = max([*contents, summary], key=len)
    left = [one for one in dict.fromkeys([*contents, summary]) if one and one_line(one) not in one_line(longest)]
    rest = [Rest("summary", one) for one in left]
    tags = [one_line(str(tag.get("term") or "")) for tag in entry.get("tags") or []]
    if any(tags):
        rest.append(Rest("tag line", "\n".join(filter(None, tags))))
    title = one_line(plain(entry.get("title") or ""))
    return Slip("feed", name, longest, tuple(_data(entry, feed, title)), tuple(rest), encoding)


def _data(entry: Any, feed: Any, title: str) -> Iterator[Datum]:
    if title:
        yield Datum("title", "feed:title", title)
    for field in ("published", "updated", "created"):
        if entry.get(field):
            yield Datum("date", f"feed:{field}", readable_date(one_line(entry[field])))
            break
    authors = [one_line(str(one.get("name") or "")) for one in entry.get("authors") or []]
    for author in filter(None, authors or [one_line(str(entry.get("author") or ""))]):
        yield Datum("author", "feed:author", author)
    outlet = (entry.get("source") or {}).get("title") or feed.get("title")
    if outlet:
        yield Datum("source", "feed:title", one_line(plain(outlet)))
    if str(entry.get("link") or "").startswith(("http://", "https://")):
        yield Datum("url", "feed:link", one_line(entry["link"]))
    if code := language_code(str(feed.get("language") or "")):
        yield Datum("language", "feed:language", code)
