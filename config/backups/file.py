"""What a backup is: its two parts, and whether they are as they were written."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

FORMAT = 1
KIND = "trilaterale backup"
DUMP, MANIFEST = "database.dump", "manifest.json"
CHUNK = 1 << 20
_BROKEN = (BadZipFile, KeyError, ValueError, TypeError, NotImplementedError, RuntimeError, EOFError, zlib.error)


class BackupError(Exception):
    """Why nothing was saved, or nothing restored: one sentence."""


@dataclass(frozen=True, slots=True)
class Manifest:
    made_at: str
    server: int  # version of PostgreSQL: 180001
    size: int  # bytes of the dump
    sha256: str
    rows: dict[str, int]  # of each table
    migrations: list[str]  # « articles.0001_catalogue »
    kind: str = KIND
    format: int = FORMAT

    @property
    def row_count(self) -> int:
        return sum(self.rows.values())


def check(path: Path) -> Manifest:
    """What a backup holds. Raises BackupError where anything of it is not as it was written."""
    try:
        with ZipFile(path) as archive:
            manifest = _manifest(archive)
            if _dumped(archive) != (manifest.size, manifest.sha256):
                raise BackupError(f"{path} is damaged: its checksum is another")
    except _BROKEN as error:
        raise BackupError(f"{path} is damaged, or no backup of this site") from error
    except OSError as error:
        raise BackupError(f"{path} can't be read: {error.strerror or error}") from error
    return manifest


def _manifest(archive: ZipFile) -> Manifest:
    values = json.loads(archive.read(MANIFEST))
    if not isinstance(values, dict) or values.get("kind") != KIND:
        raise BackupError(f"{archive.filename} is no backup of this site")
    if values.get("format") != FORMAT:
        raise BackupError(
            f"{archive.filename} has format {values.get('format')}, and this version of the site reads {FORMAT}"
        )
    return Manifest(**values)


def _dumped(archive: ZipFile) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with archive.open(DUMP) as dump:
        while chunk := dump.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()
