from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings

from tests.config.test_unreachable import nowhere, visit

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

__all__ = ["nowhere"]
ELSEWHERE = {"host": "10.0.0.7:8000"}


def test_a_living_process_says_so_without_asking_the_database(client: Client) -> None:
    response = client.get("/healthz", headers=ELSEWHERE)
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_a_site_that_has_all_it_needs_is_ready(client: Client) -> None:
    response = client.get("/readyz", headers=ELSEWHERE)
    assert response.status_code == 200
    assert response.json() == {
        "ready": True, "database": "ok", "migrations": "ok", "model": "ok", "facets": "sql",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_database_that_is_behind_the_code_is_not_ready(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="entities").latest("pk").delete()
    response = client.get("/readyz")
    assert (response.status_code, response.json()["migrations"]) == (503, "behind")


@pytest.mark.django_db
def test_a_site_without_its_language_model_is_not_ready(client: Client, settings: Settings) -> None:
    settings.SPACY_MODEL = "fr_core_news_nowhere"
    assert client.get("/readyz").json()["model"] == "missing"


def test_without_a_database_the_process_lives_and_is_not_ready(nowhere: dict[str, str]) -> None:
    answers = visit(nowhere, "/healthz", "/readyz")
    assert answers["/healthz"][0] == 200
    assert answers["/readyz"][0] == 503
    assert json.loads(answers["/readyz"][2])["database"] == "unreachable"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_nothing_is_sent_there(client: Client, path: str) -> None:
    response = client.post(path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


@override_settings(SECURE_SSL_REDIRECT=True)
def test_whoever_watches_needs_no_https(client: Client) -> None:
    assert client.get("/healthz").status_code == 200
