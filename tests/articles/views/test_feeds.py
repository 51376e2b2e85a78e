from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from django.test import Client
from lxml import etree

from articles.models import Article
from tests.articles.exporting.conftest import SENTENCE, told
from tests.articles.rows import article_naming, country_row, hide, source_row, statement_row
from tests.rows import actor_row

__all__ = ["told"]
pytestmark = pytest.mark.django_db
ATOM = etree.RelaxNG(etree.parse(Path(__file__).parent.parent / "schemas" / "atom.rng"))
FEEDS = ["/articles/feed.atom", "/articles/feed.atom?country=SE&q=invite", "/actors/suede/feed.atom",
         "/relations/NO/SE/feed.atom", "/changes/feed.atom"]  # fmt: skip


def feed(client: Client, address: str, **headers: str) -> feedparser.FeedParserDict:
    response = client.get(address, **headers)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    found = feedparser.parse(response.content)
    assert not found.bozo
    return found


@pytest.mark.parametrize("address", FEEDS)
def test_feeds_obey_the_grammar_of_atom(client: Client, told: Article, address: str) -> None:
    ATOM.assertValid(etree.fromstring(client.get(address).content))


@pytest.mark.parametrize("address", FEEDS)
def test_feeds_of_hard_titles_obey_it_too(client: Client, told: Article, address: str) -> None:
    Article.objects.update(title="<b>A & B</b> ]]> \x0b « C » \ufffe")
    ATOM.assertValid(etree.fromstring(client.get(address).content))


@pytest.mark.parametrize("query", ["a%0bb", "a%1b", "a%ef%bf%beb", "%3Cb%3E%26"])
def test_a_feed_of_hard_search_words_obeys_it_too(client: Client, told: Article, query: str) -> None:
    ATOM.assertValid(etree.fromstring(client.get(f"/articles/feed.atom?q={query}").content))


def test_a_search_is_followed_with_its_filters(client: Client, told: Article) -> None:
    article_naming(country_row("Islande", "IS"))
    assert [one.title for one in feed(client, "/articles/feed.atom?country=SE").entries] == ["Une invitation"]
    assert len(feed(client, "/articles/feed.atom").entries) == 2


def test_the_title_of_a_search_says_what_is_searched(client: Client, told: Article) -> None:
    assert feed(client, "/articles/feed.atom?country=SE&country=-NO").feed.title == (
        "Articles : Suède, sauf Norvège – Trilatérale"
    )


def test_what_came_in_last_comes_first(client: Client, told: Article) -> None:
    article_naming(told.mentions.first().actor, title="Plus ancien, arrivé après", published="1999")
    titles = [one.title for one in feed(client, "/articles/feed.atom").entries]
    assert titles == ["Plus ancien, arrivé après", "Une invitation"]


def test_an_entry_keeps_its_id_and_says_where_it_is(client: Client, told: Article) -> None:
    entry = feed(client, "/actors/suede/feed.atom").entries[0]
    assert entry.id == f"tag:testserver,2026:articles/{told.uid}"
    assert entry.link == f"http://testserver/articles/{told.uid}/"
    assert entry.author == "Jean-Marc Dupont"
    assert {tag.term for tag in entry.tags} == {"Suède", "Norvège", "Anna Berg"}


def test_the_feed_of_two_states_tells_what_is_stated(client: Client, told: Article) -> None:
    assert "Accusation : Suède → Norvège" in feed(client, "/relations/SE/NO/feed.atom").entries[0].summary


def test_the_feed_of_changes_has_who_is_named_for_the_first_time(client: Client, told: Article) -> None:
    titles = {one.title for one in feed(client, "/changes/feed.atom").entries}
    assert {"Une invitation", "Nouvel acteur : Anna Berg"} <= titles


def test_a_feed_shows_no_reserved_text(client: Client, told: Article) -> None:
    told.source.display = "link"
    told.source.save()
    for address in FEEDS:
        assert SENTENCE not in client.get(address, REMOTE_ADDR="192.0.2.7").content.decode()


def test_a_reader_that_has_the_feed_is_told_that_nothing_changed(client: Client, told: Article) -> None:
    tag = client.get("/articles/feed.atom")["ETag"]
    assert client.get("/articles/feed.atom", headers={"If-None-Match": tag}).status_code == 304


def test_a_feed_of_nothing_stays_the_same(client: Client) -> None:
    assert client.get("/articles/feed.atom").content == client.get("/articles/feed.atom").content
    assert feed(client, "/articles/feed.atom").feed.updated.startswith("2000-01-01")


@pytest.mark.parametrize("address", ["/actors/suede/feed.atom", "/actors/x/feed.atom", "/relations/SE/XX/feed.atom"])
def test_who_is_hidden_or_unknown_has_no_feed(client: Client, address: str) -> None:
    hide(country_row("Suède", "SE"))
    assert client.get(address).status_code == 404


def test_pages_name_their_feeds(client: Client, told: Article) -> None:
    for page, address in [("/articles/?country=SE", "/articles/feed.atom?country=SE"),
                          ("/actors/suede/", "/actors/suede/feed.atom"),
                          ("/relations/NO/SE/", "/relations/NO/SE/feed.atom")]:  # fmt: skip
        links = etree.HTML(client.get(page).content).xpath('//link[@type="application/atom+xml"]/@href')
        assert links == [address]


def test_a_statement_of_many_is_in_the_feed_of_two_of_them(client: Client, told: Article) -> None:
    sweden, norway = (one.actor for one in told.mentions.all()[:2])
    other = article_naming(sweden, norway, words=SENTENCE, source=source_row("Autre"), title="À plusieurs")
    many = statement_row(other, "CONSULT", sweden, norway, SENTENCE)
    many.relation = None
    many.save()
    many.participants.update(part="party")
    assert actor_row("Personne").name not in feed(client, "/relations/SE/NO/feed.atom").entries[0].summary
    assert feed(client, "/relations/SE/NO/feed.atom").entries[0].title == "À plusieurs"


def test_the_feed_of_changes_tells_the_same_days_as_the_page(client: Client, told: Article) -> None:
    old = article_naming(actor_row("Quelqu’un"), title="Trop ancien")
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    Article.objects.filter(pk=old.pk).update(created_at=moment)
    old.mentions.update(found_at=moment)
    for since in ("", "?since=2019-12-31"):
        titles = {one.title for one in feed(client, f"/changes/feed.atom{since}").entries}
        page = client.get(f"/changes/{since}").content.decode()
        assert ("Trop ancien" in titles, "Nouvel acteur : Quelqu’un" in titles) == (bool(since), bool(since))
        assert ("Trop ancien" in page, "Quelqu’un" in page) == (bool(since), bool(since))
