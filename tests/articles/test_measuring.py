from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from hypothesis import given
from hypothesis import strategies as st

from articles import curation
from articles.measuring import Precision, precisions, progress, wilson
from entities.models import Actor
from tests.articles.rows import article_naming, country_row, merge, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("right", "read", "low", "high"), [(0, 1, 0, 80), (1, 1, 20, 100), (8, 10, 49, 95), (95, 100, 88, 98)]
)
def test_the_interval_is_wilsons(right: int, read: int, low: int, high: int) -> None:
    """Values of Brown, Cai and DasGupta (2001), rounded outwards."""
    found = wilson(right, read)
    assert found
    assert (found.low, found.high) == (low, high)


def test_of_nothing_there_is_no_interval() -> None:
    assert wilson(0, 0) is None


@given(st.integers(1, 10_000).flatmap(lambda read: st.tuples(st.integers(0, read), st.just(read))))
def test_the_interval_holds_the_share(case: tuple[int, int]) -> None:
    right, read = case
    found = wilson(right, read)
    assert found
    assert 0 <= found.low <= 100 * right / read <= found.high <= 100


def of(label: str) -> Precision:
    return next(one for one in precisions() if str(one.label) == label)


def test_what_is_given_to_another_was_wrong(curator: User) -> None:
    abe, akie = actor_row("Shinzo Abe"), actor_row("Akie Abe")
    first, second = article_naming(abe), article_naming(abe)
    curation.accept(item=first.mentions.get(), by=curator)
    curation.relink(mention=second.mentions.get(), actor=akie, by=curator)
    assert (of("Personnes").read, of("Personnes").right) == (2, 1)


def test_what_is_given_to_whom_the_machines_actor_was_merged_into_was_right(curator: User) -> None:
    abe, shinzo = actor_row("Abe"), actor_row("Shinzo Abe")
    article = article_naming(abe)
    merge(abe, into=shinzo)
    curation.relink(mention=article.mentions.get(), actor=shinzo, by=curator)
    assert of("Personnes").right == 1


def test_what_people_add_is_no_find_of_the_machine(curator: User) -> None:
    abe = actor_row("Shinzo Abe")
    article = article_naming(abe, words="Abe parle.")
    start = article.body.index("Abe parle")
    curation.add_mention(article=article, place="body", start=start, end=start + 3, actor=abe, by=curator)
    assert (of("Personnes").read, of("Personnes").open) == (0, 1)


def test_a_statement_typed_anew_was_wrong(curator: User) -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(japan, russia, words="Le Japon reçoit la Russie.")
    row = statement_row(article, "CONSULT", japan, russia, "Le Japon reçoit la Russie.")
    curation.recode(statement=row, type="ACCUSE", by=curator)
    assert (of("Énoncés").read, of("Énoncés").right) == (1, 0)


@pytest.mark.parametrize(("published", "right"), [("2013", 1), ("2014", 0)])
def test_a_date_is_right_if_it_was_confirmed(curator: User, published: str, right: int) -> None:
    article = article_naming(country_row("Japon", "JP"), published="2013", date_basis="inferred")
    curation.correct_date(article=article, published=published, by=curator)
    assert (of("Dates").read, of("Dates").right) == (1, right)


def named(actor: Actor, times: int) -> None:
    for _ in range(times):
        article_naming(actor)


def test_progress_is_of_actors_with_three_articles_or_more(curator: User) -> None:
    abe, akie = actor_row("Shinzo Abe"), actor_row("Akie Abe")
    named(abe, 4)
    named(akie, 2)
    curation.accept(item=abe.mentions.order_by("pk")[0], by=curator)
    found = progress()
    assert (found.actors, found.mentions, found.read, found.left) == (1, 4, 1, 3)


def test_rejected_mentions_are_read_too(curator: User) -> None:
    abe = actor_row("Shinzo Abe")
    named(abe, 3)
    curation.reject(item=abe.mentions.order_by("pk")[0], by=curator)
    assert progress().read == 1


def test_with_nobody_to_read_about_nothing_is_left() -> None:
    assert (progress().percent, progress().left) == (100, 0)
