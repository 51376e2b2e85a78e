import pytest

from articles.importing.dating.grammar import written_dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Publié le 3 mars 2014 à 12h04", "2014-03-03"),
        ("le samedi 1er février 1992", "1992-02-01"),
        ("5 août 1999", "1999-08-05"),
        ("5 AOUT 1999", "1999-08-05"),
        ("le 12 déc. 2020", "2020-12-12"),
        ("2 sept. 2011 - 10:15", "2011-09-02"),
        ("Mar. 4 oct. 2022", "2022-10-04"),
        ("July 14, 2016", "2016-07-14"),
        ("Thursday, 3 March 2011", "2011-03-03"),
        ("3rd May 2007", "2007-05-03"),
        ("2018-11-14T16:40:00+09:00", "2018-11-14"),
        ("2018/11/14", "2018-11-14"),
        ("14.11.2018", "2018-11-14"),
        ("14-11-2018", "2018-11-14"),
        ("14/11/18", "2018-11-14"),
        ("3/4/58", "1958-04-03"),
        ("2021年12月24日", "2021-12-24"),
        ("novembre 2005", "2005-11"),
        ("2005-11", "2005-11"),
        ("en 1956", "1956"),
    ],
)
def test_a_date_is_read_as_written(text, value):
    assert [date.value for date in written_dates(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "sa visite",
        "mar. et mer.",
        "12 500 hommes",
        "la résolution 2397",
        "un prix de 3,5 milliards",
        "de 2014-2015",
        "mars et Vénus",
        "à 12h04",
        "le vol 1945/46",
    ],
)
def test_what_is_no_date_is_none(text):
    assert [date.value for date in written_dates(text) if date.value] == []


def test_a_day_without_year_keeps_none():
    (date,) = written_dates("rencontreront le lundi 3 décembre à Moscou")
    assert (date.value, date.month, date.day, date.weekday) == (None, 12, 3, 0)


def test_an_impossible_day_is_known_for_one():
    (date,) = written_dates("Publié le 31 février 2014")
    assert not date.is_possible()
