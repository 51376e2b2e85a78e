from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.http import QueryDict

from articles.forms import NEWEST, RELEVANCE, ArticleFilterForm
from articles.models import Article
from tests.articles.rows import article_naming, country_row, hide, merge, source_row, told_row
from tests.rows import actor_row

if TYPE_CHECKING:
    from entities.models import Actor

pytestmark = pytest.mark.django_db


def form(query: str = "") -> ArticleFilterForm:
    filled = ArticleFilterForm(QueryDict(query))
    filled.is_valid()
    return filled


def keys(query: str) -> list[object]:
    return [pick.key for pick in form(query).picks]


def found(query: str) -> set[Article]:
    return set(form(query).filter_qs(Article.objects.all()))


@pytest.fixture
def japan() -> Actor:
    return country_row("Japon", "JP")


@pytest.fixture
def russia() -> Actor:
    return country_row("Russie", "RU")


def test_two_countries_narrow_to_articles_that_name_both(japan: Actor, russia: Actor) -> None:
    both = article_naming(japan, russia)
    article_naming(japan)
    article_naming(russia)
    assert found("country=JP&country=RU") == {both}


def test_two_years_widen_to_articles_of_either(japan: Actor) -> None:
    one, other = article_naming(japan, published="2013-11"), article_naming(japan, published="2014")
    article_naming(japan, published="2015-01-01")
    assert found("year=2013&year=2014") == {one, other}


def test_undated_articles_are_chosen_with_none(japan: Actor) -> None:
    undated, dated = article_naming(japan), article_naming(japan, published="2013")
    assert found("year=none") == {undated}
    assert found("year=none&year=2013") == {undated, dated}


def test_articles_without_an_outlet_are_chosen_with_none(japan: Actor) -> None:
    agency = source_row("Agence")
    theirs, nobodys = article_naming(japan, source=agency), article_naming(japan)
    assert found("outlet=agence") == {theirs}
    assert found("outlet=none") == {nobodys}
    assert found("outlet=none&outlet=agence") == {theirs, nobodys}


def test_years_told_narrow_to_articles_that_tell_of_each(japan: Actor) -> None:
    both, one = article_naming(japan), article_naming(japan)
    told_row(both, "1945-08-09")
    told_row(both, "1956")
    told_row(one, "1945")
    article_naming(japan, published="1945")
    assert found("told=1945") == {both, one}
    assert found("told=1945&told=1956") == {both}


def test_kinds_of_media_widen_to_articles_of_either(japan: Actor) -> None:
    state = article_naming(japan, source=source_row("Agence", is_state=True))
    other = article_naming(japan, source=source_row("Journal"))
    unnamed = article_naming(japan)
    assert found("media=state") == {state}
    assert found("media=other") == {other}
    assert found("media=none&media=state") == {unnamed, state}


def test_the_address_keeps_media_and_years_told() -> None:
    assert str(form("told=1945&media=state&year=2013").address) == "/articles/?year=2013&told=1945&media=state"


def test_the_address_of_a_merged_actor_finds_the_union(japan: Actor) -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    one, other = article_naming(lavrov), article_naming(twin)
    article_naming(japan)
    merge(twin, into=lavrov)
    assert found("person=sergei-lavrov") == found("person=serguei-lavrov") == {one, other}


def test_both_names_of_a_merged_actor_are_one_choice() -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    merge(twin, into=lavrov)
    assert keys("person=sergei-lavrov&person=serguei-lavrov") == [lavrov.pk]


def test_a_code_may_be_written_small(japan: Actor) -> None:
    assert keys("country=jp") == [japan.pk]


def test_an_actor_is_found_under_the_axis_it_once_had() -> None:
    company = actor_row("Gazprom", "organisation")
    assert keys("person=gazprom") == [company.pk]
    assert str(form("person=gazprom").address) == "/articles/?organisation=gazprom"


@pytest.mark.parametrize(
    "query",
    [
        "country=XX",
        "person=personne",
        "outlet=rien",
        "year=abc",
        "year=20133",
        "year=0000",
        "year=²⁰¹³",
        "place=%00",
        "acting=XX",
        "office=roi.JP",
        "office=foreign_minister",
        "office=foreign_minister.XX",
        "type=RIEN",
        "quad=paix",
        "mode=-certain",
        "press=france",
        "agency=personne",
        "month=2013",
        "month=2013-13",
        "status=vrai",
        "since=hier",
        "until=2013-02-30",
        "since=2013-1-2-3",
        "told=19",
        "media=tous",
    ],
)
def test_what_is_unknown_is_told_and_left_out(query: str, japan: Actor) -> None:
    article = article_naming(japan)
    assert found(query) == {article}
    (notice,) = form(query).notices
    assert "ignoré" in notice


def test_a_hidden_actor_is_unknown(japan: Actor) -> None:
    hide(japan)
    assert keys("country=JP") == []
    assert len(form("country=JP").notices) == 1


@pytest.mark.parametrize("query", ["q=%00", "q=" + "a" * 301, "sort=hasard"])
def test_what_is_not_valid_is_told_and_left_out(query: str, japan: Actor) -> None:
    article = article_naming(japan)
    assert found(query) == {article}
    assert len(form(query).notices) == 1


def test_empty_and_repeated_values_say_nothing(japan: Actor) -> None:
    asked = form("country=&country=JP&country=JP&q=&sort=&year=")
    assert [pick.key for pick in asked.picks] == [japan.pk]
    assert asked.notices == []
    assert str(asked.address) == "/articles/?country=JP"


def test_search_words_put_the_best_first_and_all_else_the_newest() -> None:
    assert form("q=paix").order == RELEVANCE
    assert form("").order == NEWEST
    assert form("sort=relevance").order == NEWEST
    assert form("q=paix&sort=newest").order == NEWEST


def test_the_usual_order_is_not_written_in_the_address() -> None:
    assert str(form("q=paix&sort=relevance").address) == "/articles/?q=paix"
    assert str(form("q=paix&sort=newest").address) == "/articles/?q=paix&sort=newest"


def test_a_rejected_mention_leaves_the_results(japan: Actor) -> None:
    article_naming(japan).mentions.update(status="rejected")
    assert found("country=JP") == set()
