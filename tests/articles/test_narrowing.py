from __future__ import annotations

import datetime

import pytest

from articles.models import Article
from articles.narrowing import dated_within, first_day, last_day
from tests.articles.rows import article_naming

WRITTEN = ("2012-12-31", "2013", "2013-11", "2013-11-02", "2013-11-30", "2014", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "until", "within"),
    [
        ("", "", set(WRITTEN)),
        ("2013", "2013", {"2013", "2013-11", "2013-11-02", "2013-11-30"}),
        ("2013-11", "2013-11", {"2013-11", "2013-11-02", "2013-11-30"}),
        ("2013-11-01", "2013-11-29", {"2013-11-02"}),
        ("2013-02", "", {"2013-11", "2013-11-02", "2013-11-30", "2014"}),
        ("", "2013-11-30", {"2012-12-31", "2013-11", "2013-11-02", "2013-11-30"}),
        ("", "2013-12-31", {"2012-12-31", "2013", "2013-11", "2013-11-02", "2013-11-30"}),
    ],
)
def test_an_article_lies_between_two_dates_if_all_of_its_date_does(since: str, until: str, within: set[str]) -> None:
    for written in WRITTEN:
        article_naming(published=written)
    found = dated_within(Article.objects.all(), since, until)
    assert set(found.values_list("published", flat=True)) == within


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2013", (2013, 1, 1), (2013, 12, 31)),
        ("2012-02", (2012, 2, 1), (2012, 2, 29)),
        ("2013-11-02", (2013, 11, 2), (2013, 11, 2)),
    ],
)
def test_a_partial_date_has_a_first_and_a_last_day(
    partial: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert (first_day(partial), last_day(partial)) == (datetime.date(*first), datetime.date(*last))
