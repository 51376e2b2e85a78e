from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.nlp.grammar.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il pleut. Il vente.", ["Il pleut.", "Il vente."]),
        ("M. Dupont dort. Mme Roy veille.", ["M. Dupont dort.", "Mme Roy veille."]),
        ("Qui vient ? Personne !", ["Qui vient ?", "Personne !"]),
        ("« Non. » Elle sort.", ["« Non. »", "Elle sort."]),
        ("Titre\n\nUn corps sans point", ["Titre", "Un corps sans point"]),
        ("Le 3.5 est sorti. Enfin.", ["Le 3.5 est sorti.", "Enfin."]),
        ("Élie part. Été finit.", ["Élie part.", "Été finit."]),
    ],
)
def test_punctuation_and_line_ends_cut_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_full_line_goes_on_in_the_next() -> None:
    text = "Le capitaine du petit vapeur a déclaré qu'il\nrentrerait au port avant la nuit."
    assert sentences(text) == [text]


def test_a_short_line_is_a_sentence_of_its_own() -> None:
    assert sentences("Vapeur au port\nil est rentré.") == ["Vapeur au port", "il est rentré."]


def test_paragraphs_are_counted_without_blank_lines() -> None:
    assert [s.paragraph for s in split_sentences("Un. Deux.\n\n\nTrois.")] == [0, 0, 1]


@given(st.text(alphabet='aÉ .!?…»«"\n-', max_size=60))
def test_sentences_hold_every_sign_that_is_no_blank(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
