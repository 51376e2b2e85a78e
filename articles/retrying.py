"""Work that crosses another's at the same rows is done once more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import Error, IntegrityError, OperationalError, connection, transaction

T = TypeVar("T")

ATTEMPTS = 4
# SQLSTATE: the same row was made, or the one that was pointed at taken away, by another; a deadlock; no order of both
_CROSSED = ("23505", "23503", "40P01", "40001")


def retried(work: Callable[[], T]) -> T:
    """What `work` gives, one batch of many, in one transaction. Two imports may make the same actor or bring the same
    file at once: the second then finds what the first has stored.

    It does not wait for the disk. Should the machine fail, the batches of its last second are as if they had never
    been, and so is what the run notes of them: they are done when it goes on."""
    for _ in range(ATTEMPTS - 1):
        try:
            return _in_one(work)
        except (IntegrityError, OperationalError) as error:
            if not has_crossed(error):
                raise
    return _in_one(work)


@transaction.atomic
def _in_one(work: Callable[[], T]) -> T:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit TO OFF")
    return work()


def has_crossed(error: Error) -> bool:
    """Whether another transaction, not a fault of ours, is why it failed; as far as that can be told."""
    return getattr(error.__cause__, "sqlstate", None) in _CROSSED
