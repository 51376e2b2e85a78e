from __future__ import annotations

import re
from html import unescape

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Evidence, Quote
from entities.models import Actor, Decision
from tests.articles.rows import article_naming, country_row, quote_row, source_row, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db
WORDS = "Tokyo accuse Moscou."
HERE = "/relations/JP/RU/"


@pytest.fixture
def states() -> tuple[Actor, Actor]:
    return country_row("Japon", "JP"), country_row("Russie", "RU")


def stated(
    states: tuple[Actor, Actor],
    published: str = "2019-03-04",
    type_: str = "ACCUSE",
    words: str = WORDS,
    **values: object,
) -> Evidence:
    article = article_naming(*states, published=published, words=words, title=f"Du {published} : {type_}")
    return statement_row(article, type_, *states, words, **values)


def get(client: Client, query: str = "") -> str:
    response = client.get(HERE + query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())  # no-break spaces too


@pytest.mark.parametrize("address", ["/relations/RU/JP/", "/relations/jp/ru/", "/relations/ru/JP/"])
def test_a_pair_has_one_address(client: Client, states: tuple[Actor, Actor], address: str) -> None:
    response = client.get(f"{address}?unit=events")
    assert (response.status_code, response["Location"]) == (301, f"{HERE}?unit=events")


@pytest.mark.parametrize("address", ["/relations/JP/XX/", "/relations/JP/JP/", "/relations/zz/yy/"])
def test_unknown_codes_get_help(client: Client, states: tuple[Actor, Actor], address: str) -> None:
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 404
    assert "JP pour le Japon" in page
    assert '<option value="RU"' in page


def test_the_form_leads_to_any_pair(client: Client, states: tuple[Actor, Actor]) -> None:
    assert client.get("/relations/?one=RU&other=JP")["Location"] == HERE


def test_the_index_lists_the_pairs_of_whom_something_is_stated(client: Client, states: tuple[Actor, Actor]) -> None:
    stated(states)
    country_row("Chine", "CN")
    page = client.get("/relations/").content.decode()
    assert f'href="{HERE}"' in page
    assert "/relations/CN/" not in page


def test_a_pair_of_whom_nothing_is_stated_says_so_and_leads_on(client: Client, states: tuple[Actor, Actor]) -> None:
    page = get(client)
    assert "Aucun article ne dit encore ce que l’un fait à l’autre." in page
    assert 'href="/articles/?country=JP&country=RU"' in page


def test_three_counters_stand_side_by_side(client: Client, states: tuple[Actor, Actor]) -> None:
    first, copy = stated(states), stated(states, "2019-03-05")
    Article.objects.filter(pk=copy.article_id).update(copy_of=first.article)
    stated(states, "2019-03-06", words="Elle proteste encore contre un survol.")
    assert "2 énoncés distincts 3 articles 1 événements" in plain(get(client))


def test_the_balance_gives_its_number_and_is_none_under_five(client: Client, states: tuple[Actor, Actor]) -> None:
    for day in range(1, 5):
        stated(states, f"2019-0{day}-01", "CONSULT")
    assert "trop peu d’énoncés n = 4" in plain(get(client))
    stated(states, "2019-06-01")
    assert "Part de coopération : 80 % n = 5" in plain(get(client))


def test_a_bar_opens_the_sentences_that_it_counts(client: Client, states: tuple[Actor, Actor]) -> None:
    stated(states)
    stated(states, "2024-01-01", words="Moscou est mise en cause.")
    page = get(client)
    assert 'href="/relations/JP/RU/?year=2019&tone=conflict#evidence"' in page
    narrowed = get(client, "?year=2019&tone=conflict")
    assert "Du 2019-03-04 : ACCUSE" in narrowed
    assert "Du 2024-01-01 : ACCUSE" not in narrowed


LINK = re.compile(r'href="(/relations/JP/RU/\?[^"#]+)#evidence"[^>]*>(\d+)</a>')


@pytest.mark.parametrize("unit", ["statements", "articles", "events"])
def test_every_number_is_what_its_click_yields(client: Client, states: tuple[Actor, Actor], unit: str) -> None:
    lavrov = actor_row("Sergueï Lavrov", country="RU")
    first = stated(states, "2019-12-31", said_by_actor=lavrov)
    copy = stated(states, "2020-01-01")
    Article.objects.filter(pk=copy.article_id).update(copy_of=first.article, source=source_row("Agence"))
    stated(states, "2020-01-02", "CONSULT", words="Ils se voient.")
    stated(states, "", "DISPUTE", words="Un différend les oppose.", said_by="des sources")
    links = dict(LINK.findall(get(client, f"?unit={unit}&a_from=2019&b_from=2020")))
    assert len(links) > 10
    names = {
        "statements": r"(\d+) énoncés? distincts? ·",
        "articles": r"· (\d+) articles? ·",
        "events": r"· (\d+) événements?",
    }
    for address, number in links.items():
        count = re.search(r'class="count">(.*?)</p>', get(client, address.removeprefix(HERE)))
        assert count
        found = re.search(names[unit], count[1])
        assert found
        assert found[1] == number, address


def test_modes_are_told_apart(client: Client, states: tuple[Actor, Actor]) -> None:
    stated(states)
    negated = stated(states, "2019-05-01")
    Evidence.objects.filter(pk=negated.pk).update(mode="negated")
    page = get(client)
    assert "affirmé 1" in plain(page)
    assert "nié 1" in plain(page)
    assert "Du 2019-03-04 : ACCUSE" not in get(client, "?mode=negated")


def test_the_years_limit_everything(client: Client, states: tuple[Actor, Actor]) -> None:
    stated(states)
    stated(states, "2005-01-01")
    assert "1 énoncés distincts" in plain(get(client, "?from=2010"))


def test_who_speaks_and_who_publishes(client: Client, states: tuple[Actor, Actor]) -> None:
    lavrov = actor_row("Sergueï Lavrov", country="RU")
    evidence = stated(states, said_by_actor=lavrov)
    Article.objects.filter(pk=evidence.article_id).update(source=source_row("Agence"))
    quote = quote_row(evidence.article, lavrov, "Tokyo accuse")
    quote.about.add(states[0])
    page = plain(get(client))
    assert "Sergueï Lavrov 1 1" in page
    assert "Agence 1 1" in page
    assert Quote.objects.counted().across("RU", "JP").count() == 1


def test_of_many_voices_those_that_are_heard_most_are_told_and_the_others_counted(
    client: Client, states: tuple[Actor, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.dyads.page.ROWS_FIRST", 1)
    monkeypatch.setattr("articles.dyads.page.VOICES_SHOWN", 3)
    for number, name in enumerate(("Ada Un", "Boris Deux", "Cléo Trois", "Denis Quatre", "Emma Cinq")):
        person = actor_row(name, country="RU")
        for _ in range(6 - number):
            stated(states, said_by_actor=person)
    page = get(client)
    voices = plain(page[page.index('id="speakers"') : page.index('id="outlets"')])
    assert "Ada Un 6 – 4 autres Boris Deux 5 – Cléo Trois 4 – et 2 autres, moins souvent entendus" in voices
    assert "Denis" not in voices


def test_those_who_are_only_quoted_are_heard_too(
    client: Client, states: tuple[Actor, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.dyads.page.ROWS_FIRST", 1)
    monkeypatch.setattr("articles.dyads.page.VOICES_SHOWN", 3)
    evidence = stated(states)
    for number, name in enumerate(("Ada Un", "Boris Deux", "Cléo Trois", "Denis Quatre")):
        person = actor_row(name, country="RU")
        for _ in range(1 + number):
            quote_row(evidence.article, person, "Tokyo accuse").about.add(states[0])
    page = get(client)
    voices = plain(page[page.index('id="speakers"') : page.index('id="outlets"')])
    assert "Denis Quatre – 4 3 autres Cléo Trois – 3 Boris Deux – 2 et 1 autre, moins souvent entendu" in voices


def test_a_speaker_of_whom_nothing_is_known_is_left_out_and_said(client: Client, states: tuple[Actor, Actor]) -> None:
    stated(states, said_by="des sources")
    page = get(client, "?speaker=personne")
    assert "Filtre inconnu, ignoré : « speaker=personne »." in plain(page)
    assert "Du 2019-03-04 : ACCUSE" in page


def test_choices_that_nothing_answers_to_say_so(client: Client, states: tuple[Actor, Actor]) -> None:
    stated(states)
    assert "Aucun énoncé ne répond à tous ces choix." in get(client, "?type=AID")


def test_what_two_periods_changed(client: Client, states: tuple[Actor, Actor]) -> None:
    stated(states)
    stated(states, "2025-01-01")
    stated(states, "2025-06-01")
    page = plain(get(client, "?a_from=2019&a_to=2019&b_from=2025&b_to=2025"))
    assert "Énoncés distincts 1 2" in page
    assert "Accusation 1 2 +1" in page


def test_a_former_state_is_named_beside_its_successor(client: Client, states: tuple[Actor, Actor]) -> None:
    country_row("Union soviétique", "SU", details={"successor": "RU"})
    assert 'href="/relations/JP/SU/"' in get(client)


def test_readers_are_offered_no_decisions(client: Client, states: tuple[Actor, Actor]) -> None:
    stated(states)
    stated(states, "2019-03-05")
    assert "Séparer" not in get(client, "?unit=events")


def test_curators_split_and_join_on_the_page(workshop: Client, states: tuple[Actor, Actor]) -> None:
    first, later = stated(states), stated(states, "2019-03-05")
    assert "Séparer à partir d’ici" in get(workshop, "?unit=events")
    answer = workshop.post(f"{HERE}events/", {"statement": later.pk, "reason": "deux", "next": f"{HERE}?unit=events"})
    assert answer["Location"] == f"{HERE}?unit=events"
    page = get(workshop, "?unit=events")
    assert "L’événement est séparé." in page
    assert "2 événements" in plain(page)
    assert f'name="with" value="{first.pk}"' in page
    workshop.post(f"{HERE}events/", {"statement": later.pk, "with": first.pk})
    assert [decision.action for decision in Decision.objects.order_by("pk")] == ["split", "join"]


def test_a_decision_that_can_not_be_taken_says_why(workshop: Client, states: tuple[Actor, Actor]) -> None:
    first = stated(states)
    workshop.post(f"{HERE}events/", {"statement": first.pk})
    assert "déjà le premier" in get(workshop)


def test_the_admin_lists_and_undoes_a_decision_on_events(workshop: Client, states: tuple[Actor, Actor]) -> None:
    stated(states)
    later = stated(states, "2019-03-05")
    workshop.post(f"{HERE}events/", {"statement": later.pk})
    assert "JP-RU, ACCUSE" in workshop.get("/admin/entities/decision/").content.decode()
    workshop.post(f"/admin/entities/decision/{Decision.objects.get().pk}/undo/")
    assert "1 événements" in plain(get(workshop))


def test_strangers_decide_nothing(client: Client, states: tuple[Actor, Actor]) -> None:
    later = stated(states)
    assert client.post(f"{HERE}events/", {"statement": later.pk}).status_code == 302
    client.force_login(User.objects.create_user("staff", is_staff=True))
    assert client.post(f"{HERE}events/", {"statement": later.pk}).status_code == 403
    assert not Decision.objects.exists()


def test_a_decision_is_never_taken_by_a_link(workshop: Client, states: tuple[Actor, Actor]) -> None:
    assert workshop.get(f"{HERE}events/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{HERE}events/").status_code == 403


def test_no_decision_leads_to_another_site(workshop: Client, states: tuple[Actor, Actor]) -> None:
    answer = workshop.post(f"{HERE}events/", {"statement": 1, "next": "https://ailleurs.example/"})
    assert answer["Location"] == HERE


@pytest.mark.parametrize(
    "query", ["", "?unit=events", "?unit=articles&a_from=1995&b_from=2005", "?type=ACCUSE&year=1999"]
)
def test_the_page_costs_as_many_queries_with_300_articles_as_with_5(
    client: Client, states: tuple[Actor, Actor], query: str
) -> None:
    lavrov, agency = actor_row("Sergueï Lavrov", country="RU"), source_row("Agence")

    def fill(first: int, stop: int) -> None:
        for number in range(first, stop):
            evidence = stated(states, f"{1990 + number % 30}-01-0{1 + number % 9}", said_by_actor=lavrov)
            copy = stated(states, f"{1990 + number % 30}-02-01")
            Article.objects.filter(pk=copy.article_id).update(copy_of=evidence.article, source=agency)
            quote_row(evidence.article, lavrov, "Tokyo accuse").about.add(states[0])
        with connection.cursor() as cursor:  # in a test's transaction nobody else tells the planner what is there
            cursor.execute("ANALYZE")

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            get(client, query)
        return len(caught)

    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    fill(0, 10)
    few = queries()
    fill(10, 150)
    assert queries() == few <= 25
