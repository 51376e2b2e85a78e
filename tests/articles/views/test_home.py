from __future__ import annotations

from html import unescape

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from tests.articles.rows import article_naming, country_row
from tests.rows import actor_row

FRENCH = {"Accept-Language": "fr"}


@pytest.mark.django_db
def test_the_home_page_says_what_to_do_while_it_is_empty(client: Client) -> None:
    page = unescape(client.get("/", headers=FRENCH).content.decode())
    assert "Rien n’est encore importé" in page
    assert "import_seeds" in page


@pytest.mark.django_db
def test_each_side_of_the_triangle_leads_to_its_dyad_and_to_its_articles(client: Client) -> None:
    article_naming(
        country_row("Japon", "JP"), country_row("Russie", "RU"), actor_row("OTAN", "organisation", code="NATO")
    )
    page = unescape(client.get("/").content.decode())
    for first, second in (("JP", "RU"), ("JP", "NATO"), ("RU", "NATO")):
        assert f'href="/articles/?country={first}&country={second}"' in page
    for pair in ("JP/RU", "JP/NATO", "NATO/RU"):
        assert f'class="side" href="/relations/{pair}/"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "heading"), [("fr", "Ce que la machine fait"), ("en", "What the machine does")])
def test_the_about_page_speaks_the_readers_language(client: Client, language: str, heading: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get("/about/").content.decode()
    assert heading in page
    assert f'<html lang="{language}">' in page


@pytest.mark.django_db
def test_the_site_is_french_until_the_reader_chooses(client: Client) -> None:
    assert '<html lang="fr">' in client.get("/about/", headers={"Accept-Language": "en-US,en"}).content.decode()


@pytest.mark.django_db
def test_the_chosen_language_is_remembered(client: Client) -> None:
    client.post("/i18n/setlang/", {"language": "en"}, headers={"Referer": "http://testserver/about/"})
    assert "What the machine does" in client.get("/about/", headers=FRENCH).content.decode()


@pytest.mark.django_db
def test_an_unknown_address_gets_a_page_with_ways_out(client: Client) -> None:
    response = client.get("/nulle-part/", headers=FRENCH)
    assert response.status_code == 404
    assert "Page introuvable" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "503.html"])
def test_pages_for_bad_days_need_no_request_and_no_database(name: str) -> None:
    page = render_to_string(name)
    assert 'lang="fr"' in page
    assert 'lang="en"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/articles/", "/actors/", "/about/", "/nulle-part/"])
def test_nothing_is_loaded_from_another_host_and_nothing_is_styled_or_scripted_inline(
    client: Client, address: str
) -> None:
    article_naming(country_row("Japon", "JP"), published="2013")
    page = client.get(address).content.decode()
    assert ' style="' not in page
    assert "<style" not in page
    assert "<script>" not in page
    assert 'src="http' not in page
    assert 'rel="stylesheet" href="http' not in page
