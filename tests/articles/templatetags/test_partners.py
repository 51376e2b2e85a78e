from __future__ import annotations

from django.utils.translation import override

from articles.partners import PartnerRow, TypeCount
from articles.states import DyadRow
from articles.templatetags.partners import dyad_links, partner_links
from articles.vocabulary import relation_words
from entities.models import Actor

JAPAN, RUSSIA = Actor(name="Japon", slug="japon", code="JP"), Actor(name="Russie", slug="russie", code="RU")


def aid(count: int, *, is_chosen: bool = False) -> TypeCount:
    address = "?with=japon&type=AID#statements"
    return TypeCount("AID", relation_words("AID"), count, address, is_chosen=is_chosen)


def row(*types: TypeCount, is_chosen: bool = False) -> PartnerRow:
    total = sum(one.count for one in types)
    return PartnerRow(JAPAN, total, "?with=japon#statements", is_chosen=is_chosen, types=types)


def test_each_number_leads_to_its_statements() -> None:
    told = partner_links([row(aid(3))])
    assert '<a href="/actors/japon/">Japon</a> <a class="number" href="?with=japon#statements">3 énoncés</a>' in told
    assert 'href="?with=japon&amp;type=AID#statements"' in told


def test_the_names_of_types_and_partners_are_in_the_language_of_the_page() -> None:
    with override("fr"):
        assert "Aide <" in partner_links([row(aid(3))])
    with override("en"):
        told = partner_links([row(aid(3))])
    assert "Aide <" not in told
    assert ">Japan</a>" in told


def test_what_is_chosen_says_so() -> None:
    assert partner_links([row(aid(3), aid(4, is_chosen=True))]).count('aria-current="true"') == 1
    assert partner_links([row(aid(3), is_chosen=True)]).count('aria-current="true"') == 1


def test_a_partner_without_types_has_no_list() -> None:
    assert "<ul" not in partner_links([row()])


def test_thousands_are_parted() -> None:
    with override("en"):
        told = partner_links([row(aid(1234))])
    assert ">1,234<" in told
    assert ">1,234 statements<" in told


def test_a_pair_leads_to_its_page_with_the_number_of_its_statements() -> None:
    told = dyad_links([DyadRow(RUSSIA, 1, "/relations/JP/RU/")], JAPAN)
    assert told == '<li><a href="/relations/JP/RU/">Japon – Russie</a> <span class="number">1 énoncé</span></li>'
