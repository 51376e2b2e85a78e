from __future__ import annotations

from django.utils.translation import override

from articles.partners import TypeCount
from articles.templatetags.partners import type_links
from articles.vocabulary import relation_words


def aid(count: int, *, is_chosen: bool = False) -> TypeCount:
    address = "?with=japon&type=AID#statements"
    return TypeCount("AID", relation_words("AID"), count, address, is_chosen=is_chosen)


def test_each_number_leads_to_its_statements() -> None:
    assert 'href="?with=japon&amp;type=AID#statements"' in type_links([aid(3)])


def test_the_names_of_types_are_in_the_language_of_the_page() -> None:
    with override("fr"):
        assert "Aide <" in type_links([aid(3)])
    with override("en"):
        assert "Aide <" not in type_links([aid(3)])


def test_the_type_that_is_chosen_says_so() -> None:
    assert type_links([aid(3), aid(4, is_chosen=True)]).count('aria-current="true"') == 1


def test_thousands_are_parted() -> None:
    with override("en"):
        assert ">1,234<" in type_links([aid(1234)])
