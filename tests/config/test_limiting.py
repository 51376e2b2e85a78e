from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve
from pytest_django.fixtures import Settings

from articles.senders.limiting import Limit
from config import limiting
from config.limiting import API, FILES, FORMS, LOGINS, PAGES, limit_of

pytestmark = pytest.mark.django_db
ONE = Limit("pages", 1, 24 * 3600)


@pytest.fixture(autouse=True)
def one_page_a_day(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.RATE_LIMITS = True
    for name in ("PAGES", "API"):
        monkeypatch.setattr(limiting, name, ONE)


@pytest.mark.parametrize(
    ("method", "path", "limit"),
    [
        ("get", "/articles/", PAGES),
        ("get", "/network/", PAGES),
        ("head", "/actors/japon/feed.atom", PAGES),
        ("get", "/articles/export/articles.csv", FILES),
        ("get", "/actors/japon/export/statements.csv", FILES),
        ("get", "/relations/JP/RU/export/statements.csv", FILES),
        ("get", "/articles/abc/original/download/", FILES),
        ("get", "/api/v1/articles/", API),
        ("post", "/articles/abc/report/", FORMS),
        ("post", "/dossiers/begin/", FORMS),
        ("post", "/admin/login/", LOGINS),
        ("get", "/admin/login/", None),
        ("post", "/admin/queue/answer/", None),
    ],
)
def test_each_address_has_its_limit(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, method: str, path: str, limit: Limit | None
) -> None:
    monkeypatch.setattr(limiting, "PAGES", PAGES)
    monkeypatch.setattr(limiting, "API", API)
    request = rf.generic(method.upper(), path)
    request.resolver_match = resolve(path)
    assert limit_of(request) == limit


def test_who_asks_too_often_is_told_so_and_when_to_come_back(client: Client) -> None:
    client.get("/help/")
    response = client.get("/articles/")
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 24 * 3600
    assert "<h1>Trop de demandes</h1>" in response.content.decode()


def test_a_program_is_told_in_json(client: Client) -> None:
    client.get("/api/v1/")
    response = client.get("/api/v1/articles/")
    assert (response.status_code, response.json()) == (429, {"error": "too many requests"})


def test_others_are_not_refused(client: Client) -> None:
    for _ in range(2):
        client.get("/help/", REMOTE_ADDR="192.0.2.7")
    assert client.get("/help/", REMOTE_ADDR="192.0.2.8").status_code == 200


def test_a_forged_address_is_no_way_around(client: Client) -> None:
    answers = [
        client.get("/help/", REMOTE_ADDR="192.0.2.7", headers={"x-forwarded-for": f"198.51.100.{n}"}).status_code
        for n in range(2)
    ]
    assert answers == [200, 429]


def test_the_refusal_is_read_in_english_too(client: Client) -> None:
    client.cookies["django_language"] = "en"
    client.get("/help/")
    assert "Too many requests" in client.get("/help/").content.decode()
