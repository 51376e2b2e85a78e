from itertools import pairwise

import pytest

from articles.importing.dating import mentioned_dates, told_dates


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Le traité de 1855 et la déclaration du 19 octobre 1956 restent en vigueur.", ["1855", "1956-10-19"]),
        ("En 2014, puis en mars 2016, les deux hommes se sont vus.", ["2014", "2016-03"]),
        ("Quelque 2000 soldats sont restés.", []),
        ("Un renfort de 2000 soldats est arrivé.", []),
        ("Entre 1800 et 2000 soldats sont restés.", []),
        ("Le port a été fermé entre 1948 et 1972.", ["1948", "1972"]),
        ("L'accord vaut de 2012 à 2019.", ["2012", "2019"]),
        ("Ils se verront le 3 mai.", []),
        ("Un accord du 31 février 1999 n'a pas pu exister.", []),
    ],
)
def test_dates_of_the_story_are_told_with_their_precision(text, values):
    assert [date.value for date in mentioned_dates(text)] == values


def test_the_span_gives_the_words():
    text = "Il est né le 1er mars 1931 à Privolnoïé."
    (date,) = mentioned_dates(text)
    assert text[date.start : date.end] == "1er mars 1931"


def test_both_ends_of_a_span_of_years_are_told():
    assert [date.text for date in told_dates("La guerre de 1904-1905 a laissé des traces.", on=None)] == [
        "1904",
        "1905",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Oslo, 4 mai 2011 (NTB) - Le port est fermé.",
        "4 mai 2011 . – Le port est fermé.",
        "Le port est fermé, écrit le journal.\n\nOslo, 4 mai 2011 : rien.",
    ],
)
def test_only_a_dateline_on_the_day_of_publication_is_no_date_told(text):
    kept = [date.value for date in told_dates(text, on="2011-05-04")]
    assert kept == ([] if "\n" not in text else ["2011-05-04"])


def test_told_dates_never_overlap_and_give_their_words():
    text = "Jeudi 4 mars 2021, puis hier, le 5 mars, il a parlé de l'accord de 1998-2001."
    found = told_dates(text, on="2021-03-06")
    assert all(text[date.start : date.end] == date.text for date in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert [date.value for date in found] == ["2021-03-04", "2021-03-05", "2021-03-05", "1998", "2001"]
