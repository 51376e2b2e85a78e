"""An HTML page to a slip: its metadata as it declares them, its article as trafilatura cuts it out, and all else that
can be read on it as what was left. PURE."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import BinaryIO

import trafilatura

from articles.importing.dating.stated import is_labelled
from articles.importing.parsed import Unreadable
from articles.importing.readers import slips
from articles.importing.readers.markup import blocks, decoded_page, tree_of
from articles.importing.readers.metadata import data_of
from articles.importing.readers.records import Item, Options, Record, Refused, Unfit, whole
from articles.importing.readers.slips import Datum, Rest, Slip, one_line

LONGEST = 10 * 2**20  # bytes of one page
_FEWEST = 40  # words: trafilatura gives less where it finds no article
_LONG_LINE = 200
OUTSIDE, NO_WORDS = "outside the article", "The page holds no text."

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it can't read we tell ourselves


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Item]:
    address = name if name.startswith(("http://", "https://")) else ""
    try:
        slip = slip_of(whole(stream, min(LONGEST, options.limits.record)), origin=name, address=address)
    except (Unreadable, Unfit) as reason:
        yield Refused(name, "", str(reason))
        return
    yield Record(name, "", "", slips.write(slip))


def slip_of(data: bytes, *, origin: str, declared: str = "", address: str = "") -> Slip:
    """`declared` is the encoding that a server told, `address` where the page was. Raises Unreadable or Unfit."""
    text, encoding = decoded_page(data, declared)
    tree = tree_of(text)
    seen = blocks(tree)
    if not seen:
        raise Unreadable(NO_WORDS)
    data_found = data_of(tree)
    if address and not any(datum.kind == "url" for datum in data_found):
        data_found = (*data_found, Datum("url", "address", address))
    article = _cut_out(text, seen)
    left = _left(seen, article, data_found)
    if not any(datum.kind == "date" for datum in data_found):
        data_found = (*data_found, *_dates(left))
    rest = (Rest(OUTSIDE, "\n".join(left)),) if left else ()
    return Slip("html", origin, article, data_found, rest, encoding)


def _cut_out(text: str, seen: list[str]) -> str:
    """The article in paragraphs; all that can be read where there is no telling."""
    found = _extracted(text)
    return (
        "\n\n".join(found.split("\n")) if len(found.split()) >= min(_FEWEST, _words(seen) // 3) else "\n\n".join(seen)
    )


def _words(seen: list[str]) -> int:
    return sum(len(block.split()) for block in seen)


def _extracted(text: str) -> str:
    try:
        return trafilatura.extract(text.encode("utf-8", "replace"), include_comments=False, include_tables=True) or ""
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError, KeyError, IndexError):
        return ""  # pages that break it are read whole


def _left(seen: list[str], article: str, data: tuple[Datum, ...]) -> list[str]:
    """The blocks of the page that are neither in the article nor a datum."""
    inside = f" {one_line(article)} "
    told = {datum.value for datum in data}
    return [block for block in seen if block not in told and block not in inside]


def _dates(left: list[str]) -> list[Datum]:
    """« Publié le 2 mai 2009 », which stands beside the article on most pages."""
    dated = (line for line in left if len(line) < _LONG_LINE and is_labelled(line))
    return [Datum("date", "html:text", line) for line in list(dated)[:1]]
