"""Whatever stands in the query string, a page is a page: no error, no trace of our code, no statement over 2 s."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client

from tests.config.addresses import ADDRESSES, known_addresses
from tests.hostile.asking import one_of_each, query

if TYPE_CHECKING:
    from django.contrib.auth.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
TRACES = (b"Traceback (most recent", b"site-packages", b"psycopg", b"django.db")
LISTS = (
    "articles",
    "article-values",
    "list-feed",
    "list-file",
    "network",
    "timeline",
    "speakers",
    "compare",
    "api-articles",
)


def paths(keys: dict[str, object], role: str) -> dict[str, str]:
    """Where that role may look."""
    known = known_addresses()
    return {
        name: re.sub(r"\{(\w+)\}", lambda found: str(keys[found[1]]), address.path).partition("?")[0]
        for name, address in ADDRESSES.items()
        if name in known and role in address.look
    }


def broken(client: Client, asked: list[str]) -> list[tuple[str, int]]:
    """What went wrong. A statement that takes too long is answered with 503, so that it is among them."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '2s'")
    found = []
    for path in asked:
        response = client.get(path)
        body = response.getvalue() if response.streaming else response.content
        if response.status_code >= 500 or any(trace in body for trace in TRACES):
            found.append((path, response.status_code))
    return found


def test_pages_of_readers_take_any_query(keys: dict[str, object], patience: int) -> None:
    client, dice = Client(raise_request_exception=False), Random(9)  # noqa: S311  # no secret
    readers = paths(keys, "nobody").values()

    assert broken(client, [f"{path}?{query(dice)}" for path in readers for _ in range(patience)]) == []


@pytest.mark.parametrize("name", LISTS)
def test_lists_take_any_value_of_each_parameter(keys: dict[str, object], patience: int, name: str) -> None:
    client, dice = Client(raise_request_exception=False), Random(name)  # noqa: S311  # no secret
    path = paths(keys, "nobody")[name]

    assert broken(client, [f"{path}?{one}" for _ in range(patience) for one in one_of_each(dice)]) == []


def test_pages_of_the_workshop_take_any_query(
    keys: dict[str, object], people: dict[str, User | None], patience: int
) -> None:
    client, dice = Client(raise_request_exception=False), Random(10)  # noqa: S311  # no secret
    client.force_login(people["administrator"])  # type: ignore[arg-type]  # there is one
    workshop = [
        path for path in paths(keys, "administrator").values() if path.startswith("/admin/") and "logout" not in path
    ]

    assert broken(client, [f"{path}?{query(dice)}" for path in workshop for _ in range(patience)]) == []


@pytest.mark.parametrize(
    "path",
    [
        "/articles/%FF/", "/articles/%00/", "/actors/%2e%2e/", "/relations/JP/%ED%A0%80/", "/%00", "/dossiers/%27/",
        "/articles/export/..%2f..%2fsecret_key", "/i18n/setlang/", "/static/../config/settings.py",
        "/sitemaps/%3Cscript%3E.xml", "/api/v1/" + "a/" * 300, "/articles/filters/" + "é" * 300 + "/",
    ],
)  # fmt: skip
def test_addresses_that_lead_nowhere_say_so(keys: dict[str, object], path: str) -> None:
    response = Client(raise_request_exception=False).get(path)

    assert 300 <= response.status_code < 500
