from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from articles import curation
from articles.leaving import forget_unnamed
from articles.models import Article
from entities import curation as of_actors
from entities.models import Actor
from tests.articles.rows import article_naming
from tests.rows import actor_row, extract_again

if TYPE_CHECKING:
    from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def met(db: None) -> Actor:
    """Somebody whom a first extraction found, and a second doesn't."""
    actor = actor_row("Akie Ichiba", origin="machine", key="new:person:akie ichiba")
    article_naming(actor)
    extract_again(Article.objects.get(), [])
    return actor


def test_whom_nothing_names_any_more_is_forgotten(met: Actor) -> None:
    assert forget_unnamed() == 1
    assert not Actor.objects.exists()


def test_whom_an_article_names_stays(met: Actor) -> None:
    article_naming(met)
    assert forget_unnamed() == 0


def test_the_authority_file_and_whom_people_made_stay(curator: User) -> None:
    actor_row("Shinzo Abe")
    of_actors.create(name="Haruka Tanaka", kind="person", by=curator, reason="lu")
    assert forget_unnamed() == 0


@pytest.mark.parametrize("undone", [False, True])
def test_of_whom_people_decided_anything_stays(met: Actor, curator: User, undone: bool) -> None:
    abe = actor_row("Shinzo Abe")
    mention = article_naming(abe).mentions.get()
    decision = curation.relink(mention=mention, actor=met, by=curator)
    if undone:
        curation.undo(decision=decision, by=curator)
    assert forget_unnamed() == 0


def test_who_was_merged_stays_to_be_taken_apart(met: Actor, curator: User) -> None:
    of_actors.merge(source=met, target=actor_row("Akié Ishiba"), by=curator, reason="le même")
    assert forget_unnamed() == 0


def test_the_command_names_them_first(met: Actor) -> None:
    out = StringIO()
    call_command("forget_actors", "--dry-run", stdout=out)
    assert ("Akie Ichiba" in out.getvalue(), Actor.objects.count()) == (True, 1)
    call_command("forget_actors", stdout=out)
    assert not Actor.objects.exists()
