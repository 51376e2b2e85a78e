"""Records into articles: known and unchanged ones are left alone, the others are read together and written."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from django.conf import settings
from django.db import DataError, transaction
from django.db.models import Q
from django.utils import timezone

from articles.curation import Replayed, corrections, locked
from articles.importing.former import keep_former
from articles.importing.parsed import Unreadable
from articles.importing.readers import slips
from articles.importing.readers.decoding import decode
from articles.importing.readers.records import Record
from articles.importing.storing import Outcome, Stored
from articles.importing.writing import write_all
from articles.models import Article, ImportRun
from articles.reading import File, ReadArticle, read_file, read_files
from entities.extracting import Extractor

MOVED = "moved from {}"


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be done with one record; `read` is what its bytes gave, or why they gave nothing."""

    record: Record
    article: Article | None = None
    settled: Stored | None = None
    read: ReadArticle | Unreadable | None = None

    @property
    def is_open(self) -> bool:
        return self.settled is None


def keep(
    records: Sequence[Record],
    run: ImportRun,
    extractor: Callable[[], Extractor],
    *,
    today: datetime.date,
    again: bool = False,
) -> list[Stored]:
    """What became of each record, in order. `again`: read unchanged ones anew. To be called in a transaction, so that
    a batch is in or out with the run's position."""
    tasks = _read([_task(record, known, again=again) for record, known in known_of(records)], extractor, today)
    settled = [task if task.is_open and isinstance(task.read, ReadArticle) else _closed(task) for task in tasks]
    return _stored(settled, run, extractor, today)


@dataclass(frozen=True, slots=True)
class Known:
    """The stored article of a record's name, the one of its bytes, and the digest of these."""

    by_name: Article | None
    by_bytes: Article | None
    digest: str


def known_of(records: Sequence[Record]) -> list[tuple[Record, Known]]:
    """Each record beside the article of its name, and the one of its bytes. One that repeats the bytes of another,
    stored or in this batch, is told apart by its name, which its own copy holds."""
    digests = {record.name: digest_of(record.data) for record in records}
    light = Article.objects.only("pk", "uid", "import_path", "sha256", "title", "copy_of")
    stored = list(light.filter(Q(import_path__in=digests) | Q(sha256__in=digests.values())))
    by_name = {article.import_path: article for article in stored}
    by_bytes = {article.sha256: article for article in stored}
    seen: dict[str, str] = {}
    found = []
    for record in records:
        digest = digests[record.name]
        article = by_name.get(record.name)
        twin = by_bytes.get(digest)
        is_repeat = (twin is not None and twin != article) or seen.setdefault(digest, record.name) != record.name
        if is_repeat and not _is_moved(record, article, twin):
            copy = replace(record, data=as_copy(record))
            found.append((copy, Known(article, None, digest_of(copy.data))))
        else:
            found.append((record, Known(article, twin, digest)))
    return found


def _is_moved(record: Record, article: Article | None, twin: Article | None) -> bool:
    """Whether a file alone turns up at another place, its former one being empty."""
    if article is not None or twin is None or record.key or not twin.import_path or "#" in twin.import_path:
        return False
    return "://" not in twin.import_path and not (settings.ROOT / twin.import_path).exists()


def as_copy(record: Record) -> bytes:
    """The record's bytes with its name in them: no two articles have the same."""
    try:
        decoded = decode(record.data)
    except Unreadable:
        return record.data
    placed = slips.parse(decoded.text)
    slip = placed.slip if placed else slips.Slip("text", "", decoded.text, encoding=decoded.encoding)
    return slips.write(replace(slip, origin=record.name))


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _task(record: Record, known: Known, *, again: bool) -> _Task:
    article = known.by_name
    if article is not None and article.sha256 == known.digest and not again:
        return _Task(record, article, Stored(record.name, Outcome.UNCHANGED, title=article.title, article=article))
    if article is None and known.by_bytes is not None:
        return _Task(record, known.by_bytes, _moved(record, known.by_bytes))
    return _Task(record, article)


def _moved(record: Record, article: Article) -> Stored:
    note = MOVED.format(article.import_path)
    Article.objects.filter(pk=article.pk).update(import_path=record.name, updated_at=timezone.now())
    return Stored(record.name, Outcome.UPDATED, note, title=article.title, article=article)


def _read(tasks: list[_Task], extractor: Callable[[], Extractor], today: datetime.date) -> list[_Task]:
    """The open ones with what their bytes give, all read together."""
    files = {_file(task): corrections(task.article or Article()) for task in tasks if task.is_open}
    if not files:
        return tasks
    found = dict(zip(files, read_files(files, extractor=extractor(), today=today, corrections=files), strict=True))
    return [replace(task, read=found[_file(task)]) if task.is_open else task for task in tasks]


def _file(task: _Task) -> File:
    return task.record.name, task.record.data


def _closed(task: _Task) -> _Task:
    """One that was settled before, or whose bytes gave nothing."""
    refused = Stored(task.record.name, Outcome.REJECTED, _placed(task.record, str(task.read)), is_error=True)
    return replace(task, settled=task.settled or refused)


def _stored(
    tasks: Sequence[_Task], run: ImportRun, extractor: Callable[[], Extractor], today: datetime.date
) -> list[Stored]:
    """All written together; one by one where the database refuses something in one of them."""
    try:
        return _write(tasks, run, extractor, today)
    except DataError as error:
        if len(tasks) > 1:
            return [one for task in tasks for one in _stored([task], run, extractor, today)]
        record = tasks[0].record
        return [Stored(record.name, Outcome.REJECTED, _placed(record, f"can't be stored: {error}"), is_error=True)]


@transaction.atomic
def _write(
    tasks: Sequence[_Task], run: ImportRun, extractor: Callable[[], Extractor], today: datetime.date
) -> list[Stored]:
    prepared = [_prepared(task, run, extractor, today) for task in tasks if task.is_open]
    replayed = iter(write_all(prepared, extractor()) if prepared else [])
    articles = iter(prepared)
    return [task.settled or _told(task, next(articles)[0], next(replayed)) for task in tasks]


def _prepared(
    task: _Task, run: ImportRun, extractor: Callable[[], Extractor], today: datetime.date
) -> tuple[Article, ReadArticle]:
    """The article with its new file, and what was read of that; the file that it had is kept."""
    record, read = task.record, cast(ReadArticle, task.read)
    article = locked(task.article.pk) if task.article else Article(run=run)
    asked = corrections(article)
    if read.corrections != asked:
        read = read_file(record.data, name=record.name, extractor=extractor(), today=today, corrections=asked)
    digest = digest_of(record.data)
    if task.article:
        keep_former(article, run, digest)
    article.import_path, article.raw, article.sha256 = record.name, record.data, digest
    return article, read


def _told(task: _Task, article: Article, replayed: Replayed) -> Stored:
    of = article.copy_of
    note = f"the same text, or nearly, as {of.import_path or of.uid}" if of else ""
    outcome = Outcome.UPDATED if task.article else Outcome.NEW
    return Stored(task.record.name, outcome, note, title=article.title, article=article, replayed=replayed)


def _placed(record: Record, reason: str) -> str:
    return f"{record.place}: {reason}" if record.place else reason
