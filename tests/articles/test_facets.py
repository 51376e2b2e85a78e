"""Facets never lie: a count is what its click yields."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from articles.addresses import Axis
from articles.facets import SHOWN_AT_ONCE, Facet, FacetValue, facets_of
from articles.forms import ArticleFilterForm
from articles.models import Article
from tests.articles.rows import article_naming, country_row, hide, merge, source_row, told_row
from tests.rows import actor_row, mention_row

if TYPE_CHECKING:
    from entities.models import Actor

pytestmark = pytest.mark.django_db


def form(query: str = "") -> ArticleFilterForm:
    filled = ArticleFilterForm(QueryDict(query))
    filled.is_valid()
    return filled


def facet(query: str, axis: Axis) -> Facet:
    return next(one for one in facets_of(form(query)) if one.axis == axis)


def counts(query: str, axis: Axis) -> dict[str, int]:
    return {value.value: value.count for value in facet(query, axis).values}


def yields(value: FacetValue) -> int:
    """How many articles the value's address finds."""
    return form(urlsplit(str(value.address)).query).filter_qs(Article.objects.all()).count()


@pytest.fixture
def varied() -> None:
    """Sixty articles over every axis, with merged and hidden actors and rejected mentions among them."""
    chance = random.Random(7)  # noqa: S311
    actors = [country_row(name, code) for name, code in (("Japon", "JP"), ("Russie", "RU"), ("Chine", "CN"))]
    actors += [country_row("OTAN", "NATO"), actor_row("Gazprom", "organisation"), actor_row("Hokkaido", "place")]
    actors += [actor_row(f"Personne {number}") for number in range(6)]
    sources = [source_row("Agence", is_state=True), source_row("Journal"), None]
    for number in range(60):
        article = article_naming(
            *chance.sample(actors, chance.randint(0, 5)),
            published=chance.choice(["2013-11-02", "2013", "2014-03", "2022", ""]),
            source=chance.choice(sources),
            words="paix" if number % 3 else "guerre",
        )
        for told in chance.sample(["1945", "1945-08-09", "1956-10", "2013-11-01", "2022"], chance.randint(0, 3)):
            told_row(article, told)
    for mention in Article.objects.first().mentions.all():  # type: ignore[union-attr]
        mention_row(mention.article, "Numéro", mention.actor)
    merge(actors[-1], into=actors[-2])
    hide(actors[-3])
    article_naming(actors[0]).mentions.update(status="rejected")


STATES = [
    "", "country=JP", "country=JP&country=RU", "country=NATO&person=personne-1", "year=2013", "year=2013&year=none",
    "outlet=agence", "outlet=none&year=2014", "q=paix", "q=paix&country=JP&outlet=journal&year=2022",
    "person=personne-5", "country=JP&person=personne-2&place=hokkaido&organisation=gazprom",
    "q=introuvable", "year=1950", "told=1945", "told=1945&told=1956&year=2013", "told=1812", "told=1945&q=paix",
    "media=state", "media=none&year=2013", "media=other&country=JP", "media=state&media=none&outlet=agence",
]  # fmt: skip


@pytest.mark.usefixtures("varied")
@pytest.mark.parametrize("state", STATES)
def test_every_count_is_what_its_click_yields(state: str) -> None:
    values = [value for one in facets_of(form(state)) for value in one.values if not value.is_chosen]
    told = {(str(value.address)): value.count for value in values}
    assert told == {str(value.address): yields(value) for value in values}


@pytest.mark.usefixtures("varied")
@pytest.mark.parametrize("state", STATES)
def test_no_value_leads_nowhere_unless_it_is_chosen(state: str) -> None:
    assert [v for one in facets_of(form(state)) for v in one.values if not v.count and not v.is_chosen] == []


@pytest.mark.usefixtures("varied")
@pytest.mark.parametrize("state", STATES)
def test_what_is_chosen_is_always_listed_and_first(state: str) -> None:
    asked = form(state)
    listed = [(one.axis, v.value) for one in facets_of(asked) for v in one.top if v.is_chosen]
    assert sorted(listed) == sorted(asked.address.values)


@pytest.mark.usefixtures("varied")
def test_a_chosen_value_leads_back_to_the_state_without_it() -> None:
    chosen = next(v for v in facet("country=JP&country=RU", Axis.COUNTRY).values if v.value == "RU")
    assert chosen.is_chosen
    assert str(chosen.address) == "/articles/?country=JP"


def test_articles_are_counted_not_mentions() -> None:
    japan = country_row("Japon", "JP")
    article = article_naming(japan, words="Japon encore")
    mention_row(article, "Japon", japan, after="Japon. ")
    assert counts("", Axis.COUNTRY) == {"JP": 1}


def test_a_merged_actor_counts_under_its_canonical_one() -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    article_naming(lavrov, twin)
    article_naming(twin)
    merge(twin, into=lavrov)
    assert counts("", Axis.PERSON) == {"serguei-lavrov": 2}


def test_hidden_actors_are_not_listed() -> None:
    weekday = actor_row("Lundi")
    article_naming(weekday)
    hide(weekday)
    assert counts("", Axis.PERSON) == {}


def test_undated_articles_and_unnamed_outlets_are_values_like_others() -> None:
    article_naming(country_row("Japon", "JP"))
    assert counts("", Axis.YEAR) == {"none": 1}
    assert counts("", Axis.OUTLET) == {"none": 1}


def test_a_chosen_value_stays_listed_at_nought() -> None:
    japan = country_row("Japon", "JP")
    country_row("Russie", "RU")
    article_naming(japan)
    assert counts("country=RU", Axis.COUNTRY) == {"RU": 0}


def people(number: int) -> list[Actor]:
    return [actor_row(f"Personne {place:02}") for place in range(number)]


def test_a_long_facet_is_cut_to_the_most_frequent_with_the_others_behind() -> None:
    persons = people(SHOWN_AT_ONCE + 8)
    article_naming(*persons)
    article_naming(persons[-1])
    found = facet("", Axis.PERSON)
    assert len(found.top) == SHOWN_AT_ONCE
    assert found.top[0].label == persons[-1].name
    assert len(found.rest) == 8


def test_no_drawer_is_opened_for_two() -> None:
    article_naming(*people(SHOWN_AT_ONCE + 2))
    assert facet("", Axis.PERSON).rest == ()


def test_values_of_the_same_count_are_in_the_order_of_the_alphabet() -> None:
    article_naming(country_row("Zambie", "ZM"), country_row("États-Unis", "US"), country_row("Estonie", "EE"))
    assert [value.label for value in facet("", Axis.COUNTRY).top] == ["Estonie", "États-Unis", "Zambie"]


def test_a_year_told_twice_counts_its_article_once() -> None:
    article = article_naming(country_row("Japon", "JP"), published="2013")
    told_row(article, "1945-08")
    told_row(article, "1945")
    assert counts("", Axis.TOLD) == {"1945": 1}


def test_the_date_of_publication_is_not_told() -> None:
    article_naming(country_row("Japon", "JP"), published="2013")
    assert counts("", Axis.TOLD) == {}


def test_a_year_chosen_that_no_text_tells_of_stays_listed_at_nought() -> None:
    article_naming(country_row("Japon", "JP"))
    assert counts("told=1812", Axis.TOLD) == {"1812": 0}


def test_media_are_counted_by_whose_they_are() -> None:
    japan = country_row("Japon", "JP")
    article_naming(japan, source=source_row("Agence", is_state=True))
    article_naming(japan, source=source_row("Journal"))
    article_naming(japan)
    article_naming(japan)
    assert counts("", Axis.MEDIA) == {"state": 1, "other": 1, "none": 2}
