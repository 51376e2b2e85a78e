from __future__ import annotations

from django.utils.translation import override

from articles.addresses import Address, Axis
from articles.charts import year_chart
from articles.facets import Choice, FacetValue
from articles.templatetags.drawing import facet_values, year_bars


def value(label: str = "Japon", count: int = 12_345, choice: Choice = Choice.OPEN) -> FacetValue:
    exclusion = "/articles/?q=a&country=-JP" if choice == Choice.OPEN else None
    return FacetValue(Axis.COUNTRY, "JP", label, count, choice, "/articles/?q=a&country=JP", exclusion)


def test_names_and_addresses_are_escaped() -> None:
    printed = facet_values([value("<b>R&D</b>")])
    assert "<b>" not in printed
    assert "Exclure &lt;b&gt;R&amp;D&lt;/b&gt;" in printed
    assert 'href="/articles/?q=a&amp;country=-JP"' in printed


def test_numbers_are_written_in_the_readers_language() -> None:
    with override("en"):
        assert "12,345" in facet_values([value()])
    assert "12\u00a0345" in facet_values([value()])


def test_what_is_chosen_says_so_and_is_not_left_out_again() -> None:
    printed = facet_values([value(choice=Choice.CHOSEN)])
    assert 'aria-current="true"' in printed
    assert "choisi\u00a0; retirer" in printed
    assert "Exclure" not in printed


def test_what_is_left_out_has_no_number() -> None:
    printed = facet_values([value(choice=Choice.EXCLUDED)])
    assert "exclu" in printed
    assert "345" not in printed


def test_a_year_without_articles_is_no_link() -> None:
    chart = year_chart([(2012, 1, Address()), (2014, 2, Address())])
    assert chart is not None
    printed = year_bars(chart)
    assert printed.count("<a ") == 2
    assert "aucun article en 2013" in printed
    assert "2014\u00a0: 2 articles" in printed


def test_shares_are_told_beside_what_is_held() -> None:
    chart = year_chart([(2012, 1, Address())], corpus={2012: 4})
    assert chart is not None
    assert "sur 4, 25\u00a0%" in year_bars(chart)
