from __future__ import annotations

import pytest

from articles.careers import WIDTH, career
from entities.models import Tenure


def term(start: str = "", end: str = "", pk: int = 1) -> Tenure:
    return Tenure(pk=pk, title="ministre", country="RU", start=start, end=end)


@pytest.mark.parametrize(
    ("start", "end", "x", "width", "is_open"),
    [
        ("2000", "2004", 0, WIDTH // 2, False),
        ("2005", "2009", WIDTH // 2, WIDTH // 2, False),
        ("2000-07", "2005-06", 50, 500, False),
        ("2005", "", WIDTH // 2, WIDTH // 2, True),
        ("", "2004", 0, WIDTH // 2, True),
        ("", "", 0, 0, True),
    ],
)
def test_a_bar_stands_where_its_term_does(start: str, end: str, x: int, width: int, is_open: bool) -> None:
    drawn = career([term("2000", "2009", 2), term(start, end)], until=2009)
    assert drawn
    bar = next(bar for bar in drawn.bars if bar.tenure.pk == 1)
    assert (bar.x, bar.width, bar.is_open) == (x, width, is_open)


def test_what_was_before_the_first_year_shown_is_cut() -> None:
    drawn = career([term("1990", "2004")], since=2000, until=2009)
    assert drawn
    assert (drawn.first, drawn.bars[0].x, drawn.bars[0].width) == (2000, 0, WIDTH // 2)


def test_terms_come_in_the_order_of_time() -> None:
    drawn = career([term("2005", "", 1), term("1990", "2004", 2), term("", "1980", 3)], until=2009)
    assert drawn
    assert [bar.tenure.pk for bar in drawn.bars] == [3, 2, 1]


def test_a_short_term_is_still_seen() -> None:
    drawn = career([term("1900", "2009"), term("2009-12-31", "2009-12-31", 2)], until=2009)
    assert drawn
    assert all(bar.width >= 6 and bar.x + bar.width <= WIDTH for bar in drawn.bars)


def test_terms_without_any_date_draw_nothing() -> None:
    assert career([term()], until=2009) is None
