"""From the files into the database and back: what curators did stays."""

import pytest
from django.contrib.auth.models import User

from entities import curation
from entities.authority.loader import load_files
from entities.authority.stored import is_loaded, load, load_stored
from entities.models import Actor, Alias, Tenure

pytestmark = pytest.mark.django_db


def test_what_is_loaded_is_what_is_read_back() -> None:
    load(load_files())
    assert load_stored().actors == load_files().actors


def test_a_second_load_changes_nothing() -> None:
    load(load_files())
    before = list(Actor.objects.order_by("pk").values()), list(Alias.objects.order_by("pk").values())
    counts = load(load_files())
    assert (counts.new, counts.changed) == (0, 0)
    assert (list(Actor.objects.order_by("pk").values()), list(Alias.objects.order_by("pk").values())) == before


def test_the_version_loaded_is_known() -> None:
    assert not is_loaded(load_files())
    load(load_files())
    assert is_loaded(load_files())


def test_what_curators_did_outlives_a_new_load(curator: User) -> None:
    load(load_files())
    actor = Actor.objects.get(key="country:NO")
    curation.rename(actor=actor, name="Royaume de Norvège", by=curator)
    curation.suppress_alias(alias=actor.aliases.get(text="norvégien"), by=curator)
    curation.add_alias(actor=actor, text="le pays des fjords", by=curator)
    curation.hide(actor=Actor.objects.get(key="country:SE"), by=curator)
    load(load_files())
    actor.refresh_from_db()
    stored = load_stored()
    assert actor.name == "Royaume de Norvège"
    assert ("norvegien", "country:NO") in stored.suppressed
    assert "le pays des fjords" in {name.text for name in stored.actors["country:NO"].names}
    assert Actor.objects.get(key="country:SE").is_hidden


def test_an_address_outlives_a_new_load() -> None:
    load(load_files())
    before = dict(Actor.objects.values_list("key", "slug"))
    load(load_files())
    assert dict(Actor.objects.values_list("key", "slug")) == before


def test_terms_that_a_curator_wrote_stay() -> None:
    load(load_files())
    actor = Actor.objects.get(name="Jens Stoltenberg")
    Tenure.objects.create(actor=actor, office="other", title="invité d'honneur", country="NO", start="1999")
    load(load_files())
    assert Tenure.objects.filter(actor=actor, title="invité d'honneur").exists()
