"""Decisions taken at once are those that the model's own components take word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from thinc.api import NumpyOps, set_current_ops

from entities.nlp import pipeline
from entities.nlp.deciding import decide_at_once

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TEXTS = [
    "Le ministre norvégien de la Pêche a reçu lundi à Bergen son homologue islandais, Jón Sigurdsson.",
    "",
    "\n \n",
    "Oslo",
    "Oslo\nReykjavik\nNuuk",
    "Le Conseil nordique des ministres de la Pêche et des Affaires maritimes, réuni à Tórshavn",
    "L'Union des armateurs\nde Bergen et la Banque de Norvège\n\n  ont signé avec Jón Sigurdsson, Erna Holm et",
    "La morue, la morue, la morue : rien d'autre ne compte, dit-on à Bergen. " * 30,
]
WORDS = (
    "Oslo", "Jón", "Sigurdsson", "Conseil", "nordique", "le", "de", "la", "Banque", "centrale", "a", "dit", ",", ".",
    "\n", "\n\n", "  ", "Erna", "Holm", "«", "»", "M.", "-", "Norvège", "OSLO", "signe", "pêche", "2011",
)  # fmt: skip


def loaded() -> Language:
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(pipeline.DEFAULT_MODEL, exclude=["parser", "attribute_ruler", "lemmatizer"])
    nlp.add_pipe("line_ends_sentence", before="ner")
    return nlp


@pytest.fixture(scope="module")
def own() -> Language:
    return loaded()


@pytest.fixture(scope="module")
def at_once() -> Language:
    nlp = loaded()
    decide_at_once(nlp)
    return nlp


def told(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(token.pos_, str(token.morph), token.ent_iob_, token.ent_type_) for token in doc]


def test_words_get_the_same_parts_of_speech_and_names(own: Language, at_once: Language) -> None:
    assert [told(doc) for doc in at_once.pipe(TEXTS)] == [told(doc) for doc in own.pipe(TEXTS)]


def test_names_of_several_words_are_among_them(at_once: Language) -> None:
    assert max(len(ent) for doc in at_once.pipe(TEXTS) for ent in doc.ents) > 2


def test_one_text_is_annotated_as_it_is_in_a_batch(at_once: Language) -> None:
    assert [told(at_once(text)) for text in TEXTS] == [told(doc) for doc in at_once.pipe(TEXTS, batch_size=3)]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), min_size=1, max_size=4))
def test_whatever_the_words_the_names_are_the_same(own: Language, at_once: Language, texts: list[str]) -> None:
    assert [told(doc) for doc in at_once.pipe(texts)] == [told(doc) for doc in own.pipe(texts)]


def test_no_name_runs_over_the_end_of_a_line(at_once: Language) -> None:
    assert all("\n" not in ent.text.strip() for doc in at_once.pipe(TEXTS) for ent in doc.ents)


def test_a_recogniser_built_otherwise_is_left_alone() -> None:
    nlp = loaded()
    nlp.get_pipe("ner").cfg["beam_width"] = 4  # type: ignore[attr-defined]  # a trained component
    decide_at_once(nlp)
    assert "ner" in nlp.pipe_names


def test_the_pipeline_decides_so() -> None:
    assert {"tags_at_once", "names_at_once"} <= set(pipeline.load().pipe_names)
