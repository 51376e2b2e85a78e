"""What a process of the site has before its first reader."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.db import OperationalError

from articles import titling
from config import warming


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_patterns_are_there() -> None:
    titling._patterns.cache_clear()
    warming.warm()
    assert titling._patterns.cache_info().currsize == 1


def test_every_template_can_be_read() -> None:
    assert "actors/actor.html" in warming._templates()


@pytest.mark.django_db
def test_a_small_archive_is_no_reason_to_wait() -> None:
    assert not warming.has_index()


def test_a_database_that_does_not_answer_keeps_nobody_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError

    monkeypatch.setattr(warming, "current", refuse)
    assert not warming.has_index()
