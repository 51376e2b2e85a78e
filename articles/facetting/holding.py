"""The archive of this process: read from its file or built in the background, and brought up to date before each use.

There is none for a small database, where SQL is as fast; none inside of a transaction, which may have changes that
nobody else sees and that may never be; and none while it is being built.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import threading
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import OperationalError, connection, connections

from articles.facetting import keeping
from articles.facetting.archive import Archive, Part
from articles.facetting.following import KEPT_DAYS, MOST_CHANGES, followed, forget, moment_now
from articles.facetting.reading import read_names, read_segment
from articles.facetting.words import learn
from articles.patience import unhurried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LOOK_EVERY = 10  # seconds, for whether there is one to be had
_FORGET_EVERY = 3_600
_BUILD_EVERY = 60  # seconds at least, whatever became of the last one
_log = logging.getLogger(__name__)
_told: ContextVar[list[Archive | None] | None] = ContextVar("told", default=None)  # the archive of a moment, once asked


class _Holder:
    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.lock = threading.RLock()
        self.archive: Archive | None = None
        self.looked_at = float("-inf")
        self.file_time = 0.0
        self.built_at = float("-inf")
        self.forgot_at = monotonic()
        self.builder: threading.Thread | None = None


_holder = _Holder()
os.register_at_fork(after_in_child=_holder.reset)  # no thread of the parent lives on in a child


def current() -> Archive | None:
    """The archive as of now, or as of the moment of which all is told; None where SQL has to answer."""
    if not settings.FACETS_FROM or connection.in_atomic_block:
        return None
    told = _told.get()
    if told is None:
        return _brought_up_to_date()
    if not told:
        told.append(_brought_up_to_date())
    return told[0]


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is asked inside is told as of the first question: the figures of one page agree, and what has changed is
    looked for once."""
    outer = _told.get()
    token = _told.set([] if outer is None else outer)
    try:
        yield
    finally:
        _told.reset(token)


def _brought_up_to_date() -> Archive | None:
    with _holder.lock:
        _tidy()
        if _holder.archive is None and not _is_time_to_look():
            return None
        archive = _holder.archive or _from_file()
        _holder.archive = archive and _followed(archive)
        if _holder.archive is None or _is_old(_holder.archive):
            _build_aside()
        return _holder.archive


def _is_old(archive: Archive) -> bool:
    """Whether much has changed since it was read as a whole, or soon nobody could tell what has."""
    changed = sum(len(part.live) for part in archive.parts[1:])
    return changed > MOST_CHANGES // 2 or time() - _holder.file_time > 86_400 * KEPT_DAYS / 2


def _followed(archive: Archive) -> Archive | None:
    try:
        return followed(archive)
    except OperationalError:  # what has changed is too much for the time that a reader's question may take
        _log.warning("facets could not be brought up to date", exc_info=True)
        return None


def facet_version() -> str:
    """What the facets of this process show: another word after each change, which tells strangers nothing of what the
    database has done; « sql » where it is asked each time."""
    archive = current()
    return hashlib.sha256(repr(archive.moment).encode()).hexdigest()[:12] if archive else "sql"


def build() -> Archive:
    """Read everything anew and keep it in its file, for all processes."""
    with unhurried():
        moment = moment_now()  # before all else: what changes meanwhile is read again
        names = read_names()
        segment = read_segment(names)
        learn(segment)
        keeping.keep(segment, moment, keeping.path())
        forget()
    return Archive((Part(segment, segment.all),), names, moment)


def _is_time_to_look() -> bool:
    now = monotonic()
    if now - _holder.looked_at < _LOOK_EVERY:
        return False
    _holder.looked_at = now
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'articles_article'::regclass")
        return bool(cursor.fetchone()[0] >= settings.FACETS_FROM)


def _from_file() -> Archive | None:
    """From a file that is newer than what this process had."""
    file = keeping.path()
    made_at = file.stat().st_mtime if file.exists() else 0.0
    if made_at <= _holder.file_time:
        return None
    _holder.file_time = made_at
    found = keeping.kept(file)
    return Archive((Part(found.segment, found.segment.all),), read_names(), found.moment) if found else None


def _tidy() -> None:
    """Now and then, what was noted for nobody any more is dropped."""
    if monotonic() - _holder.forgot_at > _FORGET_EVERY:
        _holder.forgot_at = monotonic()
        _aside(forget)


def _build_aside() -> None:
    if monotonic() - _holder.built_at > _BUILD_EVERY and not (_holder.builder and _holder.builder.is_alive()):
        _holder.built_at = monotonic()
        _holder.builder = _aside(_build_alone)


def _aside(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=_alone, args=[work], name="facets", daemon=True)
    thread.start()
    return thread


def _alone(work: Callable[[], None]) -> None:
    try:
        work()
    except Exception:
        _log.exception("facets could not be read into memory, or tidied: SQL answers")
    finally:
        connections.close_all()


def _build_alone() -> None:
    """Build, unless another process of this machine does, or just has: its file serves all of them."""
    with _only_one(keeping.path()) as is_ours:
        if is_ours:
            archive = _from_file() or build()
            with _holder.lock:
                _holder.archive, _holder.file_time = archive, keeping.path().stat().st_mtime


@contextmanager
def _only_one(file: Path) -> Iterator[bool]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
