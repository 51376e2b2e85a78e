"""Facets never lie: a count is what its click yields."""

from __future__ import annotations

import random
from urllib.parse import urlencode, urlsplit

import hypothesis
import pytest
from django.db import connection
from django.http import QueryDict
from hypothesis import strategies as st

from articles.addresses import Axis
from articles.facets import SHOWN_AT_ONCE, Facet, FacetValue, Order, facets_of, values_of
from articles.forms import ArticleFilterForm
from articles.models import Article
from articles.tallies import tallies
from entities.models import Actor, Tenure
from tests.articles.rows import article_naming, country_row, hide, merge, source_row, statement_row, told_row
from tests.rows import actor_row, mention_row

pytestmark = pytest.mark.django_db


def form(query: str = "") -> ArticleFilterForm:
    filled = ArticleFilterForm(QueryDict(query))
    filled.is_valid()
    return filled


def facet(query: str, axis: Axis) -> Facet:
    return next(one for one in facets_of(form(query)) if one.axis == axis)


def counts(query: str, axis: Axis) -> dict[str, int]:
    return {value.value: value.count for value in values_of(form(query), axis, tallies(form(query), [axis])[axis])}


def yields(value: FacetValue) -> int:
    """How many articles the value's address finds."""
    return form(urlsplit(str(value.address)).query).filter_qs(Article.objects.all()).count()


@pytest.fixture
def varied() -> None:
    """Sixty articles over every axis, with merged and hidden actors, rejected mentions and statements among them."""
    chance = random.Random(7)  # noqa: S311
    actors = [country_row(name, code) for name, code in (("Japon", "JP"), ("Russie", "RU"), ("Chine", "CN"))]
    actors += [country_row("OTAN", "NATO"), actor_row("Gazprom", "organisation", country="RU")]
    actors += [actor_row("Hokkaido", "place", country="JP")]
    actors += [actor_row(f"Personne {number}", country=chance.choice(["JP", "RU", ""])) for number in range(6)]
    for person, start, end in ((actors[6], "2013", "2014-02"), (actors[7], "2014-02", ""), (actors[-1], "2013-11", "")):
        Tenure.objects.create(
            actor=person, office="foreign_minister", title="ministre", country="JP", start=start, end=end
        )
    Tenure.objects.create(actor=actors[8], office="ambassador", title="ambassadeur", country="RU", end="2013")
    sources = [source_row("Agence", is_state=True, country="RU"), source_row("Journal"), None]
    for number in range(60):
        article = article_naming(
            *chance.sample(actors, chance.randint(0, 5)),
            published=chance.choice(["2013-11-02", "2013", "2014-03", "2014-02-28", "2022", ""]),
            source=chance.choice(sources),
            agency=chance.choice(["AFP", "TASS & Cie", "", ""]),
            words="paix" if number % 3 else "guerre",
        )
        for told in chance.sample(["1945", "1945-08-09", "1956-10", "2013-11-01", "2022"], chance.randint(0, 3)):
            told_row(article, told)
        for _ in range(chance.randint(0, 3)):
            _state(article, chance, *chance.sample(actors, 2))
    for mention in Article.objects.first().mentions.all():  # type: ignore[union-attr]
        mention_row(mention.article, "Numéro", mention.actor)
    merge(actors[-1], into=actors[-2])
    hide(actors[-3])
    Article.objects.last().mentions.update(status="accepted")  # type: ignore[union-attr]
    article_naming(actors[0]).mentions.update(status="rejected")
    with connection.cursor() as cursor:  # in a test's transaction nobody else tells the planner what is there
        cursor.execute("ANALYZE")


def _state(article: Article, chance: random.Random, source: Actor, target: Actor) -> None:
    status = chance.choice(["proposed", "proposed", "accepted", "rejected"])
    type_ = chance.choice(["CONSULT", "AGREE", "ACCUSE", "AID"])
    evidence = statement_row(article, type_, source, target, "Numéro", status=status)
    evidence.mode = chance.choice(["asserted", "asserted", "negated", "reported"])
    evidence.save()


STATES = [
    "", "country=JP", "country=JP&country=RU", "country=NATO&person=personne-1", "year=2013", "year=2013&year=none",
    "outlet=agence", "outlet=none&year=2014", "q=paix", "q=paix&country=JP&outlet=journal&year=2022",
    "person=personne-5", "country=JP&person=personne-2&place=hokkaido&organisation=gazprom",
    "q=introuvable", "year=1950", "told=1945", "told=1945&told=1956&year=2013", "told=1812", "told=1945&q=paix",
    "media=state", "media=none&year=2013", "media=other&country=JP", "media=state&media=none&outlet=agence",
    "country=-RU", "country=JP&country=-RU", "person=none", "person=-none&place=none", "year=-2013", "outlet=-agence",
    "acting=JP&acting=RU&type=CONSULT", "acting=JP&type=-ACCUSE", "acting=-RU", "type=none", "type=-none",
    "type=none&type=AID&acting=JP", "type=none&acting=JP", "quad=verbal-cooperation&mode=asserted", "mode=-negated",
    "office=foreign_minister.JP", "office=-foreign_minister.JP&office=ambassador.RU", "office=none&year=2014",
    "month=2013-11", "month=none", "month=-2014-02&year=2014", "since=2013&until=2014-02", "since=2013-11-02",
    "until=2013-06&month=none", "press=RU", "press=none", "press=-RU", "agency=AFP", "agency=-none", "agency=none",
    "acting=none", "acting=-none", "acting=none&acting=JP", "acting=none&type=CONSULT", "quad=none&type=none",
    "quad=none&type=AID", "mode=none&mode=negated", "mode=-none&quad=none&quad=verbal-conflict",
    "status=verified", "status=machine&type=CONSULT", "told=none", "told=-1945", "media=-state&media=-none",
]  # fmt: skip
VALUES = {
    Axis.COUNTRY: ["JP", "RU", "CN", "NATO", "none"],
    Axis.PERSON: ["personne-0", "personne-2", "personne-5", "none"],
    Axis.OFFICE: ["foreign_minister.JP", "ambassador.RU", "none"],
    Axis.ORGANISATION: ["gazprom", "none"],
    Axis.PLACE: ["hokkaido", "none"],
    Axis.ACTING: ["JP", "RU", "NATO", "none"],
    Axis.TYPE: ["CONSULT", "ACCUSE", "AID", "none"],
    Axis.QUAD: ["verbal-cooperation", "material-cooperation", "verbal-conflict", "none"],
    Axis.MODE: ["asserted", "negated", "none"],
    Axis.YEAR: ["2013", "2014", "none"],
    Axis.MONTH: ["2013-11", "2014-02", "none"],
    Axis.TOLD: ["1945", "2022", "none"],
    Axis.OUTLET: ["agence", "journal", "none"],
    Axis.PRESS: ["RU", "none"],
    Axis.MEDIA: ["state", "other", "none"],
    Axis.AGENCY: ["AFP", "TASS & Cie", "none"],
    Axis.STATUS: ["verified", "machine"],
}
choices = st.lists(
    st.sampled_from([(axis.value, sign + value) for axis in Axis for value in VALUES[axis] for sign in ("", "-")]),
    max_size=5,
)
words = st.sampled_from([(), (("q", "paix"),), (("q", "guerre OU introuvable"),), (("q", "SAUF paix"),)])
dates = st.sampled_from([(), (("since", "2013-11"),), (("until", "2014-02"),), (("since", "2013"), ("until", "2013"))])


def lies(state: str, *, looked_at: int = 20) -> dict[str, tuple[int, int]]:
    """{address: (articles promised, articles found)} of the values that do not keep their word, among some of all."""
    values = [value for one in facets_of(form(state)) for value in one.top if value.is_open]
    some = random.Random(state).sample(values, min(looked_at, len(values)))  # noqa: S311
    found = {str(value.address): (value.count, yields(value)) for value in some}
    return {address: pair for address, pair in found.items() if pair[0] != pair[1]}


def found_by(state: str) -> set[int]:
    return set(form(state).filter_qs(Article.objects.all()).values_list("pk", flat=True))


@pytest.mark.usefixtures("varied")
def test_every_count_is_what_its_click_yields() -> None:
    told = {state: lies(state) for state in STATES}
    assert {state: untrue for state, untrue in told.items() if untrue} == {}


@pytest.mark.usefixtures("varied")
@hypothesis.settings(max_examples=25, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
@hypothesis.given(choices, words, dates)
def test_every_count_is_what_its_click_yields_under_any_choices(
    chosen: list[tuple[str, str]], asked: tuple[tuple[str, str], ...], within: tuple[tuple[str, str], ...]
) -> None:
    assert lies(urlencode([*chosen, *asked, *within])) == {}


@pytest.mark.usefixtures("varied")
def test_what_has_a_value_and_what_is_without_it_are_all_there_is() -> None:
    every = set(Article.objects.values_list("pk", flat=True))
    for axis, values in VALUES.items():
        for value in values:
            having, without = found_by(urlencode({axis: value})), found_by(urlencode({axis: f"-{value}"}))
            assert not having & without, (axis, value)
            assert having | without == every, (axis, value)


@pytest.mark.usefixtures("varied")
def test_no_value_leads_nowhere_unless_it_is_chosen_or_left_out() -> None:
    listed = [value for state in STATES for one in facets_of(form(state)) for value in one.top]
    assert [value for value in listed if not value.count and value.is_open] == []


@pytest.mark.usefixtures("varied")
def test_what_is_chosen_or_left_out_is_always_listed() -> None:
    for state in STATES:
        asked = form(state)
        values = [(one.axis, value) for one in facets_of(asked) for value in one.top if not value.is_open]
        listed = [(axis, f"-{value.value}" if value.is_excluded else value.value) for axis, value in values]
        assert sorted(listed) == sorted(asked.address.values), state


@pytest.mark.usefixtures("varied")
def test_a_chosen_value_leads_back_to_the_state_without_it() -> None:
    chosen = next(v for v in facet("country=JP&country=RU", Axis.COUNTRY).top if v.value == "RU")
    assert chosen.is_chosen
    assert str(chosen.address) == "/articles/?country=JP"


def test_articles_are_counted_not_mentions() -> None:
    japan = country_row("Japon", "JP")
    article = article_naming(japan, words="Japon encore")
    mention_row(article, "Japon", japan, after="Japon. ")
    assert counts("", Axis.COUNTRY) == {"JP": 1}


def test_a_merged_actor_counts_under_its_canonical_one() -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    article_naming(lavrov, twin)
    article_naming(twin)
    merge(twin, into=lavrov)
    assert counts("", Axis.PERSON) == {"serguei-lavrov": 2}


def test_hidden_actors_are_not_listed() -> None:
    weekday = actor_row("Lundi")
    article_naming(weekday)
    hide(weekday)
    assert counts("", Axis.PERSON) == {"none": 1}


def test_undated_articles_and_unnamed_outlets_are_values_like_others() -> None:
    article_naming(country_row("Japon", "JP"))
    assert counts("", Axis.YEAR) == {"none": 1}
    assert counts("", Axis.OUTLET) == {"none": 1}


def test_a_chosen_value_stays_listed_at_nought() -> None:
    japan = country_row("Japon", "JP")
    country_row("Russie", "RU")
    article_naming(japan)
    assert counts("country=RU", Axis.COUNTRY) == {"RU": 0}


def people(number: int) -> list[Actor]:
    return [actor_row(f"Personne {place:02}") for place in range(number)]


def test_a_long_facet_is_cut_to_the_most_frequent_and_says_how_many_there_are() -> None:
    persons = people(SHOWN_AT_ONCE + 8)
    article_naming(*persons)
    article_naming(persons[-1])
    found = facet("", Axis.PERSON)
    assert found.top[0].label == persons[-1].name
    assert (len(found.top), found.size, found.is_cut) == (SHOWN_AT_ONCE, SHOWN_AT_ONCE + 8, True)


def test_a_value_that_is_chosen_is_listed_however_rare_it_is() -> None:
    persons = people(SHOWN_AT_ONCE + 8)
    article_naming(*persons)
    assert facet("person=personne-15", Axis.PERSON).top[0].value == "personne-15"


def test_nothing_is_cut_for_two() -> None:
    article_naming(*people(SHOWN_AT_ONCE + 2))
    assert not facet("", Axis.PERSON).is_cut


def test_a_facet_with_a_choice_is_open() -> None:
    article_naming(country_row("Japon", "JP"))
    assert not facet("", Axis.OUTLET).is_open
    assert facet("outlet=-none", Axis.OUTLET).is_open


def test_values_of_the_same_count_are_in_the_order_of_the_alphabet() -> None:
    article_naming(country_row("Zambie", "ZM"), country_row("États-Unis", "US"), country_row("Estonie", "EE"))
    assert [value.label for value in facet("", Axis.COUNTRY).top] == ["Estonie", "États-Unis", "Zambie"]


def test_a_year_told_twice_counts_its_article_once() -> None:
    article = article_naming(country_row("Japon", "JP"), published="2013")
    told_row(article, "1945-08")
    told_row(article, "1945")
    assert counts("", Axis.TOLD) == {"1945": 1}


def test_the_date_of_publication_is_not_told() -> None:
    article_naming(country_row("Japon", "JP"), published="2013")
    assert counts("", Axis.TOLD) == {"none": 1}


def test_a_year_chosen_that_no_text_tells_of_stays_listed_at_nought() -> None:
    article_naming(country_row("Japon", "JP"))
    assert counts("told=1812", Axis.TOLD) == {"1812": 0}


def test_media_are_counted_by_whose_they_are() -> None:
    japan = country_row("Japon", "JP")
    article_naming(japan, source=source_row("Agence", is_state=True))
    article_naming(japan, source=source_row("Journal"))
    article_naming(japan)
    article_naming(japan)
    assert counts("", Axis.MEDIA) == {"state": 1, "other": 1, "none": 2}


def test_an_undated_article_has_no_office_and_a_dated_one_that_of_its_day() -> None:
    taro, fumio = actor_row("Taro"), actor_row("Fumio")
    for person, start, end in ((taro, "2007", "2012-12-26"), (fumio, "2012-12-26", "2017")):
        Tenure.objects.create(
            actor=person, office="foreign_minister", title="ministre", country="JP", start=start, end=end
        )
    article_naming(taro, published="2010")
    article_naming(taro, published="2014")
    article_naming(fumio, published="2014-05")
    article_naming(fumio)
    assert counts("", Axis.OFFICE) == {"foreign_minister.JP": 2, "none": 2}


def test_a_term_without_dates_says_nothing_about_a_day() -> None:
    taro = actor_row("Taro")
    Tenure.objects.create(actor=taro, office="foreign_minister", title="ministre", country="JP")
    article_naming(taro, published="2010")
    assert counts("", Axis.OFFICE) == {"none": 1}


def test_what_is_chosen_of_statements_holds_of_one_statement() -> None:
    japan, russia, china = country_row("Japon", "JP"), country_row("Russie", "RU"), country_row("Chine", "CN")
    apart, together = article_naming(japan, russia, china), article_naming(japan, russia)
    statement_row(apart, "CONSULT", japan, china, "Numéro")
    statement_row(apart, "ACCUSE", japan, russia, "Numéro")
    statement_row(together, "CONSULT", russia, japan, "Numéro")
    assert found_by("acting=JP&acting=RU&type=CONSULT") == {together.pk}


def test_whoever_acts_for_a_state_makes_it_act() -> None:
    russia, lavrov = country_row("Russie", "RU"), actor_row("Lavrov", country="RU")
    article = article_naming(lavrov, russia)
    statement_row(article, "ACCUSE", lavrov, country_row("Japon", "JP"), "Numéro")
    assert counts("", Axis.ACTING) == {"RU": 1, "JP": 1}


def test_values_are_found_by_any_name_of_their_actor() -> None:
    japan = country_row("Japon", "JP", aliases=("Nippon",))
    article_naming(japan, country_row("Russie", "RU"))
    values = values_of(form(), Axis.COUNTRY, tallies(form(), [Axis.COUNTRY])[Axis.COUNTRY], find="nippo")
    assert [value.value for value in values] == ["JP"]


@pytest.mark.parametrize("find", ["ministre japonais", "affaires étrangères", "japon", "MINISTRE DES AFFAIRES"])
def test_an_office_is_found_as_one_would_call_it(find: str) -> None:
    taro = actor_row("Taro", country="JP")
    Tenure.objects.create(actor=taro, office="foreign_minister", title="ministre", country="JP", start="2000")
    Tenure.objects.create(actor=taro, office="ambassador", title="ambassadeur", country="RU", start="2000")
    article_naming(taro, published="2010")
    values = values_of(form(), Axis.OFFICE, tallies(form(), [Axis.OFFICE])[Axis.OFFICE], find=find)
    assert [value.value for value in values] == ["foreign_minister.JP"]


def test_values_come_by_name_when_asked() -> None:
    article_naming(country_row("Zambie", "ZM"), country_row("Estonie", "EE"))
    article_naming(Actor.objects.get(code="ZM"))
    tally = tallies(form(), [Axis.COUNTRY])[Axis.COUNTRY]
    by_name = values_of(form(), Axis.COUNTRY, tally, order=Order.NAME)
    assert [value.value for value in by_name] == ["EE", "ZM"]
    assert [value.value for value in values_of(form(), Axis.COUNTRY, tally)] == ["ZM", "EE"]
