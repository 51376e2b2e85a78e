"""Real processes on a database of their own. FAULT_ROUNDS says how often each is killed: 3 in the suite, 50 in
`make faults`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.databases import copied_database
from tests.faults.forging import Forge


@pytest.fixture(scope="session")
def rounds() -> int:
    return int(os.environ.get("FAULT_ROUNDS", "3"))


@pytest.fixture(scope="session")
def forge(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Forge]:
    with django_db_blocker.unblock(), copied_database() as url:
        started = Forge(url, tmp_path_factory.mktemp("forge"))
        yield started
        started.close()


@pytest.fixture
def texts(forge: Forge, rounds: int, tmp_path: Path) -> Path:
    """A folder with some articles; by hand with more than are read at a time."""
    folder = tmp_path / "texts"
    folder.mkdir()
    forge.do("write_texts", str(folder), 18 if rounds < 10 else 40, 1)
    return folder
