from __future__ import annotations

import pytest

from articles.offices import offices_on
from entities.models import Actor, Tenure
from tests.articles.rows import merge
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


def held(actor: Actor, title: str, start: str = "", end: str = "") -> None:
    Tenure.objects.create(actor=actor, title=title, country="RU", start=start, end=end)


@pytest.mark.parametrize(
    ("date", "title"),
    [
        ("1995-03-01", "ambassadeur"), ("2004-03-09", "ministre"), ("2004", "ministre"), ("2013", "ministre"),
        ("1980", None), ("", None),
    ],
)  # fmt: skip
def test_the_office_is_the_one_of_the_day(date: str, title: str | None) -> None:
    lavrov = actor_row("Sergueï Lavrov")
    held(lavrov, "ambassadeur", "1994", "2004")
    held(lavrov, "ministre", "2004-03-09")
    found = offices_on(date, [lavrov]).get(lavrov.pk)
    assert (found.title if found else None) == title


def test_an_office_without_dates_says_nothing_about_a_day() -> None:
    lavrov = actor_row("Sergueï Lavrov")
    held(lavrov, "ministre")
    assert offices_on("2013", [lavrov]) == {}


def test_the_office_of_a_merged_actor_is_the_canonical_ones() -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    held(twin, "ministre", "2004")
    merge(twin, into=lavrov)
    assert offices_on("2013", [lavrov])[lavrov.pk].title == "ministre"
