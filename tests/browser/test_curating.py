"""A sitting of a curator: ten questions by keyboard, one taken back, two actors united and taken apart; and what a
reader reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Article, Evidence, Mention, Remark
from entities.models import Actor, Decision
from tests.articles.rows import article_naming, country_row, statement_row
from tests.browser.test_accessibility import RULES
from tests.rows import actor_row

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STATED = "Le Japon reçoit la Russie."
WORKSHOP = [
    "queue/", "queue/?kind=sample", "queue/precision/", "doubles/", "rules/?words=Japon&name=", "exchange/", "imports/",
]  # fmt: skip


@pytest.fixture
def press(transactional_db: None) -> list[Article]:
    """Twelve questions on names, each of its own words, and statements in their articles."""
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    articles = []
    for number in range(12):
        person = actor_row(f"Personne {number}")
        article = article_naming(person, published="2013-11-02", words=STATED)
        statement_row(article, "CONSULT", japan, russia, STATED, certainty=0.7)
        articles.append(article)
    Mention.objects.update(certainty=0.5)
    return articles


def enter(page: Page, live_server: LiveServer) -> None:
    user = User.objects.create_superuser("claire")
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])


def complaints_in(page: Page, part: str) -> list[str]:
    """Of axe, on what is ours of an admin page. Without preloading: it would write the sheets that the admin’s own
    import into the page, which the page forbids."""
    page.wait_for_load_state()  # a click returns when the next page has begun to arrive
    found = Axe().run(page, context=part, options={**RULES, "preload": False})
    return [f"{one['id']}: {node['html'][:200]}" for one in found.response["violations"] for node in one["nodes"]]


def heading(page: Page) -> str:
    return page.locator("#question-heading").inner_text()


def press_key(page: Page, key: str) -> None:
    """Press it and wait for the next question."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_curator_works_off_ten_items_by_keyboard_and_takes_one_back(
    page: Page, live_server: LiveServer, press: list[Article]
) -> None:
    enter(page, live_server)
    page.goto("/admin/queue/?kind=mention")
    for key in "aarraraaar":
        before = heading(page)
        press_key(page, key)
        expect(page.locator("#question-heading")).not_to_have_text(before)
    assert Decision.objects.count() == 10
    assert Mention.objects.filter(status="rejected").count() == 4
    press_key(page, "u")
    expect(page.locator(".messagelist .success")).to_have_text("La décision est annulée.")
    assert Mention.objects.filter(status="rejected").count() == 3


def test_keys_skip_and_choose_a_candidate_and_another_name(
    page: Page, live_server: LiveServer, press: list[Article]
) -> None:
    enter(page, live_server)
    page.goto("/admin/queue/?kind=mention")
    first = heading(page)
    press_key(page, "s")
    assert heading(page) != first
    press_key(page, "2")
    assert Decision.objects.get().action == "relink"
    page.keyboard.press("o")
    page.keyboard.type("Japon")
    press_key(page, "Enter")
    assert Mention.objects.filter(actor__code="JP").count() == 1


def test_the_keys_are_listed_on_demand(page: Page, live_server: LiveServer, press: list[Article]) -> None:
    enter(page, live_server)
    page.goto("/admin/queue/")
    expect(page.locator("#keys dl")).not_to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#keys dl")).to_be_visible()


def test_who_types_a_reason_presses_no_key(page: Page, live_server: LiveServer, press: list[Article]) -> None:
    enter(page, live_server)
    page.goto("/admin/queue/?kind=mention")
    page.get_by_label("Motif").fill("")
    page.get_by_label("Motif").press_sequentially("arrau")
    assert Decision.objects.count() == 0


def test_the_queue_works_with_the_mouse_and_without_scripts(
    page_without_scripts: Page, live_server: LiveServer, press: list[Article]
) -> None:
    page = page_without_scripts
    enter(page, live_server)
    page.goto("/admin/queue/?kind=statement")
    page.get_by_role("button", name="Rejeter").click()
    assert Evidence.objects.filter(status="rejected").count() == 1
    page.get_by_role("button", name="Annuler").click()
    assert Evidence.objects.filter(status="rejected").count() == 0
    page.get_by_role("link", name="Noms").click()
    page.get_by_role("button", name="Confirmer").click()
    assert Mention.objects.filter(status="accepted").count() == 1


def test_two_actors_are_united_and_taken_apart(page: Page, live_server: LiveServer, press: list[Article]) -> None:
    enter(page, live_server)
    one, other = Actor.objects.get(name="Personne 1"), Actor.objects.get(name="Personne 2")
    page.goto(f"{reverse('admin:entities_actor_merge', args=[one.pk])}?target={other.pk}")
    page.get_by_label("Motif").fill("le même homme")
    page.get_by_role("button", name="Fusionner").click()
    page.goto(one.get_absolute_url())
    expect(page).to_have_url(re.compile(other.get_absolute_url()))
    page.goto(reverse("admin:entities_actor_change", args=[other.pk]))
    page.locator("#united").get_by_role("button", name="Séparer").click()
    page.goto(one.get_absolute_url())
    expect(page).to_have_url(re.compile(one.get_absolute_url()))


def test_a_name_of_nobody_gets_an_actor_and_its_mention(
    page: Page, live_server: LiveServer, press: list[Article]
) -> None:  # fmt: skip
    enter(page, live_server)
    page.goto("/admin/queue/?kind=mention")
    page.get_by_role("link", name="Créer un acteur").click()
    page.get_by_label("Nom :", exact=True).fill("Haruka Tanaka")
    page.get_by_label("Type").select_option("person")
    page.get_by_label("Motif").fill("citée par un lecteur")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.goto("/admin/queue/?kind=mention")
    page.keyboard.press("o")
    page.keyboard.type("Haruka Tanaka")
    press_key(page, "Enter")
    assert Mention.objects.filter(actor__origin="curator").count() == 1


def test_selected_words_become_a_mention(page: Page, live_server: LiveServer, press: list[Article]) -> None:
    enter(page, live_server)
    article = press[0]
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.evaluate(
        """() => {
            const texts = document.createTreeWalker(document.querySelector("[data-place=body]"), NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const at = texts.currentNode.data.indexOf("Russie");
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(texts.currentNode, at);
                range.setEnd(texts.currentNode, at + 6);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return;
            }
        }"""
    )
    form = page.locator(".adding")
    expect(form.get_by_label("Mots")).to_have_value("Russie")
    form.get_by_label("désignent").fill("Russie")
    form.get_by_role("button", name="Ajouter la mention").click()
    found = Mention.objects.get(actor__code="RU")
    assert article.body[found.start : found.end] == "Russie"


def test_a_reader_reports_an_error_and_reads_the_answer(
    page: Page, live_server: LiveServer, press: list[Article]
) -> None:
    page.goto(press[0].get_absolute_url())
    page.get_by_role("link", name="signaler une erreur").first.click()
    page.get_by_role("radio", name=re.compile("Rencontre")).check()
    page.get_by_label("Ce qu’il faudrait lire").fill("Ils ne se sont pas vus.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("status")).to_contain_text("dans la file")
    followed = page.url
    enter(page, live_server)
    page.goto("/admin/queue/")
    expect(page.locator(".said")).to_contain_text("Ils ne se sont pas vus.")
    page.get_by_label("Réponse au lecteur").fill("Vous avez raison.")
    page.get_by_label("Réponse au lecteur").blur()
    press_key(page, "r")
    page.goto(followed)
    expect(page.locator("main")).to_contain_text("Vous avez raison.")
    assert Remark.objects.get().state == "corrected"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", WORKSHOP)
def test_axe_finds_nothing_on_the_workshops_own_pages(
    page: Page, live_server: LiveServer, press: list[Article], address: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    Actor.objects.filter(kind="person").update(origin="machine")  # so that they are compared
    enter(page, live_server)
    page.goto(f"/admin/{address}")
    assert complaints_in(page, "#content-main") == []
