import pytest

from articles.wording import date_in_words, mid_sentence, name_in_index, name_of, term_in_words
from entities.models import Actor


@pytest.mark.parametrize(
    ("partial", "language", "words"),
    [
        ("2013-11-02", "fr", "2 novembre 2013"),
        ("2013-11-01", "fr", "1er novembre 2013"),
        ("2013-11", "fr", "novembre 2013"),
        ("2013", "fr", "2013"),
        ("", "fr", ""),
        ("2013-11-01", "en", "1 November 2013"),
        ("2013-02", "en", "February 2013"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(partial: str, language: str, words: str) -> None:
    assert date_in_words(partial, language).replace("\u00a0", " ") == words


def test_day_and_month_are_not_parted_at_the_end_of_a_line() -> None:
    assert " " not in date_in_words("2013-11-02", "fr")


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2004-03-09", "", "depuis le 9 mars 2004"),
        ("2004-03", "", "depuis mars 2004"),
        ("1994", "2004-03", "1994 – mars 2004"),
        ("", "2004", "jusqu’en 2004"),
        ("", "2004-03-01", "jusqu’au 1er mars 2004"),
        ("", "", "dates inconnues"),
    ],
)
def test_a_term_of_office_says_what_is_known(start: str, end: str, words: str) -> None:
    assert term_in_words(start, end, "fr").replace("\u00a0", " ") == words


def test_states_are_named_in_the_readers_language() -> None:
    assert name_of(Actor(name="Russie", kind="country", code="RU"), "en") == "Russia"
    assert name_of(Actor(name="OTAN", kind="organisation", code="NATO"), "en") == "NATO"
    assert name_of(Actor(name="Union soviétique", kind="country", code="SU"), "en") == "Soviet Union"


def test_a_state_that_english_lists_lack_keeps_its_french_name() -> None:
    assert name_of(Actor(name="Transnistrie", kind="country", code="QX"), "en") == "Transnistrie"


@pytest.mark.parametrize(
    ("name", "family", "listed"),
    [
        ("Sergueï Lavrov", "Lavrov", "Lavrov, Sergueï"),
        ("Xi Jinping", "Xi", "Xi Jinping"),
        ("Hokkaido", "", "Hokkaido"),
        ("Lavrov", "Lavrov", "Lavrov"),
    ],
)
def test_an_index_puts_the_family_name_first(name: str, family: str, listed: str) -> None:
    assert name_in_index(Actor(name=name, family_name=family), "fr") == listed


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("Des diplomates", "des diplomates"),
        ("Le porte-parole du ministère", "le porte-parole du ministère"),
        ("Une étude récente", "une étude récente"),
        ("Le Monde", "Le Monde"),
        ("Les Échos", "Les Échos"),
        ("Lavrov", "Lavrov"),
        ("Moscou", "Moscou"),
        ("un proche", "un proche"),
        ("", ""),
    ],
)
def test_only_a_common_noun_loses_the_capital_of_its_determiner(words: str, inside: str) -> None:
    assert mid_sentence(words) == inside
