from __future__ import annotations

import pytest

from entities.nlp.grammar.reading import read
from tests.entities.nlp.marked_up import mark_up


def meant(source: str, words: str) -> tuple[str, ...]:
    """Whom the words of the last sentence stand for."""
    entry = mark_up(source)
    reading = list(read(entry.doc, entry.mentions, entry.actors))[-1]
    spans = {" ".join(w.low for w in reading.words[g.start : g.end]): g.actors for g in reading.groups}
    return spans.get(words, ())


@pytest.mark.parametrize(
    ("source", "words", "actors"),
    [
        ("[Le Japon](JP) dort. Le vent secoue l'archipel.", "l' archipel", ("JP",)),
        ("[L'Otan](NATO) vote. Les Seize se taisent.", "les seize", ("NATO",)),
        ("[Le Chili](CL) dort. Le vent secoue l'archipel.", "l' archipel", ()),
        ("[La Suède](SE) parle. Son ambassadeur écoute.", "son ambassadeur", ("SE",)),
        ("[L'Inde](IN) a parlé au [Pérou](PE). Son voisin écoute.", "son voisin", ("PE",)),
        ("[L'Inde](IN) et [le Pérou](PE) parlent. Leurs marines patrouillent.", "leurs marines", ("IN", "PE")),
        ("[La Suède](SE) parle. Les vins coulent.", "les vins", ()),
    ],
)
def test_a_phrase_without_a_name_stands_for_whoever_was_named(source: str, words: str, actors: tuple[str, ...]) -> None:
    assert meant(source, words) == actors
