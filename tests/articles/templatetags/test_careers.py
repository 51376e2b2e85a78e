from __future__ import annotations

from typing import Any

from articles.careers import Career, career
from articles.templatetags.careers import holders_of_office, offices_held
from entities.models import Actor, Tenure

ADA = Actor(name="Ada <Un>", slug="ada-un")
NBSP = "\N{NO-BREAK SPACE}"


def drawn(**values: Any) -> Career:
    term = {"actor": ADA, "title": "ambassadrice", "country": "RU", "start": "2012", "end": "2016-08-03"}
    found = career([Tenure(**{**term, **values})], until=2020)
    assert found
    return found


def test_an_office_is_told_with_its_term() -> None:
    told = offices_held(drawn(), "RU")
    assert f'<span class="office">Ambassadrice</span> <span class="aside">2012 – 3{NBSP}août{NBSP}2016</span>' in told


def test_the_state_of_an_office_is_told_where_it_is_not_the_own_one() -> None:
    assert ", Russie</span>" in offices_held(drawn(), "JP")
    assert "Russie" not in offices_held(drawn(), "RU")


def test_holders_lead_to_their_pages() -> None:
    assert '<a class="office" href="/actors/ada-un/">Ada &lt;Un&gt;</a>' in holders_of_office(drawn())


def test_a_term_that_goes_on_is_drawn_open() -> None:
    assert '<rect class="open"' in holders_of_office(drawn(end=""))
    assert '<rect x="' in holders_of_office(drawn())


def test_the_row_begins_and_ends_with_its_years() -> None:
    assert "<span>2012</span><span>2020</span></p>" in holders_of_office(drawn())


def test_a_single_year_is_told_once() -> None:
    assert "<span>2020</span></p>" in holders_of_office(drawn(start="2020", end=""))
