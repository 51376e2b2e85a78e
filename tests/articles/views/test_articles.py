from __future__ import annotations

from html import unescape

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from tests.articles.rows import article_naming, country_row, quote_row, source_row, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db
AWAY = {"REMOTE_ADDR": "192.0.2.7"}
FRENCH = {"HTTP_ACCEPT_LANGUAGE": "fr"}


def text(response: HttpResponse) -> str:
    return unescape(response.content.decode())


def test_the_list_is_a_whole_page_for_a_browser(client: Client) -> None:
    article_naming(country_row("Japon", "JP"))
    page = text(client.get("/articles/"))
    assert page.startswith("<!doctype html>")
    assert "1 article" in page


def test_htmx_gets_the_results_alone_with_the_title_and_the_announced_count(client: Client) -> None:
    article_naming(country_row("Japon", "JP"))
    page = text(client.get("/articles/?country=JP", headers={"HX-Request": "true"}))
    assert "<html" not in page
    assert page.strip().startswith("<title>Articles")
    assert 'id="announcement"' in page
    assert 'id="results"' in page


def test_back_gets_the_whole_page_though_htmx_asks(client: Client) -> None:
    page = client.get("/articles/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert text(page).startswith("<!doctype html>")


def test_caches_tell_both_answers_apart(client: Client) -> None:
    assert "HX-Request" in client.get("/articles/")["Vary"]


def test_the_search_form_keeps_what_is_chosen(client: Client) -> None:
    article_naming(country_row("Japon", "JP"), published="2013")
    page = text(client.get("/articles/?country=JP&year=2013&q=numéro&sort=newest"))
    for name, value in (("country", "JP"), ("year", "2013"), ("sort", "newest")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page


@pytest.mark.parametrize(
    "query",
    ["year=abc&country=%F0%9F&page=zz&sort=x&q=%00", "q=%22", "q=((", "person=" + "x" * 5000, "page=" + "9" * 5000],
)
def test_a_malformed_query_gets_a_readable_page(client: Client, query: str) -> None:
    article_naming(country_row("Japon", "JP"))
    assert client.get(f"/articles/?{query}").status_code == 200


def test_search_words_come_back_escaped(client: Client) -> None:
    page = client.get("/articles/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page


def test_no_result_says_so_and_offers_a_way_out(client: Client) -> None:
    article_naming(country_row("Japon", "JP"))
    page = text(client.get("/articles/?country=JP&year=1950", **FRENCH))
    assert "Aucun article" in page
    assert 'href="/articles/?country=JP"' in page


def test_the_list_works_before_anything_is_imported(client: Client) -> None:
    assert "import_seeds" in text(client.get("/articles/"))


def test_the_list_is_read_not_written(client: Client) -> None:
    assert client.post("/articles/").status_code == 405


def test_an_unknown_article_is_not_found(client: Client) -> None:
    assert client.get("/articles/rien/").status_code == 404


def test_a_text_cannot_bring_tags_of_its_own(client: Client) -> None:
    article = article_naming(title="<img src=x onerror=alert(1)>", words="<script>alert(2)</script>")
    page = client.get(article.get_absolute_url()).content.decode()
    assert "<img src=x" not in page
    assert "<script>alert(2)" not in page


def test_an_inferred_date_says_so_and_why(client: Client) -> None:
    article = article_naming(published="2006-10", date_basis="inferred", date_evidence="le ministre Aso")
    page = text(client.get(article.get_absolute_url(), **FRENCH))
    assert "octobre\u00a02006" in page
    assert "déduite" in page
    assert "le ministre Aso" in page


def reserved() -> Article:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    article = article_naming(
        japan,
        words="mot " * 80 + "La cachette accuse.",
        source=source_row("Agence", "extract"),
        original_url="https://example.org/a",
    )
    statement_row(article, "ACCUSE", japan, russia, "La cachette accuse.")
    quote_row(article, japan, "cachette")
    return article


@pytest.mark.parametrize("path", ["", "original/", "original/download/"])
def test_anybody_away_sees_no_more_than_the_outlet_allows(client: Client, path: str) -> None:
    response = client.get(reserved().get_absolute_url() + path, **AWAY)
    assert "cachette" not in text(response)
    assert response.status_code == (403 if path else 200)
    assert "https://example.org/a" in text(response)


@pytest.mark.parametrize("address", ["/", "/articles/", "/articles/?q=cachette", "/actors/japon/", "/actors/russie/"])
def test_no_other_page_shows_what_the_outlet_reserves(client: Client, address: str) -> None:
    reserved()
    page = text(client.get(address, **AWAY))
    assert page.replace('value="cachette"', "").replace("«\u00a0cachette\u00a0»", "").count("La cachette") == 0
    assert "<mark>cachette" not in page


def test_an_original_address_that_runs_a_script_is_no_link(client: Client) -> None:
    article = article_naming(original_url="javascript:alert(1)")
    assert "javascript:" not in text(client.get(article.get_absolute_url()))


def test_staff_away_see_everything(client: Client) -> None:
    client.force_login(User.objects.create_user("claire", is_staff=True))
    assert "La cachette accuse" in text(client.get(reserved().get_absolute_url(), **AWAY))


def test_the_file_as_it_came_is_shown_escaped(client: Client) -> None:
    article = article_naming(words="<b>gras</b>")
    page = client.get(f"{article.get_absolute_url()}original/").content.decode()
    assert "&lt;b&gt;gras&lt;/b&gt;" in page
    assert "<b>gras" not in page


def test_the_file_is_downloaded_byte_for_byte_and_never_run(client: Client) -> None:
    article = article_naming(words="<script>alert(1)</script>")
    response = client.get(f"{article.get_absolute_url()}original/download/")
    assert response.content == bytes(article.raw)
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Disposition"] == f'attachment; filename="{article.uid}.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_list_costs_the_same_with_five_articles_and_with_fifty(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    japan, agency = country_row("Japon", "JP"), source_row("Agence")

    def some(number: int) -> None:
        for place in range(number):
            article_naming(japan, actor_row(f"Personne {number} {place}"), published=f"20{place:02}", source=agency)

    some(5)
    with django_assert_num_queries(5) as counted:
        client.get("/articles/")
    some(45)
    with django_assert_num_queries(len(counted)):
        client.get("/articles/")


def test_a_text_in_another_language_says_that_nothing_is_read_in_it(client: Client) -> None:
    article = article_naming(words="Norway opens its harbours.", language="en")
    assert "Texte dans une autre langue (anglais)" in text(client.get(article.get_absolute_url(), **FRENCH))


@pytest.mark.parametrize(
    ("query", "told"), [("q=zorglub", "à ce choix"), ("q=zorglub&country=JP", "à tous ces choix à la fois")]
)
def test_an_empty_list_speaks_of_as_many_choices_as_were_made(client: Client, query: str, told: str) -> None:
    article_naming(country_row("Japon", "JP"))
    assert f"Aucun article ne répond {told}." in text(client.get(f"/articles/?{query}"))
