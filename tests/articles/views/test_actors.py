from __future__ import annotations

from html import unescape

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from entities.curation import rename
from entities.models import Tenure
from tests.articles.rows import article_naming, country_row, hide, merge, quote_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    return unescape(client.get(address, headers={"Accept-Language": "fr"}).content.decode())


def test_the_page_of_an_actor_leads_to_its_articles(client: Client) -> None:
    article = article_naming(country_row("Japon", "JP"), published="2013")
    shown = page(client, "/actors/japon/")
    assert article.get_absolute_url() in shown
    assert 'href="/articles/?country=JP&year=2013"' in shown


def test_the_address_of_a_merged_actor_leads_to_the_canonical_one_for_now(client: Client) -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    merge(twin, into=lavrov)
    response = client.get("/actors/sergei-lavrov/")
    assert (response.status_code, response["Location"]) == (302, "/actors/serguei-lavrov/")


def test_a_hidden_actor_is_not_found(client: Client) -> None:
    hide(actor_row("Lundi"))
    assert client.get("/actors/lundi/").status_code == 404


def test_an_actor_merged_into_a_hidden_one_is_not_found(client: Client) -> None:
    monday, weekday = actor_row("Lundi"), actor_row("Jour")
    merge(monday, into=weekday)
    hide(weekday)
    assert client.get("/actors/lundi/").status_code == 404


def test_offices_say_their_dates_as_exactly_as_known(client: Client) -> None:
    lavrov = actor_row("Sergueï Lavrov")
    Tenure.objects.create(actor=lavrov, title="ministre des Affaires étrangères", country="RU", start="2004-03-09")
    assert "depuis le 9\u00a0mars\u00a02004" in page(client, "/actors/serguei-lavrov/")


def test_an_actor_that_no_article_names_says_so(client: Client) -> None:
    actor_row("Jean")
    assert "Aucun article ne nomme" in page(client, "/actors/jean/")


def test_states_have_english_names_for_english_readers(client: Client) -> None:
    article_naming(country_row("Allemagne", "DE"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    shown = client.get("/actors/").content.decode()
    assert ">Germany</a>" in shown


def test_the_index_answers_a_name_that_nobody_bears(client: Client) -> None:
    assert "Aucun acteur de ce nom" in page(client, "/actors/?q=zzz")


def test_the_log_of_decisions_is_open_to_readers_without_who_took_them(client: Client) -> None:
    lavrov = actor_row("Serge Lavrov")
    claire = User.objects.create_superuser("claire")
    rename(actor=lavrov, name="Sergueï Lavrov", by=claire, reason="graphie courante")
    shown = page(client, "/actors/serge-lavrov/")
    assert "Serge Lavrov → Sergueï Lavrov" in shown
    assert "graphie courante" in shown
    assert "claire" not in shown


def test_an_entry_that_nobody_corrected_says_so(client: Client) -> None:
    actor_row("Jean")
    assert "Personne n’a encore corrigé" in page(client, "/actors/jean/")


def test_quotes_about_an_actor_stand_beside_its_own(client: Client) -> None:
    japan, lavrov = country_row("Japon", "JP"), actor_row("Sergueï Lavrov")
    article = article_naming(japan, lavrov, words="« Un voisin difficile »")
    quote_row(article, lavrov, "Un voisin difficile").about.add(japan)
    assert "Ce qu’on en dit" in page(client, "/actors/japon/")
    assert "à propos de" in page(client, "/actors/serguei-lavrov/")


@pytest.mark.parametrize("query", ["with=%00", "with=x&type=y&page=-1", "page=" + "9" * 500, "type=ACCUSE&page=99"])
def test_a_query_that_makes_no_sense_gets_the_page(client: Client, query: str) -> None:
    article_naming(country_row("Japon", "JP"))
    assert client.get(f"/actors/japon/?{query}").status_code == 200


def test_the_years_have_a_table_beside_their_picture(client: Client) -> None:
    article_naming(country_row("Japon", "JP"), published="2013")
    assert '<th scope="row"><a href="/articles/?country=JP&year=2013">2013</a></th>' in page(client, "/actors/japon/")
