"""Phrases are found wherever their words stand in a row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entities.nlp.names.phrases import Phrases

words = st.sampled_from(["mer", "du", "nord", "japon"])
rows = st.lists(words, max_size=12)


def test_longer_and_shorter_phrases_with_the_same_first_word_are_both_found() -> None:
    found = Phrases(["mer", "mer du japon", "japon"]).find(["la", "mer", "du", "japon", "mer"])
    assert list(found) == [(1, 2, "mer"), (1, 4, "mer du japon"), (3, 4, "japon"), (4, 5, "mer")]


def test_nothing_is_found_where_a_phrase_only_begins() -> None:
    assert list(Phrases(["mer du nord"]).find(["la", "mer", "du"])) == []


@given(st.sets(st.lists(words, min_size=1, max_size=4).map(" ".join)), rows)
def test_every_place_is_found_once(phrases: set[str], row: list[str]) -> None:
    spans = [(first, after) for first in range(len(row)) for after in range(first + 1, len(row) + 1)]
    wanted = [(first, after) for first, after in spans if " ".join(row[first:after]) in phrases]
    assert [(first, after) for first, after, _ in Phrases(phrases).find(row)] == wanted
