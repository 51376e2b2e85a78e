"""Lists of the admin beside a large press, and every address that changes something."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.models import Article, Contradiction, Remark
from articles.remarks import Choice, remark
from articles.workshop.urls import urlpatterns
from entities.models import Actor
from tests.articles.rows import article_naming, country_row, quote_row, statement_row

pytestmark = pytest.mark.django_db

STATED = "Le Japon reçoit la Russie."
LISTS = [
    "entities_actor", "entities_alias", "entities_tenure", "entities_decision", "articles_article", "articles_mention",
    "articles_evidence", "articles_quote", "articles_contradiction", "articles_remark", "articles_source",
    "articles_importrun",
]  # fmt: skip


@pytest.fixture
def article(db: None) -> Article:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    found = article_naming(japan, russia, words=f"{STATED} « Une bonne journée »")
    statement_row(found, "CONSULT", japan, russia, STATED)
    quote_row(found, japan, "Une bonne journée")
    Contradiction.objects.create(
        article=found, actor=japan, holder=russia, office="chef", country="RU", place="body", start=0, end=3,
        text=found.body[:3], sentence=found.body,
    )  # fmt: skip
    remark(article=found, choice=Choice("date", Remark.About.DATE, ""), comment="?", sender="s")
    return found


@pytest.fixture
def large(article: Article) -> None:
    """A hundred thousand mentions, written as fast as the database can."""
    columns = (
        'article_id, actor_id, machine_actor_id, place, start, "end", text, surface, sentence, form, method, certainty,'
        " status, is_decided, is_added, found_at"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO articles_mention ({columns}) SELECT article_id, actor_id, machine_actor_id, place, 1000 + n,"
            " 1005 + n, text, surface, sentence, form, method, 0.5, status, is_decided, is_added, found_at"
            " FROM articles_mention, generate_series(1, 50000) n"
        )


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_little_beside_a_hundred_thousand_mentions(
    workshop: Client, large: None, django_assert_max_num_queries, name: str
) -> None:
    with django_assert_max_num_queries(15):
        assert workshop.get(reverse(f"admin:{name}_changelist")).status_code == 200


def test_the_queue_asks_no_more_beside_a_hundred_thousand_mentions(
    workshop: Client, large: None, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(45):
        assert workshop.get(reverse("queue"), {"kind": "mention"}).context["asked"].scope.item_count == 50000


@pytest.mark.parametrize("name", ["evidence", "quote", "contradiction"])
def test_what_was_found_is_rejected_in_bulk(workshop: Client, article: Article, name: str) -> None:
    rows = {"evidence": article.evidence, "quote": article.quotes, "contradiction": article.contradictions}[name]
    sent = {"action": "reject_selected", "_selected_action": [rows.get().pk], "expected": "1"}
    workshop.post(reverse(f"admin:articles_{name}_changelist"), sent)
    assert rows.get().status == "rejected"


def test_an_open_report_leads_to_its_question(workshop: Client, article: Article) -> None:
    html = workshop.get(reverse("admin:articles_remark_changelist")).content.decode()
    assert f"{reverse('queue')}?item=remark-{Remark.objects.get().pk}" in html


def changing(article: Article) -> list[str]:
    """Every address of the workshop and the site that changes something for whoever posts to it."""
    actor, mention = Actor.objects.order_by("pk")[0], article.mentions.order_by("pk")[0]
    alias = actor.aliases.get()
    acts = [
        *(("entities_actor", actor.pk, act) for act in ("merge_confirm", "unmerge", "hide", "restore")),
        *(("entities_alias", alias.pk, act) for act in ("suppress", "restore")),
        *(("articles_mention", mention.pk, act) for act in ("accept", "reject")),
        ("entities_decision", 1, "undo"),
    ]
    return [
        *(reverse(f"admin:{model}_{act}", args=[pk]) for model, pk, act in acts),
        reverse("queue-answer"), reverse("queue-skip"),
        reverse("queue-undo-batch", args=["12345678-1234-5678-1234-567812345678"]),
        reverse("review-add-mention", args=[article.pk]), reverse("review-add-statement", args=[article.pk]),
        *(reverse("review-correct", args=[article.pk, field]) for field in ("published", "title", "body")),
        *(reverse("review-decide", args=[kind, 1]) for kind in ("mention", "statement", "quote", "contradiction")),
        *map(reverse, ("exchange-bring", "exchange-do", "rules-make", "doubles-apart", "imports-receive")),
        *(reverse(name, args=[1]) for name in ("rules-go-on", "imports-do", "imports-undo")),
        reverse("dyad-events", args=["JP", "RU"]),
    ]  # fmt: skip


def test_no_address_changes_anything_when_it_is_followed(workshop: Client, article: Article) -> None:
    answers = {address: workshop.get(address).status_code for address in changing(article)}
    assert {address: code for address, code in answers.items() if code != 405} == {}


def test_no_address_changes_anything_for_another_site(curator: User, article: Article) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(curator)
    answers = {address: strict.post(address).status_code for address in changing(article)}
    assert {address: code for address, code in answers.items() if code != 403} == {}


def test_strangers_are_asked_who_they_are(client: Client, article: Article) -> None:
    answers = {address: client.post(address) for address in changing(article)}
    login = reverse("admin:login")
    assert [address for address, one in answers.items() if not (one.status_code == 302 and login in one.url)] == []


def test_readers_with_a_login_change_nothing(client: Client, article: Article) -> None:
    client.force_login(User.objects.create_user("reader", is_staff=True))
    answers = {address: client.post(address).status_code for address in changing(article)}
    assert {address: code for address, code in answers.items() if code != 403} == {}


def test_no_changing_address_is_forgotten(article: Article) -> None:
    """Whatever the workshop adds to the admin's addresses is read-only or in the list above."""
    known = {address.split("/admin/")[-1] for address in changing(article)}
    looked_at = {"queue", "precision", "exchange", "exchange-take", "rules", "doubles"}
    looked_at |= {"imports", "imports-upload", "imports-run"}
    for pattern in urlpatterns:
        if pattern.name not in looked_at:
            assert any(pattern.resolve(address) for address in known), pattern.name
