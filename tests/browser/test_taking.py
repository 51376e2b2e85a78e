"""Readers follow, take away, explore and collect, with scripts and without."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rispy
from playwright.sync_api import Page, expect
from tablib import Dataset

from articles.dossiers.keeping import begin, key_of, put
from tests.browser.test_accessibility import complaints

if TYPE_CHECKING:
    from articles.models import Article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["with scripts", "without scripts"])
def reader(request: pytest.FixtureRequest) -> Page:
    return request.getfixturevalue("page" if request.param == "with scripts" else "page_without_scripts")


def test_a_reader_takes_away_what_the_list_shows(reader: Page, newest: Article) -> None:
    reader.goto("/articles/?country=JP")
    reader.get_by_text("Suivre et emporter").click()
    with reader.expect_download() as waiting:
        reader.get_by_role("link", name="Articles, tableau CSV").click()
    table = Dataset().load(Path(waiting.value.path()).read_text("utf-8-sig"), format="csv")
    assert waiting.value.suggested_filename == "trilaterale-articles.csv"
    expect(reader.locator("h2.count")).to_have_text(f"{len(table)} articles")


def test_the_files_follow_a_filter_that_is_chosen_on_the_page(page: Page, newest: Article) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/articles/")
    page.locator(".facets").get_by_role("link", name="Japon").first.click()
    expect(page.locator("h2.count")).to_have_text("3 articles")
    page.get_by_text("Suivre et emporter").click()
    link = page.get_by_role("link", name="Suivre par un flux Atom")
    expect(link).to_have_attribute("href", "/articles/feed.atom?country=JP")


def test_a_reader_collects_an_article_and_a_statement(reader: Page, newest: Article) -> None:
    reader.goto(newest.get_absolute_url())
    reader.get_by_role("link", name="Ajouter au dossier", exact=True).click()
    reader.get_by_label("Titre du nouveau dossier").fill("Visites")
    reader.get_by_label("Note").fill("À relire")
    reader.get_by_role("button", name="Ajouter", exact=True).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Visites")
    reader.goto(newest.get_absolute_url())
    reader.get_by_role("link", name="ajouter au dossier", exact=True).first.click()
    reader.get_by_role("button", name="Ajouter", exact=True).click()
    expect(reader.locator(".pieces > li")).to_have_count(2)
    reader.locator(".kept-address a").first.click()
    expect(reader.get_by_text("À relire")).to_be_visible()
    expect(reader.get_by_role("button", name="Retirer")).to_have_count(0)
    reader.get_by_text("Emporter le dossier").click()
    with reader.expect_download() as waiting:
        reader.get_by_role("link", name="Références, RIS (Zotero)").click()
    (entry,) = rispy.loads(Path(waiting.value.path()).read_text())
    assert entry["title"] == newest.title


def test_a_reader_asks_how_two_are_joined(reader: Page, newest: Article) -> None:
    reader.goto("/actors/fumio-kishida/")
    reader.get_by_role("link", name="Chemin vers un autre acteur").click()
    expect(reader.get_by_label("De", exact=True)).to_have_value("Fumio Kishida")
    reader.get_by_label("À", exact=True).fill("lavrov")
    reader.get_by_role("button", name="Chercher").last.click()
    expect(reader.locator(".routes h2").first).to_have_text(re.compile("^Fumio Kishida → .+ → Sergueï Lavrov$"))


def test_a_reader_sees_what_came_since_a_day(reader: Page, newest: Article) -> None:
    reader.goto("/")
    reader.get_by_role("link", name="Ce qui a changé").click()
    expect(reader.locator("#new-articles")).to_be_visible()
    reader.get_by_label("Depuis le").fill("2000-01-01")
    reader.get_by_role("button", name="Voir").click()
    expect(reader).to_have_url(re.compile(r"\?since=2000-01-01$"))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_that_explore(page: Page, newest: Article, scheme: str, width: int) -> None:
    dossier = begin(title="Visites")
    put(dossier=dossier, article=newest, note="À relire")
    put(dossier=dossier, article=newest, anchor="body-{0.start}-{0.end}".format(newest.evidence.get()))
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for address in (
        "/changes/", "/changes/?since=2999-01-01", f"{newest.get_absolute_url()}similar/", "/path/",
        "/path/?from=lavrov&to=kishida", "/path/?from=japon&to=russie&by=relations", "/path/?from=zz&to=a",
        "/dossiers/", f"/dossiers/add/?article={newest.uid}", dossier.get_absolute_url(),
        f"{dossier.get_absolute_url()}keep/{key_of(dossier)}/",
    ):  # fmt: skip
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found[address] = complaints(page)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{address} is wider than the window"
    assert {address: told for address, told in found.items() if told} == {}


@pytest.mark.parametrize("address", ["/articles/?country=JP", "/actors/japon/", "/relations/JP/RU/"])
def test_axe_finds_nothing_in_what_can_be_taken_away(page: Page, newest: Article, address: str) -> None:
    page.goto(address)
    page.get_by_text("Suivre et emporter").click()
    assert complaints(page) == []
