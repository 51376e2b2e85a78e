"""What is thrown at the site. FAULT_ROUNDS makes it more: `make faults` asks for 50."""

from __future__ import annotations

import os

import pytest

from tests.articles.runs.conftest import extractor
from tests.config.conftest import keys, people

__all__ = ["extractor", "keys", "people"]


@pytest.fixture(scope="session")
def patience() -> int:
    """How many times as much as in the suite is tried: 1 in the suite."""
    return max(1, int(os.environ.get("FAULT_ROUNDS", "3")) // 3)
