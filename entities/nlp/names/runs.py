"""Full names that the authority file doesn't hold: who proposes them. PURE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from entities.folding import fold
from entities.known import Kind, KnownActor
from entities.nlp.names.surface import Surface
from entities.nlp.words import Word

_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Run:
    """Words that may be a person's name."""

    first: int
    last: int
    method: str


def full_runs(doc: Doc, surface: Surface, given_names: frozenset[str]) -> Iterator[Run]:
    """Names of two words and more, from the model and from known given names; none overlap."""
    seen: set[int] = set()
    for run in (*_model_runs(doc, surface), *_given_name_runs(surface, given_names)):
        indexes = range(run.first, run.last + 1)
        if run.first < run.last and seen.isdisjoint(indexes) and not any(i in surface.taken for i in indexes):
            seen.update(indexes)
            yield run


def _model_runs(doc: Doc, surface: Surface) -> Iterator[Run]:
    for entity in doc.ents:
        if entity.label_ != "PER":
            continue
        for piece in entity.text.split("\n"):
            start = entity.start_char + entity.text.find(piece)
            kept = surface.trim(start, start + len(piece))
            if kept is not None:
                yield Run(*kept, "model")


def _given_name_runs(surface: Surface, given_names: frozenset[str]) -> Iterator[Run]:
    for index, word in enumerate(surface.words[:-1]):
        if word.folded in given_names and surface.may_begin(index):
            yield Run(*surface.name_from(index, stop=index + 4), "given name")


def looks_like_no_name(name: str, words: Sequence[Word]) -> bool:
    is_acronyms = all(word.is_all_capitals and len(word.text) <= 5 for word in words)
    return len(name) < 5 or is_acronyms or len(words) > _LONGEST_NAME


def given_names(actors: Iterable[KnownActor]) -> frozenset[str]:
    """Given names by which a person unknown to the model is seen: those of given_names.txt (from the lists of the
    package Faker, MIT, without words that are none in French: Paris, Marine), and of the persons that we know."""
    names = set(Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").split())
    for actor in actors:
        if actor.kind == Kind.PERSON and actor.family_name and actor.name.endswith(actor.family_name):
            first = fold(actor.name.removesuffix(actor.family_name)).split(" ")[0]
            if len(first) > 2:
                names.add(first)
    return frozenset(names)
