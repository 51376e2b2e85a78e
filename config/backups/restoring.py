"""From a file into the database."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from articles.facetting.following import RESTORED
from config.backups.file import CHUNK, DUMP, BackupError, Manifest
from config.backups.programs import account, close, last_words, program, server_version
from config.backups.tables import recount, row_counts

# Everything of ours lies in this schema, extensions too; the file makes them anew. Nothing counts before the COMMIT,
# which we write last: whoever of us dies earlier, the server takes all of it back.
_BEGIN = "BEGIN; SET LOCAL lock_timeout = '60s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"
_COMMIT = "COMMIT;\n"


def held() -> dict[str, int]:
    """The rows of each table that there is now."""
    with connection.cursor() as cursor:
        return row_counts(cursor)


def unknown_migrations(manifest: Manifest) -> list[str]:
    """Migrations of the backup that this version of the site doesn't have: a newer one made it."""
    known = set(map(".".join, MigrationLoader(None, ignore_no_migrations=True).disk_migrations))
    return [name for name in manifest.migrations if name not in known]


def restore(path: Path, manifest: Manifest) -> None:
    """Put what a checked backup holds in the place of everything that is there, in one transaction."""
    server = server_version()
    if server // 10_000 < manifest.server // 10_000:
        raise BackupError(
            f"the backup is of PostgreSQL {manifest.server // 10_000}, and this server is {server // 10_000}"
        )
    conninfo, environment = account()
    connection.close()
    words = [program("psql", server), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-", conninfo]
    with tempfile.TemporaryFile("w+") as told:
        psql = subprocess.Popen(words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=told)
        failed = ""
        try:
            if psql.stdin:
                failed = _tell(psql.stdin, path, manifest, program("pg_restore", server))
        except BrokenPipeError:
            failed = "psql ended"
        finally:
            close(psql)
        if failed or psql.returncode:
            raise BackupError(f"nothing was restored: {last_words(told) if psql.returncode else failed}")


def _tell(psql: IO[bytes], path: Path, manifest: Manifest, pg_restore: str) -> str:
    """Write what makes and fills the tables, and ends with their rows counted. Gives what went wrong, or nothing."""
    psql.write(_BEGIN.encode())
    psql.flush()
    words = [pg_restore, "--file=-", "--no-owner", "--no-privileges"]
    with tempfile.TemporaryFile("w+") as told, ZipFile(path) as archive, archive.open(DUMP) as dump:
        reads = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=psql, stderr=told)
        try:
            if reads.stdin:
                with suppress(BrokenPipeError):  # it ended, and told why
                    shutil.copyfileobj(dump, reads.stdin, CHUNK)
        finally:
            close(reads)
        if reads.returncode:
            return last_words(told)
    psql.write(f"{recount(manifest.rows)}\n{RESTORED}\n{_COMMIT}".encode())
    return ""
