from __future__ import annotations

from pathlib import Path

import pytest

from entities.nlp.found import FoundRelation, Mode
from entities.nlp.relations import find_relations
from tests.entities.nlp.marked_up import Marked, mark_up, read_gold

GOLD = [
    entry
    for name in ("sentences.txt", "harder.txt", "unread.txt", "modes.txt")
    for entry in read_gold(Path(__file__).with_name(name))
]


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


def find(source: str) -> list[FoundRelation]:
    entry = mark_up(source)
    return find_relations(entry.doc, entry.mentions, entry.actors)


def test_the_same_statement_twice_is_one() -> None:
    found = find("[Oslo](NO) aide [Kiev](UA). Le fleuve monte. [Oslo](NO) aide [Kiev](UA).")
    assert len(found) == 1


def test_two_trigger_words_make_two_statements() -> None:
    found = find("[Oslo](NO) aide [Kiev](UA). [Oslo](NO) finance [Kiev](UA).")
    assert [r.rule for r in found] == ["verb aider", "verb financer"]


def test_a_statement_whose_other_end_is_left_out_is_less_certain() -> None:
    [alone] = find("[L'Iran](IR) a commencé de vastes manœuvres.")
    [whole] = find("[L'Iran](IR) a attaqué [l'Irak](IQ).")
    assert alone.certainty < whole.certainty


def test_two_ministers_of_one_country_make_one_statement() -> None:
    found = find("[Tusk](Tusk@PL) et [Sikorski](Sikorski@PL) ont rencontré [Stubb](Stubb@FI).")
    assert [(r.source, r.target) for r in found] == [("Tusk", "Stubb")]


def test_the_evidence_is_the_sentence_and_not_the_paragraph() -> None:
    entry = mark_up("Il pleut sur M. Dupont. [Oslo](NO) aide [Kiev](UA). Il vente.")
    [relation] = find_relations(entry.doc, entry.mentions, entry.actors)
    assert entry.text[relation.start : relation.end] == "Oslo aide Kiev."
    assert entry.text[relation.trigger_start : relation.trigger_end] == "aide"


def test_a_question_asserts_nothing() -> None:
    assert [r.mode for r in find("[Oslo](NO) a-t-elle trahi ? [Oslo](NO) aide [Kiev](UA) ?")] == [Mode.HYPOTHETICAL]


def test_a_text_without_mentions_states_nothing() -> None:
    assert find("Le ministre a rencontré son homologue.") == []


def test_a_text_without_words_states_nothing() -> None:
    assert find("") == []
