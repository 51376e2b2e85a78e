from __future__ import annotations

from collections import Counter

from articles.quads import QUADS, TYPES_OF_QUADS
from articles.vocabulary import TYPES


def test_every_type_is_in_one_class() -> None:
    assert Counter(type_ for types in TYPES_OF_QUADS.values() for type_ in types) == Counter(TYPES.keys())
    assert set(TYPES_OF_QUADS) == set(QUADS)
