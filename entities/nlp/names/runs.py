"""Full names that the authority file doesn't hold: who proposes them. PURE."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from entities.folding import fold
from entities.known import Kind, KnownActor
from entities.nlp.names.patterns import PATTERNS
from entities.nlp.names.surface import Surface
from entities.nlp.words import Word

_LONGEST_NAME = 5
_JAPANESE = re.compile(r"(?>(?:[kgsznhbpmr]y|sh|ch|ts|[kgsztdnhbpfmyrwj])?[aiueo]{1,2}|n){2,}")  # never cut twice
_JAPANESE_GIVEN = re.compile(r"(?:ko|kazu|hiro|nobu|taro|jiro|suke|hiko|yuki|nori|masa|zaburo|ichiro)$")
_FAMILY = re.compile(r".{2}(?:enko|vitch|vich|ovski|evski|adze|chvili|shvili|escu|opoulos|oglu|zadeh)$")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that may be a person's name."""

    first: int
    last: int
    method: str


def full_runs(doc: Doc, surface: Surface, given_names: frozenset[str], by_model: frozenset[int]) -> Iterator[Run]:
    """Names of two words and more, from the model and from known given names."""
    runs = (*_model_runs(doc, surface, by_model), *_given_name_runs(surface, given_names), *_shaped_runs(surface))
    for run in runs:
        if run.first < run.last:
            yield run


def _model_runs(doc: Doc, surface: Surface, by_model: frozenset[int]) -> Iterator[Run]:
    for entity in doc.ents:
        if entity.label_ != "PER":
            continue
        for piece in entity.text.split("\n"):
            start = entity.start_char + entity.text.find(piece)
            kept = surface.trim(start, start + len(piece))
            if kept is not None:
                first, last = kept
                while last + 1 in by_model and surface.name_from(first, stop=last + 1)[1] > last:
                    last += 1  # the model cuts « Erwann | Le Péchoux »
                yield Run(first, last, "model")


def _given_name_runs(surface: Surface, given_names: frozenset[str]) -> Iterator[Run]:
    for index, word in enumerate(surface.words[:-1]):
        if word.folded in given_names and surface.may_begin(index):
            yield Run(*surface.name_from(index, stop=index + 4), "given name")


def _shaped_runs(surface: Surface) -> Iterator[Run]:
    """Names that their shape gives away: a Japanese given name before a Japanese word, a family name in « -enko »."""
    for index, word in enumerate(surface.words[:-1]):
        if not word.is_capitalised or not surface.may_begin(index):
            continue
        first, last = surface.name_from(index, stop=index + 2)
        family = surface.words[last].folded
        is_japanese = _JAPANESE_GIVEN.search(word.folded) and _JAPANESE.fullmatch(word.folded)
        if first < last and (_FAMILY.search(family) or (is_japanese and _JAPANESE.fullmatch(family))):
            yield Run(first, last, "rule")


def looks_like_no_name(name: str, words: Sequence[Word], given_names: frozenset[str]) -> bool:
    """Too short, too long, acronyms, or capitals without a given name, which are a headline's: « ADENAUER QUITTE »."""
    is_shouted = all(word.is_all_capitals for word in words)
    ends = {words[0].folded, words[-1].folded if len(words) == 2 else ""}
    has_given = not given_names.isdisjoint(ends - PATTERNS.particles)
    is_headline = is_shouted and (not has_given or all(len(word.text) <= 5 for word in words))
    return len(name) < (5 if len(words) > 1 else 3) or is_headline or len(words) > _LONGEST_NAME


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
