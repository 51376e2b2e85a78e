"""What a command was given (files, folders, addresses, standard input) to the items in it, one at a time."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from pyroaring import BitMap

from articles.importing.parsed import Unreadable
from articles.importing.readers.formats import SNIFFED, of_name, of_start, reader_of
from articles.importing.readers.opening import Counted, unpacked
from articles.importing.readers.records import Dropped, Item, Options, Record, Refused, Unfit
from articles.importing.storing import BAD_NAME, is_nameable, stored_path
from articles.runs.fetching import fetch, is_address

STDIN = "-"
NOT_READ = "no format that is read"
NOWHERE = "a link that leads nowhere"
TO_FOLDER = "a link to a folder, which is not followed"
TO_ITSELF = "a link to another file of the folder"
NO_FILE = "neither a file nor a folder"
PIPED = "This is neither a file nor a folder, and has no name that lasts: give it to standard input (- with --name)."


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
    """Records of one name are told apart by how often it was met, whatever stands before their source. Names are
    remembered by a number of 32 bits, two bytes each: that two share one does no harm, since the same archive gives the
    same again."""
    seen = BitMap()
    repeats: dict[int, int] = {}
    for item in items:
        if isinstance(item, Record):
            code = zlib.crc32(item.name.encode("utf-8", "replace"))
            if code in seen:
                repeats[code] = repeats.get(code, 1) + 1
                yield replace(item, key=f"{item.key}~{repeats[code]}")
                continue
            seen.add(code)
        yield item


def files_under(folder: Path) -> Iterator[Path]:
    return (found for found in _under(folder, folder.resolve()) if isinstance(found, Path))


def _under(folder: Path, top: Path) -> Iterator[Path | Item]:
    """Every file beneath, hidden ones left out, in the order of their names, and what is there but can't be read; one
    folder's names in memory at a time."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((one for one in entries if not one.name.startswith(".")), key=lambda one: one.name)
    except OSError as error:
        yield _unreadable(stored_path(folder), error)
        return
    for entry in found:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _under(path, top)
        elif reason := _why_left(entry, top):
            yield Dropped(_as_named(path), "", reason)
        else:
            yield path


def _why_left(entry: os.DirEntry[str], top: Path) -> str:
    """Why something in a folder is not opened: pipes would be waited for, links read twice or without end."""
    try:
        if not entry.is_file():
            return NO_FILE if not entry.is_symlink() else TO_FOLDER if entry.is_dir() else NOWHERE
        if not entry.is_symlink():
            return ""
        target = Path(entry.path).resolve()
    except OSError:  # links in a circle
        return NOWHERE
    is_met = target.is_relative_to(top) and not any(part.startswith(".") for part in target.relative_to(top).parts)
    return TO_ITSELF if is_met else ""


def _as_named(path: Path) -> str:
    """A link's own name, not that of what it leads to."""
    return f"{stored_path(path.parent)}/{os.fsencode(path.name).decode('utf-8', 'replace')}"


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
    for found in _under(folder, folder.resolve()):
        if isinstance(found, Path):
            yield from _in_file(found, options, progress, is_named=False)
        else:
            yield found


def _in_file(path: Path, options: Options, progress: Progress, *, is_named: bool) -> Iterator[Item]:
    name = stored_path(path)
    if not is_nameable(path):
        yield Refused(name, "", BAD_NAME)
    elif is_named and path.exists() and not path.is_file():
        yield Refused(name, "", PIPED)
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
        yield _unreadable(name, error)


def _unreadable(name: str, error: OSError) -> Refused:
    return Refused(name, "", f"unreadable: {error.strerror or error}")
