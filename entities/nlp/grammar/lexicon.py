"""Loads the closed word classes and the verb forms."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from entities.folding import fold


@dataclass(frozen=True, slots=True)
class VerbForm:
    """`tense` is Lefff's letter: P present, S subjunctive, Y imperative, I imperfect, J past historic, T imperfect
    subjunctive, F future, C conditional, G present participle, K past participle, W infinitive."""

    lemma: str
    tense: str


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


def word_list(name: str) -> list[str]:
    return list(words()[name])


@lru_cache(maxsize=64)
def word_set(name: str) -> frozenset[str]:
    return frozenset(words()[name])


@lru_cache(maxsize=1)
def verb_forms() -> dict[str, tuple[VerbForm, ...]]:
    """Form -> what it may be. Only verbs that some pattern names are in it."""
    forms: dict[str, list[VerbForm]] = {}
    for line in files(__package__).joinpath("verb_forms.tsv").read_text(encoding="utf-8").splitlines():
        lemma, tenses = line.split("\t")
        for part in tenses.split(";"):
            tense, listed = part.split(":")
            for form in listed.split(","):
                forms.setdefault(form, []).append(VerbForm(lemma, tense))
    return {form: tuple(found) for form, found in forms.items()}


@lru_cache(maxsize=1)
def unaccented() -> dict[str, tuple[str, ...]]:
    """What capitals without accents show -> the verb forms that it may be."""
    found: dict[str, tuple[str, ...]] = {}
    for form in verb_forms():
        if not form.isascii():
            plain = fold(form)
            found[plain] = (*found.get(plain, ()), form)
    return found


@lru_cache(maxsize=4096)
def singulars(word: str) -> tuple[str, ...]:
    """The word and what it may be the plural of."""
    if word.endswith("aux"):
        return word, word[:-1], word[:-3] + "al"
    if word.endswith(("s", "x")):
        return word, word[:-1]
    return (word,)
