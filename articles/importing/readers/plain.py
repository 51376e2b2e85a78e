"""A text file: one article, its bytes as they are; from the web, with its address. PURE."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from articles.importing.readers import slips
from articles.importing.readers.decoding import decode
from articles.importing.readers.records import Item, Options, Record, whole
from articles.importing.readers.slips import Datum, Slip


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Item]:
    data = whole(stream, options.limits.record)
    if name.startswith(("http://", "https://")):
        decoded = decode(data)
        slip = Slip("text", name, decoded.text, (Datum("url", "address", name),), encoding=decoded.encoding)
        data = slips.write(slip)
    yield Record(name, "", "", data)
