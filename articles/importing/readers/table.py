"""CSV: a header that names the columns, then an article a row. PURE."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from articles.importing.parsed import Unreadable
from articles.importing.readers.fields import NAMES, is_text_known
from articles.importing.readers.jsonl import record_of, too_long
from articles.importing.readers.records import Dropped, Item, Options, Refused, Unfit
from articles.importing.readers.streams import RawLine, is_wide, raw_lines, text_of
from entities.folding import fold

_DELIMITERS = ",;\t|"
_LONGEST_HEADER = 2000  # bytes
_LONGEST_TOLD = 300  # characters
_UNNAMED = "column {}"
_TOLD = re.compile(r"sep=(.)", re.IGNORECASE)  # a first line that spreadsheets write
NO_TEXT_COLUMN = "No column of the table is known to hold its text: name one with --map text=COLUMN."


@dataclass(slots=True)
class _Lines:
    """Lines as the csv module wants them; those that can't be read are told, and stand empty."""

    stream: BinaryIO
    options: Options
    number: int = 0
    encoding: str = "utf-8"
    refused: list[tuple[int, str]] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        for line in raw_lines(self.stream, self.options.limits.record):
            self.number = line.number
            try:
                text = self._text(line)
            except Unreadable as reason:
                self.refused.append((line.number, str(reason)))
            else:
                yield (text.removeprefix("\ufeff") if line.number == 1 else text).replace("\x00", "\ufffd")

    def _text(self, line: RawLine) -> str:
        if line.is_too_long:
            raise Unreadable(too_long(line.length, self.options))
        if not line.data.strip():
            return line.data.decode("ascii")
        text, self.encoding = text_of(line.data)
        return text


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Item]:
    if is_wide(stream.peek(200)[:200] if hasattr(stream, "peek") else b""):
        raise Unfit("Tables are read in UTF-8 or windows-1252: convert the file.")
    csv.field_size_limit(options.limits.record)
    lines = _Lines(stream, options)
    text = iter(lines)
    header = next((line for line in text if line.strip()), None)
    told = ""
    if header and (match := _TOLD.fullmatch(header.strip(" \r\n"))):
        told, header = match[1], next((line for line in text if line.strip()), None)
    if header is None:
        return
    delimiter = options.delimiter or told or max(_DELIMITERS, key=header.count)
    rows = csv.reader(_with(header, text), delimiter=delimiter)
    try:
        columns = [column.strip() for column in next(rows)]
    except csv.Error as error:
        raise Unfit(f"The first line is no header of a table: {error}") from error
    missing = sorted(set(options.columns.values()) - set(columns))
    if missing:
        raise Unfit(f"The table has no column {', '.join(missing)}; it has {', '.join(columns)}.")
    if not is_text_known(columns, options.columns):
        raise Unfit(f"{NO_TEXT_COLUMN} It has: {', '.join(columns)[:_LONGEST_TOLD]}.")
    yield from _rows(rows, columns, lines, name, options)


def is_table(head: bytes) -> bool:
    """Whether the first line names columns, among them one of texts, as no line of an article would."""
    line = head.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0][:_LONGEST_HEADER].decode("utf-8", "replace").strip()
    delimiter = max(_DELIMITERS, key=line.count)
    known = {kind for cell in line.split(delimiter) for kind, names in NAMES.items() if fold(cell.strip(' "')) in names}
    return "text" in known and len(known) > 1


def _with(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _rows(rows: Iterator[list[str]], columns: list[str], lines: _Lines, name: str, options: Options) -> Iterator[Item]:
    number = 0
    while True:
        begun = lines.number + 1
        try:
            row = next(rows)
        except StopIteration:
            yield from _told(lines, name)
            return
        except csv.Error as error:
            yield Refused(name, f"lines {begun} to {lines.number}", f"This is no table row: {error}")
            continue
        yield from _told(lines, name)
        if not any(cell.strip() for cell in row):
            continue
        number += 1
        place = f"line {begun}" if begun >= lines.number else f"lines {begun} to {lines.number}"
        if len(row) == 1 < len(columns):
            yield Dropped(name, place, "one cell only", row[0])
            continue
        names = columns + [_UNNAMED.format(at) for at in range(len(columns) + 1, len(row) + 1)]
        fields = [
            (column or _UNNAMED.format(at), cell) for at, (column, cell) in enumerate(zip(names, row, strict=False), 1)
        ]
        yield record_of(
            fields, options.columns, kind="csv", encoding=lines.encoding, name=name, place=place, number=str(number)
        )


def _told(lines: _Lines, name: str) -> Iterator[Refused]:
    while lines.refused:
        number, reason = lines.refused.pop(0)
        yield Refused(name, f"line {number}", reason)
