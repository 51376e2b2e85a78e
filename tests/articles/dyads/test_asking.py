from __future__ import annotations

import pytest
from django.http import QueryDict

from articles.dyads.asking import Asked, DyadForm, Unit
from articles.dyads.facts import Facts
from tests.articles.dyads.test_counting import fact


def asked(query: str) -> Asked:
    form = DyadForm("JP", "RU", QueryDict(query))
    form.is_valid()
    return form.asked


def notices(query: str) -> list[str]:
    form = DyadForm("JP", "RU", QueryDict(query))
    form.is_valid()
    return form.notices


EVERYTHING = (
    "unit=events&from=1990&to=2020&mode=asserted&mode=negated&year=2013&tone=conflict&type=ACCUSE&speaker=jean"
    "&outlet=agence&a_from=1990&a_to=1999&b_from=2000&b_to=2020&page=3"
)


def test_the_address_says_the_whole_state() -> None:
    assert str(asked(EVERYTHING)) == f"/relations/JP/RU/?{EVERYTHING}"


def test_the_state_that_goes_without_saying_has_a_bare_address() -> None:
    assert str(asked("unit=statements&page=1")) == "/relations/JP/RU/"


@pytest.mark.parametrize(
    "query",
    ["from=abc", "to=99999", "mode=shouted", "unit=words", "tone=loud", "type=X", "year=13", "page=0", "speaker=a/b"],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out_and_said(query: str) -> None:
    assert str(asked(query)) == "/relations/JP/RU/"
    assert notices(query) == [f"Filtre inconnu, ignoré\u00a0: «\u00a0{query}\u00a0»."]


def test_nul_characters_are_no_error() -> None:
    assert str(asked("speaker=%00")) == "/relations/JP/RU/"


def test_years_given_backwards_are_put_in_order() -> None:
    assert str(asked("from=2020&to=1990")) == "/relations/JP/RU/?from=1990&to=2020"


def test_another_choice_goes_back_to_the_first_page() -> None:
    assert asked("page=4").change(unit=Unit.EVENTS.value).page == 1


def test_a_mode_is_chosen_and_taken_back() -> None:
    chosen = asked("").toggled("negated")
    assert chosen.mode == ("negated",)
    assert chosen.toggled("negated").mode == ()


def test_all_modes_are_no_choice() -> None:
    assert asked("mode=asserted&mode=planned&mode=reported&mode=hypothetical").toggled("negated").mode == ()


def test_undated_facts_lie_outside_of_all_years() -> None:
    undated = Facts.of([fact("")])
    assert asked("").of_years(undated)
    assert not asked("from=1900").of_years(undated)


@pytest.mark.parametrize(
    ("published", "is_covered"), [("1999-12-31", False), ("2000", True), ("2001-05", True), ("2002", False)]
)
def test_years_are_limited_at_both_ends(published: str, is_covered: bool) -> None:
    assert bool(asked("from=2000&to=2001").of_years(Facts.of([fact(published)]))) == is_covered
