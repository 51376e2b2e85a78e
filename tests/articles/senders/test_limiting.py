from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from pytest_django.fixtures import Settings

from articles.senders.limiting import Limit, seconds_to_wait
from articles.senders.models import Spending

pytestmark = pytest.mark.django_db
LIMIT = Limit("pages", 2, 600)
NOON = datetime(2024, 5, 6, 12, 0, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(settings: Settings) -> Iterator[time_machine.Coordinates]:
    settings.RATE_LIMITS = True
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def test_up_to_the_limit_nobody_waits() -> None:
    assert [seconds_to_wait(LIMIT, "one") for _ in range(2)] == [0, 0]


def test_past_the_limit_one_waits_until_the_window_ends() -> None:
    assert [seconds_to_wait(LIMIT, "one") for _ in range(4)][2:] == [590, 590]


def test_each_sender_and_each_limit_has_its_own_count() -> None:
    for _ in range(3):
        seconds_to_wait(LIMIT, "one")
    assert seconds_to_wait(LIMIT, "other") == 0
    assert seconds_to_wait(Limit("files", 2, 600), "one") == 0


def test_the_next_window_begins_anew(clock: time_machine.Coordinates) -> None:
    for _ in range(3):
        seconds_to_wait(LIMIT, "one")
    clock.shift(590)
    assert seconds_to_wait(LIMIT, "one") == 0


def test_windows_that_have_ended_are_forgotten(clock: time_machine.Coordinates) -> None:
    seconds_to_wait(LIMIT, "one")
    clock.shift(700)
    seconds_to_wait(LIMIT, "other")
    assert [row.key.split()[1] for row in Spending.objects.all()] == ["other"]


def test_a_count_costs_no_write_to_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE oid = 'senders_spending'::regclass")
        assert cursor.fetchone() == ("u",)


def test_nothing_is_counted_where_limits_are_off(settings: Settings) -> None:
    settings.RATE_LIMITS = False
    assert [seconds_to_wait(LIMIT, "one") for _ in range(4)] == [0] * 4
    assert not Spending.objects.exists()
