from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.displaying import INSIDER
from articles.overview import overview
from entities.models import Actor
from tests.articles.rows import article_naming, country_row, source_row, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def corners() -> tuple[Actor, Actor, Actor]:
    nato = actor_row("OTAN", "organisation", code="NATO")
    return country_row("Japon", "JP"), country_row("Russie", "RU"), nato


def test_each_side_counts_the_articles_that_name_both_its_ends(corners: tuple[Actor, Actor, Actor]) -> None:
    japan, russia, nato = corners
    article_naming(japan, russia, nato)
    article_naming(japan, russia)
    article_naming(nato)
    triangle = overview(INSIDER).triangle
    assert triangle
    assert [(side.first, side.second, side.count) for side in triangle.sides] == [
        (japan, russia, 2),
        (japan, nato, 1),
        (russia, nato, 1),
    ]
    assert [corner.count for corner in triangle.corners] == [2, 2, 2]
    assert triangle.all_count == 1
    assert str(triangle.sides[0].articles_address) == "/articles/?country=JP&country=RU"


def test_each_side_has_its_balance_and_leads_to_its_dyad(corners: tuple[Actor, Actor, Actor]) -> None:
    japan, russia, _nato = corners
    for number in range(5):
        article = article_naming(japan, russia, published="2020", words="Ils parlent.")
        statement_row(article, "CONSULT" if number else "ACCUSE", japan, russia, "Ils parlent.")
    triangle = overview(INSIDER).triangle
    assert triangle
    told = [side.told for side in triangle.sides]
    assert [(one.balance.share, one.balance.n) for one in told] == [(80, 5), (None, 0), (None, 0)]
    assert [one.address for one in told] == ["/relations/JP/RU/", "/relations/JP/NATO/", "/relations/NATO/RU/"]
    assert [[(stroke.tone, stroke.width) for stroke in side.strokes] for side in triangle.sides] == [
        [("cooperation", 14), ("conflict", 4)], [], [],
    ]  # fmt: skip


def test_without_the_authority_file_there_is_no_triangle() -> None:
    assert overview(INSIDER).triangle is None


def test_the_most_named_are_persons_by_number_of_articles(corners: tuple[Actor, Actor, Actor]) -> None:
    jean, anne = actor_row("Jean"), actor_row("Anne")
    article_naming(jean, anne, corners[0])
    article_naming(jean)
    assert [(person.actor, person.count) for person in overview(INSIDER).persons] == [(jean, 2), (anne, 1)]


def test_it_says_how_much_there_is_and_of_what(corners: tuple[Actor, Actor, Actor]) -> None:
    japan, russia, _nato = corners
    article = article_naming(japan, russia, published="1999-05", words="Ils parlent.", source=source_row("Agence"))
    article_naming(japan, published="2013")
    article_naming(japan)
    statement_row(article, "CONSULT", japan, russia, "Ils parlent.")
    source_row("Journal sans article")
    held = overview(INSIDER).holdings
    assert (held.articles, held.undated, held.outlets, held.actors, held.statements) == (3, 1, 1, 2, 1)
    assert (held.first_year, held.last_year) == (1999, 2013)


def test_the_number_of_queries_does_not_grow_with_the_articles(
    corners: tuple[Actor, Actor, Actor], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        article_naming(*corners)
    with django_assert_num_queries(20) as counted:
        overview(INSIDER)
    for place in range(45):
        article_naming(*corners, actor_row(f"Personne {place}"))
    with django_assert_num_queries(len(counted)):
        overview(INSIDER)
