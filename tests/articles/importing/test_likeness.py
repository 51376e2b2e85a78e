from __future__ import annotations

import random

import pytest

from articles.importing.likeness import NEAR, bands, likeness, shingles

WORDS = [f"mot{number}" for number in range(400)]


def text_of(chance: random.Random, length: int) -> list[str]:
    return chance.choices(WORDS, k=length)


def test_capitals_accents_and_signs_do_not_tell_texts_apart() -> None:
    one = "La Frégate « Étoile » a quitté le port de Brest ; elle n'y reviendra qu'à Noël prochain."
    other = one.upper().replace("É", "E").replace("«", '"').replace("»", '"').replace(" ;", ",")
    assert likeness(shingles(one), shingles(other)) == 1


def test_a_few_words_are_nobodys_text() -> None:
    assert shingles("Plus de détails dans la journée sur notre site.") == frozenset()
    assert bands(frozenset()) == []
    assert likeness(frozenset(), frozenset()) == 0


@pytest.mark.parametrize("seed", range(50))
def test_near_copies_share_a_band(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    words = text_of(chance, 120)
    changed = list(words)
    for at in chance.sample(range(120), 3):
        changed[at] = "autre"
    one, other = shingles(" ".join(words)), shingles(" ".join(changed))
    assert likeness(one, other) >= NEAR
    assert set(bands(one)) & set(bands(other))


def test_texts_with_little_in_common_share_no_band() -> None:
    chance = random.Random(1)  # noqa: S311
    texts = [set(bands(shingles(" ".join(text_of(chance, 150))))) for _ in range(60)]
    assert not any(one & other for at, one in enumerate(texts) for other in texts[:at])


def test_the_numbers_are_those_that_databases_already_hold() -> None:
    """A release of rensa that hashes otherwise would find no copies of older articles: `find_copies` renews them."""
    found = bands(shingles("un deux trois quatre cinq six sept huit neuf dix onze douze treize"))
    assert found[:2] == [7728709421906772081, 6157126636074685151]
    assert all(0 <= number < 2**63 for number in found)
