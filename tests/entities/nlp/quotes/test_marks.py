from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.nlp.quotes.marks import find_marked


def marked(text: str) -> list[str]:
    return [text[m.start : m.end] for m in find_marked(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Oui », dit-il.", ["Oui"]),
        ("“Oui”, dit-il.", ["Oui"]),
        ("„Oui“, dit-il.", ["Oui"]),
        ('"Oui", dit-il, "et non".', ["Oui", "et non"]),
        ("“Oui », dit-il.", ["Oui"]),
        ("« Il a dit “oui” hier », dit-elle.", ["Il a dit “oui” hier"]),
        ("« Oui\nNon »", ["Oui"]),
        ("Oui », dit-il.", []),
        ("« »", []),
    ],
)
def test_marks_are_paired_within_a_paragraph(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


@given(st.text(alphabet='ab «»“”„"\n', max_size=60))
def test_spans_are_ordered_apart_and_within_a_line(text: str) -> None:
    last = 0
    for span in find_marked(text):
        assert last <= span.open < span.start < span.end <= span.close
        assert "\n" not in text[span.start : span.end]
        last = span.close
