from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from entities.models import Actor, Decision
from tests.articles.rows import article_naming
from tests.rows import actor_row

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = reverse("doubles")


@pytest.fixture
def lavrov(db: None) -> Actor:
    return actor_row("Sergueï Lavrov")


@pytest.fixture
def lavrow(db: None) -> Actor:
    actor = actor_row("Serguei Lavrow", origin="machine")
    article_naming(actor)
    return actor


def test_whom_a_text_named_is_compared_with_whom_the_file_knows(workshop: Client, lavrov: Actor, lavrow: Actor) -> None:
    pairs = workshop.get(PAGE).context["pairs"]
    assert [(one.actor, one.articles, one.double.actor, one.other_articles) for one in pairs] == [
        (lavrow, 1, lavrov, 0)
    ]


def test_a_pair_is_shown_once(workshop: Client, lavrow: Actor) -> None:
    actor_row("Serguei Lavrof", origin="machine")
    assert len(workshop.get(PAGE).context["pairs"]) == 1


def test_the_most_named_come_first(workshop: Client, lavrov: Actor, lavrow: Actor) -> None:
    actor_row("Akie Abe")
    actor_row("Akie Abee", origin="machine")
    assert [one.actor.name for one in workshop.get(PAGE).context["pairs"]] == ["Serguei Lavrow", "Akie Abee"]


def test_a_merge_is_offered_into_the_file_or_into_the_more_named(
    workshop: Client, lavrov: Actor, lavrow: Actor
) -> None:  # fmt: skip
    article_naming(lavrow)
    assert workshop.get(PAGE).context["pairs"][0].direction == (lavrow, lavrov)
    Actor.objects.filter(pk=lavrov.pk).update(origin="machine")
    assert workshop.get(PAGE).context["pairs"][0].direction == (lavrov, lavrow)


def test_a_pair_kept_apart_leaves_the_page(workshop: Client, lavrov: Actor, lavrow: Actor) -> None:
    workshop.post(reverse("doubles-apart"), {"actor": lavrow.pk, "other": lavrov.pk})
    assert workshop.get(PAGE).context["pairs"] == []
    assert Decision.objects.get().action == "apart"


@pytest.mark.parametrize("name", ["doubles", "doubles-apart"])
def test_strangers_are_led_to_the_login(client: Client, name: str) -> None:
    assert client.post(reverse(name)).status_code == 302
    assert not Decision.objects.exists()


def test_nobody_is_kept_apart_by_following_a_link(workshop: Client) -> None:
    assert workshop.get(reverse("doubles-apart")).status_code == 405


def test_the_page_costs_the_same_with_many_pairs(
    workshop: Client, lavrov: Actor, lavrow: Actor, django_assert_max_num_queries
) -> None:  # fmt: skip
    with django_assert_max_num_queries(14) as few:
        workshop.get(PAGE)
    for number in range(30):
        actor_row(f"Sergueï Lavro{number}", origin="machine")
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(workshop.get(PAGE).context["pairs"]) > 30
