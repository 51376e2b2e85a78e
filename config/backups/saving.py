"""From the database into a file."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, ZipFile

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.recorder import MigrationRecorder

from config.backups.file import CHUNK, DUMP, MANIFEST, BackupError, Manifest
from config.backups.programs import account, close, last_words, program, server_version
from config.backups.tables import row_counts


def back_up(path: Path) -> Manifest:
    """Write everything that the database holds now into a new file, which appears whole or not at all. People go on
    reading and writing meanwhile."""
    if path.exists():
        raise BackupError(f"{path} exists already: choose another name")
    partial = path.with_name(f"{path.name}.partial")
    try:
        with _private(partial) as file, _snapshot() as (cursor, name):
            manifest = _write(file, cursor, name)
        partial.rename(path)
    except OSError as error:
        raise BackupError(f"{path} can't be written: {error.strerror or error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return manifest


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    """A new file that only its owner reads, for it holds accounts; on the disk when this ends."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _snapshot() -> Iterator[tuple[CursorWrapper, str]]:
    """A transaction that sees one moment, and the name by which other sessions see the same."""
    connection.set_autocommit(False)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            yield cursor, str(cursor.fetchone()[0])
    finally:
        connection.rollback()
        connection.set_autocommit(True)


def _write(file: IO[bytes], cursor: CursorWrapper, snapshot: str) -> Manifest:
    server = server_version()
    rows = row_counts(cursor)
    applied = MigrationRecorder(connection).applied_migrations()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        with archive.open(DUMP, "w", force_zip64=True) as target:
            size, digest = _dump(target, snapshot, server)
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        manifest = Manifest(now, server, size, digest, rows, sorted(map(".".join, applied)))
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def _dump(target: IO[bytes], snapshot: str, server: int) -> tuple[int, str]:
    """How many bytes were written, and their digest."""
    conninfo, environment = account()
    words = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--dbname={conninfo}"]
    size, digest = 0, hashlib.sha256()
    with tempfile.TemporaryFile("w+") as told:
        run = subprocess.Popen(
            [program("pg_dump", server), *words], env=environment, stdout=subprocess.PIPE, stderr=told
        )
        try:
            while chunk := run.stdout.read(CHUNK) if run.stdout else b"":
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        except BaseException:
            run.kill()
            raise
        finally:
            close(run)
        if run.returncode:
            raise BackupError(f"nothing was saved: {last_words(told)}")
    return size, digest.hexdigest()
