from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.workshop.sheets import Unreadable, as_csv, as_json, rows_in

COLUMNS = ("key", "name")
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@example([{"key": "'=1", "name": "''-1"}, {"key": "'", "name": "' =1"}, {"key": "a;'=1", "name": "\n=1"}])
@given(st.lists(st.fixed_dictionaries({"key": WORDS, "name": WORDS})))
def test_what_goes_out_as_csv_comes_in_again(rows: list[dict[str, str]]) -> None:
    expected = [row for row in rows if any(row.values())]
    assert rows_in(as_csv(COLUMNS, rows).encode(), COLUMNS) == expected


@given(st.lists(st.fixed_dictionaries({"key": WORDS, "name": WORDS})))
def test_what_goes_out_as_json_comes_in_again(rows: list[dict[str, str]]) -> None:
    assert rows_in(as_json(rows).encode(), COLUMNS) == rows


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-1", "@me", " =1", "＝1", "\n1"])
def test_a_spreadsheet_computes_nothing_from_a_name(cell: str) -> None:
    assert f"'{cell}" in as_csv(COLUMNS, [{"key": "a", "name": cell}])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_french_spreadsheets_part_cells_as_they_like(delimiter: str) -> None:
    text = f"key{delimiter}name\na{delimiter}Abe, Shinzo\n" if delimiter != "," else 'key,name\na,"Abe, Shinzo"\n'
    assert rows_in(text.encode(), COLUMNS) == [{"key": "a", "name": "Abe, Shinzo"}]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"{", b'{"key": 1}', b"[1]", b"nom,pays\nx,y\n", b'key,name\n"a'])
def test_what_is_no_table_of_ours_says_why(data: bytes) -> None:
    with pytest.raises(Unreadable):
        rows_in(data, COLUMNS)


def test_values_of_json_that_are_no_text_are_told_as_json() -> None:
    assert rows_in(b'[{"key": {"actor": "x"}, "name": null}]', COLUMNS) == [{"key": '{"actor": "x"}', "name": ""}]
