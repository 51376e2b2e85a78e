"""Writes what was read: one file is one article, one article is one transaction."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles.curation import Replayed, corrections, locked
from articles.importing.parsed import Unreadable
from articles.importing.readers import text as text_reader
from articles.importing.writing import write
from articles.models import Article, ImportRun
from articles.reading import Corrections, File, ReadArticle, read_file, read_files
from articles.retrying import retried
from entities.extracting import Extractor
from entities.known import Authority
from entities.nlp.pipeline import batches


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
    """Import files one by one, telling what became of each; the run is kept with its counts. `again`: read unchanged
    files anew with the rules of today. `extractor` is called when a text first needs one: making it takes seconds."""
    run = ImportRun.objects.create()
    results: list[Stored] = []
    for batch in batches(files):
        reading = _Reading(extractor, today, again)
        reading.read_ahead(batch)
        for path in batch:
            results.append(_import_file(path, reading, run))
            yield results[-1]
    _close(run, results)


@dataclass(slots=True)
class _Reading:
    """Reads the new texts of a batch of files together, which is faster. A file that has changed, or was corrected,
    before its turn to be stored is read anew."""

    extractor: Callable[[], Extractor]
    today: datetime.date
    again: bool
    _ahead: dict[tuple[str, bytes], ReadArticle | Unreadable] = field(default_factory=dict)

    def read_ahead(self, paths: Iterable[Path]) -> None:
        files: dict[File, Corrections] = {}
        for path in paths:
            with suppress(OSError, Unreadable):  # told when its turn comes
                data = _read(path)
                known = _find(stored_path(path), data)
                if known.is_to_read(again=self.again):
                    files[path.name, data] = corrections(known.article or Article())
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


def _import_file(path: Path, reading: _Reading, run: ImportRun) -> Stored:
    name = stored_path(path)
    try:
        data = _read(path)
        return retried(lambda: _store(name, data, reading, run))
    except (OSError, Unreadable) as error:
        return Stored(name, Outcome.REJECTED, _reason(error), is_error=True)


def preview_files(files: Iterable[Path], authority: Authority, *, today: datetime.date) -> Iterator[Stored]:
    """What an import of these files would do. Stores nothing."""
    seen: dict[str, str] = {}
    for path in files:
        name = stored_path(path)
        try:
            data = _read(path)
            known = _find(name, data)
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


def _read(path: Path) -> bytes:
    """The bytes of a file whose name can be kept: in UTF-8, and on one line."""
    name = str(path)
    if not name.isprintable():  # a byte that is no UTF-8 stands in it as a lone surrogate
        raise Unreadable("The name of the file is not UTF-8, or holds a control character: rename it.")
    return path.read_bytes()


@dataclass(frozen=True, slots=True)
class _Found:
    """Which article a file is: by its path, else by its bytes where their file is gone."""

    digest: str
    article: Article | None = None
    is_unchanged: bool = False
    twin: str = ""  # another file with the same bytes
    note: str = ""
    displaced: Article | None = None  # whose path this was before another article's file took it

    @property
    def is_duplicate(self) -> bool:
        return bool(self.twin)

    def is_to_read(self, *, again: bool) -> bool:
        return not self.is_duplicate and (again or not (self.is_unchanged or self.note))


def _find(name: str, data: bytes) -> _Found:
    digest = hashlib.sha256(data).hexdigest()
    light = Article.objects.defer("raw", "search")
    by_path = light.filter(import_path=name).first()
    if by_path is not None and by_path.sha256 == digest:
        return _Found(digest, by_path, is_unchanged=True)
    by_bytes = light.filter(sha256=digest).first()
    if by_bytes is None:
        return _Found(digest, by_path)
    if by_bytes.import_path and _still_holds(settings.ROOT / by_bytes.import_path, digest):
        return _Found(digest, by_path, twin=by_bytes.import_path)
    note = f"moved from {by_bytes.import_path}" if by_bytes.import_path else "found again"
    return _Found(digest, by_bytes, note=note, displaced=by_path)


def _still_holds(path: Path, digest: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _store(name: str, data: bytes, reading: _Reading, run: ImportRun) -> Stored:
    known = _find(name, data)
    if known.is_duplicate:
        return Stored(name, Outcome.REJECTED, _same_as(known.twin))
    is_to_read = known.is_to_read(again=reading.again)
    if known.is_unchanged and known.article and not is_to_read:
        return Stored(name, Outcome.UNCHANGED, title=known.article.title, article=known.article)
    if known.displaced:  # its own file may turn up elsewhere: an article is found again by its bytes
        Article.objects.filter(pk=known.displaced.pk).update(import_path=None, updated_at=timezone.now())
    if known.note and known.article and not is_to_read:  # the same bytes at another place: nothing to read again
        Article.objects.filter(pk=known.article.pk).update(import_path=name, updated_at=timezone.now())
        return Stored(name, Outcome.UPDATED, known.note, title=known.article.title, article=known.article)
    tool = reading.extractor()
    article = locked(known.article.pk) if known.article else Article()
    read = reading.read(Path(name).name, data, corrections(article))
    outcome = Outcome.UPDATED if known.article else Outcome.NEW
    article.import_path, article.raw, article.sha256, article.run = name, data, known.digest, run
    replayed = write(article, read, tool)
    original = article.copy_of
    note = f"the same text, or nearly, as {original.import_path or original.uid}" if original else ""
    return Stored(name, outcome, note, title=article.title, article=article, replayed=replayed)


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
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # the planner knows at once how much there is
