from __future__ import annotations

from random import Random

import pytest

from articles.sampling.expanding import expand, fill


def test_a_template_stands_for_all_its_wordings() -> None:
    rng = Random(1)  # noqa: S311
    assert {expand("[Un|Deux] [an|mois]", rng) for _ in range(50)} == {"Un an", "Un mois", "Deux an", "Deux mois"}


def test_choices_may_stand_inside_choices() -> None:
    rng = Random(1)  # noqa: S311
    assert {expand("[a|b[c|d]]", rng) for _ in range(50)} == {"a", "bc", "bd"}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("l'offre de {A} à {A}", "L'offre du Japon au Japon"),
        ("le bois de {B}", "Le bois d'Oslo"),
        ("« {A} attend »", "« Le Japon attend »"),
        ("contre {A} .", "Contre le Japon."),
        ("contre {A} , dit-on", "Contre le Japon, dit-on"),
        ("une  fois", "Une fois"),
    ],
)
def test_words_are_put_in_as_french_joins_them(template: str, text: str) -> None:
    assert fill(template, {"A": "le Japon", "B": "Oslo"}) == text


def test_a_template_whose_words_are_lacking_gives_nothing() -> None:
    assert fill("{A.cap} attend", {"A": "le Japon"}) is None
