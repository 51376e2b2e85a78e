from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.curation import relink
from entities import curation
from entities.models import Actor, Decision
from entities.portraits import portrait
from tests.rows import actor_row, article_row, mention_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def lavrov(db: None) -> Actor:
    return actor_row("Sergueï Lavrov")


def page(actor: Actor) -> str:
    return reverse("admin:entities_actor_change", args=[actor.pk])


def test_a_form_that_a_person_gave_says_who_did(lavrov: Actor, curator: User) -> None:
    curation.add_alias(actor=lavrov, text="Lavrov", by=curator)
    assert {one.alias.text: one.by for one in portrait(lavrov).forms} == {"Lavrov": "claire"}


def test_forms_of_united_actors_say_whose_they_are(lavrov: Actor, curator: User) -> None:
    other = actor_row("S. Lavrov")
    curation.merge(source=other, target=lavrov, by=curator, reason="le même")
    assert [one.alias.actor for one in portrait(lavrov).forms if not one.own] == [other]


def test_decisions_on_united_actors_are_told_with_its_own(lavrov: Actor, curator: User) -> None:
    other = actor_row("S. Lavrov")
    merge = curation.merge(source=other, target=lavrov, by=curator, reason="le même")
    own = curation.add_alias(actor=lavrov, text="Lavrov", by=curator)
    assert [line.decision for line in portrait(lavrov).history] == [own, merge]


def test_decisions_on_mentions_that_name_it_are_told(lavrov: Actor, curator: User) -> None:
    article = article_row("Un", "Le ministre parle.")
    mention = mention_row(article, "ministre", actor_row("Un autre"))
    decision = relink(mention=mention, actor=lavrov, by=curator)
    assert [one.decision for one in portrait(lavrov).naming] == [decision]


def test_united_actors_are_taken_apart_from_the_page(workshop: Client, lavrov: Actor, curator: User) -> None:
    other = actor_row("S. Lavrov")
    curation.merge(source=other, target=lavrov, by=curator, reason="le même")
    address = reverse("admin:entities_actor_unmerge", args=[other.pk])
    assert address in workshop.get(page(lavrov)).content.decode()
    workshop.post(address)
    other.refresh_from_db()
    assert other.merged_into is None


def test_the_page_suggests_whom_to_merge(workshop: Client, lavrov: Actor) -> None:
    other = actor_row("Serguei Lavrow")
    merge = reverse("admin:entities_actor_merge", args=[lavrov.pk])
    assert f"{merge}?target={other.pk}" in workshop.get(page(lavrov)).content.decode()


def test_who_hides_what_a_colleague_renamed_is_told(workshop: Client, lavrov: Actor, curator: User) -> None:
    seen = portrait(lavrov).seen
    curation.rename(actor=lavrov, name="Sergei Lavrov", by=curator)
    response = workshop.post(reverse("admin:entities_actor_hide", args=[lavrov.pk]), {"seen": seen}, follow=True)
    assert "a décidé entre-temps" in response.content.decode()
    assert Decision.objects.count() == 1
