"""PostgreSQL's own programs, and how they connect as we do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import IO

from django.db import connection
from psycopg.conninfo import make_conninfo

from config.backups.file import BackupError
from config.database import PROGRAMS


def server_version() -> int:
    """As PostgreSQL writes it: 180001."""
    connection.ensure_connection()
    return int(connection.connection.info.server_version)


def account() -> tuple[str, dict[str, str]]:
    """Words and an environment by which programs connect as we do. The password is in the environment, where no other
    account of the machine reads it."""
    connection.ensure_connection()
    info = connection.connection.info
    kept = {name: value for name, value in info.get_parameters().items() if name not in {"options", "client_encoding"}}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    password = {"PGPASSWORD": info.password} if info.password else {}
    return make_conninfo("", **kept), {**clean, **password, "LC_ALL": "C", "PGCLIENTENCODING": "UTF8"}


def program(name: str, server: int) -> str:
    """The wheel's program, or the system's if only that one is new enough for the server."""
    for path in (PROGRAMS / name, Path(shutil.which(name) or "")):
        if path.is_file() and _version(path) >= server // 10_000:
            return str(path)
    raise BackupError(f"{name} of PostgreSQL {server // 10_000} or newer is needed: install postgresql-client")


def _version(path: Path) -> int:
    """« pg_dump (PostgreSQL) 18.1 (Debian …) »: 18."""
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    return int(told.split()[2].split(".")[0])


def close(process: subprocess.Popen[bytes]) -> None:
    """Close its pipes and wait for its end."""
    for pipe in (process.stdin, process.stdout):
        if pipe:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # what was left to write has no reader
    process.wait()


def last_words(told: IO[str]) -> str:
    """The line of a program's messages that says what went wrong."""
    told.seek(0)
    lines = [line.strip() for line in told if line.strip()]
    return next((line for line in lines if "ERROR" in line or "error:" in line), lines[-1] if lines else "no reason")
