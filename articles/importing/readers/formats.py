"""Which reader a source needs: by its name, and by how it begins. PURE."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from articles.importing.readers import archive, europresse, factiva, feed, jsonl, page, plain, rich, table
from articles.importing.readers.records import Reader, Unfit

READERS: Mapping[str, Reader] = MappingProxyType({
    "text": plain.read,
    "html": page.read,
    "jsonl": jsonl.read,
    "csv": table.read,
    "feed": feed.read,
    "warc": archive.read,
    "europresse": europresse.read,
    "factiva": factiva.read,
    "rtf": rich.read,
})  # fmt: skip
_SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "csv", ".rss": "feed",
    ".atom": "feed", ".xml": "feed", ".warc": "warc", ".rtf": "rtf",
}  # fmt: skip
PACKED = (".gz", ".zst")
SNIFFED = 2**17  # bytes that tell a format
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b")
_PAGE = re.compile(rb"<!doctype\s+html|<html\b|<head\b|<body\b|<article\b", re.IGNORECASE)


def of_name(name: str) -> str:
    """The format that a file's name tells, or nothing."""
    bare = name.lower()
    if "://" in bare:
        bare = bare.split("?", 1)[0]
    for suffix in PACKED:
        bare = bare.removesuffix(suffix)
    dot = bare.rfind(".")
    return _SUFFIXES.get(bare[dot:], "") if dot > bare.rfind("/") else ""


def of_start(start: bytes, named: str) -> str:
    """The format of a stream that begins so; `named` is what its name tells. The bytes are believed where they say
    something else for sure."""
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if named in ("html", "text", "feed", ""):
        return _of_markup(head, named) or named or _of_records(head)
    return named


def _of_records(head: bytes) -> str:
    if head.startswith((b"{", b"[")):
        return "jsonl"
    return "csv" if table.is_table(head) else "text"


def _of_markup(head: bytes, named: str) -> str:
    if head.startswith(b"<?xml") or named == "feed":
        if _FEED.search(head[:4096]):
            return "feed"
    elif _FEED.match(head):
        return "feed"
    if named == "html" or _PAGE.search(head[:2000]):
        if europresse.is_collection(head):
            return "europresse"
        return "factiva" if factiva.is_export(head) else "html"
    return ""


def reader_of(format_: str) -> Reader:
    try:
        return READERS[format_]
    except KeyError as error:
        raise Unfit(f"There is no format {format_}: {', '.join(READERS)}.") from error
