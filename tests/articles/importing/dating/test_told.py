import pytest

from articles.importing.dating import mentioned_dates


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Le traité de 1855 et la déclaration du 19 octobre 1956 restent en vigueur.", ["1855", "1956-10-19"]),
        ("En 2014, puis en mars 2016, les deux hommes se sont vus.", ["2014", "2016-03"]),
        ("Quelque 2000 soldats sont restés.", []),
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
