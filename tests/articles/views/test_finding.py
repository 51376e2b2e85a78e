from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from articles.models import Article
from tests.articles.exporting.conftest import SENTENCE, told
from tests.articles.rows import article_naming
from tests.rows import actor_row

__all__ = ["told"]
pytestmark = pytest.mark.django_db
SHOWN = SENTENCE[2:]  # after the words that it rests on, which are emphasised


def text(client: Client, address: str, **headers: str) -> str:
    response = client.get(address, **headers)
    assert response.status_code == 200
    return unescape(response.content.decode()).replace("\u00a0", " ")


def test_similar_articles_say_whom_they_share(client: Client, told: Article) -> None:
    minister = told.mentions.get(text="Anna Berg").actor
    article_naming(minister, title="Une autre visite")
    article_naming(actor_row("Quelqu’un"))
    page = text(client, f"/articles/{told.uid}/similar/")
    assert "Une autre visite" in page
    assert "en commun :" in page


def test_an_article_like_no_other_says_so(client: Client, told: Article) -> None:
    assert "Aucun autre article" in text(client, f"/articles/{told.uid}/similar/")


def test_a_path_is_found_by_names_as_readers_write_them(client: Client, told: Article) -> None:
    assert "Anna Berg → Norvège" in text(client, "/path/?from=anna berg&to=NORVEGE")


def test_a_name_that_several_have_asks_who_is_meant(client: Client, told: Article) -> None:
    for slug in ("un", "deux"):
        actor_row("Homonyme", slug=slug, key=f"person:{slug}")
    page = text(client, "/path/?from=Homonyme&to=norvege")
    assert "Qui est « Homonyme » ?" in page
    assert "?from=un&to=norvege" in page


@pytest.mark.parametrize(
    "query", ["", "from=a", "from=%00&to=%00", "from=zzz&to=zzz", "from=" + "x" * 3000 + "&to=suede&by=rien"]
)
def test_whatever_is_asked_a_page_answers(client: Client, told: Article, query: str) -> None:
    assert "<h1>Chemin entre deux acteurs</h1>" in text(client, f"/path/?{query}")


def test_the_same_actor_twice_is_no_path(client: Client, told: Article) -> None:
    assert "C’est le même acteur." in text(client, "/path/?from=suede&to=SUEDE")


def test_no_path_says_so_and_offers_another_way(client: Client, told: Article) -> None:
    article_naming(actor_row("Seul"))
    page = text(client, "/path/?from=seul&to=suede&by=relations&without_states=1")
    assert "Aucun chemin d’au plus 6 pas." in page
    assert "?from=seul&to=suede" in page


def test_a_path_shows_no_reserved_sentence(client: Client, told: Article) -> None:
    told.source.display = "link"
    told.source.save()
    address = "/path/?from=suede&to=norvege&by=relations"
    assert SHOWN in text(client, address)
    assert SHOWN not in text(client, address, REMOTE_ADDR="192.0.2.7")


def test_what_changed_lists_what_came(client: Client, told: Article) -> None:
    page = text(client, "/changes/")
    assert "Une invitation" in page
    assert "Anna Berg" in page


@pytest.mark.parametrize("query", ["since=abc", "since=%00", "page=zz", "since=2020-01-01&page=99", "since=9999-99-99"])
def test_a_day_that_makes_no_sense_gets_a_page(client: Client, told: Article, query: str) -> None:
    assert "Ce qui a changé" in text(client, f"/changes/?{query}")


def test_a_future_day_has_nothing_and_says_so(client: Client) -> None:
    assert "Rien n’est arrivé depuis ce jour." in text(client, "/changes/?since=2999-01-01")
