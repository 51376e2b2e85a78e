from __future__ import annotations

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from articles.addresses import Axis
from articles.forms import ArticleFilterForm
from articles.tallies import tallies
from tests.articles.rows import article_naming, country_row

pytestmark = pytest.mark.django_db


def form(query: str = "") -> ArticleFilterForm:
    filled = ArticleFilterForm(QueryDict(query))
    filled.is_valid()
    return filled


@pytest.mark.parametrize(
    ("query", "queries"),
    [("", 1), ("country=JP&told=none&office=-none", 1), ("year=2013", 2), ("year=2013&type=-AID&q=paix", 3)],
)
def test_all_axes_are_counted_at_once_but_those_whose_choice_another_would_replace(
    query: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article_naming(country_row("Japon", "JP"), published="2013")
    asked = form(query)
    with django_assert_num_queries(queries):
        tallies(asked)


def test_one_axis_alone_can_be_counted() -> None:
    article_naming(country_row("Japon", "JP"), published="2013")
    counted = tallies(form(), [Axis.YEAR])
    assert {axis: tally.counts for axis, tally in counted.items()} == {Axis.YEAR: {"2013": 1}}


def test_where_nothing_can_be_found_nothing_is_counted() -> None:
    article_naming(country_row("Japon", "JP"))
    counted = tallies(form("type=none&acting=JP"))
    assert counted[Axis.COUNTRY].counts == {}
