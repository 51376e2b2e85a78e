from __future__ import annotations

import pytest

from entities.nlp.grammar.noun_phrases import Group
from entities.nlp.grammar.reading import read
from tests.entities.nlp.marked_up import mark_up


def groups_of(source: str) -> list[Group]:
    entry = mark_up(source)
    return list(read(entry.doc, entry.mentions, entry.actors))[-1].groups


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[L'Inde](IN), [la Chine](CN) et [le Pérou](PE) votent.", [("", ("IN", "CN", "PE"))]),
        ("Il vote avec [l'Inde](IN), [la Chine](CN) et [le Pérou](PE).", [("avec", ("IN", "CN", "PE"))]),
        ("Il vote contre [l'Inde](IN) ainsi que contre [le Pérou](PE).", [("contre", ("IN", "PE"))]),
        ("À [Oslo](NO), [l'Inde](IN) vote.", [("à", ("NO",)), ("", ("IN",))]),
        ("Le ministre [grec](GR) de la Défense, [Dendias](Dendias@GR), vote.", [("", ("Dendias",))]),
        ("[Dendias](Dendias@GR), ministre [grec](GR) de la Défense, vote.", [("", ("Dendias",))]),
        ("Le patron de [l'Otan](NATO) vote.", [("", ("NATO",))]),
        ("Les dirigeants de [l'Inde](IN) et du [Pérou](PE) votent.", [("", ("IN", "PE"))]),
        ("Les services de renseignement [grecs](GR) votent.", [("", ("GR",))]),
        ("Des vins doux [iraniens](IR) plaisent.", [("adj", ("IR",))]),
        ("Les forces [italiennes](IT) et [grecques](GR) votent.", [("", ("IT", "GR"))]),
        ("L'ambassadeur de [Suède](SE) en [Pologne](PL) vote.", [("", ("SE",))]),
        ("Il vote auprès de [l'Inde](IN).", [("auprès", ("IN",))]),
        ("L'axe [Moscou](RU)-[Pékin](CN) tient.", [("", ("RU", "CN"))]),
        ("[L'Inde](IN) et [le Pérou](PE) votent. Les deux pays partent.", [("", ("IN", "PE"))]),
    ],
)
def test_noun_phrases_are_told_with_their_preposition(source: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(g.prep, g.actors) for g in groups_of(source)] == expected
