"""What takes long is told once more until the archive changes. The database is emptied behind these tests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from articles.facetting import holding, remembering
from articles.facetting.remembering import remembered
from tests.articles.rows import article_naming, country_row

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_memory(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.STATE, settings.FACETS_FROM = tmp_path, 1
    monkeypatch.setattr(remembering, "LARGE", 1)
    for memory in (holding._holder, remembering._memory):
        memory.reset()  # type: ignore[attr-defined]  # both have it
    yield
    for memory in (holding._holder, remembering._memory):
        memory.reset()  # type: ignore[attr-defined]


@pytest.fixture
def archive() -> None:
    article_naming(country_row("Japon", "JP"))
    holding.build()
    connection.cursor().execute("ANALYZE articles_article")


def found_aside() -> None:
    for thread in threading.enumerate():
        if thread.name == "remembering":
            thread.join()


def test_without_an_archive_nothing_is_remembered(settings: Settings) -> None:
    settings.FACETS_FROM = 0
    numbers = count()
    assert [remembered("one", numbers.__next__) for _ in range(2)] == [0, 1]


@pytest.mark.usefixtures("archive")
def test_the_same_is_told_until_something_changes() -> None:
    numbers = count()
    assert [remembered("one", numbers.__next__) for _ in range(3)] == [0, 0, 0]
    assert remembered("other", numbers.__next__) == 1


@pytest.mark.usefixtures("archive")
def test_after_a_change_nobody_waits_and_the_next_reader_sees_it() -> None:
    numbers = count()
    remembered("one", numbers.__next__)
    article_naming(country_row("Russie", "RU"))
    assert remembered("one", numbers.__next__) == 0
    found_aside()
    assert remembered("one", numbers.__next__) == 1


@pytest.mark.usefixtures("archive")
def test_what_fails_aside_is_forgotten() -> None:
    remembered("one", lambda: 1)
    article_naming(country_row("Russie", "RU"))

    def fail() -> int:
        raise ValueError

    assert remembered("one", fail) == 1
    found_aside()
    assert remembered("one", lambda: 2) == 2


@pytest.mark.usefixtures("archive")
def test_what_was_asked_for_long_ago_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST", 2)
    numbers = count()
    for key in ("one", "two", "one", "three"):
        remembered(key, numbers.__next__)
    assert remembered("one", numbers.__next__) == 0
    assert remembered("two", numbers.__next__) == 3


@pytest.mark.usefixtures("archive")
def test_a_page_is_kept_for_visitors_each_with_a_token_of_their_own() -> None:
    first, second = (Client(headers={"host": "localhost"}).get("/actors/japon/") for _ in range(2))
    assert first.context is not None
    assert second.context is None  # nothing was printed
    tokens = [str(answer.content).split('csrfmiddlewaretoken" value="')[1][:64] for answer in (first, second)]
    assert tokens[0] != tokens[1]
    assert [len(set(answer.content.decode().split("csrfmiddlewaretoken"))) for answer in (first, second)] == [2, 2]


@pytest.mark.usefixtures("archive")
def test_a_kept_page_speaks_the_language_of_its_reader() -> None:
    for language, other in (("fr", "en"), ("en", "fr"), ("fr", "en")):
        client = Client(headers={"host": "localhost"})
        client.cookies["django_language"] = language
        page = client.get("/actors/japon/").content.decode()
        assert f'<html lang="{language}"' in page
        assert f'<html lang="{other}"' not in page


@pytest.mark.usefixtures("archive")
def test_who_has_signed_in_sees_no_kept_page() -> None:
    visitor, insider = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    user = User.objects.create_user("ada")
    insider.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    visitor.get("/actors/japon/")
    assert insider.get("/actors/japon/").context is not None


@pytest.mark.usefixtures("archive")
def test_what_leads_elsewhere_or_nowhere_is_not_kept() -> None:
    client = Client(headers={"host": "localhost"})
    for _ in range(2):
        assert client.get("/relations/RU/JP/").status_code == 404
        assert client.get("/actors/personne/").status_code == 404
    assert not remembering._memory.kept
