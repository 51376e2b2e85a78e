from __future__ import annotations

from articles.dyads.asking import Asked
from articles.dyads.counting import settled
from articles.dyads.drawing import LOWEST, UP, row_of_years, strip, time_chart
from tests.articles.dyads.test_counting import fact

HERE = Asked("JP", "RU")


def test_years_without_a_statement_stay_in_the_row() -> None:
    facts = settled([fact("2010"), fact("2013")], {})
    chart = time_chart(facts, HERE, {2010, 2011, 2012, 2013}, years=row_of_years(facts, HERE))
    assert chart
    assert [(one.year, one.conflict is not None) for one in chart.years] == [
        (2010, True), (2011, False), (2012, False), (2013, True),
    ]  # fmt: skip


def test_a_year_of_which_we_hold_nothing_is_silent_and_an_empty_one_is_not() -> None:
    facts = settled([fact("2010"), fact("2013")], {})
    chart = time_chart(facts, HERE, {2010, 2012, 2013}, years=row_of_years(facts, HERE))
    assert chart
    assert [one.year for one in chart.years if one.is_silent] == [2011]


def test_the_years_asked_for_are_all_drawn() -> None:
    assert row_of_years([fact("2010")], HERE.change(since=2008, until=2011)) == range(2008, 2012)


def test_both_sides_have_one_measure() -> None:
    facts = settled([fact("2010", "ACCUSE"), *(fact(f"2010-0{n}-01", "CONSULT") for n in range(1, 5))], {})
    chart = time_chart(facts, HERE, {2010}, years=range(2010, 2011))
    assert chart
    year = chart.years[0]
    assert year.cooperation
    assert year.conflict
    assert (chart.highest, year.cooperation.height, year.conflict.height) == (4, UP, UP // 4)


def test_what_is_not_firm_stands_on_the_outer_end() -> None:
    facts = settled([fact("2010", mode="negated"), fact("2010", mode="asserted")], {})
    chart = time_chart(facts, HERE, {2010}, years=range(2010, 2011))
    assert chart
    bar = chart.years[0].conflict
    assert bar
    assert (bar.count, bar.doubtful, bar.height, bar.doubtful_y) == (2, 1, UP // 2, UP + 1 + UP // 2)


def test_a_bar_leads_to_the_sentences_that_it_counts() -> None:
    chart = time_chart(settled([fact("2010")], {}), HERE, {2010}, years=range(2010, 2011))
    assert chart
    assert chart.years[0].conflict
    assert str(chart.years[0].conflict.address) == "/relations/JP/RU/?year=2010&tone=conflict"


def test_standing_relations_and_requests_are_no_bars() -> None:
    facts = settled([fact("2010", "DISPUTE"), fact("2010", "ALLIANCE"), fact("2010", "REQUEST")], {})
    assert time_chart(facts, HERE, {2010}, years=range(2010, 2011)) is None


def test_undated_statements_are_no_bars() -> None:
    assert time_chart(settled([fact("")], {}), HERE, {None}, years=range(0)) is None


def test_a_single_statement_of_a_type_is_still_seen() -> None:
    marks = strip(settled([fact("2010")], {}), HERE, years=range(2008, 2012), highest=100)
    assert [(mark.year, mark.height) for mark in marks] == [(2010, LOWEST)]


def test_ticks_are_round_years() -> None:
    facts = settled([fact("1956"), fact("2024")], {})
    chart = time_chart(facts, HERE, set(), years=row_of_years(facts, HERE))
    assert chart
    assert [year for year, _place in chart.ticks] == [1960, 1970, 1980, 1990, 2000, 2010, 2020]
