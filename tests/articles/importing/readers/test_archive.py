"""WARC: a captured page an article."""

from __future__ import annotations

import gzip
import io

import pytest

from articles.importing.readers.formats import reader_of
from articles.importing.readers.opening import unpacked
from articles.importing.readers.records import Limits, Options, Refused, Unfit
from tests.articles.importing.readers.items import read, said
from tests.articles.importing.readers.test_page import page

WHEN = "2011-05-04T10:00:00Z"


def record(
    kind: str, payload: bytes, address: str = "https://example.org/a", type_: str = "application/http;msgtype=response"
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {WHEN}\r\n"
        f"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-1234567890ab>\r\nContent-Type: {type_}\r\n"
        f"Content-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def response(body: bytes, *, status: int = 200, type_: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: {type_}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


PAGE = response(page().encode())


def test_a_captured_page_becomes_an_article_with_its_address() -> None:
    (found,) = read(record("response", PAGE), "warc").records
    assert found.key == f"https://example.org/a {WHEN}"
    (slip,) = read(record("response", PAGE), "warc").slips
    assert said(slip)["url"] == "https://example.org/a"
    assert slip.text.startswith("Le ministre norvégien")


def test_compressed_bodies_are_opened() -> None:
    packed = response(gzip.compress(page().encode()), more="Content-Encoding: gzip\r\n")
    assert "norvégien" in read(record("response", packed), "warc").slips[0].text


def test_other_captures_are_told_as_dropped() -> None:
    data = (
        record("warcinfo", b"software: x\r\n", type_="application/warc-fields")
        + record("request", b"GET / HTTP/1.1\r\n\r\n") + record("response", response(b"\x89PNG", type_="image/png")) + record("response", response(b"non", status=404))  # noqa: E501
        + record("revisit", b"") + record("response", PAGE)
    )  # fmt: skip
    found = read(data, "warc")
    assert [one.reason for one in found.dropped] == ["content of type image/png", "HTTP status 404", "a revisit record"]
    assert len(found.records) == 1


def test_a_page_without_words_is_told_and_the_others_go_on() -> None:
    found = read(record("response", response(b"<html></html>")) + record("response", PAGE), "warc")
    assert ([one.place for one in found.refused], len(found.records)) == (["record 1"], 1)


@pytest.mark.parametrize("data", [b"", b"Bonjour tout le monde.\n" * 50])
def test_what_is_no_archive_is_told(data: bytes) -> None:
    with pytest.raises(Unfit):
        read(data, "warc")


@pytest.mark.parametrize(("lost", "refused"), [(0, []), (10, ["record 2"]), (100, ["record 2"]), (500, ["record 2"])])
def test_an_archive_that_can_not_go_back_is_read_and_a_cut_one_told(lost: int, refused: list[str]) -> None:
    whole = record("response", PAGE) * 2
    with unpacked(io.BytesIO(gzip.compress(whole[: len(whole) - lost])), Limits()) as stream:
        items = list(reader_of("warc")(stream, "fonds", Options()))
    assert [item.place for item in items if isinstance(item, Refused)] == refused
