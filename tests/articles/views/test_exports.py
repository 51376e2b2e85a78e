from __future__ import annotations

import csv
import json

import pytest
import rispy
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from articles.models import Article, Evidence
from tests.articles.exporting.conftest import SENTENCE, SPOKEN, told
from tests.articles.rows import article_naming, country_row, statement_row
from tests.rows import actor_row

__all__ = ["told"]
pytestmark = pytest.mark.django_db


def text(response: HttpResponseBase) -> str:
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


def table(response: HttpResponseBase) -> list[dict[str, str]]:
    return list(csv.DictReader(text(response).removeprefix("\ufeff").splitlines()))


@pytest.fixture
def dyad(db: None) -> Evidence:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    early, late = (article_naming(japan, russia, published=year, words=SENTENCE) for year in ("2013", "2015"))
    statement_row(early, "AID", japan, russia, SENTENCE)
    return statement_row(late, "ACCUSE", russia, japan, SENTENCE)


def test_a_file_comes_under_a_name_and_in_its_type(client: Client, told: Article) -> None:
    response = client.get("/articles/export/articles.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="trilaterale-articles.csv"'
    assert response["X-Robots-Tag"] == "noindex"


def test_a_file_is_sent_as_it_is_read(client: Client, told: Article) -> None:
    assert client.get("/articles/export/articles.jsonl").streaming


def test_the_addresses_in_a_file_are_whole(client: Client, told: Article) -> None:
    assert table(client.get("/articles/export/articles.csv"))[0]["url"] == f"http://testserver/articles/{told.uid}/"


@pytest.mark.parametrize(
    "address",
    ["/articles/export/articles.exe", "/actors/suede/export/articles.exe", "/relations/SE/NO/export/a.csv",
     "/relations/SE/XX/export/statements.csv", "/actors/personne/export/statements.csv"],
)  # fmt: skip
def test_what_there_is_not_is_not_found(client: Client, told: Article, address: str) -> None:
    assert client.get(address).status_code == 404


def test_asking_for_the_head_alone_reads_nothing(client: Client, told: Article) -> None:
    assert client.head("/articles/export/articles.jsonl").content == b""


def test_a_file_is_not_written_to(client: Client) -> None:
    assert client.post("/articles/export/articles.csv").status_code == 405


def test_a_malformed_query_gets_a_file(client: Client, told: Article) -> None:
    assert table(client.get("/articles/export/articles.csv?year=abc&q=%00&page=zz")) != []


def test_an_actors_file_has_the_statements_that_its_page_is_narrowed_to(client: Client, dyad: Evidence) -> None:
    assert len(table(client.get("/actors/japon/export/statements.csv"))) == 2
    narrowed = table(client.get("/actors/japon/export/statements.csv?with=russie&type=AID"))
    assert [row["type"] for row in narrowed] == ["AID"]


def test_an_actors_quotes_are_those_by_and_about_it(client: Client, told: Article) -> None:
    for slug in ("anna-berg", "norvege"):
        assert len(table(client.get(f"/actors/{slug}/export/quotes.csv"))) == 1
    assert table(client.get("/actors/suede/export/quotes.csv")) == []


def test_the_file_of_two_states_has_the_rows_of_their_ledger(client: Client, dyad: Evidence) -> None:
    every = json.loads(text(client.get("/relations/JP/RU/export/plover.json")))
    assert [event["event"] for event in every] == ["ACCUSE", "AID"]
    narrowed = json.loads(text(client.get("/relations/ru/jp/export/plover.json?type=AID")))
    assert [event["event"] for event in narrowed] == ["AID"]


def test_a_far_reader_gets_no_reserved_text(client: Client, told: Article) -> None:
    told.source.display = "link"
    told.source.save()
    assert SENTENCE not in text(client.get("/articles/export/statements.jsonl", REMOTE_ADDR="192.0.2.7"))
    assert SENTENCE in text(client.get("/articles/export/statements.jsonl"))


def test_hidden_actors_have_no_file(client: Client) -> None:
    actor_row("Anna Berg", is_hidden=True)
    assert client.get("/actors/anna-berg/export/statements.csv").status_code == 404


def test_an_article_is_cited_as_ris(client: Client, told: Article) -> None:
    response = client.get(f"/articles/{told.uid}/cite.ris")
    assert rispy.loads(response.content.decode())[0]["title"] == "Une invitation"
    assert f"/articles/{told.uid}/cite.ris" in client.get(told.get_absolute_url()).content.decode()


def test_the_file_of_two_states_has_what_each_says_of_the_other(client: Client, told: Article) -> None:
    assert [row["text"] for row in table(client.get("/relations/SE/NO/export/quotes.csv"))] == [SPOKEN]
    assert table(client.get("/relations/SE/NO/export/quotes.csv?to=2014")) == []


@pytest.mark.parametrize("lens", ["network", "timeline", "speakers"])
def test_other_looks_at_the_articles_offer_the_same_files(client: Client, told: Article, lens: str) -> None:
    page = client.get(reverse(lens) + "?country=SE").content.decode()
    assert "/articles/export/relations.graphml?country=SE" in page
