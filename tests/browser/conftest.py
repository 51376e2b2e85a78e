"""A real Chromium in front of a real server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.articles.rows import article_naming, country_row, quote_row, source_row, statement_row
from tests.rows import actor_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.live_server_helper import LiveServer

    from articles.models import Article

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="session", autouse=True)
def _database_beside_a_browser() -> Iterator[None]:
    """Playwright runs an event loop in this thread, where Django would refuse to touch the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session", autouse=True)
def _no_collected_files() -> Iterator[None]:
    """The live server is made once, before the settings of a single test count."""
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A French reader's page. What the browser complains of fails the test."""
    context = browser.new_context(base_url=live_server.url, locale="fr-FR")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def page_without_scripts(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, locale="fr-FR", java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def newest(transactional_db: None) -> Article:
    """A small press; gives the article that Japan, Kishida and 2013 lead to."""
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    nato = actor_row("OTAN", "organisation", code="NATO")
    kishida = actor_row("Fumio Kishida", aliases=("Kishida",))
    lavrov = actor_row("Sergueï Lavrov", aliases=("Lavrov",))
    agency = source_row("Agence")
    words = "Le Japon reçoit la Russie. « Une bonne journée »"
    article = article_naming(
        japan, russia, kishida, title="Une visite", published="2013-11-02", words=words, source=agency,
        lines=[{"line": 1, "text": "Partager", "part": "dropped", "reason": "share line"}],
    )  # fmt: skip
    statement_row(article, "CONSULT", japan, russia, "Le Japon reçoit la Russie.", said_by_actor=lavrov)
    quote_row(article, kishida, "Une bonne journée")
    article_naming(japan, kishida, published="2014-05", source=agency)
    article_naming(japan, nato, lavrov, published="2013")
    article_naming(russia, nato)
    for _ in range(20):
        article_naming(russia, lavrov, published="2022-03-01", source=agency)
    return article
