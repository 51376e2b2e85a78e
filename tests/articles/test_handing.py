from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from django.db import connection

from articles import curation
from articles.curation import Rule
from articles.handing import DECISIONS
from articles.models import Article, Mention, new_uid
from entities import curation as of_actors
from entities.exchanging import Outcome, carry_out, plan
from entities.models import Actor, Decision
from tests.rows import actor_row, article_row, mention_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def abe(db: None) -> Actor:
    return actor_row("Shinzo Abe")


@pytest.fixture
def mention(abe: Actor) -> Mention:
    return mention_row(article_row("Une visite", "Abe voit Poutine."), "Abe", abe)


@pytest.fixture
def colleague(db: None) -> User:
    return User.objects.create_superuser("Denis")


def elsewhere() -> None:
    """The same articles in another installation, which has decided nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE entities_decision CASCADE")
    for article in Article.objects.all():
        Article.objects.filter(pk=article.pk).update(uid=new_uid())
        curation.replay(Article.objects.get(pk=article.pk))
    of_actors.replay(Actor.objects.all())


def test_a_decision_on_a_mention_is_taken_over(mention: Mention, curator: User, colleague: User) -> None:
    akie = actor_row("Akie Abe")
    curation.relink(mention=mention, actor=akie, by=curator, reason="lu")
    rows = list(DECISIONS.rows())
    elsewhere()
    carry_out(plan(DECISIONS, rows), by=colleague)
    mention.refresh_from_db()
    decision = Decision.objects.get()
    assert (mention.actor, mention.status, decision.made_by) == (akie, "accepted", colleague)
    assert decision.reason.startswith("lu (claire ")


def test_what_was_decided_here_already_is_the_same(mention: Mention, curator: User) -> None:
    curation.reject(item=mention, by=curator)
    assert [one.outcome for one in plan(DECISIONS, list(DECISIONS.rows()))] == [Outcome.SAME]


def test_what_was_taken_back_does_not_go_out(mention: Mention, curator: User) -> None:
    curation.undo(decision=curation.reject(item=mention, by=curator), by=curator)
    assert list(DECISIONS.rows()) == []


def test_rules_and_decisions_on_actors_are_taken_over(mention: Mention, curator: User, abe: Actor) -> None:
    curation.make_rule(rule=Rule(words="Abe"), by=curator)
    of_actors.rename(actor=abe, name="Abe Shinzo", by=curator)
    rows = list(DECISIONS.rows())
    elsewhere()
    carry_out(plan(DECISIONS, rows), by=curator)
    mention.refresh_from_db()
    abe.refresh_from_db()
    assert (mention.status, abe.name) == ("rejected", "Abe Shinzo")


def test_an_article_that_is_not_held_here_refuses_its_decisions(mention: Mention, curator: User) -> None:
    curation.reject(item=mention, by=curator)
    rows = list(DECISIONS.rows())
    Article.objects.update(sha256="0" * 64)
    assert [one.outcome for one in plan(DECISIONS, rows)] == [Outcome.REFUSED]


def test_no_row_goes_out_under_the_id_of_this_installation(mention: Mention, curator: User) -> None:
    curation.reject(item=mention, by=curator)
    row = next(iter(DECISIONS.rows()))
    assert json.loads(row["subject"])["article"] == f"sha256:{mention.article.sha256}"


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "explode", "subject": "{}"},
        {"action": "accept", "subject": "pas du JSON"},
        {"action": "rename", "subject": '{"actor": "person:shinzo-abe"}', "values": "{}"},
        {"action": "reject", "subject": '{"everywhere": "abe"}', "values": "{}"},
        {"action": "hide", "subject": '{"actor": "person:nobody"}', "values": "{}"},
        {"action": "accept", "subject": '{"surface": "abe"}', "values": "{}"},
        {"action": "undo", "subject": '{"actor": "person:shinzo-abe"}', "values": "{}"},
    ],
)
def test_what_no_replay_could_read_is_refused(abe: Actor, wrong: dict[str, str]) -> None:
    assert [one.outcome for one in plan(DECISIONS, [wrong])] == [Outcome.REFUSED]


def test_whom_people_made_is_made_elsewhere_under_the_same_key(curator: User, colleague: User) -> None:
    of_actors.create(name="Haruka Tanaka", kind="person", by=curator, reason="lu")
    of_actors.rename(actor=Actor.objects.get(), name="H. Tanaka", by=curator)
    rows, key = list(DECISIONS.rows()), Actor.objects.get().key
    elsewhere()
    Actor.objects.all().delete()
    carry_out(plan(DECISIONS, rows), by=colleague)
    assert (Actor.objects.get().key, Actor.objects.get().name) == (key, "H. Tanaka")


def test_a_merge_that_is_impossible_here_is_refused(abe: Actor, curator: User) -> None:
    other = actor_row("Akie Abe")
    of_actors.merge(source=abe, target=other, by=curator, reason="lu")
    rows = list(DECISIONS.rows())
    elsewhere()
    Actor.objects.filter(pk=other.pk).update(kind="place")
    assert [one.outcome for one in plan(DECISIONS, rows)] == [Outcome.REFUSED]


def test_the_preview_tells_whose_decision_would_no_longer_show(
    mention: Mention, curator: User, colleague: User
) -> None:  # fmt: skip
    curation.reject(item=mention, by=curator)
    rows = list(DECISIONS.rows())
    elsewhere()
    curation.accept(item=Mention.objects.get(), by=colleague)
    assert "à la place de : Denis, confirmer" in plan(DECISIONS, rows)[0].told


def test_a_file_brought_twice_changes_nothing_the_second_time(mention: Mention, curator: User) -> None:
    curation.accept(item=mention, by=curator)
    curation.reject(item=Mention.objects.get(), by=curator)
    rows = list(DECISIONS.rows())
    elsewhere()
    carry_out(plan(DECISIONS, rows), by=curator)
    assert {one.outcome for one in plan(DECISIONS, rows)} == {Outcome.SAME}
    mention.refresh_from_db()
    assert mention.status == "rejected"
