"""What a command was given (files, folders, addresses, standard input) to the items in it, one at a time."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from pyroaring import BitMap

from articles.importing.parsed import Unreadable
from articles.importing.readers.formats import SNIFFED, of_name, of_start, reader_of
from articles.importing.readers.opening import Counted, unpacked
from articles.importing.readers.records import Dropped, Item, Options, Record, Refused, Unfit
from articles.importing.storing import stored_path
from articles.runs.fetching import fetch, is_address

STDIN = "-"
NOT_READ = "no format that is read"
BAD_NAME = "The name of the file is not UTF-8, or holds a control character: rename it."


@dataclass(slots=True)
class Progress:
    """How many bytes of the sources were read: before the one that is open, and in it."""

    done: int = 0
    now: Counted | None = None

    @property
    def taken(self) -> int:
        return self.done + (self.now.taken if self.now else 0)

    def watch(self, counted: Counted) -> None:
        self.done, self.now = self.taken, counted


@dataclass(frozen=True, slots=True)
class Given:
    """A stream that is neither a file nor an address, under the name that its articles are known by. `mark` is the same
    as long as the stream is; empty where nobody knows."""

    name: str
    stream: BinaryIO
    mark: str = ""


def items_of(
    argument: str, options: Options, progress: Progress, given: Callable[[str], Given | None] = lambda _name: None
) -> Iterator[Item]:
    """Every item of one argument. What can't be opened or read is a refusal; the others go on."""
    if one := given(argument):
        yield from _guarded(one.name, lambda: _in_stream(one.stream, one.name, options, progress))
    elif is_address(argument):
        yield from _guarded(argument, lambda: _at_address(argument, options, progress))
    elif Path(argument).is_dir():
        yield from _guarded(argument, lambda: _in_folder(Path(argument), options, progress))
    else:
        yield from _in_file(Path(argument), options, progress, is_named=True)


def told_apart(items: Iterator[Item]) -> Iterator[Item]:
    """Records of one name in one source are told apart by their place among its items. Names are remembered by a
    number of 32 bits, two bytes each: that two share one does no harm, since the same archive gives the same again."""
    seen = BitMap()
    for number, item in enumerate(items, 1):
        if isinstance(item, Record):
            code = zlib.crc32(item.name.encode("utf-8", "replace"))
            if code in seen:
                yield replace(item, key=f"{item.key}~{number}")
                continue
            seen.add(code)
        yield item


def files_under(folder: Path) -> Iterator[Path]:
    """Every file beneath, hidden ones left out, in the order of their names; one folder's names in memory at a time."""
    with os.scandir(folder) as entries:
        found = sorted((one for one in entries if not one.name.startswith(".")), key=lambda one: one.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            with suppress(PermissionError):
                yield from files_under(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def size_of(argument: str) -> int:
    """Bytes of a file, or of a folder's files; 0 where nobody knows."""
    path = Path(argument)
    try:
        if path.is_dir():
            return sum(one.stat().st_size for one in files_under(path))
        return path.stat().st_size
    except OSError:
        return 0


def mark_of(argument: str) -> str:
    """Changes when the file does, or any in the folder; empty for what has no such mark."""
    try:
        return _mark(Path(argument))
    except OSError:
        return ""


def _mark(path: Path) -> str:
    stat = path.stat()
    if not path.is_dir():
        return f"{stat.st_size}:{stat.st_mtime_ns}"
    listing = sha256()
    for file in files_under(path):
        stat = file.stat()
        listing.update(f"{file}:{stat.st_size}:{stat.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return listing.hexdigest()


def _in_folder(folder: Path, options: Options, progress: Progress) -> Iterator[Item]:
    for path in files_under(folder):
        yield from _in_file(path, options, progress, is_named=False)


def _in_file(path: Path, options: Options, progress: Progress, *, is_named: bool) -> Iterator[Item]:
    name = stored_path(path)
    if not str(path).isprintable():
        yield Refused(name, "", BAD_NAME)
    elif not is_named and not options.format and not of_name(path.name):
        yield Dropped(name, "", NOT_READ)
    else:
        yield from _guarded(name, lambda: _opened(path, name, options, progress))


def _opened(path: Path, name: str, options: Options, progress: Progress) -> Iterator[Item]:
    with path.open("rb") as stream:
        yield from _in_stream(stream, name, options, progress)


def _at_address(address: str, options: Options, progress: Progress) -> Iterator[Item]:
    fetched = fetch(address, limit=options.limits.record, allow_private=options.allow_private)
    chosen = replace(options, format=options.format or fetched.format)
    yield from _in_stream(fetched.stream, address, chosen, progress)


def _in_stream(stream: BinaryIO, name: str, options: Options, progress: Progress) -> Iterator[Item]:
    with unpacked(stream, options.limits, progress.watch) as plain:
        start = plain.peek(SNIFFED)[:SNIFFED]  # type: ignore[attr-defined]  # unpacked gives buffered streams
        yield from reader_of(options.format or of_start(start, of_name(name)))(plain, name, options)


def _guarded(name: str, items: Callable[[], Iterator[Item]]) -> Iterator[Item]:
    """What ends a source before its end is its last item."""
    try:
        yield from items()
    except (Unfit, Unreadable) as reason:
        yield Refused(name, "", str(reason))
    except OSError as error:
        yield Refused(name, "", f"unreadable: {error.strerror or error}")
