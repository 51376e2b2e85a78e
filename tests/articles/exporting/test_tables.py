from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tablib import Dataset

from articles.exporting.tables import FORMULA, Table, inert, lines_of

PAIRS: Table[tuple[str, float]] = Table(("words", "score"), lambda pair: pair)


def read(*pairs: tuple[str, float]) -> Dataset:
    text = "".join(lines_of(PAIRS, pairs))
    return Dataset().load(text.removeprefix("\ufeff"), format="csv")


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-2", "@SOMME(A1)", "  =A1", "\tA1", "\rA1", "＝A1"])
def test_what_a_spreadsheet_would_calculate_stays_text(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Le Japon", "« =1 »", "— Oui", "", "2013-11-02", "Tokyo ; Moscou", "a\n— b"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize("text", ["a;=1+1", 'a; "=1+1', "a\n-2", "a\t＋2", "\t=A1"])
def test_nor_does_one_calculate_what_it_takes_for_another_cell(text: str) -> None:
    for delimiter in ";\t":
        line = "".join(lines_of(PAIRS, [("id" + text, 1)])).split("\r\n", 1)[1]
        for row in csv.reader(io.StringIO(line), delimiter=delimiter):
            assert not any(cell.strip(' "').startswith(FORMULA) for cell in row)


def test_a_negative_score_stays_a_number() -> None:
    assert read(("Menace", -3.5))[0] == ("Menace", "-3.5")


def test_a_spreadsheet_knows_the_file_for_utf_8() -> None:
    assert next(lines_of(PAIRS, [])).encode().startswith(b"\xef\xbb\xbf")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_comes_back_whole_and_calculates_nothing(text: str) -> None:
    cell = read((text, 1))[0][0]
    assert cell.replace("'", "") == text.replace("'", "")
    assert not cell.lstrip().startswith(FORMULA)
