"""Takes the decisions of the model's tagger and of its entity recogniser for all words of a batch at once, where its
library goes word by word. The same decisions: the same weights, and the same search. For prediction alone. PURE.

The recogniser reads from left to right and asks of each word whether a name begins, goes on or ends with it. What it
looks at are three words: this one, and within a name also its first word and the one before. Outside names, then, the
answer depends on one word alone, and all words are asked together; only where a name could begin is it followed, all of
them side by side, to its last word. Tags and names together are a quarter of the time of a parse.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import IS_SPACE, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.tokens import Span
from spacy.util import minibatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Numbers = NDArray[np.float32]
    Places = NDArray[np.intp]
    Flags = NDArray[np.bool_]

_TAGGER, _RECOGNISER = "morphologizer", "ner"
_LOOKS_AT, _PIECES = 3, 2  # words, and alternatives of each hidden unit, of the recogniser that we know


def decide_at_once(nlp: Language) -> None:
    """Let our components stand in for those of the pipeline that are built as we know them."""
    if _TAGGER in nlp.pipe_names and _is_known_tagger(nlp.get_pipe(_TAGGER)):
        nlp.add_pipe("tags_at_once", after=_TAGGER)
        nlp.disable_pipe(_TAGGER)
    if _RECOGNISER in nlp.pipe_names and _is_known_recogniser(nlp.get_pipe(_RECOGNISER)):
        nlp.add_pipe("names_at_once", after=_RECOGNISER)
        nlp.disable_pipe(_RECOGNISER)


def _is_known_tagger(tagger: Any) -> bool:
    return bool(tagger.cfg["overwrite"] and not tagger.cfg["extend"])


def _is_known_recogniser(recogniser: Any) -> bool:
    model = recogniser.model
    if model.name != "parser_model" or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
        return False
    lower = model.get_ref("lower")
    return recogniser.cfg["beam_width"] == 1 and (lower.get_dim("nF"), lower.get_dim("nP")) == (_LOOKS_AT, _PIECES)


class _Batches:
    """What a component is to spaCy."""

    def __call__(self, doc: Doc) -> Doc:
        self._annotate([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            self._annotate(batch)
            yield from batch

    def _annotate(self, docs: Sequence[Doc]) -> None:
        raise NotImplementedError


@Language.factory("tags_at_once")
class Tags(_Batches):
    """The tagger's parts of speech and morphology."""

    def __init__(self, nlp: Language, name: str) -> None:
        tagger: Any = nlp.get_pipe(_TAGGER)
        feats, pos = tagger.cfg["labels_morph"], tagger.cfg["labels_pos"]
        self._model = tagger.model
        self._values = np.array(
            [(pos.get(label, 0), nlp.vocab.morphology.add(feats.get(label, 0))) for label in tagger.labels],
            dtype="uint64",
        )

    def _annotate(self, docs: Sequence[Doc]) -> None:
        for doc, scores in zip(docs, self._model.predict(docs), strict=True):
            if len(doc):
                doc.from_array([POS, MORPH], self._values[scores.argmax(axis=1)])


@Language.factory("names_at_once")
class Names(_Batches):
    """The recogniser's names. Those that somebody set before are not looked at: our pipelines set none."""

    def __init__(self, nlp: Language, name: str) -> None:
        recogniser: Any = nlp.get_pipe(_RECOGNISER)
        self._vectors, lower, upper = recogniser.model.layers
        here, first, before = (_by_piece(own).T for own in lower.get_param("W"))
        _, no_first, no_before = (_by_piece(own) for own in lower.get_param("pad")[0])
        self._here, self._first, self._before = here, first, before
        self._inside = _by_piece(lower.get_param("b"))
        self._outside = self._inside + no_first + no_before
        self._weights, self._bias = upper.get_param("W").T, upper.get_param("b")
        self._read_moves([recogniser.moves.get_class_name(number) for number in range(len(self._bias))], nlp)

    def _read_moves(self, names: Sequence[str], nlp: Language) -> None:
        """Which of the model's answers say what: "B-PER", a person's name begins."""
        kinds, labels = (np.array(part) for part in zip(*(name.partition("-")[::2] for name in names), strict=True))
        self._begins, self._is_unit, self._is_out = kinds == "B", (kinds == "U") & (labels != ""), kinds == "O"
        number = {(kind, label): at for at, (kind, label) in enumerate(zip(kinds, labels, strict=True))}
        self._labels = [nlp.vocab.strings.add(str(label)) if label else 0 for label in labels]
        self._goes_on = np.array([number.get(("I", label), 0) for label in labels])
        self._ends = np.array([number.get(("L", label), 0) for label in labels])

    def _annotate(self, docs: Sequence[Doc]) -> None:
        if not any(map(len, docs)):
            return
        vectors: Numbers = self._vectors.predict(docs)
        edges = np.cumsum([0, *map(len, docs)])
        blank, closes = _marks(docs, edges)
        here = vectors @ self._here
        moves = self._moves_outside(here, blank, closes)
        begun = self._begins[moves].nonzero()[0]
        ends = dict(zip(begun.tolist(), self._followed(vectors, here, closes, begun, moves[begun]), strict=True))
        found = (~self._is_out[moves]).nonzero()[0]
        for doc, (start, end) in zip(docs, pairwise(edges.tolist()), strict=True):
            own = found[np.searchsorted(found, start) : np.searchsorted(found, end)].tolist()
            doc.set_ents(list(self._spans(doc, start, own, moves, ends)), default="outside")

    def _moves_outside(self, here: Numbers, blank: Flags, closes: Flags) -> Places:
        """The best answer for each word if no name is open there."""
        scores = self._scores(here + self._outside)
        allowed = np.zeros(scores.shape, dtype=bool)
        allowed[:, self._is_out] = True
        allowed[:, self._is_unit] = ~blank[:, None]
        allowed[:, self._begins] = ~(blank | closes)[:, None]
        scores[~allowed] = -np.inf
        best: Places = scores.argmax(axis=1)
        return best

    def _followed(self, vectors: Numbers, here: Numbers, closes: Flags, begun: Places, moves: Places) -> list[int]:
        """Behind which word each name ends that begins at one of those."""
        ends = begun + 1
        opened = np.arange(len(begun))
        first = vectors[begun] @ self._first + self._inside
        goes_on, stops = self._goes_on[moves], self._ends[moves]
        while len(opened):
            at = ends[opened]
            scores = self._scores(here[at] + first[opened] + vectors[at - 1] @ self._before)
            rows = np.arange(len(opened))
            longer = (scores[rows, goes_on[opened]] >= scores[rows, stops[opened]]) & ~closes[at]
            ends[opened] += 1
            opened = opened[longer]
        return [int(end) for end in ends]

    def _scores(self, pieces: Numbers) -> Numbers:
        width = pieces.shape[1] // _PIECES
        scores: Numbers = np.maximum(pieces[:, :width], pieces[:, width:]) @ self._weights
        scores += self._bias
        return scores

    def _spans(self, doc: Doc, shift: int, found: Iterable[int], moves: Places, ends: dict[int, int]) -> Iterator[Span]:
        """From left to right: what would begin within a name does not."""
        last = 0
        for start in found:
            if start >= last:
                last = ends.get(start, start + 1)
                yield Span(doc, start - shift, last - shift, label=self._labels[moves[start]])


def _by_piece(weights: Numbers) -> Numbers:
    """The alternatives of all units side by side, so that the larger is taken of whole rows."""
    own: Numbers = np.ascontiguousarray(np.moveaxis(weights, 1, 0))
    return own.reshape(own.shape[0] * own.shape[1], *own.shape[2:])


def _marks(docs: Sequence[Doc], edges: Places) -> tuple[Flags, Flags]:
    """Of each word: whether it is a blank, and whether none of its text or sentence follows."""
    marks = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs if len(doc)])
    closes = np.append(marks[1:, 1] == 1, True)
    closes[edges[1:][edges[1:] > 0] - 1] = True
    return marks[:, 0] == 1, closes
