"""What readers come for: found by search and filters, with scripts and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.articles.rows import article_naming
from tests.browser.choosing import choose, facet, value
from tests.rows import actor_row

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

    from articles.models import Article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ACTING = "Pays qui agissent ou sont visés"


@pytest.fixture(params=["with scripts", "without scripts"])
def any_page(request: pytest.FixtureRequest) -> Page:
    name = "page" if request.param == "with scripts" else "page_without_scripts"
    page: Page = request.getfixturevalue(name)
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


def count(page: Page, words: str) -> None:
    expect(page.locator("h2.count")).to_have_text(words)


def test_all_articles_of_2013_where_japan_and_russia_meet(any_page: Page, newest: Article) -> None:
    any_page.goto("/articles/")
    choose(any_page, ACTING, "Japon")
    count(any_page, "1 article")
    choose(any_page, ACTING, "Russie")
    expect(any_page).to_have_url(re.compile(r"\?acting=JP&acting=RU$"))
    choose(any_page, "Types de relations", "Rencontre")
    expect(any_page).to_have_url(re.compile(r"\?acting=JP&acting=RU&type=CONSULT$"))
    choose(any_page, "Années", "2013")
    expect(any_page).to_have_url(re.compile(r"\?acting=JP&acting=RU&type=CONSULT&year=2013$"))
    count(any_page, "1 article")
    any_page.get_by_role("link", name=newest.title, exact=True).click()
    expect(any_page.locator(".stated").first).to_have_text("Le Japon reçoit la Russie.")


def test_from_a_misspelled_name_to_the_articles_in_which_lavrov_and_japan_are(any_page: Page, newest: Article) -> None:
    any_page.goto("/")
    any_page.locator("#home-q").fill("Lavrof")
    any_page.locator("#home-q").press("Enter")
    count(any_page, "0 article")
    any_page.get_by_role("link", name="Lavrov", exact=True).click()
    count(any_page, "21 articles")
    any_page.get_by_role("link", name="les 21 articles qui le nomment").click()
    expect(any_page).to_have_url(re.compile(r"/articles/\?person=sergue"))
    choose(any_page, "Pays et alliances", "Japon")
    count(any_page, "1 article")


def test_a_country_is_left_out_and_taken_back(any_page: Page, newest: Article) -> None:
    any_page.goto("/articles/?country=JP")
    facet(any_page, "Pays et alliances").get_by_role("link", name="Exclure Russie").click()
    expect(any_page).to_have_url(re.compile(r"\?country=JP&country=-RU$"))
    count(any_page, "2 articles")
    any_page.get_by_role("link", name="Retirer Pays ou alliance sauf Russie").click()
    count(any_page, "3 articles")


def test_dates_limit_the_list_and_keep_what_is_chosen(any_page: Page, newest: Article) -> None:
    any_page.goto("/articles/?country=JP")
    any_page.get_by_label("De", exact=True).fill("2013")
    any_page.get_by_label("à", exact=True).fill("11/2013")
    any_page.get_by_role("button", name="Limiter aux dates").click()
    count(any_page, "1 article")
    expect(any_page).to_have_url(re.compile(r"country=JP.*since=2013&until="))
    any_page.get_by_role("link", name="Retirer Dates").click()
    count(any_page, "3 articles")


def test_a_person_is_found_among_many_and_chosen(any_page: Page, newest: Article) -> None:
    article_naming(*(actor_row(f"Personne {number:02}") for number in range(20)))
    any_page.goto("/articles/")
    facet(any_page, "Personnes").get_by_role("link", name=re.compile("Chercher parmi")).click()
    any_page.get_by_label("Chercher dans ce filtre").fill("personne 17")
    any_page.get_by_label("Chercher dans ce filtre").press("Enter")
    expect(any_page.get_by_role("link", name=re.compile("^Personne \\d"))).to_have_count(1)
    any_page.get_by_role("link", name=re.compile("^Personne 17")).click()
    count(any_page, "1 article")
    expect(any_page).to_have_url(re.compile(r"/articles/\?person=personne-17$"))


def test_values_answer_while_one_types_and_the_page_stays(page: Page, newest: Article) -> None:
    article_naming(*(actor_row(f"Personne {number:02}") for number in range(20)))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/articles/")
    persons = facet(page, "Personnes")
    persons.get_by_role("link", name=re.compile("Chercher parmi")).click()
    expect(persons.get_by_text("23 valeurs")).to_be_visible()
    page.get_by_label("Chercher dans ce filtre").press_sequentially("kishi")
    expect(persons.get_by_text("1 valeur", exact=True)).to_be_visible()
    expect(page.get_by_label("Chercher dans ce filtre")).to_be_focused()
    assert page.url.endswith("/articles/")


def test_values_come_in_the_order_of_the_alphabet(any_page: Page, newest: Article) -> None:
    article_naming(*(actor_row(f"Personne {number:02}") for number in range(20)))
    any_page.goto("/articles/")
    facet(any_page, "Personnes").get_by_role("link", name=re.compile("Chercher parmi")).click()
    any_page.get_by_role("link", name="par nom", exact=True).click()
    expect(any_page.locator("#found-person .value").first).to_have_text("Fumio Kishida")


def test_a_filter_opened_by_hand_stays_open_after_a_choice_elsewhere(page: Page, newest: Article) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/articles/")
    agency = value(page, "Sources", "Agence")
    expect(agency).to_be_visible()
    choose(page, "Pays et alliances", "Japon")
    count(page, "3 articles")
    expect(agency).to_be_visible()


def test_the_keyboard_opens_a_filter_and_leaves_a_value_out(page: Page, newest: Article) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/articles/")
    facet(page, "Sources").locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(facet(page, "Sources").get_by_role("link", name="Exclure Agence")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?outlet=-agence$"))
    count(page, "2 articles")


def test_the_years_are_drawn_as_shares_and_back(any_page: Page, newest: Article) -> None:
    any_page.goto("/articles/?country=JP")
    any_page.get_by_role("link", name="en part de tout le fonds").click()
    expect(any_page.locator("svg a.bar", has_text="2013")).to_have_attribute("aria-label", re.compile("sur 2, 100"))
    any_page.get_by_role("link", name="en nombre").click()
    expect(any_page).to_have_url(re.compile(r"\?country=JP$"))


def test_on_a_phone_the_drawer_leads_on_to_the_results(page_without_scripts: Page, newest: Article) -> None:
    page = page_without_scripts
    page.set_viewport_size({"width": 390, "height": 740})
    page.goto("/articles/?country=JP")
    page.get_by_text("Filtrer").click()
    page.get_by_role("link", name="Voir les 3 articles").click()
    expect(page.locator("h2.count")).to_be_in_viewport()


def test_of_two_quick_choices_the_last_stands_in_the_address_and_on_the_page(
    browser: Browser, live_server: LiveServer, newest: Article
) -> None:
    page = browser.new_page(base_url=live_server.url, locale="fr-FR")  # the console tells of the request given up
    page.goto("/articles/")
    for country in ("Japon", "OTAN"):
        link = facet(page, "Pays et alliances").get_by_role(
            "link", name=re.compile(f"^{country} "), include_hidden=True
        )
        link.dispatch_event("click")
    count(page, "2 articles")
    expect(page).to_have_url(re.compile(r"/articles/\?country=NATO$"))
    page.close()
