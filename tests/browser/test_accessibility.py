"""axe finds nothing on any page, light or dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

    from articles.models import Article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
PAGES = [
    "/",
    "/articles/",
    "/articles/?q=journée&country=JP&year=2013",
    "/articles/?q=introuvable&country=XX&year=1950",
    "/articles/?country=JP&person=-serguei-lavrov&since=2013&scale=share&outlet=agence&office=none&q=(visite",
    "/articles/?q=Lavrof",
    "/articles/filters/person/?country=JP&find=f",
    "/help/",
    "{article}",
    "{article}?follow=japon",
    "{article}original/",
    "{article}provenance/",
    "/actors/",
    "/actors/?q=zzz",
    "/actors/japon/",
    "/actors/japon/?with=russie&type=CONSULT",
    "/actors/fumio-kishida/",
    "/actors/otan/",
    "/about/",
    "/health/",
    "{article}report/",
    "{article}report/?actor=japon",
    "/relations/",
    "/relations/JP/RU/",
    "/relations/JP/RU/?unit=events&mode=asserted&year=2013&tone=cooperation&a_from=2013&b_from=2014",
    "/relations/JP/NATO/",
]


def complaints(page: Page) -> list[str]:
    page.wait_for_load_state()  # a click returns when the next page has begun to arrive
    found = Axe().run(page, options=RULES)
    return [
        f"{violation['id']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(page: Page, newest: Article, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address.format(article=newest.get_absolute_url()))
    assert complaints(page) == []


def test_axe_finds_nothing_on_the_page_of_an_unknown_address(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page(base_url=live_server.url)  # the console tells of the 404 that is meant here
    page.goto("/nulle-part/")
    assert complaints(page) == []
    page.close()


def test_axe_finds_nothing_before_anything_is_imported(page: Page) -> None:
    page.goto("/")
    assert complaints(page) == []


def test_axe_finds_nothing_on_a_phone_with_the_filters_open(page: Page, newest: Article) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/articles/?country=JP")
    page.locator("#drawer > summary").click()
    page.eval_on_selector_all("details.facet", "all => all.forEach((one) => { one.open = true; })")
    assert complaints(page) == []
