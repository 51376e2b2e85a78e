from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Remark
from tests.articles.rows import article_naming, country_row, source_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db: None) -> Article:
    return article_naming(country_row("Japon", "JP"), source=source_row("Agence"))


@pytest.fixture
def form(article: Article) -> str:
    return reverse("article-report", args=[article.uid]) + "?actor=japon"


def sent(article: Article, **changed: str) -> dict[str, str]:
    return {"what": f"mention-{article.mentions.get().pk}", "comment": "Un lieu.", "website": ""} | changed


def test_a_reader_reports_an_error_without_an_account_and_gets_an_address(client, article, form):
    response = client.post(form, sent(article), follow=True)
    one = Remark.objects.get()
    assert response.redirect_chain == [(reverse("remark", args=[one.token]), 302)]
    assert "dans la file" in response.content.decode()


def test_the_address_to_follow_is_listed_nowhere(client, article, form):
    response = client.post(form, sent(article), follow=True)
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_the_page_of_an_article_leads_to_the_form(client, article):
    html = client.get(article.get_absolute_url()).content.decode()
    assert reverse("article-report", args=[article.uid]) in html


def test_a_report_from_another_site_is_refused(article, form):
    assert Client(enforce_csrf_checks=True).post(form, sent(article)).status_code == 403
    assert not Remark.objects.exists()


def test_who_fills_in_the_hidden_field_leaves_nothing(client, article, form):
    assert client.post(form, sent(article, website="https://example.org/")).status_code == 302
    assert not Remark.objects.exists()


def test_what_is_missing_must_be_said(client, article, form):
    response = client.post(form, sent(article, what="missing", comment=" "))
    assert (response.status_code, Remark.objects.count()) == (400, 0)


def test_a_choice_that_was_not_offered_is_refused(client, article, form):
    response = client.post(form, sent(article, what="mention-0"))
    assert (response.status_code, Remark.objects.count()) == (400, 0)


def test_one_sender_cannot_fill_the_queue(client, article, form, settings):
    settings.RATE_LIMITS = True
    answers = [client.post(form, sent(article)).status_code for _ in range(12)]
    assert answers == [302] * 10 + [429] * 2


def test_who_reported_much_is_told_when_to_come_back(client, article, form, settings):
    settings.RATE_LIMITS = True
    for _ in range(10):
        client.post(form, sent(article))
    assert 0 < int(client.post(form, sent(article)).headers["Retry-After"]) <= 3600


def test_what_was_typed_stays_when_a_report_is_refused(client, article, form, settings):
    settings.RATE_LIMITS = True
    for _ in range(10):
        client.post(form, sent(article))
    assert "Un autre motif" in client.post(form, sent(article, comment="Un autre motif")).content.decode()


def test_a_reader_may_be_without_scripts_and_choices_are_labelled(client, article, form):
    assert "« Japon » : Japon" in client.get(form).content.decode()


def test_occurrences_of_one_actor_are_told_apart_by_their_sentences(client, article, form):
    assert "« Japon » : Japon, dans « Numéro" in client.get(form).content.decode()


def test_the_marks_of_a_text_are_escaped(client, article, form):
    html = client.post(form, sent(article, comment="<script>x</script>"), follow=True).content.decode()
    assert "<script>x" not in html
