"""Columns of a raw line, by offsets into its tidied text."""

import pytest

from articles.importing.aligning import columns, end_column


@pytest.mark.parametrize(
    ("raw", "text", "offset", "column"),
    [
        ("  **Oslo** et Riga", "Oslo et Riga", 0, 4),
        ("  **Oslo** et Riga", "Oslo et Riga", 8, 14),
        ("Oslo, Oslo, Oslo", "Oslo, Oslo, Oslo", 6, 6),
        ("Os\u00adlo et Riga", "Oslo et Riga", 8, 9),
        ("Ã©tÃ© Ã\u00a0 Riga", "été à Riga", 6, 9),
        ("[Oslo](https://a.no/oslo) et Riga", "Oslo et Riga", 5, 26),
    ],
)
def test_marks_and_hidden_characters_are_stepped_over(raw, text, offset, column):
    assert columns(raw, text)[offset] == column


@pytest.mark.parametrize(
    ("raw", "text", "end", "column"),
    [
        ("**Oslo** et Riga", "Oslo et Riga", 4, 6),
        ("Ã©tÃ© Ã\u00a0 Riga", "été à Riga", 3, 5),
        ("Oslo et Riga  ", "Oslo et Riga", 12, 12),
    ],
)
def test_what_was_dropped_after_a_word_is_no_part_of_it(raw, text, end, column):
    assert end_column(raw, text, end) == column


def test_each_character_has_a_column_and_so_has_the_end():
    raw, text = "a &amp; b\u200b  c" * 40, "a & b c" * 40
    assert len(columns(raw, text)) == len(text) + 1
