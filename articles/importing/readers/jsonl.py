"""JSON Lines: an object a line; or one JSON document that is an object or a list of them. PURE."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from articles.importing.parsed import Unreadable
from articles.importing.readers import slips
from articles.importing.readers.fields import Field, file_fields
from articles.importing.readers.records import (
    Dropped,
    Item,
    Options,
    Record,
    Refused,
    Unfit,
    bounded_key,
    numbered,
    whole,
)
from articles.importing.readers.streams import is_wide, raw_lines, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEEPEST = 20
NO_TEXT = "The record holds no text: no field of it is one (name it with --map text=FIELD)."


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Item]:
    if is_wide(_peek(stream)):
        raise Unfit("JSON Lines are read in UTF-8: convert the file.")
    lines = raw_lines(stream, options.limits.record)
    first = next((line for line in lines if line.is_too_long or line.data.strip(b"\xef\xbb\xbf \t\r\n")), None)
    if first is None:
        return
    if not first.is_too_long and _opens_list(first.data):
        rest = whole(stream, options.limits.file)
        yield from _document(first.data + rest, name, options)
        return
    for line in itertools.chain([first], lines):
        place = f"line {line.number}"
        if line.is_too_long:
            yield Refused(name, place, too_long(line.length, options))
        elif line.data.strip():
            yield _one(line.data, name, place, str(line.number), options)


def too_long(length: int, options: Options) -> str:
    return f"{length:,} bytes are more than one record may have ({options.limits.record:,})."


def _peek(stream: BinaryIO) -> bytes:
    peek = getattr(stream, "peek", None)
    return peek(200)[:200] if peek else b""


def _opens_list(data: bytes) -> bool:
    """Whether the line opens a document of several lines, rather than being an object itself."""
    bare = data.strip(b"\xef\xbb\xbf \t\r\n")
    return bare.startswith(b"[") or bare == b"{"


def _document(data: bytes, name: str, options: Options) -> Iterator[Item]:
    try:
        loaded = _load(text_of(data)[0])
    except (ValueError, Unreadable, RecursionError) as error:
        yield Refused(name, "", _not_json(error))
        return
    for number, one in enumerate(loaded if isinstance(loaded, list) else [loaded], 1):
        yield _filed(one, "utf-8", name, f"item {number}", str(number), options)


def _one(data: bytes, name: str, place: str, number: str, options: Options) -> Item:
    try:
        text, encoding = text_of(data)
        return _filed(_load(text), encoding, name, place, number, options)
    except (ValueError, Unreadable, RecursionError) as error:
        return Refused(name, place, _not_json(error))


def _not_json(error: Exception) -> str:
    if isinstance(error, Unreadable):
        return str(error)
    return "The JSON is nested too deeply." if isinstance(error, RecursionError) else f"This is no JSON: {error}"[:200]


class Pairs(list[tuple[str, Any]]):
    """The members of an object in their order, those of the same name too."""


def _load(text: str) -> Any:
    return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=Pairs)


def _filed(loaded: Any, encoding: str, name: str, place: str, number: str, options: Options) -> Item:
    if not isinstance(loaded, Pairs):
        return Refused(name, place, "The record is no JSON object.")
    fields = list(flat(loaded))
    return record_of(fields, options.columns, kind="json", encoding=encoding, name=name, place=place, number=number)


def record_of(
    fields: list[Field], columns: Mapping[str, str], *, kind: str, encoding: str, name: str, place: str, number: str
) -> Item:
    filed = file_fields(fields, columns, kind=kind, origin=name, encoding=encoding)
    if not filed.slip.text.strip():
        return Refused(name, place, NO_TEXT) if fields else Dropped(name, place, "an empty record")
    return Record(name, bounded_key(filed.key or numbered(number)), place, slips.write(filed.slip))


def flat(value: Any, path: str = "", depth: int = 0) -> Iterator[Field]:
    """Fields of what is nested, their names joined by dots; a list of plain values gives its field several times."""
    if isinstance(value, Pairs) and depth < _DEEPEST:
        for name, inner in value:
            yield from flat(inner, f"{path}.{name}" if path else slips.one_line(name), depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST and not isinstance(value, Pairs):
        for inner in value:
            yield from flat(inner, path, depth + 1)
    elif value is not None:
        yield path, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
