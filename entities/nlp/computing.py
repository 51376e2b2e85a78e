"""Computes the model's word vectors in fewer steps than its library does, to the same values but for the last bits, in
which the size of a batch makes them differ too. For prediction alone. PURE.

- A layer of maxout and normalisation keeps its pieces apart, side by side in memory, so that the largest of three is
  taken of whole rows; it does not note which one it was, and works in place. A sixth of the time of a parse.
- What stands for a word before its neighbours are looked at is computed once and remembered: a few thousand words make
  up most of any text. A fifth of the time of a parse, of texts whose words were seen before.
"""

from __future__ import annotations

from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IS_SPACE, LOWER, NORM, ORTH, PREFIX, SHAPE, SPACY, SUFFIX, intify_attr
from thinc.api import Model, Ragged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    Numbers = NDArray[np.float32]

_LEAST = 1e-8  # variance: thinc's
_PIECES = 3
_NORMALISED = "maxout>>layernorm"
_ODD = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype="uint64")
_KNOWN_BY = [ORTH, NORM, SPACY]  # from which a word's other features follow
_FOLLOWING = frozenset({LOWER, PREFIX, SUFFIX, SHAPE, IS_SPACE, *_KNOWN_BY})
_MOST = 32_768  # words remembered: 13 MB for each model of two


def quicken(nlp: Language) -> None:
    """Let the components of the pipeline compute so, as far as they are built of such layers."""
    for _name, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            _normalise_in_place(model)
            _remember_words(model)


def _normalise_in_place(model: Model[Any, Any]) -> None:
    for node in list(model.walk()):
        if node.name == _NORMALISED and node.layers[0].get_dim("nP") == _PIECES:
            maxout, norm = node.layers
            weights: Any = maxout.get_param("W")  # numpy's arrays, for which thinc has types of its own
            bias: Any = maxout.get_param("b")
            outputs, pieces, inputs = weights.shape
            attrs = {
                "weights": np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * outputs, inputs)).T,
                "bias": np.ascontiguousarray(bias.reshape(outputs, pieces).T.reshape(-1)),
                "scale": norm.get_param("G"),
                "shift": norm.get_param("b"),
            }
            dims = {"nO": outputs, "nI": inputs}
            model.replace_node(node, Model(_NORMALISED, _normalised, attrs=attrs, dims=dims))


def _normalised(model: Model[Any, Any], given: Numbers, is_train: bool) -> tuple[Numbers, Callable[[Any], Any]]:
    attrs = model.attrs
    width = len(attrs["shift"])
    pieces = given @ attrs["weights"]
    pieces += attrs["bias"]
    best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
    np.maximum(best, pieces[:, 2 * width :], out=best)
    best -= best.mean(axis=1, keepdims=True)
    squares = np.multiply(best, best, out=pieces[:, :width])
    best *= (squares.mean(axis=1, keepdims=True) + _LEAST) ** -0.5
    best *= attrs["scale"]
    best += attrs["shift"]
    return best, _untrained


def _remember_words(model: Model[Any, Any]) -> None:
    for node in list(model.walk()):
        if node.layers and node.layers[0].name == "extract_features" and node.layers[-1].name == "ragged2list":
            columns = node.layers[0].attrs["columns"]
            if _FOLLOWING.issuperset(intify_attr(column) for column in columns):
                model.replace_node(node, Model("remembered", _recalled, attrs={"words": _Words(node)}))


def _recalled(
    model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
) -> tuple[list[Numbers], Callable[[Any], Any]]:
    return model.attrs["words"].of(docs), _untrained


class _Words:
    """The vectors of the words that were seen. When they are too many, all are forgotten."""

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._features, _, *self._layers, _ = embed.layers  # those left out put texts together and take them apart
        self._rows: dict[int, int] = {}
        self._vectors: Numbers = np.empty((1024, embed.get_dim("nO")), dtype="float32")
        self._lock = Lock()

    def of(self, docs: Sequence[Doc]) -> list[Numbers]:
        """One row a word of each text."""
        keys = [(doc.to_array(_KNOWN_BY) * _ODD).sum(axis=1, dtype="uint64").tolist() for doc in docs]
        with self._lock:
            if len(self._rows) > _MOST:
                self._rows = {}
            self._learn(docs, keys)
            return [self._vectors[[self._rows[key] for key in own]] for own in keys]

    def _learn(self, docs: Sequence[Doc], keys: Sequence[Sequence[int]]) -> None:
        known, features = len(self._rows), []
        for doc, own in zip(docs, keys, strict=True):
            unknown = {key: at for at, key in enumerate(own) if key not in self._rows}
            if unknown:
                features.append(self._features.predict([doc])[0][list(unknown.values())])
                self._rows.update(zip(unknown, count(len(self._rows)), strict=False))
        if features:
            self._add(np.concatenate(features), known)

    def _add(self, features: Any, known: int) -> None:
        lengths: Any = np.array([len(features)], dtype="int32")
        words = Ragged(features, lengths)
        for layer in self._layers:
            words = layer.predict(words)
        if known + len(features) > len(self._vectors):
            room = np.empty_like(self._vectors, shape=(2 * (known + len(features)), self._vectors.shape[1]))
            room[:known] = self._vectors[:known]
            self._vectors = room
        self._vectors[known : known + len(features)] = words.dataXd


def _untrained(_gradient: Any) -> Any:
    raise NotImplementedError("these layers only predict")
