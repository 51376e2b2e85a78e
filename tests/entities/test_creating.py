"""Actors whom people make, and offices that they enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from articles import curation as of_articles
from entities import curation
from entities.authority.stored import load_stored
from entities.curation import CurationError
from entities.known import Form
from entities.models import Actor, Decision, Tenure
from tests.forms import fields_of
from tests.rows import actor_row, article_row, mention_row

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

pytestmark = pytest.mark.django_db

TERM = {"office": "", "title": "conseiller", "country": "JP", "start": "2011", "end": "2012-05", "source": "annuaire"}


@pytest.fixture
def japan(db: None) -> Actor:
    return actor_row("Japon", "country", code="JP")


def make(by: User, name: str = "Haruka Tanaka", **values: Any) -> Decision:
    return curation.create(**{"name": name, "kind": "person", "reason": "cité par un lecteur", "by": by} | values)


def made() -> Actor:
    return Actor.objects.get(origin="curator")


def test_a_person_makes_an_actor_and_says_why(curator, japan):
    decision = make(curator, country="JP", family_name="Tanaka")
    assert (made().name, made().country, made().sort_name) == ("Haruka Tanaka", "JP", "tanaka haruka")
    assert decision.subject == {"actor": made().key}


def test_the_next_extraction_knows_who_was_made(curator):
    make(curator, family_name="Tanaka")
    names = {(name.text, name.form) for name in load_stored().actors[made().key].names}
    assert names == {("Haruka Tanaka", Form.NAME), ("Tanaka", Form.FAMILY)}


def test_taking_back_an_actor_takes_it_from_pages_and_from_extraction(curator):
    curation.undo(decision=make(curator), by=curator)
    assert made().is_hidden
    assert made().key not in load_stored().actors


def test_an_actor_comes_back_with_its_mentions_when_that_is_taken_back(curator):
    decision, abe = make(curator), actor_row("Abe")
    mention = mention_row(article_row("Un", "Abe parle."), "Abe", abe)
    of_articles.relink(mention=mention, actor=made(), by=curator)
    undone = curation.undo(decision=decision, by=curator)
    curation.undo(decision=undone, by=curator)
    mention.refresh_from_db()
    assert (made().is_hidden, mention.actor) == (False, made())


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": " … "}, "lettre"),
        ({"kind": "planet"}, "type"),
        ({"reason": " "}, "motif"),
        ({"country": "ZZ"}, "ZZ"),
        ({"family_name": "Suzuki"}, "famille"),
        ({"name": "Shinzo ABÉ"}, "déjà"),
    ],
)
def test_who_can_not_be_is_not_made(curator, wrong, why):
    actor_row("Shinzo Abe")
    with pytest.raises(CurationError, match=why):
        make(curator, **wrong)
    assert not Decision.objects.exists()


def test_a_namesake_is_made_when_a_person_says_so(curator):
    actor_row("Haruka Tanaka")
    make(curator, is_another=True)
    make(curator, is_another=True)
    assert Actor.objects.filter(name="Haruka Tanaka").count() == 3


def test_who_was_made_has_a_page_to_be_made_on(workshop, japan):
    address = reverse("admin:entities_actor_add")
    form = fields_of(workshop.get(address).content.decode(), "actor_form")
    workshop.post(address, form | {"name": "Institut des mers", "kind": "organisation", "country": "JP", "reason": "x"})
    assert (made().kind, made().country) == ("organisation", "JP")


def test_a_refused_actor_keeps_what_was_typed(workshop):
    actor_row("Shinzo Abe")
    typed = {"name": "Shinzo Abe", "kind": "person", "family_name": "", "country": "", "reason": "x"}
    page = workshop.post(reverse("admin:entities_actor_add"), typed)
    assert "s’appelle déjà ainsi" in page.content.decode()
    assert not Decision.objects.exists()


def test_readers_make_nobody(client: Client):
    assert client.post(reverse("admin:entities_actor_add"), {"name": "X"}).status_code == 302
    assert not Actor.objects.exists()


def test_an_office_is_entered_and_taken_back(curator, japan):
    decision = curation.appoint(actor=japan, term=TERM, by=curator, reason="annuaire")
    assert Tenure.objects.get().end == "2012-05"
    curation.undo(decision=decision, by=curator)
    assert not Tenure.objects.exists()


def test_an_office_is_changed_and_the_change_taken_back(curator, japan):
    curation.appoint(actor=japan, term=TERM, by=curator)
    decision = curation.appoint(actor=japan, term=TERM | {"end": "2013"}, by=curator)
    assert Tenure.objects.get().end == "2013"
    curation.undo(decision=decision, by=curator)
    assert Tenure.objects.get().end == "2012-05"


def test_an_office_that_nobody_signed_comes_back_when_its_removal_is_taken_back(curator, japan):
    old = Tenure.objects.create(actor=japan, **TERM, origin="curator")
    decision = curation.dismiss(tenure=old, by=curator)
    assert not Tenure.objects.exists()
    curation.undo(decision=decision, by=curator)
    assert Tenure.objects.get().source == "annuaire"


def test_the_files_own_office_is_left_to_the_file(curator, japan):
    Tenure.objects.create(actor=japan, **TERM, origin="authority")
    with pytest.raises(CurationError, match="autorité"):
        curation.appoint(actor=japan, term=TERM | {"end": "2013"}, by=curator)


def test_an_office_with_an_impossible_date_is_not_entered(curator, japan):
    with pytest.raises(CurationError):
        curation.appoint(actor=japan, term=TERM | {"start": "hier"}, by=curator)
    assert not Decision.objects.exists()


def test_an_office_typed_on_its_page_is_a_signed_decision(workshop, curator, japan):
    address = reverse("admin:entities_tenure_add")
    workshop.post(address, TERM | {"actor": japan.pk, "reason": "annuaire"})
    decision = Decision.objects.get()
    assert (decision.action, decision.made_by, decision.reason) == ("appoint", curator, "annuaire")


def test_deleting_an_office_on_its_page_is_a_signed_decision(workshop, curator, japan):
    curation.appoint(actor=japan, term=TERM, by=curator)
    workshop.post(reverse("admin:entities_tenure_delete", args=[Tenure.objects.get().pk]), {"post": "yes"})
    assert list(Decision.objects.order_by("pk").values_list("action", flat=True)) == ["appoint", "dismiss"]
    assert not Tenure.objects.exists()


def test_replaying_offices_and_actors_changes_nothing_more(curator, japan):
    make(curator)
    curation.appoint(actor=made(), term=TERM, by=curator)
    before = list(Tenure.objects.values()), list(Actor.objects.order_by("pk").values())
    curation.replay()
    assert (list(Tenure.objects.values()), list(Actor.objects.order_by("pk").values())) == before
