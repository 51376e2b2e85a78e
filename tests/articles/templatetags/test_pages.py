from __future__ import annotations

import pytest
from django.utils.translation import override

from articles.templatetags.pages import office, office_title
from entities.models import Tenure

MINISTER = Tenure(title="ministre des Affaires étrangères", office="foreign_minister", country="RU")
ENVOY = Tenure(title="envoyé spécial", office="other", country="RU")
CHIEF = Tenure(title="secrétaire général de l'OTAN", office="nato_secretary_general", country="NATO")


@pytest.mark.parametrize(
    ("tenure", "language", "words"),
    [
        (MINISTER, "fr", "ministre des Affaires étrangères (Russie)"),
        (MINISTER, "en", "foreign minister (Russia)"),
        (ENVOY, "en", '<span lang="fr">envoyé spécial (Russia)</span>'),
        (CHIEF, "fr", "secrétaire général de l&#x27;OTAN"),
    ],
)
def test_an_office_is_told_with_its_country_in_the_readers_language_where_we_have_words(
    tenure: Tenure, language: str, words: str
) -> None:
    with override(language):
        assert office(tenure) == words


def test_an_office_can_begin_a_line() -> None:
    assert office_title(MINISTER) == "Ministre des Affaires étrangères"
