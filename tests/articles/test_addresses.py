from urllib.parse import parse_qsl, urlsplit

from articles.addresses import Address, Axis, address_of
from entities.models import Actor


def pairs(address: Address) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(str(address)).query)


def test_the_empty_state_has_the_bare_address() -> None:
    assert str(Address()) == "/articles/"


def test_one_state_has_one_address() -> None:
    one = Address().adding(Axis.YEAR, "2013").adding(Axis.COUNTRY, "JP")
    other = Address().adding(Axis.COUNTRY, "JP").adding(Axis.YEAR, "2013")
    assert str(one) == str(other) == "/articles/?country=JP&year=2013"


def test_whoever_changes_the_choice_starts_on_the_first_page() -> None:
    deep = Address(query="paix").at_page(7)
    assert ("page", "7") in pairs(deep)
    assert pairs(deep.adding(Axis.COUNTRY, "RU")) == [("q", "paix"), ("country", "RU")]


def test_what_is_added_can_be_taken_away() -> None:
    address = Address(query="paix").adding(Axis.PERSON, "a")
    assert address.adding(Axis.PERSON, "b").without(Axis.PERSON, "b") == address


def test_an_axis_of_one_value_replaces_it() -> None:
    assert Address().only(Axis.YEAR, "2013").only(Axis.YEAR, "2014").values == ((Axis.YEAR, "2014"),)


def test_an_alliance_is_chosen_beside_the_countries() -> None:
    nato = Actor(name="OTAN", kind="organisation", code="NATO", slug="otan")
    company = Actor(name="Gazprom", kind="organisation", slug="gazprom")
    assert str(address_of(nato, company)) == "/articles/?country=NATO&organisation=gazprom"


def test_search_words_with_signs_survive_the_address() -> None:
    assert pairs(Address(query="a&b=c #1 « é »")) == [("q", "a&b=c #1 « é »")]


def test_what_is_left_out_has_a_minus() -> None:
    assert pairs(Address().adding(Axis.COUNTRY, "JP").excluding(Axis.COUNTRY, "RU")) == [
        ("country", "JP"),
        ("country", "-RU"),
    ]


def test_a_value_is_never_asked_for_and_left_out_at_once() -> None:
    asked = Address().adding(Axis.COUNTRY, "JP")
    assert asked.excluding(Axis.COUNTRY, "JP").values == ((Axis.COUNTRY, "-JP"),)
    assert asked.excluding(Axis.COUNTRY, "JP").including(Axis.COUNTRY, "JP") == asked


def test_leaving_one_year_out_no_longer_asks_for_another() -> None:
    assert Address().including(Axis.YEAR, "2013").excluding(Axis.YEAR, "2014").values == ((Axis.YEAR, "-2014"),)


def test_another_year_leaves_the_months_and_days_of_the_former_behind() -> None:
    dated = Address().including(Axis.MONTH, "2013-11").dated("2013-11-02", "2013-12")
    assert pairs(dated.including(Axis.YEAR, "2014")) == [("year", "2014")]


def test_a_value_is_taken_away_whether_it_is_asked_for_or_left_out() -> None:
    assert Address().excluding(Axis.COUNTRY, "RU").without(Axis.COUNTRY, "RU") == Address()


def test_dates_and_scale_are_in_the_address() -> None:
    said = [("since", "2013"), ("until", "2015-06"), ("scale", "share")]
    assert pairs(Address().dated("2013", "2015-06").scaled("share")) == said
