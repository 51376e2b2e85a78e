"""JSON Lines: an object a line; or one JSON document that is an object, a list of them, or an object around such a
list. PURE."""

from __future__ import annotations

import itertools
import json
import re
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
_SPACE = re.compile(r"[ \t\r\n]*")
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
            yield from _one(line.data, name, place, str(line.number), options)


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
        text = text_of(data)[0].removeprefix("\ufeff")
    except Unreadable as error:
        yield Refused(name, "", str(error))
        return
    try:
        loaded = _load(text)
    except (ValueError, RecursionError) as error:
        yield from _before_the_break(text, error, name, options)
        return
    if isinstance(loaded, Pairs):
        yield from _one_or_many(loaded, "utf-8", name, "", "1", options)
        return
    for number, one in enumerate(loaded, 1):
        yield _filed(one, "utf-8", name, f"item {number}", str(number), options)


def _before_the_break(text: str, broken: Exception, name: str, options: Options) -> Iterator[Item]:
    """The whole items of a list that is cut off or broken further on, and then what is wrong with it."""
    number, at = 0, _SPACE.match(text).end()  # type: ignore[union-attr]  # it matches everywhere
    while text[at : at + 1] == ("," if number else "["):
        at = _SPACE.match(text, at + 1).end()  # type: ignore[union-attr]
        try:
            loaded, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        number += 1
        yield _filed(loaded, "utf-8", name, f"item {number}", str(number), options)
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
    yield Refused(name, f"item {number + 1}" if number else "", _not_json(broken))


def _one(data: bytes, name: str, place: str, number: str, options: Options) -> Iterator[Item]:
    try:
        text, encoding = text_of(data)
        loaded = _load(text)
    except (ValueError, Unreadable, RecursionError) as error:
        yield Refused(name, place, _not_json(error))
    else:
        yield from _one_or_many(loaded, encoding, name, place, number, options)


def _one_or_many(loaded: Any, encoding: str, name: str, place: str, number: str, options: Options) -> Iterator[Item]:
    """An article, or what a service answers around a list of them: the one list of objects in it."""
    item = _filed(loaded, encoding, name, place, number, options)
    lists = [value for _name, value in loaded if _is_of_objects(value)] if isinstance(loaded, Pairs) else []
    if not isinstance(item, Refused) or item.reason != NO_TEXT or len(lists) != 1:
        yield item
        return
    around = Pairs((field, value) for field, value in loaded if value is not lists[0])
    if words := "\n".join(f"{field}: {value}" for field, value in flat(around)):
        yield Dropped(name, place, "outside the articles", words)
    before = f"{place}, " if place else ""
    for at, one in enumerate(lists[0], 1):
        yield _filed(one, encoding, name, f"{before}item {at}", f"{number}.{at}" if place else str(at), options)


def _is_of_objects(value: Any) -> bool:
    return isinstance(value, list) and not isinstance(value, Pairs) and any(isinstance(one, Pairs) for one in value)


def _not_json(error: Exception) -> str:
    if isinstance(error, Unreadable):
        return str(error)
    return "The JSON is nested too deeply." if isinstance(error, RecursionError) else f"This is no JSON: {error}"[:200]


class Pairs(list[tuple[str, Any]]):
    """The members of an object in their order, those of the same name too."""


_DECODER = json.JSONDecoder(object_pairs_hook=Pairs, parse_int=str, parse_float=str)  # numbers as they are written


def _load(text: str) -> Any:
    return _DECODER.decode(text.removeprefix("\ufeff"))


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
