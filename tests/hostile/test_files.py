"""Whatever a file holds, a reader gives articles, refusals and remnants, and ends."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.importing.parsed import ParsedArticle, Unreadable
from articles.importing.readers import text
from articles.importing.readers.formats import READERS, of_start
from articles.importing.readers.opening import unpacked
from articles.importing.readers.records import Dropped, Item, Limits, Options, Record, Refused, Unfit
from articles.reading import read_file
from entities.authority.loader import load_files
from tests.hostile.files import ARTICLE, bombs, large, small

if TYPE_CHECKING:
    from entities.extracting import Extractor

TODAY = datetime.date(2026, 6, 1)
AUTHORITY = load_files()
FILES = small()
STARTS = (
    b"", b"WARC/1.0\r\n", b"{\\rtf1 ", b'<?xml version="1.0"?><rss><channel><item>', b"<html><body><p>", b'{"text": "',
    b"title,text\n", b"<article class='docOcurrContainer'>", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd",
)  # fmt: skip
SLOWLY = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def items(data: bytes, format_: str, options: Options = Options()) -> list[Item]:  # noqa: B008  # frozen
    """What the reader gives, or nothing where the file is unfit for it as a whole."""
    try:
        with unpacked(cast("BinaryIO", io.BytesIO(data)), options.limits) as stream:
            return list(READERS[format_](stream, "a file", options))
    except (Unfit, Unreadable):
        return []


def parsed(item: Item) -> ParsedArticle | None:
    if not isinstance(item, Record):
        assert item.reason
        return None
    try:
        return text.read(item.data, authority=AUTHORITY, today=TODAY, name=item.name)
    except Unreadable:
        return None


def is_storable(article: ParsedArticle) -> bool:
    """PostgreSQL keeps no NUL, and nothing that is no Unicode."""
    texts = (article.title, article.body, *article.captions, *article.authors, article.agency, article.url)
    return all("\x00" not in one and one.encode("utf-8") is not None for one in texts)


@pytest.mark.parametrize("name", FILES)
def test_a_nasty_file_is_read_or_refused_in_any_format(name: str) -> None:
    for format_ in {*READERS, of_start(FILES[name], "") or "text"}:
        found = items(FILES[name], format_)
        assert all(isinstance(item, Record | Refused | Dropped) for item in found)
        assert all(is_storable(article) for item in found if (article := parsed(item)))


@SLOWLY
@given(data=st.binary(max_size=2000), start=st.sampled_from(STARTS), format_=st.sampled_from(sorted(READERS)))
def test_random_bytes_are_read_or_refused(data: bytes, start: bytes, format_: str) -> None:
    for item in items(start + data, format_):
        parsed(item)


@SLOWLY
@given(
    pieces=st.lists(st.one_of(st.text(max_size=40), st.sampled_from(ARTICLE.split(" "))), max_size=40),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-32", "mac_roman", "utf-7"]),
    format_=st.sampled_from(sorted(READERS)),
)
def test_random_texts_are_read_or_refused(pieces: list[str], encoding: str, format_: str) -> None:
    for item in items(" ".join(pieces).encode(encoding, "replace"), format_):
        if article := parsed(item):
            assert is_storable(article)


@pytest.mark.parametrize("kind", ["gzip", "zstd"])
@pytest.mark.parametrize("format_", ["text", "jsonl", "html"])
def test_a_bomb_is_refused_before_it_is_large(kind: str, format_: str) -> None:
    bomb, told = bombs(100 * 2**20)[kind], list[str]()
    taken = io.BytesIO(bomb)
    try:
        with unpacked(cast("BinaryIO", taken), Limits(record=2**20)) as stream:
            for item in READERS[format_](stream, "a bomb", Options(limits=Limits(record=2**20))):
                assert not isinstance(item, Record)
                told.append(item.reason)
    except (Unfit, Unreadable) as reason:
        told.append(str(reason))

    assert told


@pytest.mark.parametrize("name", large(1))
def test_a_file_of_one_line_or_of_nothing_but_lines_is_read_to_its_end(name: str, patience: int) -> None:
    """Seconds if what is done with each line is done once; hours if it is done for all the others."""
    for item in items(large(10_000 if patience == 1 else 1_900_000)[name], "text"):
        parsed(item)


@pytest.mark.parametrize("name", ["one line", "one word", "blank lines"])
def test_fifty_million_bytes_are_refused_at_once(name: str) -> None:
    (item,) = items(large(50_000_000)[name], "text")

    assert isinstance(item, Refused) or parsed(item) is None


def test_a_sentence_of_many_names_is_read_and_one_of_too_many_refused(extractor: Extractor) -> None:
    read = read_file(_listing(700), name="list.txt", extractor=extractor, today=TODAY)
    assert len(read.extraction.mentions) > 500

    with pytest.raises(Unreadable, match="more than an article"):
        read_file(_listing(30_000), name="list.txt", extractor=extractor, today=TODAY)


def _listing(count: int) -> bytes:
    letters = "abcdefghijklmnopqrst"
    names = " et ".join(
        f"M. J{letters[n % 20]}{letters[n // 20 % 20]}{letters[n // 400 % 20]}{letters[n // 8000 % 20]}on"
        for n in range(count)
    )
    return f"Une liste\n\nPublié le 4 mai 2011\n\nLe Japon a salué hier {names} et la Norvège.\n".encode()
