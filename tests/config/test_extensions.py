"""Extensions on a server whose account may not create them."""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def plain_account() -> Iterator[str]:
    """DATABASE_URL of an account that may make tables in a database of somebody else's, and nothing more."""
    name = f"plain_{secrets.token_hex(4)}"
    password = secrets.token_hex(8)
    quoted = sql.Identifier(name)
    with _administrator("postgres") as server:
        server.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(quoted, password))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template1").format(quoted))
        with _administrator(name) as database:
            database.execute(sql.SQL("GRANT CREATE, USAGE ON SCHEMA public TO {}").format(quoted))
            place = f"{quote(database.info.host, safe='')}:{database.info.port}"
        yield f"postgres://{name}:{password}@{place}/{name}"
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(quoted))
        server.execute(sql.SQL("DROP ROLE {}").format(quoted))


def test_the_error_names_the_command_that_helps(plain_account: str) -> None:
    database = plain_account.rpartition("/")[2]
    for extension in ("unaccent", "pg_trgm"):
        run = _migrate(plain_account)
        assert run.returncode == 1
        assert run.stderr.count("\n") == 1
        command = re.search(r'psql -d (\w+) -c "(.+)"', run.stderr)
        assert command
        assert command.groups() == (database, f"CREATE EXTENSION {extension}")
        with _administrator(database) as administrator:
            administrator.execute(command[2].encode())

    assert _migrate(plain_account).returncode == 0


def _administrator(database: str) -> psycopg.Connection:
    values = {k: v for k, v in connection.get_connection_params().items() if k in {"host", "port", "user", "password"}}
    return psycopg.connect(**values, dbname=database, autocommit=True)


def _migrate(url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "migrate", "entities", "0001", "--verbosity", "0"],
        cwd=settings.ROOT, env={**os.environ, "DATABASE_URL": url}, capture_output=True, text=True, check=False,
    )  # fmt: skip
