from __future__ import annotations

import json
from dataclasses import replace

import pytest

from articles.displaying import INSIDER
from articles.exporting.gathering import statement_records
from articles.exporting.plover import array_of, code_of, plover
from articles.exporting.records import StatementRecord
from articles.models import Article, Evidence

FIELDS = {
    "id", "date", "source", "target", "event", "eventText", "context", "mode", "text", "textInfo", "language",
    "publication", "coder", "version", "comment",
}  # fmt: skip


@pytest.fixture
def record(told: Article) -> StatementRecord:
    return next(statement_records(Evidence.objects.all(), INSIDER, "https://example.org"))


@pytest.mark.parametrize(
    ("state", "code"),
    [("JP", "JPN"), ("RU", "RUS"), ("FR", "FRA"), ("DE", "DEU"), ("SU", "SUN"), ("NATO", "IGO"), ("", "")],
)
def test_states_have_three_letters_as_plover_has_it(state: str, code: str) -> None:
    assert code_of(state) == code


def test_a_statement_has_the_fields_of_the_gold_standard(record: StatementRecord) -> None:
    event = plover(record, "nous")
    assert set(event) == FIELDS
    assert event["source"] == [{"actorText": "Suède", "code": "SWE", "id": "Q34"}]
    assert [one["code"] for one in event["target"]] == ["NOR"]
    assert (event["event"], event["date"], event["publication"]) == ("ACCUSE", "2015-03-04", "Gazette")


def test_how_about_what_and_when_go_along(told: Article) -> None:
    Evidence.objects.update(way="visit", contexts=["military", "territory"], told_on="2015-03")
    event = plover(next(statement_records(Evidence.objects.all(), INSIDER, "https://example.org")), "nous")
    assert (event["mode"], event["context"], event["textInfo"]["toldOn"]) == ("visit", "military;territory", "2015-03")


def test_all_are_sources_of_what_they_do_together(record: StatementRecord) -> None:
    event = plover(replace(record, type="CONSULT", is_reciprocal=True), "nous")
    assert ([one["code"] for one in event["source"]], event["target"]) == (["SWE", "NOR"], [])


def test_an_array_of_any_length_is_json(record: StatementRecord) -> None:
    for count in range(3):
        assert len(json.loads("".join(array_of([record] * count, "nous")))) == count
