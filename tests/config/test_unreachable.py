"""What commands and pages say while no database answers."""

import errno
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client

from config import commands
from config.database import ServerNotStarted
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


def _raised(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


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


@pytest.mark.urls("tests.config.unreachable_site")
@pytest.mark.parametrize("words", ["Le disque du site est plein", "The disk of the site is full"])
def test_a_full_disk_is_told_as_one_in_both_languages(words: str) -> None:
    response = Client().get("/full/")

    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "15", "no-store")
    assert words in response.content.decode()


@pytest.mark.urls("tests.config.unreachable_site")
def test_a_program_is_told_in_json() -> None:
    response = Client().get("/api/v1/full/")

    assert (response.status_code, response["Retry-After"]) == (503, "15")
    assert response.json() == {"error": "the disk is full"}


def told_by_a_command(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:  # fmt: skip
    """The line that a command prints which ends so."""

    def work(argv: list[str]) -> None:
        raise error

    monkeypatch.setattr(commands, "execute_from_command_line", work)
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert commands.main(["manage.py", "import_articles"]) == commands.UNREACHABLE
    finally:
        signal.signal(signal.SIGTERM, before)
    (line,) = capsys.readouterr().err.splitlines()
    return line


@pytest.mark.parametrize(
    "error",
    [
        _raised(OperationalError("could not extend file"), psycopg.errors.DiskFull("")),
        _raised(OperationalError('does not start: could not write "log": No space left on device'), ServerNotStarted()),
        OSError(errno.ENOSPC, "No space left on device", "/somewhere"),
    ],
)
def test_a_command_says_that_the_disk_is_full_what_is_kept_and_what_to_do(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = told_by_a_command(error, monkeypatch, capsys)
    assert line.startswith("The disk is full: ")
    assert line.endswith(commands.MEND_FULL)


@pytest.mark.parametrize(
    ("error", "unreachable"),
    [
        (_raised(OperationalError("refused"), psycopg.OperationalError("refused")), True),
        (_raised(OperationalError("terminating"), psycopg.errors.AdminShutdown("")), True),
        (_raised(OperationalError("full"), psycopg.errors.TooManyConnections("")), True),
        (_raised(OperationalError("could not extend"), psycopg.errors.DiskFull("")), False),
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


def test_a_command_on_a_database_without_tables_says_how_to_prepare_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("config.readiness.missing_migrations", lambda: {("articles", "0001_initial")})
    error = ProgrammingError('relation "articles_article" does not exist\nLINE 1: …')
    assert told_by_a_command(error, monkeypatch, capsys).endswith("Run manage.py migrate, then this again.")


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "manage.py", "diffsettings"],
        cwd=settings.ROOT, stdout=writer, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(writer)
    assert (done.stderr, done.returncode) == ("", 128 + signal.SIGPIPE)
