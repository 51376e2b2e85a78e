"""How two states got on: a reader's way, with scripts and without; what the pages weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect

from tests.articles.rows import article_naming, country_row, source_row, statement_row
from tests.browser.test_accessibility import complaints
from tests.rows import actor_row

if TYPE_CHECKING:
    from playwright.sync_api import Request
    from pytest_django.live_server_helper import LiveServer

    from entities.models import Actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/relations/JP/NATO/"
MOST_BYTES = 100_000


@pytest.fixture
def states(transactional_db: None) -> tuple[Actor, Actor]:
    """In 2019 Japan and NATO meet; in 2025 they exercise together and differ once."""
    japan, nato = country_row("Japon", "JP"), actor_row("OTAN", "organisation", code="NATO")
    country_row("Russie", "RU")
    agency = source_row("Agence")
    told = [("2019", "CONSULT", 4), ("2019", "ACCUSE", 2), ("2025", "COOPERATE", 8), ("2025", "REJECT", 1)]
    for year, type_, times in told:
        for month in range(1, times + 1):
            words = f"Au mois numéro {month}, le Japon et l’OTAN font de {type_} une nouvelle."
            article = article_naming(
                japan, nato, published=f"{year}-{month:02}-10", words=words, source=agency, title=f"{type_} {month}"
            )
            statement_row(article, type_, japan, nato, words)
    article_naming(japan, published="2022-05-01")
    return japan, nato


def compare(page: Page) -> None:
    """From the home page to the sentence that a figure of the comparison rests on."""
    page.goto("/")
    page.get_by_role("link", name="Japon et OTAN").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Japon – OTAN")
    for label, name, year in (
        ("de", "a-from", "2019"),
        ("à", "a-to", "2019"),
        ("de", "b-from", "2025"),
        ("à", "b-to", "2025"),
    ):
        field = page.locator(f"#{name}")
        expect(page.locator(f"label[for={name}]")).to_have_text(label)
        field.fill(year)
    page.get_by_role("button", name="Comparer").click()
    table = page.get_by_role("region", name="Comparaison des deux périodes")
    expect(table.get_by_role("row", name="Part de coopération")).to_contain_text("67")
    expect(table.get_by_role("row", name="Part de coopération")).to_contain_text("+22 points")
    table.get_by_role("row", name="Refus").get_by_role("link").click()
    evidence = page.get_by_role("region", name="Les phrases")
    expect(evidence.locator(".count")).to_contain_text("1 énoncé distinct")
    expect(evidence.locator("blockquote")).to_contain_text("font de REJECT")
    evidence.get_by_role("link", name="voir dans le texte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("REJECT 1")


def test_how_japan_and_nato_changed_from_2019_to_2025(page: Page, states: tuple[Actor, Actor]) -> None:
    compare(page)


def test_the_same_without_scripts(page_without_scripts: Page, states: tuple[Actor, Actor]) -> None:
    compare(page_without_scripts)


def test_a_bar_opens_its_sentences_without_scripts(page_without_scripts: Page, states: tuple[Actor, Actor]) -> None:
    page_without_scripts.goto(HERE)
    page_without_scripts.get_by_role("link", name="2025, coopération : 8").click()
    expect(page_without_scripts.locator(".evidence .count")).to_contain_text("8 énoncés distincts")
    expect(page_without_scripts).to_have_url(f"{HERE}?year=2025&tone=cooperation#evidence")


def test_a_bar_is_reached_and_followed_by_keyboard(page: Page, states: tuple[Actor, Actor]) -> None:
    page.goto(HERE)
    page.get_by_role("link", name="2019, conflit : 2").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".evidence .count")).to_contain_text("2 énoncés distincts")


def test_the_unit_switches_all_counts(page: Page, states: tuple[Actor, Actor]) -> None:
    page.goto(HERE)
    page.get_by_role("link", name="15 événements").click()
    expect(page.locator(".counters [aria-current]")).to_contain_text("événements")
    expect(page.locator(".event").first).to_contain_text("Coopération")


def test_silent_years_are_hatched_and_quiet_ones_are_not(page: Page, states: tuple[Actor, Actor]) -> None:
    page.goto(HERE)
    silent = page.locator("svg rect.gap title")
    assert [one.text_content() for one in silent.all()] == [
        f"aucun article en {year}" for year in (2020, 2021, 2023, 2024)
    ]


def test_the_definitions_open_where_a_figure_asks_for_them(page: Page, states: tuple[Actor, Actor]) -> None:
    page.goto(HERE)
    page.get_by_role("link", name="comment on compte").click()
    expect(page.get_by_text("Aucune moyenne de notes.")).to_be_visible()


def test_print_shows_the_table_and_no_forms(page: Page, states: tuple[Actor, Actor]) -> None:
    page.goto(HERE)
    page.emulate_media(media="print")
    expect(page.get_by_role("region", name="Le même en tableau")).to_be_visible()
    expect(page.get_by_role("button", name="Comparer")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("address", ["/", HERE, f"{HERE}?unit=events", "/relations/"])
def test_no_page_is_wider_than_its_window(page: Page, states: tuple[Actor, Actor], address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_where_a_curator_decides_nor_with_all_disclosed(
    page: Page, live_server: LiveServer, states: tuple[Actor, Actor]
) -> None:
    page.context.add_cookies([session_of(User.objects.create_superuser("claire"), live_server)])
    page.goto(f"{HERE}?unit=events")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    expect(page.get_by_role("button", name="Réunir avec le précédent").first).to_be_visible()
    assert complaints(page) == []


def test_axe_finds_nothing_on_a_full_page_on_a_phone(page: Page, states: tuple[Actor, Actor]) -> None:
    japan, nato = states
    stoltenberg = actor_row("Jens Stoltenberg", country="NATO")
    for number in range(40):
        words = f"Le Japon et l’OTAN se voient pour la fois numéro {number}."
        published = f"{1980 + number}-04-10" if number else ""
        article = article_naming(japan, nato, published=published, words=words)
        statement_row(article, "ACCUSE" if number % 3 else "AID", japan, nato, words, said_by_actor=stoltenberg)
    page.set_viewport_size({"width": 390, "height": 800})
    for address in (HERE, "/"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert complaints(page) == []


def session_of(user: User, live_server: LiveServer) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": live_server.url,
    }  # fmt: skip


@pytest.mark.parametrize("address", ["/", HERE, f"{HERE}?unit=events"])
def test_a_first_page_weighs_less_than_100_kb_with_everything(
    page: Page, states: tuple[Actor, Actor], address: str
) -> None:
    japan, nato = states
    for number in range(285):
        words = f"Le Japon et l’OTAN se voient pour la fois numéro {number}."
        article = article_naming(japan, nato, published=f"{1960 + number % 60}-04-10", words=words)
        statement_row(article, ("CONSULT", "ACCUSE", "AID", "REJECT")[number % 4], japan, nato, words)
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108  # takes no builtin
    page.goto(address, wait_until="networkidle")
    sizes = {
        request.url: sum(request.sizes()[part] for part in ("responseBodySize", "responseHeadersSize"))
        for request in finished
    }
    assert len(sizes) > 5
    assert sum(sizes.values()) < MOST_BYTES, sizes
