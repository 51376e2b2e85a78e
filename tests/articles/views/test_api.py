from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from articles.addresses import Axis
from articles.models import Article
from articles.senders.limiting import Limit
from config import limiting
from tests.articles.exporting.conftest import SENTENCE, told
from tests.articles.rows import article_naming, country_row, hide, merge
from tests.config.addresses import known_addresses
from tests.rows import actor_row

__all__ = ["told"]
pytestmark = pytest.mark.django_db
LISTS = {"articles": "ArticleList", "statements": "StatementList", "quotes": "QuoteList", "actors": "ActorList"}


def description(client: Client) -> dict[str, Any]:
    return client.get("/api/v1/openapi.json").json()


def obeys(client: Client, answer: Any, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": description(client)["components"]}
    jsonschema.Draft202012Validator(schema).validate(answer)


def test_the_description_is_openapi(client: Client) -> None:
    OpenAPIV31SpecValidator(description(client)).validate()


def test_every_filter_of_the_pages_is_described(client: Client) -> None:
    for path in ("/articles/", "/statements/", "/quotes/"):
        names = {one["name"] for one in description(client)["paths"][path]["get"]["parameters"]}
        assert names == {*Axis, "q", "since", "until", "sort", "page", "size"}


def test_every_path_that_is_described_answers(client: Client, told: Article) -> None:
    ids = {"/articles/{id}/": told.uid, "/actors/{id}/": "suede"}
    for path in description(client)["paths"]:
        assert client.get("/api/v1" + path.format(id=ids.get(path))).status_code == 200


def test_every_address_is_described(client: Client) -> None:
    routes = [route.removeprefix("api/v1") for name, route in known_addresses().items() if name.startswith("api")]
    assert {re.sub(r"<.*?>", "{id}", route) for route in routes} == set(description(client)["paths"])


def answers(client: Client, told: Article, described: dict[str, Any], status: int) -> dict[str, int]:
    """How each address answers that is described with this status; its body and headers are as described."""
    found = {}
    for path, methods in described["paths"].items():
        name = methods["get"]["responses"][str(status)]["$ref"].rpartition("/")[2]
        expected = described["components"]["responses"][name]
        response = client.get("/api/v1" + path.format(id=told.uid if "articles" in path else "suede"))
        assert all(int(response[header]) > 0 for header in expected["headers"]), path
        schema = {**expected["content"]["application/json"]["schema"], "components": described["components"]}
        jsonschema.Draft202012Validator(schema).validate(response.json())
        found[path] = response.status_code
    return found


def test_who_asks_too_often_is_refused_as_described(
    client: Client, told: Article, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = description(client)
    settings.RATE_LIMITS = True
    monkeypatch.setattr(limiting, "API", Limit("api", 0, 3600))
    assert answers(client, told, described, 429) == dict.fromkeys(described["paths"], 429)


def test_while_the_database_is_away_every_address_says_so_as_described(
    client: Client, told: Article, settings: Settings
) -> None:
    def away(*asked: object) -> None:
        raise OperationalError("terminating connection") from psycopg.errors.AdminShutdown()

    described = description(client)
    settings.RATE_LIMITS = True  # so that even what needs no row asks for how often it was asked
    client.raise_request_exception = False
    with connection.execute_wrapper(away):
        assert answers(client, told, described, 503) == dict.fromkeys(described["paths"], 503)


@pytest.mark.parametrize(("path", "schema"), LISTS.items())
def test_lists_answer_as_described(client: Client, told: Article, path: str, schema: str) -> None:
    answer = client.get(f"/api/v1/{path}/").json()
    assert answer["count"] > 0
    obeys(client, answer, schema)


def test_an_article_answers_as_described(client: Client, told: Article) -> None:
    answer = client.get(f"/api/v1/articles/{told.uid}/").json()
    obeys(client, answer, "ArticlePage")
    assert answer["statements"][0]["sentence"] == SENTENCE
    assert answer["text"] == told.body


def test_an_actor_answers_as_described(client: Client, told: Article) -> None:
    answer = client.get("/api/v1/actors/suede/").json()
    obeys(client, answer, "ActorPage")
    assert (answer["code"], answer["wikidata"], answer["article_count"]) == ("SE", "Q34", 1)


def test_the_filters_are_those_of_the_pages(client: Client, told: Article) -> None:
    article_naming(country_row("Islande", "IS"))
    assert [one["id"] for one in client.get("/api/v1/articles/?country=SE").json()["results"]] == [told.uid]
    assert client.get("/api/v1/statements/?type=AID").json()["count"] == 0
    assert client.get("/api/v1/statements/?type=ACCUSE").json()["count"] == 1


def test_what_a_filter_cannot_make_sense_of_is_told(client: Client, told: Article) -> None:
    answer = client.get("/api/v1/articles/?country=QQ").json()
    assert answer["count"] == 1
    assert "QQ" in answer["notices"][0]


def test_pages_lead_to_one_another(client: Client) -> None:
    actor = country_row("Islande", "IS")
    wanted = [article_naming(actor).uid for _ in range(5)]
    found: list[str] = []
    address: str | None = "/api/v1/articles/?country=IS&size=2"
    while address:
        answer = client.get(address).json()
        found += [one["id"] for one in answer["results"]]
        parts = urlsplit(answer["next"] or "")
        address = f"{parts.path}?{parts.query}" if answer["next"] else None
    assert sorted(found) == sorted(wanted)
    assert (answer["page"], answer["pages"], answer["count"]) == (3, 3, 5)


@pytest.mark.parametrize("size", ["0", "1000", "x", "-1", "²", "9" * 50])
def test_no_size_breaks_a_page(client: Client, told: Article, size: str) -> None:
    assert client.get("/api/v1/articles/", {"size": size}).json()["count"] == 1


@pytest.mark.parametrize("query", ["q=%00", "page=zz", "year=abc", "person=" + "x" * 5000, "kind=%00&q=%00"])
@pytest.mark.parametrize("path", LISTS)
def test_a_malformed_query_gets_an_answer(client: Client, told: Article, path: str, query: str) -> None:
    assert client.get(f"/api/v1/{path}/?{query}").status_code == 200


@pytest.mark.parametrize(
    "address", ["articles/xxxxxxxxxx/", "actors/personne/", "actors/cache/", "rien/", "articles/xxxxxxxxxx/rien/"]
)
def test_what_there_is_not_is_told_in_json(client: Client, address: str) -> None:
    hide(actor_row("Caché", slug="cache"))
    response = client.get(f"/api/v1/{address}")
    assert (response.status_code, response.json()) == (404, {"error": "not found"})


def test_nothing_can_be_written(told: Article) -> None:
    client = Client(enforce_csrf_checks=True)
    for path in ("", "articles/", "statements/", f"articles/{told.uid}/", "openapi.json"):
        response = client.post(f"/api/v1/{path}")
        assert (response.status_code, response.json()) == (405, {"error": "method not allowed"})
        assert response["Allow"] == "GET, HEAD"


def test_an_address_without_its_slash_leads_to_the_one_with_it(client: Client, told: Article) -> None:
    assert client.get("/api/v1/articles?country=SE")["Location"] == "/api/v1/articles/?country=SE"


def test_a_far_reader_gets_no_reserved_text(client: Client, told: Article) -> None:
    told.source.display = "link"
    told.source.save()
    for path in (f"articles/{told.uid}/", "statements/", "quotes/"):
        assert SENTENCE not in client.get(f"/api/v1/{path}", REMOTE_ADDR="192.0.2.7").content.decode()


def test_one_that_was_merged_answers_as_its_canonical_one(client: Client, told: Article) -> None:
    other = actor_row("Royaume de Suède", "organisation")
    merge(other, told.mentions.first().actor)
    assert client.get("/api/v1/actors/royaume-de-suede/").json()["id"] == "suede"
    assert "Royaume de Suède" in client.get("/api/v1/actors/suede/").json()["also"]


@pytest.mark.parametrize("path", ["articles", "statements", "quotes", "actors"])
def test_a_page_costs_as_many_queries_however_many_records(
    client: Client,
    told: Article,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
) -> None:
    with django_assert_max_num_queries(14) as few:
        client.get(f"/api/v1/{path}/")
    for _ in range(12):
        article_naming(*(one.actor for one in told.mentions.all()), actor_row(f"Nouvelle {_}"))
    with django_assert_num_queries(len(few)):
        client.get(f"/api/v1/{path}/")
