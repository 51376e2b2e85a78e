from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import curation
from articles.models import Article, Contradiction, Mention
from entities.models import Actor, Alias
from tests.articles.rows import country_row, quote_row, statement_row
from tests.groups import group
from tests.rows import actor_row, article_row, mention_row

pytestmark = pytest.mark.django_db

BODY = "Abe voit 😀 le chef russe. Puis le chef russe reçoit Abe. « Assez »"


@pytest.fixture
def abe(db: None) -> Actor:
    return actor_row("Shinzo Abe", aliases=("Abe",))


@pytest.fixture
def article(abe: Actor) -> Article:
    found = article_row("Une visite", BODY, published="2013", published_on="2013-01-01", date_basis="inferred")
    mention_row(found, "Abe", abe)
    return found


def page(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def add(client: Client, article: Article, **values: object) -> int:
    sent = {"place": "body", "words": "chef russe", "name": "Vladimir Poutine", "start": "", "end": ""} | values
    return client.post(reverse("review-add-mention", args=[article.pk]), sent).status_code


def test_selected_words_name_an_actor(workshop, article):
    poutine = actor_row("Vladimir Poutine")
    start = BODY.rindex("chef russe")
    assert add(workshop, article, start=start, end=start + 10) == 302
    assert Mention.objects.get(actor=poutine).start == start


def test_without_scripts_the_words_and_their_place_are_typed(workshop, article):
    poutine = actor_row("Vladimir Poutine")
    add(workshop, article, nth=2)
    assert Mention.objects.get(actor=poutine).start == BODY.rindex("chef russe")


def test_offsets_of_other_words_are_not_believed(workshop, article):
    poutine = actor_row("Vladimir Poutine")
    add(workshop, article, start=0, end=3)
    assert Mention.objects.get(actor=poutine).start == BODY.index("chef russe")


def test_selected_words_may_be_a_form_of_the_name_everywhere(workshop, article):
    poutine = actor_row("Vladimir Poutine")
    add(workshop, article, with_alias="on")
    assert poutine.aliases.get(text="chef russe").origin == "curator"


def test_a_form_that_cannot_be_added_adds_no_mention_either(workshop, article):
    poutine = actor_row("Vladimir Poutine", aliases=("chef russe",))
    Alias.objects.filter(text="chef russe").update(is_suppressed=True)
    assert add(workshop, article, with_alias="on") == 400
    assert not poutine.mentions.exists()


@pytest.mark.parametrize("wrong", [{"words": "absent"}, {"nth": 3}, {"name": "Inconnu"}, {"name": ""}, {"words": ""}])
def test_what_cannot_be_added_is_shown_again_with_what_was_typed(workshop, article, wrong):
    actor_row("Vladimir Poutine")
    sent = {"place": "body", "words": "chef russe", "name": "Vladimir Poutine", "reason": "ma raison"} | wrong
    response = workshop.post(reverse("review-add-mention", args=[article.pk]), sent)
    assert (response.status_code, Mention.objects.count()) == (400, 1)
    assert "ma raison" in response.content.decode()


def test_a_statement_is_added_between_two(workshop, article, abe):
    russia = country_row("Russie", "RU")
    sent = {
        "place": "body", "words": "reçoit", "type": "CONSULT", "mode": "asserted", "source": "Russie",
        "target": "Shinzo Abe",
    }  # fmt: skip
    workshop.post(reverse("review-add-statement", args=[article.pk]), sent)
    row = article.evidence.get()
    assert (row.relation.source, row.relation.target, row.status) == (russia, abe, "accepted")


def test_a_statement_of_many_names_them_all(workshop, article, abe):
    russia = country_row("Russie", "RU")
    sent = {
        "place": "body", "words": "reçoit", "type": "CONSULT", "mode": "asserted", "parties": "Russie, Shinzo Abe",
    }  # fmt: skip
    workshop.post(reverse("review-add-statement", args=[article.pk]), sent)
    assert {one.actor for one in article.evidence.get().participants.all()} == {russia, abe}


@pytest.mark.parametrize(
    ("field", "value"), [("published", "2014-05-02"), ("title", "Une autre visite"), ("body", "Abe s’en va.")]
)
def test_date_title_and_text_are_corrected(workshop, article, field, value):
    workshop.post(reverse("review-correct", args=[article.pk, field]), {field: value, "reason": "page scannée"})
    article.refresh_from_db()
    assert getattr(article, field) == value


def test_whoever_corrects_second_is_told_and_keeps_the_text(workshop, curator, article):
    seen = curation.field_version(article, "body")
    curation.correct_text(article=article, place="body", text="Abe est là.", by=curator)
    sent = {"body": "Abe s’en va. " * 20, "seen": seen}
    response = workshop.post(reverse("review-correct", args=[article.pk, "body"]), sent)
    article.refresh_from_db()
    assert (response.status_code, article.body) == (409, "Abe est là.")
    assert "Abe s’en va. Abe s’en va." in response.content.decode()
    again = sent | {"seen": response.context["seen"]}
    assert workshop.post(reverse("review-correct", args=[article.pk, "body"]), again).status_code == 302


@pytest.mark.parametrize(("answer", "status"), [("accept", "accepted"), ("reject", "rejected")])
@pytest.mark.parametrize("kind", ["mention", "statement", "quote", "contradiction"])
def test_each_thing_found_is_decided_on_the_page(workshop, article, abe, kind, answer, status):
    japan = country_row("Japon", "JP")
    item = {
        "mention": article.mentions.get,
        "statement": lambda: statement_row(article, "CONSULT", japan, abe, "reçoit Abe"),
        "quote": lambda: quote_row(article, abe, "Assez"),
        "contradiction": lambda: Contradiction.objects.create(
            article=article, actor=abe, holder=japan, office="chef", country="RU", place="body", start=0, end=3,
            text="Abe", sentence=BODY,
        ),
    }[kind]()  # fmt: skip
    sent = {"answer": answer, "seen": curation.version(item), "back": f"{kind}-{item.pk}"}
    response = workshop.post(reverse("review-decide", args=[kind, item.pk]), sent)
    item.refresh_from_db()
    assert (response.url, item.status) == (f"{page(article)}#{kind}-{item.pk}", status)


def test_what_a_colleague_changed_in_between_is_not_decided_blindly(workshop, article, abe):
    mention = article.mentions.get()
    seen = curation.version(mention)
    colleague = User.objects.create_user("Denis", is_superuser=True)
    curation.relink(mention=mention, actor=actor_row("Akie Abe"), by=colleague)
    response = workshop.post(reverse("review-decide", args=["mention", mention.pk]), {"answer": "reject", "seen": seen})
    mention.refresh_from_db()
    assert (response.status_code, mention.status) == (409, "accepted")
    assert "Denis" in response.content.decode()


@pytest.mark.parametrize("address", ["review/actor/1/", "review/mention/0/", "review/articles/0/title/"])
def test_what_is_not_there_is_not_found(workshop, article, address):
    assert workshop.post(f"/admin/{address}", {"answer": "accept"}).status_code == 404


def test_an_unknown_field_of_an_article_is_not_found(workshop, article):
    assert workshop.post(reverse("review-correct", args=[article.pk, "raw"])).status_code == 404


def test_the_page_of_an_article_holds_its_text_character_by_character(workshop, article):
    html = workshop.get(page(article)).content.decode()
    assert '<div class="workshop-text" data-place="body" lang="fr"><mark' in html


def test_who_may_only_look_finds_no_form(client, article):
    looker = User.objects.create_user("reader", is_staff=True)
    looker.groups.add(group("readers"))
    client.force_login(looker)
    assert "Ajouter la mention" not in client.get(page(article)).content.decode()
