from __future__ import annotations

import pytest
from django.utils.translation import override

from articles.addresses import Axis
from articles.picking import label_of, picked
from tests.articles.rows import article_naming, country_row, merge, source_row
from tests.rows import actor_row


@pytest.mark.django_db
def test_a_value_left_out_keeps_its_minus_in_the_address_and_not_in_what_it_means() -> None:
    japan = country_row("Japon", "JP")
    (pick,), unknown = picked({Axis.COUNTRY: ["-jp"]})
    assert (pick.key, pick.is_excluded, pick.said, unknown) == (japan.pk, True, (Axis.COUNTRY, "-JP"), [])


@pytest.mark.django_db
def test_of_a_value_asked_for_and_left_out_the_first_counts() -> None:
    country_row("Japon", "JP")
    (pick,), _unknown = picked({Axis.COUNTRY: ["JP", "-JP"]})
    assert not pick.is_excluded


@pytest.mark.django_db
def test_a_merged_actor_is_left_out_with_its_canonical_one() -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    merge(twin, into=lavrov)
    (pick,), _unknown = picked({Axis.PERSON: ["-sergei-lavrov"]})
    assert (pick.key, pick.value) == (lavrov.pk, "serguei-lavrov")


@pytest.mark.django_db
def test_outlets_and_agencies_are_known_by_what_we_hold() -> None:
    article_naming(source=source_row("Agence"), agency="TASS & Cie")
    picks, unknown = picked({Axis.OUTLET: ["agence", "rien"], Axis.AGENCY: ["TASS & Cie", "AFP"]})
    assert [pick.value for pick in picks] == ["agence", "TASS & Cie"]
    assert unknown == [(Axis.OUTLET, "rien"), (Axis.AGENCY, "AFP")]


@pytest.mark.parametrize(
    ("axis", "value", "french", "english"),
    [
        (Axis.COUNTRY, "NATO", "OTAN", "NATO"),
        (Axis.ACTING, "JP", "Japon", "Japan"),
        (Axis.OFFICE, "foreign_minister.JP", "Japon : ministre des Affaires étrangères", "Japan: foreign minister"),
        (Axis.MONTH, "2013-11", "novembre 2013", "November 2013"),
        (Axis.TYPE, "CONSULT", "Rencontre", "Consultation"),
        (Axis.YEAR, "none", "sans date", "undated"),
    ],
)
def test_values_are_said_in_the_readers_language(axis: Axis, value: str, french: str, english: str) -> None:
    name = "OTAN" if axis == Axis.COUNTRY else ""
    assert label_of(axis, value, name).replace("\u00a0", " ") == french
    with override("en"):
        assert label_of(axis, value, name).replace("\u00a0", " ") == english
