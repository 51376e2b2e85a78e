"""Databases of a test's own, for processes that it starts: copies of the test database, beside it on its server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from urllib.parse import quote

import dj_database_url
import psycopg
from django.db import connection, connections
from django.db.utils import load_backend
from psycopg import sql

_numbers = count(1)


def address(name: str) -> str:
    """DATABASE_URL of a database of the server that tests use."""
    known = connection.get_connection_params()
    account = quote(known.get("user", ""), safe="")
    if known.get("password"):
        account += f":{quote(known['password'], safe='')}"
    port = f":{known['port']}" if known.get("port") else ""
    return f"postgres://{account}@{quote(str(known.get('host', '')), safe='')}{port}/{name}"


@contextmanager
def scratch_database(template: str | None = None) -> Iterator[str]:
    """The address of a new database, gone afterwards: a copy of `template`, by default an empty one. Nobody may be
    connected to the template."""
    name = f"scratch_{os.getpid()}_{next(_numbers)}"
    with _server() as server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (name, template or "template1")))
        )
    try:
        yield address(name)
    finally:
        with _server() as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def copied_database() -> Iterator[str]:
    """A copy of the test database, as migrations left it. Use it in a fixture of the module's scope or wider: a test
    that has begun is connected to the original. Something of the run must carry the mark `django_db`."""
    connection.close()
    name = str(connection.settings_dict["NAME"])
    assert name.startswith("test_"), "there is a test database only in runs with tests of the mark django_db"
    with scratch_database(name) as url:
        yield url


def _server() -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(address("postgres"), autocommit=True)


@contextmanager
def connected_to(url: str) -> Iterator[None]:
    """What this process asks the database goes there meanwhile; what a test has begun elsewhere waits."""
    elsewhere = connections["default"]
    values = connections.settings["default"] | dj_database_url.parse(url)
    connections["default"] = load_backend(values["ENGINE"]).DatabaseWrapper(values, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = elsewhere


def environment(url: str, **more: str) -> dict[str, str]:
    """For a process that uses that database."""
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings", **more}
