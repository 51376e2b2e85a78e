"""The random sample: its order is chance's, and no decision changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from articles import curation
from articles.lots import Lot, lots, next_in_lots
from articles.measuring import precisions, sampled
from articles.models import Article, Evidence, Mention
from articles.workshop.questions import Kind, question, questions
from tests.articles.rows import article_naming, country_row, statement_row
from tests.rows import actor_row, extract_again

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from articles.models import Mention as Row
    from entities.models import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def abe(db: None) -> Actor:
    abe = actor_row("Shinzo Abe")
    for _ in range(6):
        article_naming(abe, published="2013", date_basis="stated")
    return abe


def persons() -> Lot:
    return next(lot for lot in lots() if lot.label == "Personnes")


def row_of(key: str) -> Row:
    return Mention.objects.get(pk=key.removeprefix("mention-"))


def test_what_is_read_from_the_start_of_the_order_counts(curator: User, abe: Actor) -> None:
    first, second, *_rest = persons().following
    curation.accept(item=row_of(first), by=curator)
    curation.reject(item=row_of(second), by=curator)
    assert (persons().read, persons().right) == (2, 1)


def test_what_was_read_for_another_reason_counts_only_in_the_other_figure(curator: User, abe: Actor) -> None:
    curation.reject(item=row_of(persons().following[-1]), by=curator)
    assert [[one.read for one in figures if one.label == "Personnes"] for figures in (sampled(), precisions())] == [
        [0],
        [1],
    ]


def test_a_decision_moves_nobody_in_the_order(curator: User, abe: Actor) -> None:
    order = persons().following
    curation.accept(item=row_of(order[3]), by=curator)
    assert persons().following == order[:3] + order[4:]


def test_a_new_extraction_leaves_the_order(curator: User, abe: Actor) -> None:
    curation.accept(item=row_of(persons().following[0]), by=curator)
    before = [row_of(key).article_id for key in persons().following]
    for article in Article.objects.all():
        extract_again(article, [("Shinzo Abe", abe, "")])
        curation.replay(article)
    assert persons().read == 1
    assert [row_of(key).article_id for key in persons().following] == before


def test_what_a_person_added_is_not_drawn(curator: User, abe: Actor) -> None:
    article = Article.objects.first()
    assert article
    akie = actor_row("Akie Abe")
    end = len(article.title.split()[0])
    curation.add_mention(article=article, place="title", start=0, end=end, actor=akie, by=curator)
    assert sum(lot.read + len(lot.following) for lot in lots()[:4]) == 6


def test_the_kind_of_which_least_was_read_comes_next(curator: User, abe: Actor) -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = Article.objects.first()
    assert article
    statement_row(article, "CONSULT", japan, russia, article.body, certainty=0.9)
    for key in persons().following[:3]:
        curation.accept(item=row_of(key), by=curator)
    assert next(iter(next_in_lots())) != persons().following[0]
    assert f"statement-{Evidence.objects.get().pk}" in list(next_in_lots())[:2]


def test_a_date_that_the_text_states_can_be_asked_for_too(abe: Actor) -> None:
    article = Article.objects.first()
    assert article
    asked = question(f"date-{article.pk}")
    assert asked
    assert str(asked.reasons[0]) == "date indiquée"


def test_the_sample_is_read_in_the_queue(workshop: Client, abe: Actor) -> None:
    page = workshop.get(reverse("queue"), {"kind": "sample"})
    assert page.context["asked"].question.key == next(iter(next_in_lots()))
    assert "tiré au sort" in page.content.decode()


def test_an_answer_leads_on_in_the_sample(workshop: Client, abe: Actor) -> None:
    asked = workshop.get(reverse("queue"), {"kind": "sample"}).context["asked"]
    sent = {"item": asked.question.key, "seen": asked.seen, "answer": "accept", "kind": "sample"}
    assert workshop.post(reverse("queue-answer"), sent).url == f"{reverse('queue')}?kind=sample"
    assert workshop.get(reverse("queue"), {"kind": "sample"}).context["asked"].question.key != asked.question.key


def test_what_was_skipped_is_not_asked_again(abe: Actor) -> None:
    key = questions(Kind.SAMPLE)[0].key
    assert key not in [one.key for one in questions(Kind.SAMPLE, skipped=[key])]


def test_the_pages_say_which_figure_is_which(workshop: Client, abe: Actor) -> None:
    for name in ("precision", "health"):
        page = workshop.get(reverse(name)).content.decode()
        assert "échantillon au hasard" in page.lower()
        assert "douteux" in page
