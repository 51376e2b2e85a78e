from __future__ import annotations

import gzip
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from articles.choosing import PAGE_SIZE
from tests.articles.rows import article_naming, country_row, source_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def page(client: Client, address: str, **headers: str) -> str:
    return unescape(client.get(address, headers=headers).content.decode())


def test_all_values_of_a_filter_are_a_page_that_leads_back(client: Client) -> None:
    article_naming(country_row("Japon", "JP"), actor_row("Sergueï Lavrov"))
    text = page(client, "/articles/filters/person/?country=JP")
    assert text.startswith("<!doctype html>")
    assert 'href="/articles/?country=JP&person=serguei-lavrov"' in text
    assert 'href="/articles/?country=JP&person=-serguei-lavrov"' in text
    assert 'href="/articles/?country=JP">' in text


def test_htmx_gets_the_values_alone_and_the_address_stays(client: Client) -> None:
    article_naming(actor_row("Sergueï Lavrov"))
    response = client.get("/articles/filters/person/", headers=HTMX)
    assert "<html" not in response.content.decode()
    assert response["HX-Push-Url"] == "false"


def test_a_filter_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/articles/filters/colour/").status_code == 404


@pytest.mark.parametrize("query", ["find=%00", "find=%25_", "from=zz", "by=x", "from=99", "find=" + "x" * 5000])
def test_what_is_asked_wrongly_gets_a_page(client: Client, query: str) -> None:
    article_naming(actor_row("Sergueï Lavrov"))
    assert client.get(f"/articles/filters/person/?{query}").status_code == 200


def test_many_values_come_page_by_page_under_what_is_looked_for(client: Client) -> None:
    article_naming(*(actor_row(f"Personne {number:03}") for number in range(PAGE_SIZE + 1)), actor_row("Autre"))
    text = page(client, "/articles/filters/person/?find=personne&by=name")
    assert "Personne 059" in text
    assert "Personne 060" not in text
    assert 'href="/articles/filters/person/?find=personne&by=name&from=2"' in text
    assert "Personne 060" in page(client, "/articles/filters/person/?find=personne&by=name&from=2")


def test_search_words_of_the_reader_come_back_escaped(client: Client) -> None:
    assert (
        "<script>alert" not in client.get("/articles/filters/person/?find=<script>alert(1)</script>").content.decode()
    )


@pytest.mark.parametrize(("language", "heading"), [("fr", "chercher et filtrer"), ("en", "searching and filtering")])
def test_the_help_speaks_the_readers_language(client: Client, language: str, heading: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert heading in page(client, "/help/")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_example_of_the_help_is_understood_whole(client: Client, language: str) -> None:
    country_row("Japon", "JP")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    examples = set(re.findall(r'href="(/articles/\?[^"]+)"', page(client, "/help/")))
    assert len(examples) >= 8
    for example in examples:
        assert 'class="notice"' not in page(client, example)


def test_the_first_page_of_the_list_weighs_less_than_100_kilobytes_with_everything(client: Client) -> None:
    sources = [source_row(f"Journal {number}", country="FR") for number in range(12)]
    actors = [actor_row(f"Personne de nom assez long {number}") for number in range(40)]
    for number in range(60):
        article_naming(
            *actors[number % 30 : number % 30 + 8], published=f"{1966 + number}-03-0{1 + number % 9}",
            words="Le texte continue ainsi. " * 40, source=sources[number % 12], agency=f"Agence {number % 12}",
        )  # fmt: skip
    response = client.get("/articles/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    text = gzip.decompress(response.content).decode()
    files = set(re.findall(r'(?:src|href)="/static/([^"]+)"', text))
    weights = {name: len(gzip.compress(Path(str(finders.find(name))).read_bytes())) for name in files}
    assert len(weights) >= 8
    assert len(response.content) + sum(weights.values()) < 100_000
