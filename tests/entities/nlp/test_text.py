"""Offsets hold, whatever the text: words, sentences, the analysed text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.nlp.found import Text
from entities.nlp.pipeline import normalise
from entities.nlp.sentences import sentence_span
from entities.nlp.words import split_words


@given(st.text())
def test_words_know_where_they_stood(text: str) -> None:
    words = split_words(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))


def test_hyphens_and_apostrophes_separate_words() -> None:
    folded = [word.folded for word in split_words("l’accord russo-japonais, Asie-Pacifique")]
    assert folded == ["l", "accord", "russo", "japonais", "asie", "pacifique"]


@given(st.text())
def test_normalising_keeps_every_offset(text: str) -> None:
    assert len(normalise(text)) == len(text)


def test_typographic_apostrophes_and_spaces_become_plain() -> None:
    assert normalise("l’OTAN\u00a0: 5\u202f000") == "l'OTAN : 5 000"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("M. Dupont", "Hier, M. Dupont a parlé."),
        ("répondu", "Elle a répondu : « Non ! »"),
        ("Suite", "Suite du texte"),
        ("S. Lavrov", "Puis S. Lavrov est parti."),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(words: str, sentence: str) -> None:
    text = "Hier, M. Dupont a parlé. Elle a répondu : « Non ! » Puis S. Lavrov est parti.\n\nSuite du texte"
    start = text.index(words)
    first, last = sentence_span(text, start, start + len(words))
    assert text[first:last] == sentence


@given(st.text(), st.data())
def test_a_sentence_holds_its_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence_span(text, start, end)
    assert first <= start
    assert end <= last


def test_a_span_is_placed_in_title_or_body_and_never_between() -> None:
    text = Text("Titre", "Corps du texte")
    assert text.place(0, 5) == ("title", 0, 5)
    start = text.analysed.index("texte")
    assert text.place(start, start + 5) == ("body", 9, 14)
    with pytest.raises(ValueError, match="between"):
        text.place(3, 9)
