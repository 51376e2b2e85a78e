from __future__ import annotations

import pytest

from articles.lenses.timelines import (
    Kind,
    Timeline,
    Unit,
    is_round,
    kinds_of,
    moved,
    periods_from,
    timeline,
    types_of,
    usual_unit,
)
from articles.vocabulary import TYPES
from tests.articles.lenses.rows import Press, form_of


def dates(found: Timeline) -> list[str]:
    return [period.date for period in found.periods]


@pytest.mark.parametrize(
    ("date", "by", "unit", "then"),
    [
        ("2019", 1, Unit.YEAR, "2020"),
        ("2019-12", 1, Unit.MONTH, "2020-01"),
        ("2020-01", -1, Unit.MONTH, "2019-12"),
        ("2020-02-28", 1, Unit.DAY, "2020-02-29"),
        ("9999", 1, Unit.YEAR, ""),
    ],
)
def test_periods_follow_each_other(date: str, by: int, unit: Unit, then: str) -> None:
    assert moved(date, by, unit) == then


def test_every_type_is_of_a_kind() -> None:
    assert all(kinds_of(type_) for type_ in TYPES)


def test_meetings_are_of_the_cooperation_too() -> None:
    assert types_of(Kind.MEETINGS) == ["CONSULT"]
    assert "CONSULT" in types_of(Kind.COOPERATION)


@pytest.mark.parametrize(
    ("last", "unit"), [("2019-03-20", Unit.DAY), ("2020-03-20", Unit.MONTH), ("2030-03-20", Unit.YEAR)]
)
def test_the_unit_suits_the_span(press: Press, last: str, unit: Unit) -> None:
    press.tell("ACCUSE", press.japan, press.russia, "2019-03-04")
    press.tell("ACCUSE", press.japan, press.russia, last)
    assert usual_unit(form_of()) == unit


def test_the_row_has_no_holes(press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia, "2016")
    press.tell("AID", press.japan, press.russia, "2019-05")
    assert dates(timeline(form_of(), Unit.YEAR, "")) == ["2016", "2017", "2018", "2019"]


def test_a_time_is_silent_only_where_we_hold_nothing_of_it(press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia, "2016")
    press.tell("ACCUSE", press.japan, press.russia, "2019")
    press.article(press.nato, published="2017")
    found = timeline(form_of("country=JP"), Unit.YEAR, "")
    assert [period.date for period in found.periods if period.is_silent] == ["2018"]


def test_kinds_are_told_apart(press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia)
    press.tell("CONSULT", press.japan, press.russia)
    press.tell("CONSULT", press.japan, press.russia, mode="planned")
    press.tell("ALLIANCE", press.japan, press.nato)
    (year,) = timeline(form_of(), Unit.YEAR, "").periods
    assert {kind: (told.count, told.doubtful) for kind, told in year.told.items()} == {
        Kind.CONFLICT: (1, 0), Kind.COOPERATION: (2, 1), Kind.MEETINGS: (2, 1), Kind.STANDING: (1, 0),
    }  # fmt: skip
    assert year.statements == 4


def test_vague_and_missing_dates_are_counted_beside(press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia, "2019-03-04")
    press.tell("ACCUSE", press.japan, press.russia, "2019")
    press.tell("ACCUSE", press.japan, press.russia, "")
    found = timeline(form_of(), Unit.MONTH, "")
    assert (dates(found), found.vague, found.undated) == (["2019-03"], 1, 1)


def test_a_long_time_is_shown_in_windows(press: Press) -> None:
    for published in ("2001-01-05", "2010-06-05", "2019-12-05"):
        press.tell("ACCUSE", press.japan, press.russia, published)
    found = timeline(form_of(), Unit.MONTH, "")
    assert (dates(found)[0], dates(found)[-1], found.before, found.after) == ("2015-01", "2019-12", "2010-06", "")
    assert dates(timeline(form_of(), Unit.MONTH, "2010-06"))[0] == "2010-06"


def test_dates_asked_for_widen_the_row(press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia, "2016")
    assert dates(timeline(form_of("since=2015&until=2017"), Unit.YEAR, "")) == ["2015", "2016", "2017"]


def test_without_dated_articles_there_is_no_row(press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia, "")
    assert timeline(form_of(), Unit.YEAR, "").periods == ()


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (periods_from("1956", "2026", Unit.YEAR), ["1960", "1970", "1980", "1990", "2000", "2010", "2020"]),
        (periods_from("2011", "2014", Unit.YEAR), ["2011", "2012", "2013", "2014"]),
        (periods_from("2013-02", "2014-03", Unit.MONTH), ["2013-04", "2013-07", "2013-10", "2014-01"]),
        (periods_from("2011-11", "2014-03", Unit.MONTH), ["2012-01", "2012-07", "2013-01", "2013-07", "2014-01"]),
        (periods_from("2013-11-10", "2013-12-20", Unit.DAY), ["2013-11-15", "2013-12-01", "2013-12-15"]),
        (periods_from("2013-11-10", "2013-11-12", Unit.DAY), ["2013-11-10", "2013-11-11", "2013-11-12"]),
    ],
)
def test_round_periods_are_named(row: list[str], named: list[str]) -> None:
    assert [date for place, date in enumerate(row) if is_round(date, place, len(row))] == named
