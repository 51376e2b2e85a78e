from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.html import escape

from articles.addresses import Axis
from articles.displaying import INSIDER
from articles.lenses.compare_page import compare_page
from articles.lenses.comparing import Lean, found_by, leans, sizes, tallied, years_beside
from articles.models import Article
from articles.tallies import tallies
from tests.articles.lenses.rows import Press, form_of
from tests.articles.rows import source_row


def beside(a: str, b: str) -> dict[Axis, Lean]:
    forms = form_of(a), form_of(b)
    size = sizes(found_by(forms[0]), found_by(forms[1]))
    return {lean.axis: lean for lean in leans(forms, (tallied(forms[0]), tallied(forms[1])), size)}


def test_what_one_alone_has_and_what_both_have(press: Press) -> None:
    press.article(press.japan)
    press.article(press.japan, press.russia)
    press.article(press.russia)
    press.article(press.russia, press.nato)
    size = sizes(found_by(form_of("country=JP")), found_by(form_of("country=RU")))
    assert (size.only_a, size.both, size.only_b, size.union) == (1, 1, 2, 4)


def test_a_chosen_year_is_the_only_one_of_its_side(press: Press) -> None:
    press.article(press.japan, published="2019")
    press.article(press.japan, published="2021")
    assert tallies(form_of("year=2019"), [Axis.YEAR], as_found=True)[Axis.YEAR].counts == {"2019": 1}
    assert tallies(form_of("year=2019"), [Axis.YEAR])[Axis.YEAR].counts == {"2019": 1, "2021": 1}


def test_shares_are_of_each_side(press: Press) -> None:
    press.article(press.japan, press.nato, published="2019")
    press.article(press.japan, published="2019")
    press.article(press.japan, press.nato, published="2021")
    countries = {one.value: one for one in beside("year=2019", "year=2021")[Axis.COUNTRY].values}
    assert (countries["NATO"].a.percent, countries["NATO"].b.percent) == (50, 100)


def test_the_greatest_difference_comes_first(press: Press) -> None:
    press.article(press.japan, press.russia, published="2019")
    press.article(press.japan, published="2021")
    first = beside("year=2019", "year=2021")[Axis.COUNTRY].values[0]
    assert first.value == "RU"


def test_years_stand_in_their_order_with_what_has_none_at_the_end(press: Press) -> None:
    for published in ("2021", "", "2019"):
        press.article(press.japan, published=published)
    years = beside("country=JP", "")[Axis.YEAR]
    assert [one.value for one in years.values] == ["2019", "2021", "none"]
    chart = years_beside(years)
    assert chart
    assert [(pair.year, pair.x) for pair in chart.pairs] == [("2019", 0), ("2021", 20)]


@pytest.mark.parametrize(
    "query",
    ["country=JP", "year=2019&year=2021", "month=2019-03&country=-NATO", "type=ACCUSE&type=AID&type=-CONSULT",
     "acting=JP&quad=verbal-conflict", "since=2019-03-04&until=2021", "media=none", "q=Japon", "outlet=agence"],
)  # fmt: skip
def test_each_number_leads_to_so_many_articles(client: Client, press: Press, query: str) -> None:
    agency = source_row("Agence", country="FR")
    for number, (type_, published) in enumerate(
        [("ACCUSE", "2019-03-04"), ("AID", "2019-03-09"), ("CONSULT", "2019-05-01"), ("ACCUSE", "2021"), ("REJECT", "")]
    ):
        for target in (press.russia, press.nato, press.lavrov):
            told = press.tell(type_, press.japan, target, published)
            if number % 2:
                Article.objects.filter(pk=told.article_id).update(source=agency)
    checked = 0
    for lean in beside(query, "").values():
        for side in (side for one in lean.values for side in (one.a, one.b) if side.address):
            assert client.get(side.address).context["browse"].total == side.count, side.address
            checked += 1
    assert checked > 10


def test_the_parts_list_their_own_articles(press: Press) -> None:
    mine = press.article(press.japan)
    press.article(press.russia)
    page = compare_page(QueryDict("a-country=JP&b-country=RU&show=a"), INSIDER)
    assert [hit.article for hit in page.hits] == [mine]


def test_a_side_keeps_what_it_leaves_out(client: Client, press: Press) -> None:
    press.article(press.japan)
    press.article(press.japan, press.nato)
    page = client.get("/compare/?a-country=JP&a-country=-NATO&b-country=JP").content.decode()
    assert escape("/articles/?country=JP&country=-NATO") in page
