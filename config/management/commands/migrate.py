"""Django's `migrate`, one at a time: two machines that start the same version at once would make each table twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

from django.core.management.commands import migrate
from django.db import connections

_LOCK = 7_274_101  # a number that nothing else of ours locks


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with _alone(options["database"]):
            super().handle(*args, **options)


@contextmanager
def _alone(database: str) -> Iterator[None]:
    """Holds a lock of the session: it goes with whoever is killed. Asks again and again instead of waiting in the
    database, where an index that is built beside the work of others would wait for us."""
    with connections[database].cursor() as cursor:
        while not _granted(cursor):
            sleep(0.2)
    try:
        yield
    finally:
        if connections[database].is_usable():
            with connections[database].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _granted(cursor: Any) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
    return bool(cursor.fetchone()[0])
