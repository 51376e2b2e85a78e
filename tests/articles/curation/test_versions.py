"""Two curators on one item, and who may decide at all."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from articles import curation
from articles.curation import Outdated, Rule, field_version, version
from articles.models import Article, Mention
from entities import curation as of_actors
from entities.models import Actor, Decision
from entities.versions import actor_version
from tests.groups import group
from tests.rows import actor_row, article_row, mention_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def abe(db: None) -> Actor:
    return actor_row("Shinzo Abe")


@pytest.fixture
def mention(abe: Actor) -> Mention:
    return mention_row(article_row("Titre", "Abe parle."), "Abe", abe)


@pytest.fixture
def colleague(db: None) -> User:
    user = User.objects.create_user("diane")
    user.groups.add(group("administrators"))
    return user


def test_the_second_curator_is_told_who_was_first(curator, colleague, mention):
    seen = version(mention)
    curation.reject(item=mention, by=colleague, seen=seen)
    with pytest.raises(Outdated, match="diane") as refusal:
        curation.accept(item=mention, by=curator, seen=seen)
    assert refusal.value.decision == Decision.objects.get()
    assert Mention.objects.get().status == "rejected"


def test_a_curator_who_has_seen_the_decision_may_take_another(curator, colleague, mention):
    curation.reject(item=mention, by=colleague)
    curation.accept(item=mention, by=curator, seen=version(Mention.objects.get()))
    assert Mention.objects.get().status == "accepted"


def test_a_decision_names_the_state_it_was_taken_on(curator, mention):
    seen = version(mention)
    assert curation.reject(item=mention, by=curator).seen == seen


def test_an_item_that_the_machine_wrote_anew_as_it_was_is_the_same(curator, mention, abe):
    seen = version(mention)
    Mention.objects.all().delete()
    again = mention_row(mention.article, "Abe", abe)
    curation.accept(item=again, by=curator, seen=seen)
    assert again.status == "accepted"


def test_two_curators_may_correct_two_fields(curator, colleague, mention):
    article = mention.article
    seen = field_version(article, "published")
    curation.correct_text(article=article, place="title", text="Autre titre", by=colleague)
    curation.correct_date(article=article, published="2013", by=curator, seen=seen)
    assert Article.objects.get().published == "2013"


def test_the_second_to_correct_a_field_is_told(curator, colleague, mention):
    article = mention.article
    seen = field_version(article, "published")
    curation.correct_date(article=article, published="2013", by=colleague, seen=seen)
    with pytest.raises(Outdated, match="diane"):
        curation.correct_date(article=article, published="2014", by=curator, seen=seen)


def test_the_second_to_rename_an_actor_is_told(curator, colleague, abe):
    seen = actor_version(abe)
    of_actors.rename(actor=abe, name="Abe Shinzo", by=colleague, seen=seen)
    with pytest.raises(Outdated, match="diane"):
        of_actors.rename(actor=abe, name="Abe Shinzō", by=curator, seen=seen)


ACTS = {
    "accept": lambda m, by: curation.accept(item=m, by=by),
    "reject": lambda m, by: curation.reject(item=m, by=by),
    "relink": lambda m, by: curation.relink(mention=m, actor=m.actor, by=by),
    "accept_each": lambda m, by: curation.accept_each(items=[m], by=by),
    "rule": lambda m, by: curation.make_rule(rule=Rule("Abe"), by=by),
    "date": lambda m, by: curation.correct_date(article=m.article, published="2013", by=by),
    "text": lambda m, by: curation.correct_text(article=m.article, place="body", text="Abe part.", by=by),
    "add": lambda m, by: curation.add_mention(article=m.article, place="body", start=4, end=9, actor=m.actor, by=by),
    "hide": lambda m, by: of_actors.hide(actor=m.actor, by=by),
    "rename": lambda m, by: of_actors.rename(actor=m.actor, name="Abe", by=by),
}


@pytest.mark.parametrize("name", [None, "readers"])
@pytest.mark.parametrize("act", ACTS)
def test_whoever_has_no_right_decides_nothing(mention, name, act):
    stranger = User.objects.create_user("rene", is_staff=True)
    if name:
        stranger.groups.add(group(name))
    with pytest.raises(PermissionDenied):
        ACTS[act](mention, stranger)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("name", ["curators", "administrators"])
def test_curators_and_administrators_decide(mention, name):
    user = User.objects.create_user("diane")
    user.groups.add(group(name))
    assert curation.accept(item=mention, by=user).made_by == user


def test_whoever_has_no_right_undoes_nothing(curator, mention):
    decision = curation.reject(item=mention, by=curator)
    with pytest.raises(PermissionDenied):
        curation.undo(decision=decision, by=User.objects.create_user("rene"))
    assert Mention.objects.get().status == "rejected"
