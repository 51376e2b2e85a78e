from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from entities import curation
from entities.doubles import doubles
from entities.models import Actor, Tenure
from tests.articles.rows import hide, merge
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def lavrov(db: None) -> Actor:
    return actor_row("Sergueï Lavrov")


def minister(actor: Actor, start: str = "2004", end: str = "") -> None:
    title = "ministre des Affaires étrangères"
    Tenure.objects.create(actor=actor, title=title, office="foreign_minister", country="RU", start=start, end=end)


def found(actor: Actor) -> list[Actor]:
    return [one.actor for one in doubles(actor)]


def test_nearly_the_same_name_may_be_the_same_actor(lavrov: Actor) -> None:
    other = actor_row("Serguei Lavrow")
    actor_row("Nikolaï Patrouchev")
    assert found(lavrov) == [other]


def test_who_held_the_same_office_at_the_time_comes_first(lavrov: Actor) -> None:
    minister(lavrov)
    actor_row("Sergueï Lavrow")
    in_office = actor_row("Sergeï Lavrov")
    minister(in_office, "2010")
    assert next((one.actor, one.offices) for one in doubles(lavrov)) == (
        in_office,
        ("ministre des Affaires étrangères",),
    )


def test_a_successor_shares_no_office_at_one_time(lavrov: Actor) -> None:
    minister(lavrov)
    before = actor_row("Sergueï Lavrowski")
    minister(before, "1996", "1998")
    assert [one.offices for one in doubles(lavrov)] == [()]


def test_two_that_wikidata_tells_apart_are_two(lavrov: Actor) -> None:
    Actor.objects.filter(pk=lavrov.pk).update(wikidata="Q1")
    lavrov.refresh_from_db()
    actor_row("Sergueï Lavrow", wikidata="Q2")
    assert found(lavrov) == []


def test_one_wikidata_item_is_one_actor_whatever_its_names(lavrov: Actor) -> None:
    Actor.objects.filter(pk=lavrov.pk).update(wikidata="Q1")
    lavrov.refresh_from_db()
    assert found(lavrov) == []
    other = actor_row("M. Niet", wikidata="Q1")
    assert found(lavrov) == [other]


@pytest.mark.parametrize("what", ["hidden", "merged", "another kind"])
def test_who_is_no_longer_apart_is_not_suggested(lavrov: Actor, what: str) -> None:
    kind = "place" if what == "another kind" else "person"
    other = actor_row("Serguei Lavrow", kind)
    if what == "hidden":
        hide(other)
    elif what == "merged":
        merge(other, into=lavrov)
    assert found(lavrov) == []


def test_two_that_a_person_keeps_apart_are_suggested_no_more(lavrov: Actor, curator: User) -> None:
    other = actor_row("Sergueï Lavrow")
    decision = curation.keep_apart(actor=other, other=lavrov, by=curator, reason="le cousin")
    assert (found(lavrov), found(other)) == ([], [])
    curation.undo(decision=decision, by=curator)
    assert (found(lavrov), found(other)) == ([other], [lavrov])


def test_keeping_two_apart_leaves_a_third_suggested(lavrov: Actor, curator: User) -> None:
    other, third = actor_row("Sergueï Lavrow"), actor_row("Serguei Lavrof")
    curation.keep_apart(actor=lavrov, other=other, by=curator)
    assert found(lavrov) == [third]
