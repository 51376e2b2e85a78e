import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Élysée, cœur", "l elysee coeur"),
        ("Serguei\u00ad Lavrov\u200b", "serguei lavrov"),
        ("Łódź – Ærø", "lodz aero"),
        ("États-Unis_", "etats unis"),
        ("  ", ""),
    ],
)
def test_accents_ligatures_and_signs_fold_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
