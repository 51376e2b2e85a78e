"""One batch of many goes on before the disk has it; what ends a run waits."""

from __future__ import annotations

import pytest
from django.db import connection

from articles.retrying import retried

pytestmark = pytest.mark.django_db(transaction=True)


def waits() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        return str(cursor.fetchone()[0])


def test_a_batch_does_not_wait_for_the_disk_and_what_follows_does() -> None:
    assert retried(waits) == "off"
    assert waits() == "on"
