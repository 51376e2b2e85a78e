from __future__ import annotations

import pytest

from entities.nlp.grammar.clauses import Reading, subject_of
from entities.nlp.grammar.reading import read
from entities.nlp.grammar.verbs import VerbGroup
from tests.entities.nlp.marked_up import mark_up


def reading_of(source: str) -> Reading:
    entry = mark_up(source)
    return list(read(entry.doc, entry.mentions, entry.actors))[-1]


def verb_of(source: str, name: str) -> tuple[Reading, VerbGroup]:
    reading = reading_of(source)
    return reading, next(v for v in reading.verbs if v.name == name)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("[Oslo](NO) a été condamnée par [Riga](LV).", "condamner"),
        ("[Oslo](NO) avait été accusée de fraude.", "accuser"),
        ("Les îles sont revendiquées par [Riga](LV).", "revendiquer"),
    ],
)
def test_etre_with_a_participle_is_passive(source: str, name: str) -> None:
    assert verb_of(source, name)[1].is_passive


def test_etre_with_a_verb_of_movement_is_active() -> None:
    assert not verb_of("[Modi](Modi@IN) est arrivé à [Oslo](NO).", "arriver")[1].is_passive


def test_a_reflexive_verb_is_active_and_named_so() -> None:
    assert not verb_of("[Modi](Modi@IN) s'est entretenu avec [Tusk](Tusk@PL).", "s'entretenir")[1].is_passive


@pytest.mark.parametrize(
    ("source", "negated"),
    [
        ("[Oslo](NO) n'a pas livré de chars.", True),
        ("[Oslo](NO) ne livrera jamais de chars.", True),
        ("[Oslo](NO) n'a livré que des chars.", False),
        ("[Oslo](NO) a livré des chars.", False),
        ("[Oslo](NO) est partie sans livrer de chars.", True),
    ],
)
def test_negation_needs_its_second_word_or_sans(source: str, negated: bool) -> None:
    assert verb_of(source, "livrer")[1].is_negated is negated


def test_words_of_time_may_part_auxiliary_and_participle() -> None:
    verb = verb_of("[Oslo](NO) a ces derniers mois élargi son offre.", "élargir")[1]
    assert verb.is_compound


def test_a_second_participle_rests_on_the_first_auxiliary() -> None:
    reading, verb = verb_of("[Oslo](NO) a gelé des fonds et expulsé un diplomate.", "expulser")
    group = subject_of(reading, verb)
    assert group is not None
    assert group.actors == ("NO",)
    assert not verb.is_passive


@pytest.mark.parametrize(
    ("source", "name", "subject"),
    [
        ("[Oslo](NO), qui a rencontré [Riga](LV), soutient [Kiev](UA).", "soutenir", "NO"),
        ("[Oslo](NO), qui a rencontré [Riga](LV), soutient [Kiev](UA).", "rencontrer", "NO"),
        ("[Oslo](NO) exhorte [Riga](LV) à livrer des chars.", "livrer", "LV"),
        ("[Oslo](NO) demande à [Riga](LV) de livrer des chars.", "livrer", "LV"),
        ("[Oslo](NO) promet à [Riga](LV) de livrer des chars.", "livrer", "NO"),
        ("[Oslo](NO) a salué le projet de [Riga](LV) de livrer des chars.", "livrer", "LV"),
        ("La menace que représente [Oslo](NO) demeure.", "représenter", "NO"),
        ("[Tusk](Tusk@PL) est malade. Il a rencontré [Modi](Modi@IN).", "rencontrer", "Tusk"),
        ("[La Pologne](PL) attend. Elle livrera des chars.", "livrer", "PL"),
        ("Accusant [Riga](LV) de fraude, [Oslo](NO) a quitté la salle.", "accuser", "NO"),
        ("Des rapports [danois](DK) accusant [Riga](LV) ont paru.", "accuser", "DK"),
    ],
)
def test_the_subject_is_found_by_order(source: str, name: str, subject: str) -> None:
    group = subject_of(*verb_of(source, name))
    assert group is not None
    assert group.actors == (subject,)


def test_a_thing_as_subject_is_nobody() -> None:
    assert subject_of(*verb_of("L'accord entre [Oslo](NO) et [Riga](LV) a soutenu les prix.", "soutenir")) is None


def test_a_woman_is_no_antecedent_of_il() -> None:
    reading, verb = verb_of("[La Pologne](PL) attend. Il livrera des chars.", "livrer")
    assert subject_of(reading, verb) is None
