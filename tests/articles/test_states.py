from __future__ import annotations

import pytest

from articles.states import State, state
from entities.models import Actor, Tenure
from tests.articles.rows import article_naming, country_row, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db

SENTENCE = "Ils se parlent."


def told_of(actor: Actor, since: int | None = 2000) -> State:
    shown = state(actor, since=since)
    assert shown
    return shown


def test_a_person_is_no_state() -> None:
    assert state(actor_row("Sergueï Lavrov"), since=None) is None


def test_an_alliance_shows_the_members_that_the_authority_file_knows_and_those_that_left() -> None:
    france, britain = country_row("France", "FR"), country_row("Royaume-Uni", "GB")
    union = actor_row("Union européenne", "organisation", code="EU")
    shown = told_of(union)
    assert [(one.actor, one.membership.start) for one in shown.members] == [(france, "1958-01-01")]
    assert [one.actor for one in shown.former_members] == [britain]
    assert [one.actor for one in told_of(france).alliances] == [union]


def test_who_leads_is_told_by_office_with_the_newest_holder() -> None:
    japan = country_row("Japon", "JP")
    for name, start, end in (("Anne Un", "1990", "1995"), ("Anne Deux", "2001", "2010"), ("Anne Trois", "2010", "")):
        Tenure.objects.create(
            actor=actor_row(name),
            office="head_of_government",
            title="Premier ministre",
            country="JP",
            start=start,
            end=end,
        )
    (office,) = told_of(japan).offices
    assert [bar.tenure.actor.name for bar in office.career.bars] == ["Anne Deux", "Anne Trois"]
    assert office.newest.actor.name == "Anne Trois"


def test_dyads_count_what_those_who_act_for_each_state() -> None:
    japan, russia = country_row("Japon", "JP"), country_row("Russie", "RU")
    lavrov, kono = actor_row("Sergueï Lavrov", country="RU"), actor_row("Taro Kono", country="JP")
    article = article_naming(japan, russia, words=SENTENCE)
    statement_row(article, "CONSULT", lavrov, kono, SENTENCE)
    statement_row(article, "ACCUSE", russia, japan, SENTENCE)
    statement_row(article, "ACCUSE", kono, japan, SENTENCE)
    assert [(row.other, row.count, row.address) for row in told_of(japan).dyads.first] == [
        (russia, 2, "/relations/JP/RU/")
    ]


def test_officials_are_the_persons_who_act_for_it_whom_articles_name_most() -> None:
    japan = country_row("Japon", "JP")
    kono, abe, lavrov = (
        actor_row(name, country=code) for name, code in (("Taro Kono", "JP"), ("Shinzo Abe", "JP"), ("Lavrov", "RU"))
    )
    article_naming(kono, abe, lavrov)
    article_naming(abe)
    assert [(one.actor, one.count) for one in told_of(japan).officials] == [(abe, 2), (kono, 1)]
