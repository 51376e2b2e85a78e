from __future__ import annotations

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from articles.directory import PAGE_SIZE, Directory, look_up
from tests.articles.rows import article_naming, country_row, hide, merge
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


def looked_up(query: str = "") -> Directory:
    return look_up(QueryDict(query))


def names(query: str = "") -> list[str]:
    return [entry.actor.name for entry in looked_up(query).entries]


def test_the_index_has_who_is_named_in_the_order_of_the_alphabet() -> None:
    article_naming(country_row("Zambie", "ZM"), country_row("États-Unis", "US"), country_row("Estonie", "EE"))
    actor_row("Personne que nul ne nomme")
    assert names() == ["Estonie", "États-Unis", "Zambie"]


def test_the_whole_authority_file_can_be_asked_for() -> None:
    actor_row("Personne que nul ne nomme")
    assert names("all=1") == ["Personne que nul ne nomme"]


def test_hidden_and_merged_actors_are_not_in_the_index() -> None:
    lavrov, twin, weekday = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov"), actor_row("Lundi")
    article_naming(twin, weekday)
    merge(twin, into=lavrov)
    hide(weekday)
    assert [(entry.actor, entry.count) for entry in looked_up().entries] == [(lavrov, 1)]


@pytest.mark.parametrize("query", ["kreml", "KREMLIN", "russie"])
def test_any_part_of_any_name_finds_its_actor(query: str) -> None:
    article_naming(country_row("Russie", "RU", aliases=("Kremlin",)), country_row("Japon", "JP"))
    assert names(f"q={query}") == ["Russie"]


def test_a_kind_narrows_and_its_tabs_count_under_the_words() -> None:
    article_naming(country_row("Japon", "JP"), actor_row("Jean"), actor_row("Jacques"), actor_row("Paul"))
    found = looked_up("q=j&kind=person")
    assert [entry.actor.name for entry in found.entries] == ["Jacques", "Jean"]
    assert {tab.label: tab.count for tab in found.tabs if tab.count} == {"Tous": 3, "Pays": 1, "Personnes": 2}


@pytest.mark.parametrize(
    "query", ["kind=autre", "page=abc", "page=999", "q=%00", "all=oui", "letter=%25", "letter=abc"]
)
def test_what_makes_no_sense_is_left_aside(query: str) -> None:
    article_naming(actor_row("Jean"))
    assert names(query) == ["Jean"]


def test_a_long_index_has_its_letters_and_each_leads_to_its_names() -> None:
    article_naming(*[actor_row(f"Personne {place}") for place in range(PAGE_SIZE)], actor_row("Émile"))
    letters = {letter.label: letter.address for letter in looked_up().letters}
    assert letters == {"Tout": "/actors/", "E": "/actors/?letter=e", "P": "/actors/?letter=p"}
    assert names("letter=e") == ["Émile"]


def test_a_short_index_has_no_letters() -> None:
    article_naming(actor_row("Anne"))
    assert looked_up().letters == ()


def test_each_letter_is_opened_once() -> None:
    article_naming(actor_row("Anne"), actor_row("Alice"), actor_row("Émile"))
    assert [entry.letter for entry in looked_up().entries] == ["A", "", "E"]


def test_the_number_of_queries_does_not_grow_with_the_actors(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article_naming(actor_row("Jean"))
    with django_assert_num_queries(4) as counted:
        looked_up()
    article_naming(*[actor_row(f"Personne {place}") for place in range(PAGE_SIZE + 5)])
    with django_assert_num_queries(len(counted) + 1):  # the letters
        assert looked_up().next == "/actors/?page=2"
