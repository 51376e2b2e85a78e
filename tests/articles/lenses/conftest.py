from __future__ import annotations

import pytest

from tests.articles.lenses.rows import Press


@pytest.fixture
def press(db: None) -> Press:
    return Press()
