"""Nasty files, made and not stored."""

from __future__ import annotations

import gzip
import json
import zlib
from random import Random

import zstandard

ARTICLE = (
    "Un accord à Oslo\n\nPublié le 4 mai 2011\n\nLe Japon a salué hier un accord que la Norvège a signé avec la Suède, "
    "a déclaré le ministre norvégien des Affaires étrangères.\n\nLe texte entrera en vigueur au printemps.\n"
)
_BYTES = Random(5).randbytes  # noqa: S311  # the same ones each time


def small() -> dict[str, bytes]:
    """Broken, lying, or made to be read for ever, and not large."""
    deep = 20_000
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return {
        "nothing": b"",
        "one byte": b"\xff",
        "random": _BYTES(5000),
        "random after an article": ARTICLE.encode() + _BYTES(3000),
        "NUL between": ARTICLE.encode().replace(b" ", b"\x00"),
        "a single NUL": ARTICLE.encode() + b"\x00",
        "mixed encodings": ARTICLE.encode() + ARTICLE.encode("cp1252") + ARTICLE.encode("cp850"),
        "UTF-16 cut in a character": ARTICLE.encode("utf-16")[:-1],
        "UTF-32 that says UTF-16": b"\xff\xfe" + ARTICLE.encode("utf-32-le"),
        "UTF-7": ARTICLE.encode("utf-7"),
        "lone surrogates": ARTICLE.encode() + b"\xed\xa0\x80\xed\xb0\x80",
        "overlong": b"\xc0\xaf\xe0\x80\xaf" + ARTICLE.encode(),
        "bidi controls": "".join(f"\u202e{letter}\u2066" for letter in ARTICLE).encode(),
        "zero width": "\u200b".join(ARTICLE).encode(),
        "combining": "".join(letter + "\u0301" * 30 for letter in ARTICLE).encode(),
        "carriage returns": ARTICLE.replace("\n", "\r").encode(),
        "form feeds and separators": ARTICLE.replace(" ", "\u2028").encode(),
        "future": ARTICLE.replace("2011", "2999").encode(),
        "impossible dates": ARTICLE.replace("4 mai 2011", "31 février 2011, 45/13/2011, 0000-00-00").encode(),
        "long numbers": ARTICLE.replace("2011", "9" * 5000).encode(),
        "deep page": b"<html><body>" + b"<div>" * deep + ARTICLE.encode() + b"</div>" * deep,
        "unclosed page": b"<html><body><p>" + b"<b><i><a href='x'>" * 3000 + ARTICLE.encode(),
        "attributes": b"<html><body " + b'a="b" ' * 20_000 + b"><p>" + ARTICLE.encode(),
        "a page of comments": b"<html><body>" + b"<!-- -" * 5000 + ARTICLE.encode(),
        "references": b"<html><body><p>" + b"&#x110000;&#0;&#xD800;&amp;&nosuch;" * 500 + ARTICLE.encode(),
        "entities in a feed": (
            f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'
            f"<rss><channel><title>&l9;</title><item><title>&l9;</title></item></channel></rss>"
        ).encode(),
        "a file of ours in a feed": (
            b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b"<rss><channel><item><title>&x;</title><description>&x;</description></item></channel></rss>"
        ),
        "deep JSON": b'{"text": ' + b"[" * deep + b"]" * deep + b"}",
        "numbers in JSON": b'{"text": 1e999, "date": NaN, "title": ' + b"9" * 5000 + b"}",
        "half a record": json.dumps({"text": ARTICLE}).encode()[:-20],
        "a key many times": b'{"text": "a", "text": {"text": ["b", {"text": null}]}}\n' * 50,
        "an open quote": b'title,text\n"a,b\nc,d\n' * 200,
        "many columns": b",".join(b"c%d" % n for n in range(5000)) + b"\n" + b"," * 5000,
        "open groups": b"{\\rtf1 " + b"{\\b " * 5000 + ARTICLE.encode("ascii", "ignore"),
        "binary in rich text": b"{\\rtf1 {\\bin999999999 " + _BYTES(200) + b"}}",
        "WARC that lies": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200\r\n\r\n",
        "WARC below zero": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n" + ARTICLE.encode(),
        "gzip cut": gzip.compress(ARTICLE.encode() * 50)[:-9],
        "gzip in gzip": gzip.compress(gzip.compress(ARTICLE.encode())),
        "zstd cut": zstandard.compress(ARTICLE.encode() * 50)[:-9],
        "gzip head alone": b"\x1f\x8b",
        "zlib": zlib.compress(ARTICLE.encode()),
        "a marked slip": b"%slip 1\n%text 99999999999999999999\n" + ARTICLE.encode(),
    }


def bombs(size: int) -> dict[str, bytes]:
    """So many bytes packed into few."""
    return {"gzip": gzip.compress(bytes(size), 9), "zstd": zstandard.compress(bytes(size), 19)}


def large(size: int) -> dict[str, bytes]:
    """Of about so many bytes."""
    words = "Le Japon et la Russie négocient à Oslo avec la Norvège. "
    return {
        "one line": (words * (size // len(words.encode()))).encode(),
        "one word": b"a" * size,
        "one line of spaces": b"Le Japon" + b" " * size + b"salue un accord avec la Russie hier.",
        "spaces that do not break": ("Le Japon" + "\u00a0" * (size // 2) + "salue un accord avec la Russie.").encode(),
        "blank lines": ARTICLE.encode() + b"\n" * size + ARTICLE.encode(),
        "short lines": b"Oslo\n" * (size // 5),
        "marks": "«".encode() * (size // 2),
        "points": b"Fin" + b"." * size,
        "brackets": b"[" * size,
        "tags": b"<b>" * (size // 3),
        "ampersands": b"&amp;" * (size // 5),
    }
