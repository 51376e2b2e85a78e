from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tablib import Dataset

from articles.exporting.tables import FORMULA, Table, inert, lines_of

PAIRS: Table[tuple[str, float]] = Table(("words", "score"), lambda pair: pair)


def read(*pairs: tuple[str, float]) -> Dataset:
    text = "".join(lines_of(PAIRS, pairs))
    return Dataset().load(text.removeprefix("\ufeff"), format="csv")


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-2", "@SOMME(A1)", "  =A1", "\t=A1", "\r=A1", "＝A1"])
def test_what_a_spreadsheet_would_calculate_stays_text(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Le Japon", "« =1 »", "— Oui", "", "2013-11-02"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert inert(text) == text


def test_a_negative_score_stays_a_number() -> None:
    assert read(("Menace", -3.5))[0] == ("Menace", "-3.5")


def test_a_spreadsheet_knows_the_file_for_utf_8() -> None:
    assert next(lines_of(PAIRS, [])).encode().startswith(b"\xef\xbb\xbf")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_comes_back_whole_and_calculates_nothing(text: str) -> None:
    cell = read((text, 1))[0][0]
    assert cell.removeprefix("'") == text or cell == text
    assert not cell.lstrip().startswith(FORMULA)
