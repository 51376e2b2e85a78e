from __future__ import annotations

import pytest

from articles.dyads.asking import Asked, narrowed
from articles.dyads.counting import settled
from articles.dyads.describing import period_rows
from articles.dyads.drawing import LOWEST, UP, is_monthly, row_of_periods, strip, time_chart
from articles.dyads.facts import Facts
from tests.articles.dyads.test_counting import fact

HERE = Asked("JP", "RU")


def test_years_without_a_statement_stay_in_the_row() -> None:
    facts = settled([fact("2010"), fact("2013")], {})
    chart = time_chart(facts, HERE, {"2010", "2011", "2012", "2013"}, periods=row_of_periods(facts, HERE))
    assert chart
    assert [(one.date, one.conflict is not None) for one in chart.periods] == [
        ("2010", True), ("2011", False), ("2012", False), ("2013", True),
    ]  # fmt: skip


def test_a_year_of_which_we_hold_nothing_is_silent_and_an_empty_one_is_not() -> None:
    facts = settled([fact("2010"), fact("2013")], {})
    chart = time_chart(facts, HERE, {"2010", "2012", "2013"}, periods=row_of_periods(facts, HERE))
    assert chart
    assert [one.date for one in chart.periods if one.is_silent] == ["2011"]


def test_the_years_asked_for_are_all_drawn() -> None:
    assert row_of_periods(Facts.of([fact("2010")]), HERE.change(since=2008, until=2011)) == (
        "2008",
        "2009",
        "2010",
        "2011",
    )


def test_both_sides_have_one_measure() -> None:
    facts = settled([fact("2010", "ACCUSE"), *(fact(f"2010-0{n}-01", "CONSULT") for n in range(1, 5))], {})
    chart = time_chart(facts, HERE, {"2010"}, periods=("2010",))
    assert chart
    year = chart.periods[0]
    assert year.cooperation
    assert year.conflict
    assert (chart.highest, year.cooperation.height, year.conflict.height) == (4, UP, UP // 4)


def test_what_is_not_firm_stands_on_the_outer_end() -> None:
    facts = settled([fact("2010", mode="negated"), fact("2010", mode="asserted")], {})
    chart = time_chart(facts, HERE, {"2010"}, periods=("2010",))
    assert chart
    bar = chart.periods[0].conflict
    assert bar
    assert (bar.count, bar.doubtful, bar.height, bar.doubtful_y) == (2, 1, UP // 2, UP + 1 + UP // 2)


def test_a_bar_leads_to_the_sentences_that_it_counts() -> None:
    chart = time_chart(settled([fact("2010")], {}), HERE, {"2010"}, periods=("2010",))
    assert chart
    assert chart.periods[0].conflict
    assert str(chart.periods[0].conflict.address) == "/relations/JP/RU/?year=2010&tone=conflict"


def test_standing_relations_and_requests_are_no_bars() -> None:
    facts = settled([fact("2010", "DISPUTE"), fact("2010", "ALLIANCE"), fact("2010", "REQUEST")], {})
    assert time_chart(facts, HERE, {"2010"}, periods=("2010",)) is None


def test_undated_statements_are_no_bars() -> None:
    assert time_chart(settled([fact("")], {}), HERE, set(), periods=()) is None


def test_a_single_statement_of_a_type_is_still_seen() -> None:
    marks = strip([0, 0, 1, 0], HERE, periods=("2008", "2009", "2010", "2011"), highest=100)
    assert [(mark.date, mark.height) for mark in marks] == [("2010", LOWEST)]


def test_ticks_are_round_years() -> None:
    facts = settled([fact("1956"), fact("2024")], {})
    chart = time_chart(facts, HERE, set(), periods=row_of_periods(facts, HERE))
    assert chart
    assert [year for year, _place in chart.ticks] == ["1960", "1970", "1980", "1990", "2000", "2010", "2020"]


def test_few_years_are_shown_month_by_month() -> None:
    assert row_of_periods(Facts.of([fact("2010-11"), fact("2011-01-20")]), HERE) == ("2010-11", "2010-12", "2011-01")


def test_the_months_of_years_asked_for_are_all_drawn() -> None:
    row = row_of_periods(Facts.of([fact("2010-11"), fact("2010-12")]), HERE.change(since=2010, until=2010))
    assert (row[0], row[-1], len(row)) == ("2010-01", "2010-12", 12)


@pytest.mark.parametrize("dates", [("2010", "2011"), ("2010-05", "2010-05-03"), ("2010-05", "2014-06"), ("",)])
def test_years_stay_where_months_would_tell_nothing(dates: tuple[str, ...]) -> None:
    assert not is_monthly(row_of_periods(Facts.of(fact(date) for date in dates), HERE))


def test_a_month_leads_to_what_came_out_in_it() -> None:
    facts = settled([fact("2010-11-03"), fact("2010-12"), fact("2010")], {})
    chart = time_chart(facts, HERE, {"2010-11"}, periods=row_of_periods(facts, HERE))
    assert chart
    november, december = chart.periods
    assert november.conflict
    assert (november.conflict.count, str(november.conflict.address)) == (
        1, "/relations/JP/RU/?month=2010-11&tone=conflict",
    )  # fmt: skip
    assert (november.is_silent, december.is_silent) == (False, True)


def test_a_statement_without_its_month_has_a_row_of_its_own() -> None:
    facts = settled([fact("2010-11-03"), fact("2010-12"), fact("2010")], {})
    rows = period_rows(facts, HERE, periods=row_of_periods(facts, HERE))
    assert [(row.date, row.is_vague, row.total.count) for row in rows] == [
        ("2010-12", False, 1), ("2010-11", False, 1), ("2010", True, 1),
    ]  # fmt: skip
    found = narrowed(facts, rows[-1].total.address, speaker=None, outlet=None)
    assert [one.published for one in found] == ["2010"]


def test_ticks_of_months_are_quarters() -> None:
    facts = settled([fact("2010-02"), fact("2010-12")], {})
    chart = time_chart(facts, HERE, set(), periods=row_of_periods(facts, HERE))
    assert chart
    assert [date for date, _place in chart.ticks] == ["2010-04", "2010-07", "2010-10"]
