from __future__ import annotations

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from articles.browsing import PAGE_SIZE, Browse, browse
from articles.displaying import ANYBODY, INSIDER, Reader
from articles.forms import ArticleFilterForm
from tests.articles.rows import article_naming, country_row, hide, merge, source_row
from tests.rows import actor_row, mention_row

pytestmark = pytest.mark.django_db


def browsed(query: str = "", reader: Reader = INSIDER) -> Browse:
    return browse(ArticleFilterForm(QueryDict(query)), reader)


def titles(query: str = "") -> list[str]:
    return [hit.article.title for hit in browsed(query).hits]


def test_the_newest_come_first_and_undated_ones_last() -> None:
    japan = country_row("Japon", "JP")
    for title, published in (("sans date", ""), ("vieux", "1999"), ("récent", "2024-05-01"), ("moyen", "2013-11")):
        article_naming(japan, title=title, published=published)
    assert titles() == ["récent", "moyen", "vieux", "sans date"]


def test_a_word_in_the_title_answers_better_than_one_in_the_text() -> None:
    japan = country_row("Japon", "JP")
    article_naming(japan, title="Rien", words="Un traité.", published="2024")
    article_naming(japan, title="Le traité", published="1999")
    assert titles("q=traité") == ["Le traité", "Rien"]
    assert titles("q=traité&sort=newest") == ["Rien", "Le traité"]


def test_each_choice_has_a_chip_that_removes_it_alone() -> None:
    article_naming(country_row("Japon", "JP"), published="2013", words="paix")
    chips = browsed("q=paix&country=JP&year=2013").chips
    assert {chip.label.replace("\u00a0", " "): str(chip.address) for chip in chips} == {
        "« paix »": "/articles/?country=JP&year=2013",
        "Japon": "/articles/?q=paix&year=2013",
        "2013": "/articles/?q=paix&country=JP",
    }


def test_pages_hold_twenty_and_lead_to_each_other() -> None:
    japan = country_row("Japon", "JP")
    for _ in range(PAGE_SIZE * 2 + 1):
        article_naming(japan)
    second = browsed("country=JP&page=2")
    assert (len(second.hits), second.total) == (PAGE_SIZE, PAGE_SIZE * 2 + 1)
    assert str(second.previous) == "/articles/?country=JP"
    assert str(second.next) == "/articles/?country=JP&page=3"
    assert [link.label for link in second.pages if link.is_current] == ["2"]


@pytest.mark.parametrize(("page", "number"), [("0", 2), ("99999999999999999999", 2), ("abc", 1), ("-1", 2), ("", 1)])
def test_a_page_that_does_not_exist_gives_one_that_does(page: str, number: int) -> None:
    japan = country_row("Japon", "JP")
    for _ in range(PAGE_SIZE + 1):
        article_naming(japan)
    assert browsed(f"page={page}").page.number == number


def test_the_actors_of_an_article_come_by_how_often_it_names_them() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia, words="Russie encore.")
    mention_row(article, "Russie", russia, after="Russie. ")
    assert browsed().hits[0].actors == (russia, japan)


def test_a_hidden_actor_is_not_named_and_a_merged_one_by_its_canonical_name() -> None:
    lavrov, twin, weekday = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov"), actor_row("Lundi")
    article_naming(twin, weekday)
    merge(twin, into=lavrov)
    hide(weekday)
    assert browsed().hits[0].actors == (lavrov,)


LATE_WORD = "mot " * 80 + "cachette"


def test_an_extract_never_shows_what_the_outlet_reserves() -> None:
    article_naming(country_row("Japon", "JP"), words=LATE_WORD, source=source_row("Agence", "extract"))
    (hit,) = browsed("q=cachette", ANYBODY).hits
    assert "cachette" not in hit.extract
    assert "cachette" in browsed("q=cachette", INSIDER).hits[0].extract


def test_an_outlet_that_allows_title_and_link_has_no_extract() -> None:
    article_naming(country_row("Japon", "JP"), source=source_row("Agence", "link"))
    assert browsed("", ANYBODY).hits[0].extract == ""


def test_words_that_find_nothing_suggest_a_name_spelled_nearly_so() -> None:
    lavrov = actor_row("Sergueï Lavrov", aliases=("Lavrov",))
    article_naming(lavrov)
    lost = browsed("q=Lavroff&country=JP")
    assert lost.suggestions == (lavrov,)
    assert lost.respelling
    assert (lost.respelling[0], str(lost.respelling[1])) == ("Lavrov", "/articles/?q=Lavrov")


def test_words_that_find_something_suggest_nothing() -> None:
    article_naming(actor_row("Sergueï Lavrov", aliases=("Lavrov",)), words="Lavroff")
    assert browsed("q=Lavroff").suggestions == ()


def test_any_name_of_an_actor_leads_to_all_articles_that_name_it_under_the_other_choices() -> None:
    japan, lavrov = country_row("Japon", "JP"), actor_row("Sergueï Lavrov", aliases=("chef de la diplomatie",))
    article_naming(lavrov, japan)
    article_naming(lavrov)
    (hint,) = browsed("q=Chef de la diplomatie&country=JP").hints
    assert (hint.actor, hint.count) == (lavrov, 1)
    assert str(hint.address) == "/articles/?country=JP&person=serguei-lavrov"


def test_of_several_actors_of_a_name_the_most_named_comes_first() -> None:
    abe, other = actor_row("Shinzo Abe", aliases=("Abe",)), actor_row("Aaron Abe", aliases=("Abe",))
    article_naming(abe)
    assert [hint.actor for hint in browsed("q=abe").hints] == [abe, other]


def test_common_words_alone_are_told() -> None:
    (notice,) = browsed("q=le la").notices
    assert "trop courants" in notice


def test_a_chip_says_what_is_left_out_and_takes_it_back() -> None:
    article_naming(country_row("Japon", "JP"))
    country_row("Russie", "RU")
    (chip,) = browsed("country=-RU").chips
    assert (chip.label, chip.is_excluded, str(chip.address)) == ("Russie", True, "/articles/")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("since=2010&until=2013-11", "de 2010 à novembre 2013"),
        ("since=2010", "à partir de 2010"),
        ("until=2013-11-02", "jusqu’à 2 novembre 2013"),
        ("since=2015&until=2013", "de 2013 à 2015"),
    ],
)
def test_a_chip_says_the_dates(query: str, words: str) -> None:
    (chip,) = browsed(query).chips
    assert chip.label.replace("\u00a0", " ") == words


def test_the_histogram_shows_the_years_beside_all_that_we_hold() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article_naming(japan, published="2013")
    article_naming(russia, published="2013")
    article_naming(japan, published="2014")
    years = browsed("country=JP&scale=share").years
    assert years
    assert [(bar.year, bar.percent) for bar in years.bars] == [(2013, 50), (2014, 100)]
    assert years.highest == 100


def test_bars_within_the_dates_are_set_off_and_the_others_stay() -> None:
    japan = country_row("Japon", "JP")
    for year in ("2012", "2013", "2014"):
        article_naming(japan, published=year)
    years = browsed("since=2013&until=2014").years
    assert years
    assert [(bar.year, bar.is_chosen) for bar in years.bars] == [(2012, False), (2013, True), (2014, True)]
    assert str(years.bars[0].address) == "/articles/?year=2012"


@pytest.mark.parametrize(
    ("query", "months"),
    [("year=2013", [("2013-02", 1), ("2013-11", 2)]), ("year=2013&month=2013-02", [("2013-02", 1), ("2013-11", 2)]),
     ("year=2013&year=2014", []), ("", []), ("year=-2013", [])],
)  # fmt: skip
def test_the_months_of_the_one_year_chosen_lead_on(query: str, months: list[tuple[str, int]]) -> None:
    japan = country_row("Japon", "JP")
    for date in ("2013-11-02", "2013-11", "2013-02", "2013", "2014-05", ""):
        article_naming(japan, published=date)
    found = browsed(query)
    assert [(month.value, month.count) for month in found.months] == months
    assert bool(found.month_chart) == bool(months)


def test_dates_within_one_year_are_told_once() -> None:
    assert [chip.label for chip in browsed("since=2013&until=2013").chips] == ["2013"]


def test_the_histogram_counts_the_years_under_the_other_choices() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article_naming(japan, published="2013")
    article_naming(japan, russia, published="2014")
    years = browsed("country=RU&year=2014").years
    assert years
    assert [(bar.year, bar.count, bar.is_chosen) for bar in years.bars] == [(2014, 1, True)]


def test_the_number_of_queries_does_not_grow_with_the_articles(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    japan, russia, agency = country_row("Japon", "JP"), country_row("Russie", "RU"), source_row("Agence")
    query = "q=numéro&country=JP&year=2013"

    def some(number: int) -> None:
        for place in range(number):
            person = actor_row(f"Personne {number} {place}")
            article_naming(japan, russia, person, published="2013", source=agency)

    some(5)
    with django_assert_num_queries(10) as counted:
        browsed(query)
    some(45)
    with django_assert_num_queries(len(counted)):
        browsed(query)
