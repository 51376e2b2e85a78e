"""Bytes of a file, decompressed on the way, without ever holding more than a buffer of them. PURE but for reading."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

import zstandard

from articles.importing.readers.records import Limits, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import WriteableBuffer

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_LARGEST_WINDOW = 2**27  # bytes that zstd may look back
_SMALL = 64 * 2**20  # below this no ratio is suspicious
_BUFFER = 2**18
_SIP = 2**11  # bytes of zstd at a time: a bomb makes 64 MB of them at most
DAMAGED = "The compressed file is damaged or cut off after {given:,} bytes of what it holds."
TWICE = "The compressed file holds another compressed file: decompress it once."


class Counted(io.RawIOBase):
    """A stream that knows how many bytes were taken from it. Closing it leaves the stream alone."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self.taken += len(data)
        return len(data)


class _Expanding(io.RawIOBase):
    """What a compressed stream holds, as long as that is no bomb."""

    def __init__(self, stream: BinaryIO, packed: Counted, limits: Limits) -> None:
        super().__init__()
        self._stream, self._packed, self._limits = stream, packed, limits
        self._given = 0
        self._damage: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """What comes before a damage is given before that is told."""
        view = memoryview(buffer).cast("B")
        length = 0
        while length < len(view) and self._damage is None:
            try:
                data = self._stream.read1(len(view) - length)  # type: ignore[attr-defined]  # both kinds have it
            except (EOFError, zlib.error, gzip.BadGzipFile, zstandard.ZstdError) as error:
                self._damage = error
                break
            if not data:
                break
            view[length : length + len(data)] = data
            length += len(data)
        if not length and self._damage:
            raise Unfit(DAMAGED.format(given=self._given)) from self._damage
        self._given += length
        self._check()
        return length

    def _check(self) -> None:
        if self._given > self._limits.total:
            raise Unfit(f"The compressed file holds more than {self._limits.total:,} bytes.")
        if self._given > _SMALL and self._given > self._limits.ratio * max(self._packed.taken, 1):
            raise Unfit(f"The compressed file grows more than {self._limits.ratio}-fold, as no text does.")


class _Frames:
    """What zstd frames hold, a little at a time; unlike zstandard's own reader it tells that the last one was cut."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._plain = zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._packed = b""
        self._left = memoryview(b"")

    def read1(self, size: int) -> memoryview | bytes:
        while not self._left:
            if not self._packed and not (chunk := self._stream.read(_SIP)):
                if self._frame is not None:
                    raise EOFError
                return b""
            self._expand(self._packed or chunk)
        given, self._left = self._left[:size], self._left[size:]
        return given

    def _expand(self, packed: bytes) -> None:
        self._frame = self._frame or self._plain.decompressobj()
        self._left = memoryview(self._frame.decompress(packed))
        self._packed = b""
        if self._frame.eof:
            self._packed, self._frame = self._frame.unused_data, None


@contextmanager
def unpacked(stream: BinaryIO, limits: Limits, watch: Callable[[Counted], None] | None = None) -> Iterator[BinaryIO]:
    """The bytes of a stream, decompressed if it is gzip or zstd. `watch` is given the counter of what is taken."""
    packed = Counted(stream)
    if watch:
        watch(packed)
    buffered = io.BufferedReader(packed, _BUFFER)
    start = buffered.peek(4)[:4]
    expanding: BinaryIO | None = None
    if start.startswith(_GZIP):
        expanding = cast("BinaryIO", gzip.GzipFile(fileobj=buffered))
    elif start.startswith(_ZSTD):
        expanding = cast("BinaryIO", _Frames(cast("BinaryIO", buffered)))
    if expanding is None:
        yield cast("BinaryIO", buffered)
        return
    plain = io.BufferedReader(_Expanding(expanding, packed, limits), _BUFFER)
    if plain.peek(4)[:4].startswith((_GZIP, _ZSTD)):
        raise Unfit(TWICE)
    yield cast("BinaryIO", plain)
