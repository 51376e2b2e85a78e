"""What a reader of archives gives: records, and what it had to leave. PURE."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import BinaryIO, Protocol

from articles.importing.readers import slips

LONGEST_KEY = 300  # bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """In bytes, after decompression."""

    record: int = 50 * 2**20  # one line, page or file of one article
    file: int = 200 * 2**20  # of a kind that is read whole: RTF, feeds, collections in HTML
    total: int = 200 * 2**30  # of one compressed file
    ratio: int = 300  # how much more than it took, once it is large: text never does


@dataclass(frozen=True, slots=True)
class Options:
    format: str = ""  # empty: told by the name and the first bytes
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # kind of datum → field's name
    delimiter: str = ""
    allow_private: bool = False  # addresses of this machine and of private networks
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Record:
    """One article's bytes. `key` tells it from the others of its source, and is empty where it is alone; `place` says
    where it stands, for people."""

    source: str
    key: str
    place: str
    data: bytes

    @property
    def name(self) -> str:
        """Under which the article is found again."""
        return f"{self.source}#{self.key}" if self.key else self.source


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that should have been an article."""

    source: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Words of the source outside its articles."""

    source: str
    place: str
    reason: str
    text: str = ""


Item = Record | Refused | Dropped


class Reader(Protocol):
    """Reads one stream to its end, holding one record at a time. `name` is the source's."""

    def __call__(self, stream: BinaryIO, name: str, options: Options) -> Iterator[Item]: ...


class Unfit(Exception):
    """A source, or a part of one, that can't be read. Says why, in English as commands speak."""


def numbered(number: int | str) -> str:
    """The key of a record that calls itself nothing."""
    return f"@{number}"


def bounded_key(key: str) -> str:
    """A key that an index can hold, in one line: a long one is told by its digest."""
    flat = slips.safe(slips.one_line(key))
    if len(flat.encode()) <= LONGEST_KEY:
        return flat
    return f"{flat[:80]}…{hashlib.sha256(flat.encode()).hexdigest()[:32]}"


def whole(stream: BinaryIO, limit: int) -> bytes:
    """Everything of the stream. Raises Unfit where that is too much."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unfit(f"More than {limit:,} bytes are not read at once: split the file.")
    return data
