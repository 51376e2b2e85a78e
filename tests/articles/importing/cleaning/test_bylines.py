import pytest

from articles.importing.cleaning.bylines import labelled
from articles.importing.cleaning.lines import split
from articles.importing.cleaning.outlets import outlets_of


def _credit(text, authority):
    (line,) = split(text)
    return labelled(line, outlets_of(authority))


@pytest.mark.parametrize(
    "text",
    [
        "Par la rédaction",
        "Par notre rédaction numérique, avec agences",
        "par le service étranger, avec l'AFP",
        "By staff reporters",
        "Par nos correspondants (à Moscou)",
        "De notre envoyé spécial",
        "(De nos services spéciaux)",
    ],
)
def test_a_by_line_may_name_nobody(text, authority):
    credit = _credit(text, authority)
    assert credit is not None
    assert credit.authors == ()


@pytest.mark.parametrize(
    "text",
    [
        "Par la force, Moscou a pris la ville",
        "Par le personnel de l'ambassade passent les secrets",
        "De la rédaction du traité dépend la paix des îles",
        "Par agences interposées, les deux pays se parlent.",
    ],
)
def test_a_title_that_begins_so_is_none(text, authority):
    assert _credit(text, authority) is None
