"""How long the database may take over a statement, and what a reader gets when it takes longer."""

from __future__ import annotations

import subprocess
import sys

import psycopg
import pytest
from django.conf import settings as project
from django.db import IntegrityError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings

from articles.patience import grant, unhurried, withdraw
from config import urls
from config.unreachable import Unanswered, why_unanswered
from tests.databases import address, environment

handler500 = urls.handler500


def think(request: HttpRequest) -> HttpResponse:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '10ms'")
        cursor.execute("SELECT pg_sleep(60)")
    return HttpResponse("done")


def tell(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(allowed() for _ in range(2))


urlpatterns = [
    *(path(address, tell) for address in ("admin/tell/", "list/export/tell.csv", "list/feed.atom", "list/")),
    path("think/", think),
    *urls.urlpatterns,
]


def allowed() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_statement_that_takes_too_long_is_a_503_that_says_so(client: Client) -> None:
    response = client.get("/think/")

    assert (response.status_code, response.headers["Retry-After"]) == (503, "15")
    assert "cette question prend trop de temps" in response.text


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/admin/tell/", "1min1min"), ("/list/export/tell.csv", "1min1min"), ("/list/feed.atom", "1min1min"),
        ("/list/", "00"),
    ],
)  # fmt: skip
def test_files_and_the_workshop_have_a_minute_until_the_last_byte(
    client: Client, settings: Settings, address: str, told: str
) -> None:
    settings.STATEMENT_SECONDS = 2
    response = client.get(address)

    assert response.getvalue().decode() == told
    assert allowed() == "0"


@pytest.mark.django_db
def test_what_is_done_for_all_readers_takes_as_long_as_it_takes(settings: Settings) -> None:
    settings.STATEMENT_SECONDS = 2
    grant(7)
    with unhurried():
        assert allowed() == "0"


@pytest.mark.django_db
def test_nothing_is_taken_back_on_a_connection_that_refuses() -> None:
    with transaction.atomic():
        grant(7)
        transaction.set_rollback(True)
        withdraw()

    assert allowed() == "0"


@pytest.mark.django_db
def test_a_process_of_the_site_has_two_seconds() -> None:
    script = "import config.wsgi; from tests.config.test_patience import allowed; print(allowed())"
    url = address(str(connection.settings_dict["NAME"]))
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.ROOT,
        env=environment(url),
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout == "2s\n"


@pytest.mark.parametrize(
    ("error", "cause", "why"),
    [
        (OperationalError("timeout"), psycopg.errors.QueryCanceled(""), Unanswered.SLOW),
        (OperationalError("deadlock"), psycopg.errors.DeadlockDetected(""), Unanswered.CROSSED),
        (OperationalError("could not extend file"), psycopg.errors.DiskFull(""), Unanswered.FULL),
        (OperationalError("terminating"), psycopg.errors.AdminShutdown(""), Unanswered.UNREACHABLE),
        (OperationalError("ours"), psycopg.errors.InvalidPassword(""), Unanswered.UNREACHABLE),
        (IntegrityError("twice"), psycopg.errors.UniqueViolation(""), None),
        (ValueError("ours"), None, None),
    ],
)
def test_a_fault_of_ours_is_not_taken_for_one_of_the_database(
    error: Exception, cause: Exception | None, why: Unanswered | None
) -> None:
    error.__cause__ = cause

    assert why_unanswered(error) == why
