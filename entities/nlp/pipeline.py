"""Builds the one spaCy pipeline, and parses with it. PURE.

Set up as measured: numpy's BLAS instead of blis (1.5 to 1.7 times faster, same annotations), one BLAS thread,
typographic apostrophes turned into straight ones and no-break spaces into plain ones, character for character, so that
offsets hold (twelve junk entities fewer on five articles). Texts go through in batches, a quarter faster than one by
one with the same annotations. Dependencies, tags and lemmas are left out: the rules read parts of speech, morphology
and entities, and go by surface order, since the small parser breaks the very constructions that matter. Without its
ends of sentences the entities are as good (persons on 571 texts 0.947 either way).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TypeVar

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import spacy
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from entities.nlp.computing import quicken
from entities.nlp.deciding import decide_at_once

_PLAIN = {"'": "’‘ʼ´", " ": "\u00a0\u202f\u2009\u2007", "-": "\u2011"}
_ONE_FOR_ONE = [(sign, plain) for plain, signs in _PLAIN.items() for sign in signs]

T = TypeVar("T")

DEFAULT_MODEL = "fr_core_news_sm"
BATCH = 16  # texts: larger ones bring no speed, only memory
_LONG = 20_000  # characters: such texts fill memory (5 kB a character), and gain nothing from company
_UNREAD = ("parser", "attribute_ruler", "lemmatizer")  # four tenths of the time


@lru_cache(maxsize=2)
def load(model: str = DEFAULT_MODEL) -> Language:
    """The pipeline, loaded once a process: about three seconds and 300 MB."""
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(model, exclude=_UNREAD)
    nlp.add_pipe("line_ends_sentence", before="ner")
    quicken(nlp)
    decide_at_once(nlp)
    return nlp


def settle() -> None:
    """To be called when a process that reads many texts has loaded what it needs: the collector of cycles looks at none
    of it again (700,000 objects), and comes less often. A ninth of the time of an import."""
    gc.unfreeze()  # what was loaded before, and may be out of use
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@Language.component("line_ends_sentence")
def line_ends_sentence(doc: Doc) -> Doc:
    """No sentence, and so no entity, runs over the end of a line."""
    for index in doc.to_array(IS_SPACE).nonzero()[0].tolist():
        if index + 1 < len(doc) and "\n" in doc[index].text:
            doc[index + 1].is_sent_start = True
    return doc


def normalise(text: str) -> str:
    """The text that is analysed: the same length, so that offsets hold."""
    for sign, plain in _ONE_FOR_ONE:  # many times as fast as str.translate
        text = text.replace(sign, plain)
    return text


def parse(nlp: Language, text: str) -> Doc:
    """The parse of `normalise(text)`: character offsets are those of `text`."""
    return nlp(normalise(text))


def parse_all(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The parse of each, in order, as `parse` gives it."""
    plain = [normalise(text) for text in texts]
    longest = max(map(len, plain), default=0)
    return nlp.pipe(plain, batch_size=BATCH if longest <= _LONG else 1)


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The items in lists, as a rule of a size that parses well."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
