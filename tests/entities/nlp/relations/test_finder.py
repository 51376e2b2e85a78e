from __future__ import annotations

from pathlib import Path

import pytest

from entities.nlp.found import FoundRelation, Mode
from entities.nlp.relations import find_relations
from tests.entities.nlp.marked_up import Marked, mark_up, read_gold

GOLD = [
    entry
    for name in (
        "sentences.txt",
        "harder.txt",
        "unread.txt",
        "modes.txt",
        "idioms.txt",
        "deeds.txt",
        "meant.txt",
        "words.txt",
        "wordings.txt",
        "plain.txt",
    )
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


def ends(source: str) -> list[tuple[str | None, str, str | None]]:
    return [(r.source, r.type.value, r.target) for r in find(source)]


def test_an_act_against_nobody_named_concerns_who_was_spoken_of() -> None:
    found = find("[La Chine](CN) a attaqué [le Japon](JP). [Tokyo](JP) a protesté.")
    assert [(r.source, r.target) for r in found] == [("CN", "JP"), ("JP", "CN")]
    assert found[1].certainty < found[0].certainty


def test_a_foe_is_meant_before_a_friend() -> None:
    source = "[La Chine](CN) a attaqué [le Japon](JP). [L'Inde](IN) soutient [le Japon](JP). [Tokyo](JP) proteste."
    assert ends(source)[-1] == ("JP", "ACCUSE", "CN")


def test_what_is_refused_to_the_press_is_refused_to_no_state() -> None:
    assert ends("[La Chine](CN) a attaqué [le Japon](JP). [Tokyo](JP) refuse de commenter.") == [
        ("CN", "ASSAULT", "JP")
    ]


def test_an_act_at_a_claimed_place_concerns_the_other_claimant() -> None:
    source = "[Le Japon](JP) dort. [La Russie](RU) a déployé des chars à Kounachir."
    assert ends(source) == [("RU", "MOBILIZE", "JP")]


def test_lines_of_capitals_are_read_without_their_accents() -> None:
    assert ends("[ANKARA](TR) A MENACE [ATHENES](GR)") == [("TR", "THREATEN", "GR")]


def test_a_label_takes_no_part_in_what_is_said() -> None:
    assert ends("[LUC FERRAND](Ferrand@FR) : [Oslo](NO) aide [Kiev](UA).") == [("NO", "AID", "UA")]


@pytest.mark.parametrize(("name", "least"), [("deeds_unread.txt", 0.75), ("wordings_unread.txt", 0.55)])
def test_most_of_what_unread_sentences_state_is_found(name: str, least: float) -> None:
    right = wrong = missed = 0
    for entry in read_gold(Path(__file__).with_name(name)):
        found, gold = set(stated(entry)), set(entry.expected)
        right, wrong, missed = right + len(found & gold), wrong + len(found - gold), missed + len(gold - found)
    assert right / (right + (wrong + missed) / 2) >= least
