"""The pages of an article and of an actor: going from one name to the next, cards, and evidence one click away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from entities.models import Actor, Tenure
from tests.articles.rows import article_naming, statement_row
from tests.rows import mention_row

if TYPE_CHECKING:
    from articles.models import Article

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def talks(newest: Article) -> Article:
    """An article that names Lavrov three times, in office on its day."""
    lavrov, japan = Actor.objects.get(name="Sergueï Lavrov"), Actor.objects.get(name="Japon")
    Tenure.objects.create(actor=lavrov, title="ministre des Affaires étrangères", country="RU", start="2004-03-09")
    words = "M. Lavrov rencontre le Japon.\n\nPuis M. Lavrov repart."
    article = article_naming(lavrov, japan, title="Des pourparlers", published="2013-04-01", words=words)
    mention_row(article, "M. Lavrov", lavrov)
    mention_row(article, "M. Lavrov", lavrov, after="Puis")
    statement_row(article, "CONSULT", lavrov, japan, "M. Lavrov rencontre le Japon.")
    return article


def go_through(page: Page, article: Article) -> None:
    """From the list of actors to the first occurrence, then by its arrows to the others."""
    page.goto(article.get_absolute_url())
    page.get_by_role("region", name="Acteurs nommés").get_by_role("link", name="mentions de Sergueï Lavrov").click()
    expect(page.get_by_text("Sergueï Lavrov : 3 occurrences dans le texte.")).to_be_visible()
    here = page.locator(".named:target")
    expect(here).to_have_text("Sergueï Lavrov")
    for _ in range(2):
        page.locator(".named:target + .hop").get_by_role("link", name="occurrence suivante").click()
        expect(here).to_have_text("M. Lavrov")
    expect(page.locator(".named:target + .hop").get_by_role("link")).to_have_count(1)
    page.get_by_role("link", name="Ne plus suivre").click()
    expect(page.locator(".hop")).to_have_count(0)


def test_a_reader_goes_from_one_occurrence_to_the_next(page: Page, talks: Article) -> None:
    go_through(page, talks)


def test_the_occurrences_without_scripts(page_without_scripts: Page, talks: Article) -> None:
    go_through(page_without_scripts, talks)


def test_keys_go_round_the_occurrences_of_the_focused_name(page: Page, talks: Article) -> None:
    page.goto(talks.get_absolute_url())
    names = page.locator(".text a.named[href='/actors/serguei-lavrov/']")
    names.first.focus()
    for key, place in (("n", 1), ("n", 2), ("n", 0), ("p", 2)):
        page.keyboard.press(key)
        expect(names.nth(place)).to_be_focused()


def test_keys_do_nothing_where_no_name_is_focused(page: Page, talks: Article) -> None:
    page.goto(talks.get_absolute_url())
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.type("np")
    expect(field).to_have_value("np")
    expect(field).to_be_focused()


def test_a_card_says_who_it_is_and_leaves_on_escape(page: Page, talks: Article) -> None:
    page.goto(talks.get_absolute_url())
    page.locator(".text a.named", has_text="M. Lavrov").first.hover()
    card = page.get_by_role("tooltip")
    expect(card).to_contain_text("Sergueï Lavrov")
    expect(card).to_contain_text("ministre des Affaires étrangères (Russie)")
    expect(card).to_contain_text("nommé dans 22 articles")
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_arriving_at_an_occurrence_covers_nothing(page: Page, talks: Article) -> None:
    page.goto(talks.get_absolute_url())
    page.get_by_role("link", name="mentions de Sergueï Lavrov").click()
    expect(page.locator(".named:target")).to_be_focused()
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_a_focused_name_is_described_by_its_card(page: Page, talks: Article) -> None:
    page.goto(talks.get_absolute_url())
    page.get_by_role("searchbox").focus()
    name = page.locator(".text a.named", has_text="M. Lavrov").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if name.evaluate("one => one === document.activeElement"):
            break
    expect(name).to_have_attribute("aria-describedby", "card")
    expect(page.get_by_role("tooltip")).to_contain_text("occurrence suivante")
    page.keyboard.press("Shift+Tab")
    expect(name).to_have_attribute("title", "Sergueï Lavrov")


def from_lavrov_to_his_sentences(page: Page) -> None:
    """What did Lavrov do with Japan?"""
    page.goto("/actors/serguei-lavrov/")
    partners = page.get_by_role("region", name="Relations par partenaire et par type")
    partners.get_by_role("link", name="Rencontre 1").click()
    expect(page.get_by_role("heading", name="Énoncés avec Japon, Rencontre")).to_be_visible()
    page.get_by_role("region", name="Énoncés avec Japon").get_by_role("link", name="voir dans le texte").click()
    expect(page.locator(".stated:target")).to_have_text("M. Lavrov rencontre le Japon.")


def test_a_number_of_an_actors_relations_leads_to_its_sentences(page: Page, talks: Article) -> None:
    from_lavrov_to_his_sentences(page)


def test_the_same_number_without_scripts(page_without_scripts: Page, talks: Article) -> None:
    from_lavrov_to_his_sentences(page_without_scripts)


def test_a_name_leads_back_to_its_line_of_the_file(page: Page, talks: Article) -> None:
    page.goto(f"{talks.get_absolute_url()}provenance/")
    expect(page.get_by_role("table")).to_contain_text("Sergueï Lavrov")
    page.goto(f"{talks.get_absolute_url()}original/")
    expect(page.get_by_role("list", name="Lignes du fichier").get_by_role("listitem")).to_have_count(4)


def test_the_citation_can_be_taken_away(page: Page, talks: Article) -> None:
    page.goto(talks.get_absolute_url())
    with page.expect_download() as taken:
        page.get_by_role("link", name="BibTeX").click()
    assert taken.value.suggested_filename == f"trilaterale-{talks.uid}.bib"


@pytest.mark.parametrize("width", [360, 640])
@pytest.mark.parametrize(
    "address", ["{0}", "{0}?follow=serguei-lavrov", "{0}provenance/", "{0}original/", "/actors/serguei-lavrov/",
                "/actors/japon/?with=serguei-lavrov"],
)  # fmt: skip
def test_no_page_is_wider_than_a_phone_or_a_page_at_twice_its_size(
    page: Page, talks: Article, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(address.format(talks.get_absolute_url()))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_print_leaves_out_what_only_a_screen_can_use(page: Page, talks: Article) -> None:
    page.goto(f"{talks.get_absolute_url()}?follow=serguei-lavrov")
    page.emulate_media(media="print")
    for words in ("Ne plus suivre", "BibTeX"):
        expect(page.get_by_text(words)).to_be_hidden()
    expect(page.get_by_text(re.compile(r"Des pourparlers\. \(2013|\(2013, 1"))).to_be_visible()
