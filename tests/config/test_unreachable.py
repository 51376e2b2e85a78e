"""What commands and pages say while no database answers."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError

from config.unreachable import is_unreachable

VISIT = """
import json, logging, sys, django
django.setup()
logging.disable()
from django.conf import settings
from django.test import Client
settings.ROOT_URLCONF = "tests.config.unreachable_site"
site = Client(raise_request_exception=False)
answers = {}
for path in sys.argv[1:]:
    response = site.get(path, headers={"host": "localhost"})
    answers[path] = [response.status_code, response.headers.get("Retry-After"), response.content.decode()]
print(json.dumps(answers))
"""


@pytest.fixture
def nowhere() -> Iterator[dict[str, str]]:
    """An environment whose database is on a port that nothing listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody else gets it meanwhile
        url = f"postgres://trilaterale@127.0.0.1:{taken.getsockname()[1]}/trilaterale"
        yield {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}


def visit(environment: dict[str, str], *paths: str) -> dict[str, tuple[int, str, str]]:
    run = subprocess.run(
        [sys.executable, "-c", VISIT, *paths],
        cwd=settings.ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return {path: tuple(answer) for path, answer in json.loads(run.stdout).items()}


@pytest.mark.parametrize("name", ["migrate", "import_seeds", "run"])
def test_a_command_says_it_in_one_sentence(nowhere: dict[str, str], name: str) -> None:
    run = subprocess.run(
        [sys.executable, "manage.py", name],
        cwd=settings.ROOT, env={**nowhere, "PORT": str(_free_port())}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    (line,) = run.stderr.splitlines()
    assert line.startswith("The database can't be reached: ")
    assert run.returncode == 3


def test_a_page_is_a_plain_503(nowhere: dict[str, str]) -> None:
    status, retry, page = visit(nowhere, "/articles/")["/articles/"]

    assert (status, retry) == (503, "15")
    assert "<h1" in page


def test_a_session_that_can_not_be_saved_is_a_503_too(nowhere: dict[str, str]) -> None:
    assert visit(nowhere, "/note/")["/note/"][0] == 503


def _raised(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "unreachable"),
    [
        (_raised(OperationalError("refused"), psycopg.OperationalError("refused")), True),
        (_raised(OperationalError("terminating"), psycopg.errors.AdminShutdown("")), True),
        (_raised(OperationalError("full"), psycopg.errors.TooManyConnections("")), True),
        (_raised(OperationalError("deadlock"), psycopg.errors.DeadlockDetected("")), False),
        (_raised(OperationalError("timeout"), psycopg.errors.QueryCanceled("")), False),
        (InterfaceError("connection already closed"), True),
        (InterfaceError("cursor already closed"), False),
        (ValueError("connection"), False),
    ],
)
def test_only_a_lost_server_counts_as_unreachable(error: Exception, unreachable: bool) -> None:
    assert is_unreachable(error) is unreachable


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
