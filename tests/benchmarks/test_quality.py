"""The table of measures: gold read as predictions is perfect, and each error costs where it belongs."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from django.conf import settings

from benchmarks.quality import GOLD, Scores, phenomena, totals

PASSAGES = GOLD / "passages" / "read"


def as_found(gold: dict[str, Any]) -> dict[str, Any]:
    """What an extraction that finds the gold would print."""
    body = "\n\n".join(one["evidence"] for one in gold["relations"]) or "rien"
    return {
        "title": gold["title"], "published": gold["published"], "body": body, "countries": gold["countries"],
        "actors": [{"name": p["name"], "kind": "person", "mentions": []} for p in gold["persons"]],
        "relations": [], "quotes": [], "dates": [], "contradictions": [], "captions": [], "authors": [],
    }  # fmt: skip


@pytest.fixture
def gold() -> dict[str, Any]:
    return json.loads((PASSAGES / "01-nagato-sources-chaudes.json").read_text(encoding="utf-8"))


def scored(gold: dict[str, Any], found: dict[str, Any]) -> Scores:
    scores = Scores()
    scores.add(gold, found, "")
    return scores


def test_gold_read_as_found_is_perfect(gold: dict[str, Any]) -> None:
    scores = scored(gold, as_found(gold))
    assert scores["titles"] == scores["dates"] == "1.000 (1 of 1)"
    assert scores["countries"] == "1.000 (P 1.000, R 1.000, of 3)"
    assert scores["persons"].startswith("1.000")
    assert scores.wrong_years == 0


def test_a_date_of_another_year_is_counted_apart(gold: dict[str, Any]) -> None:
    found = as_found(gold)
    assert scored(gold, {**found, "published": "2016-12"}).wrong_years == 0
    assert scored(gold, {**found, "published": None}).wrong_years == 0
    assert scored(gold, {**found, "published": "2015-12-16"}).wrong_years == 1


def test_a_country_too_many_costs_precision(gold: dict[str, Any]) -> None:
    found = as_found(gold)
    assert scored(gold, {**found, "countries": [*found["countries"], "FR"]})["countries"] == (
        "0.857 (P 0.750, R 1.000, of 3)"
    )


def test_what_was_not_annotated_is_not_measured(gold: dict[str, Any]) -> None:
    found = {
        **as_found(gold),
        "quotes": [{"speaker": None, "text": "trois mots dits", "direct": True, "start": 0, "end": 0}],
    }
    bare = copy.deepcopy(gold)
    bare["phenomena"] += ["no quotes gold", "no relations gold"]
    assert scored(bare, found)["quotes"] == scored(bare, found)["relations"] == "–"
    assert scored(gold, found)["quotes"] != "–"


def test_spans_that_do_not_give_their_text_are_told(gold: dict[str, Any]) -> None:
    found = as_found(gold)
    right = {"text": found["body"][:4], "start": 0, "end": 4}
    scores = scored(gold, {**found, "dates": [right, {**right, "start": 1}]})
    assert scores["offsets"] == "0.500 (1 of 2)"


def test_the_tables_name_no_file(gold: dict[str, Any]) -> None:
    scores = scored(gold, as_found(gold))
    lines = [*totals([("unread", scores)]), *phenomena({"byline": scores})]
    assert all(line.startswith("| ") for line in lines)
    assert not any("nagato" in line for line in lines)
    assert "| byline | 1 |" in lines[-1]


def test_the_unread_passages_stand_in_no_table_by_phenomenon() -> None:
    written = (settings.ROOT / "benchmarks" / "QUALITY.md").read_text(encoding="utf-8")
    names = [path.stem for path in (GOLD / "passages" / "unread").glob("*.json")]
    assert names
    assert not any(name in written for name in names)
