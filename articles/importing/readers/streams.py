"""Lines of a stream, one at a time, however long the others are. PURE."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from articles.importing.readers.decoding import decode

_CHUNK = 2**20
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class RawLine:
    """`data` is empty where the line was too long to be kept: `length` says how long."""

    number: int  # from 1
    data: bytes
    length: int

    @property
    def is_too_long(self) -> bool:
        return self.length > len(self.data)


def raw_lines(stream: BinaryIO, limit: int) -> Iterator[RawLine]:
    """Every line with its end. One of more bytes than `limit` is read over."""
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        if len(data) <= limit:
            yield RawLine(number, data, len(data))
        else:
            over = 0 if data.endswith(b"\n") else _read_over(stream)
            yield RawLine(number, b"", len(data) + over)


def _read_over(stream: BinaryIO) -> int:
    """To the end of the line; how many bytes that took."""
    length = 0
    while data := stream.readline(_CHUNK):
        length += len(data)
        if data.endswith(b"\n"):
            break
    return length


def text_of(data: bytes) -> tuple[str, str]:
    """A line's text and its encoding. Raises Unreadable for what is none."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        decoded = decode(data)
        return decoded.text, decoded.encoding


def is_wide(start: bytes) -> bool:
    """Whether a text is in UTF-16, whose lines can't be told apart by bytes."""
    return start.startswith(_WIDE_MARKS) or b"\x00" in start[:200]
