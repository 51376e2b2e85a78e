from __future__ import annotations

import pytest

from articles.portfolios import OFFICES, office_of
from entities.authority.loader import load_files


@pytest.mark.parametrize(
    ("value", "office"),
    [
        ("foreign_minister.JP", ("foreign_minister", "JP")),
        ("foreign_minister.jp", ("foreign_minister", "JP")),
        ("foreign_minister", None),
        ("other.JP", None),
        ("foreign_minister.12", None),
    ],
)
def test_an_office_is_read_from_an_address(value: str, office: tuple[str, str] | None) -> None:
    assert office_of(value) == office


def test_every_office_is_one_of_the_authority_file() -> None:
    assert set(OFFICES) <= set(load_files().offices)
