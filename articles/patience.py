"""How long the database may take to answer a reader. A process of the site starts with `settings.STATEMENT_SECONDS` for
each statement; what takes longer for a good reason says so. Commands wait as long as it takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


def grant(seconds: int) -> None:
    """From now on each statement may take so long; 0: as long as it takes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{seconds}s"])


def withdraw() -> None:
    """Back to what the process started with. A connection that is lost, or refuses, takes nothing along."""
    if connection.connection is not None and not connection.needs_rollback and connection.is_usable():
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")


@contextmanager
def unhurried() -> Iterator[None]:
    """For what a process of the site does for all its readers at once, such as loading an index."""
    if not settings.STATEMENT_SECONDS:
        yield
        return
    grant(0)
    try:
        yield
    finally:
        withdraw()
