"""The same articles as a network, in time, by who speaks of whom, beside others: with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.articles.lenses.rows import Press
from tests.browser.test_accessibility import complaints

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "/network/",
    "/network/?a=japon&b=russie",
    "/network/?links=together&who=states&country=JP",
    "/network/?country=JP&year=1950",
    "/timeline/",
    "/timeline/?by=month&at=2021-03&of=meetings",
    "/speakers/",
    "/speakers/?who=states&speaker=russie&about=japon",
    "/compare/",
    "/compare/?a-country=JP&a-country=-NATO&b-country=RU&show=both",
]


@pytest.fixture
def press(transactional_db: None) -> Press:
    """From 2019 to 2022 Russia accuses Japan, they meet, and Lavrov speaks of both others."""
    told = Press()
    for year in (2019, 2021, 2022):
        told.tell("ACCUSE", told.russia, told.japan, f"{year}-03-04")
        told.tell("CONSULT", told.kishida, told.lavrov, f"{year}-03-05", mode="planned")
    told.tell("COOPERATE", told.japan, told.nato, "2021-05-01")
    told.quote(told.lavrov, told.japan, told.nato)
    told.quote(None, told.russia)
    return told


def read_network(page: Page) -> None:
    """From the list to a sentence behind a line, and to the actor."""
    page.goto("/articles/?country=JP")
    page.get_by_role("link", name="Réseau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Réseau")
    page.get_by_role("row", name="Russie envers Japon").get_by_role("link", name="3").click()
    expect(page.locator(".opened .count")).to_contain_text("3 énoncés")
    expect(page.locator(".opened blockquote").first).to_contain_text("Russie agit envers Japon")
    page.locator("svg").get_by_role("link", name="OTAN", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("OTAN")


def read_timeline(page: Page) -> None:
    """From a bar to its sentences; closer to the months of a year; a gap is told."""
    page.goto("/timeline/?by=year")
    page.locator("svg a[aria-label^='2021, conflit'] .firm").click()
    expect(page.locator(".opened .count")).to_contain_text("1 énoncé")
    page.get_by_text("Le même en tableau").click()
    expect(page.get_by_role("row", name="2020")).to_contain_text("nous n’avons aucun article")
    page.get_by_role("row", name="2021").get_by_role("link", name="2021", exact=True).click()
    expect(page.locator(".modes [aria-current]")).to_have_text("mois")
    expect(page.locator("figure strong")).to_contain_text("janvier 2021 –")


def read_speakers(page: Page) -> None:
    """From a cell to the words."""
    page.goto("/speakers/")
    page.get_by_role("link", name="1 Sergueï Lavrov, à propos de : Japon").click()
    expect(page.locator(".opened blockquote")).to_contain_text("les mots rapportés")
    page.get_by_role("link", name="refermer").click()
    expect(page.locator(".opened")).to_have_count(0)


def compare(page: Page) -> None:
    """One choice from the list, another from the form, then the articles of both."""
    page.goto("/articles/?country=JP")
    page.get_by_role("link", name="Comparer").click()
    side = page.get_by_role("region", name="B 9 articles")
    side.get_by_label("Pays et alliances").select_option("RU")
    side.get_by_role("button", name="Appliquer").click()
    expect(page.locator("#side-b")).to_contain_text("4 articles")
    page.get_by_role("link", name="3 dans les deux").first.click()
    expect(page.locator(".hits > li")).to_have_count(3)


@pytest.mark.parametrize("reading", [read_network, read_timeline, read_speakers, compare])
def test_a_reader_s_way_with_scripts(page: Page, press: Press, reading: object) -> None:
    assert callable(reading)
    reading(page)


@pytest.mark.parametrize("reading", [read_network, read_timeline, read_speakers, compare])
def test_a_reader_s_way_without_scripts(page_without_scripts: Page, press: Press, reading: object) -> None:
    assert callable(reading)
    reading(page_without_scripts)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(page: Page, press: Press, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert complaints(page) == []


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_no_lens_is_wider_than_its_window(page: Page, press: Press, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", [*PAGES, "/relations/", "/relations/JP/RU/", "/health/"])
def test_text_twice_as_large_still_fits_a_phone(page: Page, press: Press, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_actor_of_the_network_is_reached_and_followed_by_keyboard(page: Page, press: Press) -> None:
    page.goto("/network/")
    page.locator("svg").get_by_role("link", name="Japon", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Japon")


@pytest.mark.parametrize("address", ["/timeline/", "/compare/?a-year=2021&b-year=2022"])
def test_print_shows_the_tables_and_no_forms(page: Page, press: Press, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.locator(".twin table")).to_be_visible()
    expect(page.get_by_role("button", name="Appliquer").first).to_be_hidden()
    expect(page.locator(".lens-tabs")).to_be_hidden()
