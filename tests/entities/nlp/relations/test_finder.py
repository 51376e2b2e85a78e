from __future__ import annotations

from pathlib import Path

import pytest

from entities.nlp.found import FoundRelation, Mode
from entities.nlp.relations import find_relations
from tests.entities.nlp.marked_up import Marked, read_gold

GOLD = read_gold(Path(__file__).with_name("sentences.txt"))


def stated(entry: Marked) -> list[str]:
    return sorted({_line(r) for r in find_relations(entry.doc, entry.mentions, entry.actors)})


def _line(relation: FoundRelation) -> str:
    if relation.parties:
        words = ["{" + ",".join(relation.parties) + "}", relation.type.value]
    else:
        words = [relation.source or "-", relation.type.value, relation.target or "-"]
    if relation.mode is not Mode.ASSERTED:
        words.append(relation.mode.value)
    if relation.said_by:
        words.append(f"by {relation.said_by}")
    return " ".join(words)


@pytest.mark.parametrize("entry", GOLD, ids=lambda e: e.text[:60])
def test_a_sentence_states_what_its_reader_understands(entry: Marked, request: pytest.FixtureRequest) -> None:
    if entry.missed:
        request.applymarker(pytest.mark.xfail(reason=entry.missed, strict=True))
    assert stated(entry) == sorted(entry.expected)


@pytest.mark.parametrize("entry", GOLD, ids=lambda e: e.text[:60])
def test_the_trigger_lies_inside_the_sentence(entry: Marked) -> None:
    for relation in find_relations(entry.doc, entry.mentions, entry.actors):
        assert relation.start <= relation.trigger_start < relation.trigger_end <= relation.end
