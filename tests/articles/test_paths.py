from __future__ import annotations

from itertools import pairwise

import pytest

from articles.displaying import INSIDER
from articles.paths import By, Route, routes
from entities.models import Actor
from tests.articles.exporting.conftest import SENTENCE
from tests.articles.rows import article_naming, country_row, hide, merge, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> dict[str, Actor]:
    """Ann – Bob – Cid – Dan, each named with the next; Ann and Dan both with Sweden; Eve with nobody."""
    found = {name: actor_row(name) for name in ("Ann", "Bob", "Cid", "Dan", "Eve")}
    found["Suède"] = country_row("Suède", "SE")
    for one, other in (("Ann", "Bob"), ("Bob", "Cid"), ("Cid", "Dan"), ("Ann", "Suède"), ("Suède", "Dan")):
        article_naming(found[one], found[other])
    article_naming(found["Eve"])
    return found


def told(found: tuple[Route, ...]) -> list[list[str]]:
    return [[route.steps[0].one.name, *(step.other.name for step in route.steps)] for route in found]


def path(one: Actor, other: Actor, by: By = By.ARTICLES, *, without_states: bool = False) -> list[list[str]]:
    return told(routes(one, other, by, INSIDER, without_states=without_states))


def test_the_shortest_way_goes_through_whoever_is_named_with_both(people: dict[str, Actor]) -> None:
    assert path(people["Ann"], people["Dan"]) == [["Ann", "Suède", "Dan"]]


def test_states_can_be_left_out(people: dict[str, Actor]) -> None:
    assert path(people["Ann"], people["Dan"], without_states=True) == [["Ann", "Bob", "Cid", "Dan"]]


def test_a_state_that_is_asked_for_is_no_detour(people: dict[str, Actor]) -> None:
    assert path(people["Bob"], people["Suède"], without_states=True) == [["Bob", "Ann", "Suède"]]


def test_two_who_are_named_together_are_one_step_apart(people: dict[str, Actor]) -> None:
    (route,) = routes(people["Ann"], people["Bob"], By.ARTICLES, INSIDER)
    assert (len(route.steps), route.steps[0].count) == (1, 1)
    assert route.steps[0].article is not None


def test_whoever_is_joined_to_nobody_has_no_path(people: dict[str, Actor]) -> None:
    assert path(people["Ann"], people["Eve"]) == []


def test_the_strongest_of_the_shortest_comes_first(people: dict[str, Actor]) -> None:
    for name in ("Ann", "Cid"):
        article_naming(people[name], people["Eve"])
        article_naming(people[name], people["Eve"])
    assert path(people["Ann"], people["Cid"]) == [["Ann", "Eve", "Cid"], ["Ann", "Bob", "Cid"]]


def test_statements_join_whom_they_relate_and_nobody_else(people: dict[str, Actor]) -> None:
    article = article_naming(people["Ann"], people["Bob"], people["Dan"], words=SENTENCE)
    statement_row(article, "ACCUSE", people["Ann"], people["Bob"], SENTENCE)
    statement_row(article, "AID", people["Dan"], people["Bob"], SENTENCE)
    assert path(people["Ann"], people["Dan"], By.RELATIONS) == [["Ann", "Bob", "Dan"]]
    assert path(people["Ann"], people["Cid"], By.RELATIONS) == []


def test_a_step_of_statements_has_its_sentence(people: dict[str, Actor]) -> None:
    article = article_naming(people["Ann"], people["Bob"], words=SENTENCE)
    statement_row(article, "ACCUSE", people["Ann"], people["Bob"], SENTENCE)
    (route,) = routes(people["Ann"], people["Bob"], By.RELATIONS, INSIDER)
    assert route.steps[0].sentence is not None
    assert route.steps[0].address == "/actors/ann/?with=bob#statements"


def test_merged_actors_are_one(people: dict[str, Actor]) -> None:
    other = actor_row("Annette")
    article_naming(other, people["Eve"])
    merge(other, people["Ann"])
    assert path(people["Eve"], people["Bob"]) == [["Eve", "Ann", "Bob"]]


def test_nobody_goes_through_the_hidden(people: dict[str, Actor]) -> None:
    hide(people["Suède"])
    assert path(people["Ann"], people["Dan"]) == [["Ann", "Bob", "Cid", "Dan"]]


def test_a_path_longer_than_is_looked_for_is_none(db: None) -> None:
    chain = [actor_row(f"Numéro {number}") for number in range(9)]
    for one, other in pairwise(chain):
        article_naming(one, other)
    assert len(path(chain[0], chain[6])[0]) == 7
    assert path(chain[0], chain[8]) == []
