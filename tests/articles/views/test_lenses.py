"""Each figure of a lens opens as many as it says, and no page asks the database more often for more articles."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.articles.lenses.conftest import press
from tests.articles.lenses.rows import Press
from tests.articles.rows import source_row, told_row
from tests.rows import actor_row

__all__ = ["press"]

pytestmark = pytest.mark.django_db
TYPES = ("ACCUSE", "CONSULT", "AID", "REQUEST", "ALLIANCE")
DATES = ("2013-11-02", "2013-11-20", "2013-12", "2014", "", "2020-05-05")
PAGES = ["/network/", "/timeline/", "/speakers/", "/compare/"]


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode()).replace("\xa0", " ")


def fill(press: Press, first: int, stop: int) -> None:
    people = [press.japan, press.russia, press.nato, press.kishida, press.lavrov]
    for number in range(first, stop):
        one, other = people[number % 5], people[(number + 1 + number // 5 % 4) % 5]
        mode = "asserted" if number % 3 else "planned"
        told = press.tell(TYPES[number % len(TYPES)], one, other, DATES[number % len(DATES)], mode=mode)
        told_row(told.article, "1945")
        press.quote(one if number % 4 else None, other, press.nato, published=DATES[number % len(DATES)])
    with connection.cursor() as cursor:  # in a test's transaction nobody else tells the planner what is there
        cursor.execute("ANALYZE")


def links_with_counts(page: str, pattern: str) -> set[tuple[str, int]]:
    """(address, count) of the links whose text is a number alone."""
    found = re.findall(rf'<a href="({pattern}[^"]*)"[^>]*>([\d\s]+)<', page)
    return {(address.split("#")[0], int(re.sub(r"\s", "", count))) for address, count in found}


@pytest.mark.parametrize(
    "address",
    ["/network/", "/network/?who=persons", "/network/?who=states", "/network/?type=ACCUSE&country=JP",
     "/timeline/", "/timeline/?by=month&start=2013&country=JP", "/timeline/?by=day&since=2013-11-10",
     "/speakers/", "/speakers/?who=states", "/speakers/?year=2013"],
)  # fmt: skip
def test_each_number_opens_as_many(client: Client, press: Press, address: str) -> None:
    fill(press, 0, 40)
    page = get(client, address)
    numbers = links_with_counts(page, address.split("?", maxsplit=1)[0] + r"[^\"]*#opened")
    assert len(numbers) > 1
    for opened, count in numbers:
        assert client.get(opened).context["page"].opened.total == count, opened


@pytest.mark.parametrize(
    "address",
    [
        "/network/?links=together",
        "/timeline/?by=month&start=2013-11",
        "/timeline/?since=2013-11-10&until=2014&by=month",
    ],
)
def test_each_number_of_articles_leads_to_as_many(client: Client, press: Press, address: str) -> None:
    fill(press, 0, 40)
    numbers = links_with_counts(get(client, address), "/articles/")
    assert len(numbers) > 1
    for listed, count in numbers:
        assert client.get(listed).context["browse"].total == count, listed


@pytest.mark.parametrize("address", [*PAGES, "/network/?links=together"])
def test_nothing_imported_yet_says_what_to_do(client: Client, address: str) -> None:
    assert "manage.py import_seeds" in get(client, address)


@pytest.mark.parametrize("address", ["/network/", "/timeline/", "/speakers/"])
def test_where_nothing_answers_each_choice_can_be_taken_back(client: Client, press: Press, address: str) -> None:
    press.article(press.japan, published="2013")
    page = get(client, f"{address}?country=JP&year=1950")
    assert "Aucun article ne répond à tous ces choix à la fois." in page
    assert f'href="{address}?country=JP"' in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/network/", "Aucun énoncé de ces articles ne dit qui fait quoi à qui"),
        ("/network/?links=together&who=persons", "Aucun de ces articles ne nomme deux acteurs"),
        ("/timeline/", "Aucun de ces articles n’a de date"),
        ("/speakers/", "Aucun de ces articles ne cite quelqu’un."),
        ("/compare/", "A et B sont le même choix"),
        ("/compare/?a-year=1950&b-year=1951", "Aucun article ne répond ni à l’un ni à l’autre choix."),
    ],
)
def test_a_view_without_figures_says_why(client: Client, press: Press, address: str, words: str) -> None:
    press.article(press.japan, published="")
    assert words in get(client, address)


@pytest.mark.parametrize(
    "address",
    ["/network/?who=plants", "/network/?a=nobody&b=japon", "/network/?most=999", "/timeline/?at=2013-13",
     "/timeline/?by=century", "/timeline/?start=hier", "/timeline/?at=2013-02-31", "/speakers/?speaker=nobody",
     "/speakers/?about=%00", "/compare/?show=c", "/network/?country=ZZ", "/compare/?a-country=ZZ",
     "/timeline/?since=x"],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out_and_said(client: Client, press: Press, address: str) -> None:
    press.tell("ACCUSE", press.japan, press.russia)
    page = get(client, address)
    assert ('role="alert"' in page) == ("%00" not in address)


def test_the_lenses_keep_what_is_chosen(client: Client, press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia)
    page = get(client, "/articles/?q=dépêche&country=JP&sort=newest&page=1")
    for page_name in ("network", "timeline", "speakers"):
        assert f'/{page_name}/?q=d%C3%A9p%C3%AAche&country=JP"' in page
    assert '/compare/?a-q=d%C3%A9p%C3%AAche&a-country=JP"' in page


def test_a_choice_of_the_lens_outlives_another_filter(client: Client, press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia)
    page = get(client, "/network/?who=states&most=12&country=JP")
    assert 'href="/network/?who=states&most=12"' in page  # without Japan


def test_a_direction_opens_its_own_sentences(client: Client, press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia)
    press.tell("THREATEN", press.russia, press.japan)
    page = get(client, "/network/?a=japon&b=russie&way=to")
    assert "Japon agit envers Russie" in page
    assert "Russie agit envers Japon" not in page


def test_no_sentence_is_shown_that_its_publisher_reserves(client: Client, press: Press) -> None:
    told = press.tell("ACCUSE", press.japan, press.russia)
    told.article.source = source_row("Agence", display="link")
    told.article.save()
    page = client.get("/network/?a=japon&b=russie", headers={"X-Forwarded-For": "203.0.113.1"}).content.decode()
    assert "agit envers" not in page


def test_the_pages_are_in_english_too(client: Client, press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "The links drawn" in get(client, "/network/")
    assert "Japan" in get(client, "/network/")


@pytest.mark.parametrize("address", PAGES)
def test_lenses_are_only_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_a_long_list_of_ties_tells_how_many_are_drawn(client: Client, press: Press) -> None:
    for number in range(14):
        press.tell("ACCUSE", press.japan, actor_row(f"Personne {number:02}"))
    assert "12 acteurs sur 15, 11 liens sur 14" in get(client, "/network/?most=12")


@pytest.mark.parametrize(
    "address",
    ["/network/", "/network/?who=states&a=japon&b=russie", "/network/?links=together&country=JP",
     "/timeline/", "/timeline/?by=month&at=2013-11&of=conflict", "/speakers/", "/speakers/?who=states&speaker=russie",
     "/compare/?a-country=JP&b-country=RU&show=both"],
)  # fmt: skip
def test_a_lens_costs_as_many_queries_with_300_articles_as_with_10(client: Client, press: Press, address: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            get(client, address)
        return len(caught)

    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    fill(press, 0, 5)
    few = queries()
    fill(press, 5, 150)
    assert queries() == few <= 20


def test_both_sides_can_be_taken_away(client: Client, press: Press) -> None:
    press.tell("CONSULT", press.japan, press.russia, "2013-11-02")
    press.tell("CONSULT", press.japan, press.nato, "2013-11-03")
    page = get(client, "/compare/?a-country=JP&b-country=RU")
    for code, letter in (("JP", "A"), ("RU", "B")):
        assert f"Suivre et emporter {letter}" in page
        assert f'"/articles/export/articles.csv?country={code}"' in page
