from __future__ import annotations

import pytest

from entities.nlp.found import FoundRelation
from entities.nlp.relations import find_relations
from tests.entities.nlp.marked_up import mark_up


def first(source: str) -> FoundRelation:
    entry = mark_up(source)
    return find_relations(entry.doc, entry.mentions, entry.actors)[0]


@pytest.mark.parametrize(
    ("source", "way"),
    [
        ("[Modi](Modi@IN) s'est rendu en [Suisse](CH).", "visit"),
        ("[Oslo](NO) a expulsé dix diplomates [russes](RU).", "expel"),
        ("[L'Iran](IR) a massé des chars à la frontière avec [l'Irak](IQ).", "troops"),
        ("Des pirates [iraniens](IR) ont mené une cyberattaque contre [l'Albanie](AL).", "cyber"),
        ("[L'Irak](IQ) a envahi [le Koweït](KW).", "invade"),
        ("[Ankara](TR) a libéré deux otages [suédois](SE).", "release"),
        ("[Merkel](Merkel@DE) s'est entretenue au téléphone avec [Tusk](Tusk@PL).", "phone"),
        ("[Le Chili](CL) soutient [la Suède](SE).", ""),
    ],
)
def test_the_words_give_the_mode(source: str, way: str) -> None:
    assert first(source).way == way


@pytest.mark.parametrize(
    ("source", "contexts"),
    [
        ("[Oslo](NO) a livré des chars à [Kiev](UA).", ("military",)),
        ("[Manille](PH) dénonce l'annexion de ces îles par [la Chine](CN).", ("territory",)),
        ("[Séoul](KR) accuse [Jakarta](ID) de piratage et de vol de quotas de pêche.", ("cyber", "resource")),
        ("[Le Chili](CL) félicite [la Suède](SE).", ()),
    ],
)
def test_the_sentence_gives_the_contexts(source: str, contexts: tuple[str, ...]) -> None:
    assert first(source).contexts == contexts
