"""Who is named in the texts of these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rows import actor_row

if TYPE_CHECKING:
    from entities.models import Actor


@pytest.fixture
def lavrov(db: None) -> Actor:
    return actor_row("Sergueï Lavrov")


@pytest.fixture
def ivanov(db: None) -> Actor:
    return actor_row("Igor Ivanov")


@pytest.fixture
def kono(db: None) -> Actor:
    return actor_row("Taro Kono")


@pytest.fixture
def japan(db: None) -> Actor:
    return actor_row("Japon", "country", code="JP")
