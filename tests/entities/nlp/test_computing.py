"""The quicker layers give what the model's own give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy
from thinc.api import NumpyOps, set_current_ops

from entities.nlp import computing, pipeline
from entities.nlp.computing import quicken

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TEXTS = [
    "Le ministre norvégien de la Pêche a reçu lundi à Bergen son homologue islandais, Jón Sigurdsson.",
    "Oslo et Reykjavik signeront un accord sur la morue.\nLe texte sera soumis au Storting.",
    "La morue, la morue, la morue : rien d'autre ne compte, dit-on à Bergen.",
    "",
]


@pytest.fixture(scope="module")
def own() -> Language:
    """The model with the layers that it came with."""
    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(pipeline.DEFAULT_MODEL, exclude=["parser", "attribute_ruler", "lemmatizer"])


@pytest.fixture(scope="module")
def quick() -> Language:
    nlp = spacy.load(pipeline.DEFAULT_MODEL, exclude=["parser", "attribute_ruler", "lemmatizer"])
    quicken(nlp)
    return nlp


def told(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(token.pos_, str(token.morph), token.ent_iob_, token.ent_type_) for token in doc]


def words_of(nlp: Language) -> computing._Words:
    """Those that the model of parts of speech has seen."""
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]  # a trained component
    words = next(node.attrs["words"] for node in model.walk() if node.name == "remembered")
    assert isinstance(words, computing._Words)
    return words


def test_words_get_the_same_parts_of_speech_and_names(own: Language, quick: Language) -> None:
    assert [told(doc) for doc in quick.pipe(TEXTS)] == [told(doc) for doc in own.pipe(TEXTS)]


def test_vectors_are_the_same_but_for_the_last_bits(own: Language, quick: Language) -> None:
    for one, other in zip(own.pipe(TEXTS), quick.pipe(TEXTS), strict=True):
        np.testing.assert_allclose(other.tensor, one.tensor, atol=1e-4)


def test_words_seen_before_have_the_vectors_of_the_first_time(quick: Language) -> None:
    first, again = (list(quick.pipe(TEXTS)) for _ in range(2))
    for one, other in zip(first, again, strict=True):
        np.testing.assert_array_equal(other.tensor, one.tensor)


def test_when_too_many_words_were_seen_all_are_forgotten_and_nothing_changes(
    own: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computing, "_MOST", 10)
    nlp = spacy.load(pipeline.DEFAULT_MODEL, exclude=["parser", "attribute_ruler", "lemmatizer"])
    quicken(nlp)
    texts = [f"{text} {number}" for number in range(4) for text in TEXTS]
    assert [told(doc) for doc in nlp.pipe(texts, batch_size=2)] == [told(doc) for doc in own.pipe(texts)]
    assert len(words_of(nlp)._rows) < 10 + max(map(len, nlp.pipe(texts)))


def test_a_word_is_remembered_apart_from_the_same_without_a_blank_behind_it(quick: Language) -> None:
    before = len(words_of(quick)._rows)
    list(quick.pipe(["Ålesund, Ålesund,", "Ålesund Ålesund"]))
    assert len(words_of(quick)._rows) >= before + 2


def test_the_pipeline_computes_with_the_quicker_layers() -> None:
    nlp = pipeline.load()
    list(nlp.pipe(TEXTS))
    assert words_of(nlp)._rows


def test_nobody_can_train_through_the_quicker_layers(quick: Language) -> None:
    model = quick.get_pipe("tok2vec").model  # type: ignore[attr-defined]  # a trained component
    _vectors, backwards = model([quick.make_doc(TEXTS[0])], is_train=True)
    with pytest.raises(NotImplementedError):
        backwards(_vectors)
