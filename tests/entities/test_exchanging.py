from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from entities import curation
from entities.exchanging import ACTORS, ALIASES, OFFICES, Outcome, Planned, Table, carry_out, plan
from entities.models import Actor, Decision, Tenure
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def abe(db: None) -> Actor:
    return actor_row("Shinzo Abe", aliases=("Abe",))


def row(table: Table, number: int = 0, **changed: str) -> dict[str, str]:
    return list(table.rows())[number] | changed


def outcomes(planned: list[Planned]) -> list[Outcome]:
    return [one.outcome for one in planned]


@pytest.mark.parametrize("table", [ACTORS, ALIASES, OFFICES])
def test_what_went_out_and_comes_back_changes_nothing(abe: Actor, table: Table) -> None:
    Tenure.objects.create(actor=abe, title="Premier ministre", country="JP", start="2012", end="2020")
    assert set(outcomes(plan(table, list(table.rows())))) == {Outcome.SAME}


@pytest.mark.parametrize(
    ("changed", "action"),
    [({"name": "Abe Shinzo"}, "rename"), ({"kind": "place"}, "retype"), ({"hidden": "yes"}, "hide")],
)
def test_a_changed_cell_becomes_a_signed_decision(
    abe: Actor, curator: User, changed: dict[str, str], action: str
) -> None:
    carry_out(plan(ACTORS, [row(ACTORS, **changed)]), by=curator, reason="tableur")
    decision = Decision.objects.get()
    assert (decision.action, decision.made_by, decision.reason) == (action, curator, "tableur")


def test_planning_writes_nothing(abe: Actor) -> None:
    plan(ACTORS, [row(ACTORS, name="Abe Shinzo", hidden="yes")])
    assert not Decision.objects.exists()


def test_a_merge_is_planned_and_done(abe: Actor, curator: User) -> None:
    other = actor_row("Shinzō Abe", key="person:abe-2", slug="abe-2")
    carry_out(plan(ACTORS, [row(ACTORS) | {"key": other.key, "name": other.name, "merged_into": abe.key}]), by=curator)
    other.refresh_from_db()
    assert other.merged_into == abe


def test_an_emptied_cell_takes_a_merge_apart(abe: Actor, curator: User) -> None:
    other = actor_row("Shinzō Abe", key="person:abe-2", slug="abe-2")
    curation.merge(source=other, target=abe, by=curator, reason="le même")
    wanted = next(one for one in ACTORS.rows() if one["key"] == other.key) | {"merged_into": ""}
    carry_out(plan(ACTORS, [wanted]), by=curator)
    other.refresh_from_db()
    assert other.merged_into is None


@pytest.mark.parametrize(
    "wrong", [{"key": "person:nobody"}, {"kind": "ship"}, {"name": "…"}, {"merged_into": "person:nobody"}]
)
def test_what_cannot_be_is_refused_with_its_row(abe: Actor, wrong: dict[str, str]) -> None:
    assert outcomes(plan(ACTORS, [row(ACTORS, **wrong)])) == [Outcome.REFUSED]


def test_columns_that_a_file_leaves_out_stay_as_they_are(abe: Actor) -> None:
    assert outcomes(plan(ACTORS, [{"key": abe.key}])) == [Outcome.SAME]


def test_a_new_form_is_added_and_one_set_aside(abe: Actor, curator: User) -> None:
    rows = [
        {"actor": abe.key, "text": "Abé", "form": "family"},
        next(one for one in ALIASES.rows() if one["text"] == "Abe") | {"suppressed": "yes"},
    ]
    carry_out(plan(ALIASES, rows[1:]), by=curator)
    assert abe.aliases.get(text="Abe").is_suppressed
    assert outcomes(plan(ALIASES, rows[:1])) == [Outcome.REFUSED]


def test_an_office_is_added_beside_those_of_the_file(abe: Actor, curator: User) -> None:
    new = {"actor": abe.key, "title": "député", "country": "JP", "start": "1993", "source": "Diète"}
    carry_out(plan(OFFICES, [new]), by=curator)
    assert (abe.tenures.get().title, abe.tenures.get().origin) == ("député", "curator")


def test_an_office_with_an_impossible_date_is_refused(abe: Actor) -> None:
    assert outcomes(plan(OFFICES, [{"actor": abe.key, "title": "x", "country": "JP", "start": "hier"}])) == [
        Outcome.REFUSED
    ]


def test_the_files_own_terms_are_changed_there(abe: Actor) -> None:
    Tenure.objects.create(actor=abe, title="Premier ministre", country="JP", start="2012", origin="authority")
    assert outcomes(plan(OFFICES, [row(OFFICES, end="2021")])) == [Outcome.REFUSED]


def test_one_refusal_stops_all(abe: Actor, curator: User) -> None:
    planned = plan(ACTORS, [row(ACTORS, name="Abe Shinzo"), row(ACTORS, hidden="yes")])
    curation.hide(actor=abe, by=curator)
    with pytest.raises(curation.CurationError):
        carry_out(planned, by=curator)
    abe.refresh_from_db()
    assert abe.name == "Shinzo Abe"


def test_only_curators_bring_data(abe: Actor) -> None:
    with pytest.raises(PermissionDenied):
        carry_out(plan(ACTORS, [row(ACTORS, hidden="yes")]), by=User.objects.create_user("reader"))
