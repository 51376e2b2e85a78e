"""Which format a source is in, by its name and its first bytes."""

from __future__ import annotations

import pytest

from articles.importing.readers.formats import of_name, of_start


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.txt", "text"), ("a.HTML.gz", "html"), ("d/a.jsonl.zst", "jsonl"), ("a.csv", "csv"), ("a.warc.gz", "warc"),
        ("a.rtf", "rtf"), ("https://example.org/fil.xml?x=1.txt", "feed"), ("a.pdf", ""), ("a", ""), ("d.txt/a", ""),
    ],
)  # fmt: skip
def test_the_name_tells(name: str, format_: str) -> None:
    assert of_name(name) == format_


@pytest.mark.parametrize(
    ("start", "named", "format_"),
    [
        (b"WARC/1.0\r\n", "", "warc"),
        (b"{\\rtf1 x}", "text", "rtf"),
        (b"<?xml version='1.0'?><rss>", "", "feed"),
        (b"<?xml version='1.0'?><html>", "feed", "html"),
        (b"<!DOCTYPE html><html>", "text", "html"),
        (b"<html><span class='DocPublicationName'>", "html", "europresse"),
        (b'<html><div class="article frArticle">', "html", "factiva"),
        (b'{"title": "x"}', "", "jsonl"),
        (b"Bonjour.", "", "text"),
        ("Titre;Paru le;Journal;Texte intégral\nA;2020;B;C".encode(), "", "csv"),
        (b'\xef\xbb\xbf"title","body"\r\n"A","B"', "", "csv"),
        ("Date, lieu, source : le texte du communiqué.".encode(), "", "text"),
        (b"Texte\n\nLe Japon a protest\xe9.", "", "text"),
        (b"titre;texte", "text", "text"),
        (b"<b>a</b>,b\n", "csv", "csv"),
    ],
)
def test_the_first_bytes_tell(start: bytes, named: str, format_: str) -> None:
    assert of_start(start, named) == format_
