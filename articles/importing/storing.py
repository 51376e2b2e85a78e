"""Writes what was read: one file is one article, one batch of files one transaction."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from unicodedata import bidirectional, category

from django.conf import settings
from django.utils import timezone

from articles.curation import Replayed, corrections, locked
from articles.importing.former import keep_former
from articles.importing.parsed import Unreadable
from articles.importing.readers import text as text_reader
from articles.importing.shelf import KnownAs, Shelf
from articles.importing.writing import analyse_written, write_all
from articles.models import Article, ImportRun
from articles.reading import Corrections, File, ReadArticle, read_file, read_files
from articles.retrying import retried
from entities.extracting import Extractor
from entities.known import Authority
from entities.nlp.pipeline import batches

STORED = 64  # files a transaction: what one costs, however small, is shared by all of them
BAD_NAME = "The name of the file is not UTF-8, or holds a control character: rename it."
_UNFIT = {"Cc", "Cs", "Zl", "Zp"}  # categories of Unicode
_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


class Outcome(StrEnum):
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one file. `note` says why it was rejected, or what else is worth saying. A duplicate is no error:
    nothing is lost by leaving it out."""

    path: str
    outcome: Outcome
    note: str = ""
    is_error: bool = False
    title: str = ""
    article: Article | None = None
    replayed: Replayed | None = None  # what became of curators' decisions


def import_files(
    files: Iterable[Path], extractor: Callable[[], Extractor], *, today: datetime.date, again: bool = False
) -> Iterator[Stored]:
    """Import files, telling what became of each; the run is kept with its counts. `again`: read unchanged files anew
    with the rules of today. `extractor` is called when a text first needs one: making it takes seconds."""
    run = ImportRun.objects.create()
    results: list[Stored] = []
    for batch in batches(files, STORED):
        reading = Reading(extractor, today, again)
        reading.read_ahead(batch)
        stored = retried(partial(_import_batch, batch, reading, run))
        results += [replace(one, article=None, replayed=None) for one in stored]  # texts do not pile up
        yield from stored
    _close(run, results)


@dataclass(slots=True)
class Reading:
    """Reads the new texts of a batch of files together, which is faster. A file that has changed, or was corrected,
    before its turn to be stored is read anew."""

    extractor: Callable[[], Extractor]
    today: datetime.date
    again: bool
    _ahead: dict[tuple[str, bytes], ReadArticle | Unreadable] = field(default_factory=dict)

    def read_ahead(self, paths: Iterable[Path]) -> None:
        opened: dict[str, bytes] = {}
        for path in paths:
            with suppress(OSError, Unreadable):  # told when its turn comes
                opened[stored_path(path)] = _read(path)
        self.read_files_ahead(opened)

    def read_files_ahead(self, opened: Mapping[str, bytes]) -> None:
        """The same of files given by the paths under which they are stored."""
        files: dict[File, Corrections] = {}
        shelf = Shelf(opened)
        for name, data in opened.items():
            known = shelf.find(name)
            if known.is_to_read(again=self.again):
                files[Path(name).name, data] = corrections(known.article or Article())
        if files:
            reads = read_files(files, extractor=self.extractor(), today=self.today, corrections=files)
            self._ahead = dict(zip(files, reads, strict=True))

    def read(self, name: str, data: bytes, asked: Corrections) -> ReadArticle:
        read = self._ahead.get((name, data))
        if isinstance(read, Unreadable):
            raise read
        if read is None or read.corrections != asked:
            return read_file(data, name=name, extractor=self.extractor(), today=self.today, corrections=asked)
        return read


def _import_batch(paths: Sequence[Path], reading: Reading, run: ImportRun) -> list[Stored]:
    opened = dict(opened_files(paths))
    files = {name: data for name, data in opened.items() if isinstance(data, bytes)}
    stored = store_files(files, reading, run)
    return [refused(name, own) if isinstance(own, Exception) else stored[name] for name, own in opened.items()]


def opened_files(paths: Iterable[Path]) -> Iterator[tuple[str, bytes | OSError | Unreadable]]:
    """Under which path each file is stored, and its bytes, or why there are none."""
    for path in paths:
        try:
            yield stored_path(path), _read(path)
        except (OSError, Unreadable) as error:
            yield stored_path(path), error


def refused(name: str, error: OSError | Unreadable) -> Stored:
    return Stored(name, Outcome.REJECTED, _reason(error), is_error=True)


def store_files(files: Mapping[str, bytes], reading: Reading, run: ImportRun) -> dict[str, Stored]:
    """What becomes of each file, by the path under which it is stored. To be called in a transaction."""
    desk = _Desk(files, reading, run)
    for name, data in files.items():
        desk.take(name, data)
    desk.write()
    return {name: desk.results[name] for name in files}


@dataclass(slots=True)
class _Waiting:
    """An article that was read and is not written yet."""

    name: str
    digest: str
    outcome: Outcome
    article: Article
    read: ReadArticle


class _Desk:
    """Where the files of a batch are told from one another and gathered to be written together."""

    def __init__(self, files: Mapping[str, bytes], reading: Reading, run: ImportRun) -> None:
        self._files, self._reading, self._run = files, reading, run
        self._shelf = Shelf(files)
        self._waiting: list[_Waiting] = []
        self.results: dict[str, Stored] = {}

    def take(self, name: str, data: bytes) -> None:
        known = self._shelf.find(name)
        if self._touches_waiting(name, known):
            self.write()
            known = self._shelf.find(name)
        try:
            settled = self._settled(name, known)
            if settled:
                self.results[name] = settled
            else:
                self._prepare(name, data, known)
        except Unreadable as reason:
            self.results[name] = refused(name, reason)

    def write(self) -> None:
        """Store what was gathered. Files that come after are compared with it too."""
        if not self._waiting:
            return
        pairs = [(one.article, one.read) for one in self._waiting]
        for one, replayed in zip(self._waiting, write_all(pairs, self._reading.extractor()), strict=True):
            self.results[one.name] = Stored(
                one.name, one.outcome, _copy_note(one.article), title=one.article.title, article=one.article,
                replayed=replayed,
            )  # fmt: skip
        self._waiting = []
        self._shelf = Shelf(self._files)

    def _touches_waiting(self, name: str, known: KnownAs) -> bool:
        pks = {one.article.pk for one in self._waiting if one.article.pk}
        return any(one.name == name or one.digest == known.digest for one in self._waiting) or any(
            article.pk in pks for article in (known.article, known.displaced, known.holder) if article
        )

    def _settled(self, name: str, known: KnownAs) -> Stored | None:
        """What becomes of a file that is not to be read."""
        if known.is_duplicate:
            return Stored(name, Outcome.REJECTED, _same_as(known.twin))
        if known.is_to_read(again=self._reading.again) or known.article is None:
            self._displace(known)
            return None
        if not known.is_unchanged:  # the same bytes at another place: nothing to read again
            self._displace(known)
            Article.objects.filter(pk=known.article.pk).update(import_path=name, updated_at=timezone.now())
            self._shelf = Shelf(self._files)
        outcome = Outcome.UNCHANGED if known.is_unchanged else Outcome.UPDATED
        return Stored(name, outcome, known.note, title=known.article.title, article=known.article)

    def _displace(self, known: KnownAs) -> None:
        """An article whose path another's file took: its own may turn up elsewhere, and is found by its bytes."""
        if known.displaced:
            Article.objects.filter(pk=known.displaced.pk).update(import_path=None, updated_at=timezone.now())
            self._shelf = Shelf(self._files)

    def _prepare(self, name: str, data: bytes, known: KnownAs) -> None:
        article = locked(known.article.pk) if known.article else Article(run=self._run)
        read = self._reading.read(Path(name).name, data, corrections(article))
        if known.article:
            keep_former(article, self._run, known.digest)
        article.import_path, article.raw, article.sha256 = name, data, known.digest
        outcome = Outcome.UPDATED if known.article else Outcome.NEW
        self._waiting.append(_Waiting(name, known.digest, outcome, article, read))


def _copy_note(article: Article) -> str:
    original = article.copy_of
    return f"the same text, or nearly, as {original.import_path or original.uid}" if original else ""


def preview_files(files: Iterable[Path], authority: Authority, *, today: datetime.date) -> Iterator[Stored]:
    """What an import of these files would do. Stores nothing."""
    seen: dict[str, str] = {}
    for path in files:
        name = stored_path(path)
        try:
            data = _read(path)
            known = Shelf({name: data}).find(name)
            if known.is_duplicate or (known.digest in seen and known.article is None):
                yield Stored(name, Outcome.REJECTED, _same_as(known.twin or seen[known.digest]))
                continue
            seen[known.digest] = name
            if known.is_unchanged:
                yield Stored(name, Outcome.UNCHANGED, title=known.article.title if known.article else "")
                continue
            parsed = text_reader.read(data, authority=authority, today=today, name=path.name)
            yield Stored(name, Outcome.UPDATED if known.article else Outcome.NEW, known.note, title=parsed.title)
        except (OSError, Unreadable) as error:
            yield Stored(name, Outcome.REJECTED, _reason(error), is_error=True)


def stored_path(path: Path) -> str:
    """How a file is known: from the project's folder where it lies inside: a moved checkout finds its articles."""
    full = path.resolve()
    name = str(full.relative_to(settings.ROOT) if full.is_relative_to(settings.ROOT) else full)
    return os.fsencode(name).decode("utf-8", "replace")


def is_nameable(path: Path) -> bool:
    """Whether a file's name can be kept: in UTF-8 (a byte that is none stands in it as a lone surrogate), on one line,
    with nothing that turns the line around. Names made of French titles have no-break spaces."""
    return not any(category(sign) in _UNFIT or bidirectional(sign) in _TURNING for sign in str(path))


def _read(path: Path) -> bytes:
    if not is_nameable(path):
        raise Unreadable(BAD_NAME)
    return path.read_bytes()


def _same_as(twin: str) -> str:
    return f"duplicate: the same bytes as {twin}"


def _reason(error: OSError | Unreadable) -> str:
    return f"unreadable: {error.strerror}" if isinstance(error, OSError) and error.strerror else str(error)


def _close(run: ImportRun, results: list[Stored]) -> None:
    counts = {outcome: sum(r.outcome == outcome for r in results) for outcome in Outcome}
    run.new_count, run.updated_count = counts[Outcome.NEW], counts[Outcome.UPDATED]
    run.unchanged_count, run.rejected_count = counts[Outcome.UNCHANGED], counts[Outcome.REJECTED]
    run.paths = [r.path for r in results]
    run.rejections = [{"path": r.path, "reason": r.note} for r in results if r.outcome == Outcome.REJECTED]
    run.finished_at = timezone.now()
    run.save()
    if run.new_count or run.updated_count:
        analyse_written()
