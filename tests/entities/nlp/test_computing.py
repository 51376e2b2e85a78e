"""The quicker layers give what the model's own give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy
from thinc.api import NumpyOps, set_current_ops

from entities.nlp import pipeline
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


def test_words_get_the_same_parts_of_speech_and_names(own: Language, quick: Language) -> None:
    assert [told(doc) for doc in quick.pipe(TEXTS)] == [told(doc) for doc in own.pipe(TEXTS)]


def test_vectors_are_the_same_but_for_the_last_bits(own: Language, quick: Language) -> None:
    for one, other in zip(own.pipe(TEXTS), quick.pipe(TEXTS), strict=True):
        np.testing.assert_allclose(other.tensor, one.tensor, atol=1e-4)


def test_the_pipeline_computes_with_the_quicker_layers() -> None:
    names = {node.name for node in pipeline.load().get_pipe("tok2vec").model.walk()}  # type: ignore[attr-defined]  # a trained component
    assert "once" in names


def test_nobody_can_train_through_the_quicker_layers(quick: Language) -> None:
    model = quick.get_pipe("tok2vec").model  # type: ignore[attr-defined]  # a trained component
    _vectors, backwards = model([quick.make_doc(TEXTS[0])], is_train=True)
    with pytest.raises(NotImplementedError):
        backwards(_vectors)
