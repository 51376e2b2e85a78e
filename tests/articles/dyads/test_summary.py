from __future__ import annotations

import pytest

from articles.dyads.summary import SPARK_UP, summarise
from entities.models import Actor
from tests.articles.rows import article_naming, country_row, statement_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def states() -> tuple[Actor, Actor]:
    return country_row("Japon", "JP"), country_row("Russie", "RU")


def told(states: tuple[Actor, Actor], year: int, type_: str, times: int) -> None:
    for _ in range(times):
        article = article_naming(*states, published=str(year), words="Ils parlent.")
        statement_row(article, type_, *states, "Ils parlent.")


def test_the_trend_compares_the_latest_five_years_with_the_five_before(states: tuple[Actor, Actor]) -> None:
    told(states, 2015, "CONSULT", 6)
    told(states, 2020, "CONSULT", 3)
    told(states, 2020, "ACCUSE", 3)
    trend = summarise("JP", "RU", last=2020).trend
    assert trend
    assert (trend.points, trend.signed, trend.sign) == (-50, "−50", "↘")
    assert (trend.before, trend.after) == ("2011–2015", "2016–2020")


def test_too_few_statements_make_no_trend(states: tuple[Actor, Actor]) -> None:
    told(states, 2015, "CONSULT", 4)
    told(states, 2020, "CONSULT", 6)
    assert summarise("JP", "RU", last=2020).trend is None


def test_a_small_difference_is_no_rise(states: tuple[Actor, Actor]) -> None:
    told(states, 2015, "CONSULT", 5)
    told(states, 2020, "CONSULT", 5)
    trend = summarise("JP", "RU", last=2020).trend
    assert trend
    assert (trend.points, trend.sign) == (0, "→")


def test_the_sparkline_has_both_tones_in_one_measure(states: tuple[Actor, Actor]) -> None:
    told(states, 2019, "CONSULT", 4)
    told(states, 2020, "ACCUSE", 2)
    sparks = summarise("JP", "RU", last=2020).sparks
    assert [(one.up, one.down) for one in sparks] == [(SPARK_UP, 0), (0, SPARK_UP // 2)]
    assert sparks[0].x < sparks[1].x


def test_nothing_stated_is_no_error(states: tuple[Actor, Actor]) -> None:
    found = summarise("JP", "RU", last=None)
    assert (found.counts.statements, found.balance.share, found.trend, found.sparks) == (0, None, None, ())
