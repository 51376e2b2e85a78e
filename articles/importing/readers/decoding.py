"""Bytes to text: which encoding a file is in, or why it is no text at all. PURE."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from articles.importing.parsed import Unreadable

_BINARY_STARTS = {
    b"%PDF": "The file is a PDF, not a text.",
    b"PK\x03\x04": "The file is an archive or an office document, not a text.",
    b"\xd0\xcf\x11\xe0": "The file is an office document, not a text.",
    b"{\\rtf": "The file is an RTF document, not a text.",
    b"\x89PNG": "The file is an image, not a text.",
    b"\xff\xd8\xff": "The file is an image, not a text.",
    b"GIF8": "The file is an image, not a text.",
    b"\x1f\x8b": "The file is compressed, not a text.",
    b"\x7fELF": "The file is a program, not a text.",
}
_BYTE_ORDER_MARKS = (  # the longer first: UTF-32's little-endian mark begins like UTF-16's
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SINGLE_BYTE = ("cp1252", "iso8859-15", "mac_roman", "cp850")  # in this order when they read equally well
_NAMES = {"cp1252": "windows-1252", "iso8859-15": "iso-8859-15", "mac_roman": "macintosh", "cp850": "ibm850"}
_CODECS = {name: codec for codec, name in _NAMES.items()}
_WITH_MARK = " with mark"
_WIDEST = 3  # bytes of a character that is cut off
_MIXED = "utf-8, partly windows-1252"
_FRENCH = frozenset("éèêëàâäçùûüôöîïœæÿÉÈÊËÀÂÄÇÙÛÜÔÖÎÏŒÆ«»’‘“”–—…€°•·©®\u00a0\u202f\u00adñáíóúãõōūŌŪ")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SEQUENCE = re.compile(rb"[\xc3\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xc2[\xa0-\xbf]")
_LINE = re.compile(rb"[^\n]*\n?")

EMPTY = "The file is empty."
BINARY = "The file holds binary data, not a text."
UNDECODABLE = "The encoding of the file is not known."


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of a file: by its byte order mark, else UTF-8, else the single-byte encoding that reads best as French.

    A file mostly in UTF-8 with stray bytes (pasted together, or cut in mid-character) is decoded line by line.
    """
    _refuse_other_formats(data)
    decoded = _by_mark(data) or _wide(data) or _utf8(data) or _mixed(data) or _single_byte(data)
    if decoded is None:
        raise Unreadable(UNDECODABLE)
    if len(_CONTROL.findall(decoded.text)) > len(decoded.text) / 200:
        raise Unreadable(BINARY)
    if not decoded.text.strip("\ufeff \t\r\n\f\u00a0"):
        raise Unreadable(EMPTY)
    return decoded


def byte_starts(data: bytes, encoding: str) -> list[int]:
    """The offset in the file of each character of its text, and of the file's end. `encoding` is the one that `decode`
    gave."""
    mark = next((len(mark) for mark, name in _BYTE_ORDER_MARKS if encoding == name + _WITH_MARK), 0)
    if encoding == _MIXED:
        starts: list[int] = []
        for line in _LINE.findall(data):
            begun = starts.pop() if starts else 0
            starts += _starts(line, _codec_of_line(line), begun)
        return starts
    codec = _CODECS.get(encoding) or encoding.removesuffix(_WITH_MARK)
    return _starts(data[mark:], codec, mark)


def _starts(data: bytes, codec: str, at: int) -> list[int]:
    """A decoder is fed byte by byte: what it gives began after what it gave before."""
    decoder = codecs.getincrementaldecoder(codec)("replace")
    starts: list[int] = []
    begun = at
    for place in range(len(data)):
        count = len(decoder.decode(data[place : place + 1], place + 1 == len(data)))
        starts += [begun] * count
        begun = at + place + 1 if count else begun
    return [*starts, at + len(data)]


def _refuse_other_formats(data: bytes) -> None:
    if not data.strip():
        raise Unreadable(EMPTY)
    for start, reason in _BINARY_STARTS.items():
        if data.startswith(start):
            raise Unreadable(reason)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return Decoded(_decoded_to_its_end(data[len(mark) :], encoding), encoding + _WITH_MARK)
            except UnicodeDecodeError:
                continue
    return None


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: half of its bytes are NUL, all on one side. Other files with NUL bytes are binary."""
    if b"\x00" not in data:
        return None
    sides = {"utf-16-le": data[1::2].count(0), "utf-16-be": data[0::2].count(0)}
    encoding = max(sides, key=lambda side: sides[side])
    other = min(sides.values())
    if sides[encoding] < len(data) * 0.35 or other > len(data) * 0.01:
        raise Unreadable(BINARY)
    try:
        return Decoded(_decoded_to_its_end(data, encoding), encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(BINARY) from error


def _decoded_to_its_end(data: bytes, encoding: str) -> str:
    """Of a file that was cut inside its last character, that is U+FFFD."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end < len(data) or len(data) - error.start > _WIDEST:
            raise
        return data.decode(encoding, "replace")


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _mixed(data: bytes) -> Decoded | None:
    """UTF-8 where some lines are not: at least as many multi-byte characters of French as stray bytes."""
    sequences = len(_SEQUENCE.findall(data))
    stray = data.decode("utf-8", "replace").count("\ufffd")
    if sequences < stray or not sequences:
        return None
    lines = [line.decode(_codec_of_line(line), "replace") for line in _LINE.findall(data)]
    return Decoded("".join(lines), _MIXED)


def _codec_of_line(line: bytes) -> str:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _SEQUENCE.search(line) else "cp1252"
    return "utf-8"


def _single_byte(data: bytes) -> Decoded | None:
    readings = {encoding: text for encoding in _SINGLE_BYTE if (text := _decoded(data, encoding)) is not None}
    share = {encoding: _french_share(text) for encoding, text in readings.items()}
    best = max(share, key=lambda encoding: share[encoding], default=None)
    if best is not None and share[best] >= 0.7:
        return Decoded(readings[best], _NAMES[best])
    guess = from_bytes(data).best()
    return Decoded(str(guess), guess.encoding) if guess is not None else None


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _french_share(text: str) -> float:
    """How much of what is not ASCII belongs to French typography; a capital inside a word counts against it."""
    other = [c for c in text if c > "\x7f"]
    odd = len(re.findall("(?<=[a-zà-ÿ])[À-ÖØ-Þ½¼¾¤]", text))
    return (sum(c in _FRENCH for c in other) - odd) / len(other) if other else 1.0
