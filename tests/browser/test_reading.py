"""A reader's way through the pages, with scripts and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from entities.models import Actor
from tests.articles.rows import article_naming, statement_row
from tests.browser.choosing import choose

if TYPE_CHECKING:
    from articles.models import Article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def read_on(page: Page, newest: Article) -> None:
    """Japan, then a person, then a year, Back, and an article."""
    page.goto("/articles/")
    count = page.locator("h2.count")
    choose(page, "Pays et alliances", "Japon")
    expect(count).to_have_text("3 articles")
    choose(page, "Personnes", "Fumio Kishida")
    expect(count).to_have_text("2 articles")
    choose(page, "Années", "2013")
    expect(count).to_have_text("1 article")
    expect(page).to_have_url(re.compile(r"\?country=JP&person=fumio-kishida&year=2013$"))
    page.go_back()
    expect(count).to_have_text("2 articles")
    expect(page).to_have_url(re.compile(r"\?country=JP&person=fumio-kishida$"))
    page.get_by_role("link", name=newest.title, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(newest.title)
    expect(page.locator(".text a.named").first).to_have_text("Japon")


def test_a_reader_narrows_goes_back_and_opens_an_article(page: Page, newest: Article) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    read_on(page, newest)


def test_the_same_way_without_scripts(page_without_scripts: Page, newest: Article) -> None:
    page_without_scripts.set_viewport_size({"width": 1280, "height": 900})
    read_on(page_without_scripts, newest)


def test_filtering_swaps_the_results_and_loads_no_new_page(page: Page, newest: Article) -> None:
    page.goto("/articles/")
    page.evaluate("window.stillHere = true")
    choose(page, "Pays et alliances", "Japon")
    expect(page.locator("h2.count")).to_have_text("3 articles")
    assert page.evaluate("window.stillHere")
    expect(page).to_have_title(re.compile("Articles – Japon"))


def test_the_new_count_is_announced(page: Page, newest: Article) -> None:
    page.goto("/articles/")
    choose(page, "Pays et alliances", "Japon")
    expect(page.get_by_role("status")).to_have_text("3 articles")


def test_back_from_an_article_finds_the_list_as_it_was(page: Page, newest: Article) -> None:
    page.goto("/articles/")
    choose(page, "Pays et alliances", "Japon")
    page.get_by_role("link", name=newest.title, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(newest.title)
    page.go_back()
    expect(page.locator("h2.count")).to_have_text("3 articles")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_attached()


def test_back_still_gives_a_whole_page_when_htmx_has_forgotten_it(page: Page, newest: Article) -> None:
    page.goto("/articles/")
    choose(page, "Pays et alliances", "Japon")
    expect(page.locator("h2.count")).to_have_text("3 articles")
    choose(page, "Années", "2014")
    expect(page.locator("h2.count")).to_have_text("1 article")
    page.evaluate("sessionStorage.removeItem('htmx-history-cache')")
    page.go_back()
    expect(page.locator("h2.count")).to_have_text("3 articles")
    expect(page.locator("header.masthead")).to_have_count(1)
    expect(page.locator("#results")).to_have_count(1)


def test_search_keeps_what_is_chosen_and_a_chip_takes_it_away(page: Page, newest: Article) -> None:
    page.goto("/articles/?country=JP")
    page.get_by_label("Mots cherchés").fill("journée")
    page.get_by_role("button", name="Chercher").click()
    expect(page.locator("h2.count")).to_have_text("1 article")
    expect(page.locator(".extract mark")).to_have_text("journée")
    page.get_by_role("link", name="Retirer Mots").click()
    expect(page.locator("h2.count")).to_have_text("3 articles")
    expect(page.get_by_label("Mots cherchés")).to_have_value("")


def test_a_bar_of_the_histogram_narrows_to_its_year(page: Page, newest: Article) -> None:
    page.goto("/articles/")
    page.locator("svg a.bar", has_text="2022").click()
    expect(page.locator("h2.count")).to_have_text("20 articles")


def test_pages_follow_each_other(page: Page, newest: Article) -> None:
    page.goto("/articles/")
    page.get_by_role("link", name="Suivante").click()
    expect(page).to_have_url(re.compile(r"\?page=2$"))
    expect(page.locator("ol.hits > li")).to_have_count(4)


def test_on_a_phone_the_filters_are_in_a_drawer(page: Page, newest: Article) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/articles/")
    japan = page.get_by_role("group", name="Pays et alliances").get_by_role("link", name=re.compile("^Japon"))
    expect(japan).to_be_hidden()
    page.get_by_text("Filtrer", exact=True).click()
    japan.click()
    expect(page.locator("h2.count")).to_have_text("3 articles")


@pytest.mark.parametrize(
    "address",
    ["/", "/articles/", "/articles/?country=JP&q=visite", "{article}", "/actors/", "/actors/japon/", "/about/"],
)
def test_nothing_is_wider_than_a_small_phone(page: Page, newest: Article, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address.format(article=newest.get_absolute_url()))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_statement_lights_up_its_sentence(page: Page, newest: Article) -> None:
    page.goto(newest.get_absolute_url())
    page.get_by_role("link", name="voir dans le texte", exact=True).first.click()
    expect(page.locator(".stated:target")).to_have_text("Le Japon reçoit la Russie.")


def test_a_quote_leads_to_its_paragraph(page: Page, newest: Article) -> None:
    page.goto(newest.get_absolute_url())
    page.get_by_role("region", name="Citations").get_by_role("link", name="voir dans le texte", exact=True).click()
    expect(page.locator(".text > p:target")).to_contain_text("Une bonne journée")


def test_a_statement_of_an_actor_leads_to_its_sentence_in_the_article(page: Page, newest: Article) -> None:
    page.goto("/actors/japon/")
    page.get_by_role("region", name="Énoncés mutuels").get_by_role(
        "link", name="voir dans le texte", exact=True
    ).click()
    expect(page.locator(".stated:target")).to_have_text("Le Japon reçoit la Russie.")


def test_many_statements_are_kept_folded_and_open_without_scripts(page_without_scripts: Page, newest: Article) -> None:
    japan, russia = Actor.objects.get(name="Japon"), Actor.objects.get(name="Russie")
    words = " ".join(f"Le Japon accuse {number} fois." for number in range(9))
    article = article_naming(japan, russia, words=words, source=newest.source)
    for number in range(9):
        statement_row(article, "ACCUSE", japan, russia, f"Le Japon accuse {number} fois.")
    page_without_scripts.goto(article.get_absolute_url())
    last = page_without_scripts.get_by_role("region", name="Énoncés").get_by_text("Le Japon accuse 8 fois.")
    expect(last).to_be_hidden()
    page_without_scripts.get_by_text("3 autres énoncés").click()
    expect(last).to_be_visible()


def test_the_margin_marks_paragraphs_that_state_something_and_nothing_in_print(page: Page, newest: Article) -> None:
    page.goto(newest.get_absolute_url())
    mark = "getComputedStyle(document.querySelector('.text > p'), '::before')"
    assert page.evaluate(f"{mark}.position") == "absolute"
    page.emulate_media(media="print")
    assert page.evaluate(f"{mark}.display") == "none"


@pytest.mark.parametrize("kind", ["country", "person", "organisation", "place"])
def test_print_leaves_no_word_out_of_the_text(page: Page, newest: Article, kind: str) -> None:
    Actor.objects.filter(name="Japon").update(kind=kind)
    page.goto(newest.get_absolute_url())
    page.emulate_media(media="print")
    expect(page.locator(".text a.named", has_text="Japon").first).to_be_visible()
    expect(page.get_by_role("link", name="voir dans le texte", exact=True)).to_have_count(0)


def test_a_year_without_articles_is_hatched_and_says_so(page: Page, newest: Article) -> None:
    page.goto("/articles/")
    gap = page.locator("svg rect.gap", has_text="aucun article en 2016")
    expect(gap).to_have_attribute("fill", "url(#gap)")


def test_the_chosen_scheme_is_remembered(page: Page, newest: Article) -> None:
    page.goto("/")
    page.get_by_role("button", name="Fond sombre").click()
    page.goto("/about/")
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.get_by_role("button", name="Fond clair").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "light")


def test_the_language_switch_keeps_the_place(page: Page, newest: Article) -> None:
    page.goto("/articles/")
    choose(page, "Pays et alliances", "Japon")
    expect(page.locator("h2.count")).to_have_text("3 articles")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("group", name="Countries and alliances")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?country=JP$"))


def test_the_keyboard_skips_to_the_content(page: Page, newest: Article) -> None:
    page.goto("/articles/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
