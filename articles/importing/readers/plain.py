"""A text file: one article, its bytes as they are. PURE."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from articles.importing.readers.records import Item, Options, Record, whole


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Item]:
    yield Record(name, "", "", whole(stream, options.limits.record))
