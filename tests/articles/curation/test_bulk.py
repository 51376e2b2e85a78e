import pytest

from articles import curation
from articles.curation import CurationError, Outdated
from articles.models import Article, Evidence, Mention
from entities.models import Actor, Decision
from tests.articles.curation.machine import Machine
from tests.rows import actor_row, article_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def abe(db: None) -> Actor:
    return actor_row("Shinzo Abe")


@pytest.fixture
def articles(abe: Actor) -> list[Article]:
    rows = [article_row(f"Titre {number}", "Abe a menacé. Kono dort. Abe part.") for number in range(3)]
    for row in rows:
        machine = Machine(row).names("Abe", abe).names("Abe", abe, after="dort")
        machine.states("THREATEN", "menacé", abe, actor_row(f"Pays {row.pk}", "country")).run()
    return rows


def statuses() -> list[str]:
    return list(Mention.objects.order_by("article", "start").values_list("status", flat=True))


def test_a_batch_reaches_all_that_match(curator, articles):
    batch = curation.reject_each(items=Mention.objects.all(), by=curator)
    assert (batch.count, batch.left_count, statuses()) == (6, 0, ["rejected"] * 6)


def test_what_a_batch_would_reach_is_told_before(curator, articles):
    curation.accept(item=Mention.objects.earliest("pk"), by=curator)
    scope = curation.scope(Mention.objects.all())
    assert (scope.item_count, scope.open_count, scope.article_count) == (6, 5, 3)


def test_a_batch_that_would_reach_more_than_was_told_is_refused_whole(curator, articles):
    with pytest.raises(Outdated):
        curation.accept_each(items=Mention.objects.all(), by=curator, expected=5)
    assert not Decision.objects.exists()


def test_a_batch_leaves_what_a_person_decided(curator, articles):
    curation.reject(item=Mention.objects.earliest("pk"), by=curator)
    batch = curation.accept_each(items=Mention.objects.all(), by=curator)
    assert (batch.left_count, statuses()[0]) == (1, "rejected")


def test_a_batch_leaves_what_a_person_decided_after_the_page_was_made(curator, articles):
    page = list(Mention.objects.all())
    curation.reject(item=Mention.objects.earliest("pk"), by=curator)
    curation.accept_each(items=page, by=curator)
    assert statuses()[0] == "rejected"


def test_a_batch_is_undone_at_once(curator, articles):
    batch = curation.reject_each(items=Mention.objects.all(), by=curator)
    curation.undo_batch(batch=batch.id, by=curator)
    assert statuses() == ["proposed"] * 6


def test_an_undone_batch_can_be_done_again(curator, articles):
    batch = curation.reject_each(items=Mention.objects.all(), by=curator)
    curation.undo_batch(batch=curation.undo_batch(batch=batch.id, by=curator).id, by=curator)
    assert statuses() == ["rejected"] * 6


def test_undoing_a_batch_leaves_what_was_decided_since(curator, articles):
    batch = curation.reject_each(items=Mention.objects.all(), by=curator)
    curation.accept(item=Mention.objects.earliest("pk"), by=curator)
    curation.undo_batch(batch=batch.id, by=curator)
    assert statuses() == ["accepted"] + ["proposed"] * 5


def test_a_batch_is_undone_once(curator, articles):
    batch = curation.reject_each(items=Mention.objects.all(), by=curator)
    curation.undo_batch(batch=batch.id, by=curator)
    with pytest.raises(CurationError):
        curation.undo_batch(batch=batch.id, by=curator)


def test_one_decision_of_a_batch_is_undone_alone(curator, articles):
    curation.reject_each(items=Mention.objects.all(), by=curator)
    curation.undo(decision=Decision.objects.latest("pk"), by=curator)
    assert statuses() == ["rejected"] * 5 + ["proposed"]


def test_many_mentions_are_given_to_one_actor(curator, articles):
    other = actor_row("Akie Abe")
    curation.relink_each(mentions=Mention.objects.all(), actor=other, by=curator)
    assert set(Mention.objects.values_list("actor", flat=True)) == {other.pk}


def test_statements_are_decided_in_a_batch_too(curator, articles):
    batch = curation.accept_each(items=Evidence.objects.all(), by=curator)
    assert batch.count == 3
    assert set(Evidence.objects.values_list("status", flat=True)) == {"accepted"}


def test_a_batch_stands_after_an_extraction(curator, articles, abe):
    curation.reject_each(items=Mention.objects.all(), by=curator)
    for article in articles:
        Machine(article).names("Abe", abe).names("Abe", abe, after="dort").run("2")
    assert statuses() == ["rejected"] * 6
