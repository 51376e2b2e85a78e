"""CSV: a row an article."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.readers.records import Limits, Unfit
from tests.articles.importing.readers.items import read, said

HEAD = "titre;date;texte\n"
ROW = "Un bureau;2011-05-04;Le ministre norvégien s'est rendu lundi à Reykjavik.\n"


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_sign_between_cells_is_found(delimiter: str) -> None:
    (slip,) = read((HEAD + ROW).replace(";", delimiter), "csv").slips
    assert (said(slip)["title"], said(slip)["date"]) == ("Un bureau", "2011-05-04")


def test_columns_can_be_mapped() -> None:
    (slip,) = read("a;b\nUn bureau;Le texte est là.\n", "csv", columns={"title": "a", "text": "b"}).slips
    assert (said(slip)["title"], slip.text) == ("Un bureau", "Le texte est là.")


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(Unfit, match="no column corps; it has titre, date, texte"):
        read(HEAD + ROW, "csv", columns={"text": "corps"})


def test_a_cell_may_hold_lines() -> None:
    (slip,) = read(HEAD + 'Un;2011;"Premier paragraphe.\n\nSecond, dit ""elle""."\n', "csv").slips
    assert slip.text == 'Premier paragraphe.\n\nSecond, dit "elle".'


def test_rows_are_known_by_their_number_and_told_by_their_lines() -> None:
    found = read(HEAD + ROW + 'Deux;2011;"a\nb"\n' + ROW, "csv")
    assert [(record.key, record.place) for record in found.records] == [
        ("@1", "line 2"), ("@2", "lines 3 to 4"), ("@3", "line 5"),
    ]  # fmt: skip


def test_a_row_that_is_too_long_is_told_and_the_others_go_on() -> None:
    found = read(HEAD + "x" * 3000 + "\n" + ROW, "csv", limits=Limits(record=1000))
    assert [(one.place) for one in found.refused] == ["line 2"]
    assert len(found.records) == 1


def test_cells_beyond_the_header_are_kept_as_left() -> None:
    (slip,) = read(HEAD + ROW.strip() + ";de trop\n", "csv").slips
    assert [(rest.reason, rest.text) for rest in slip.rest] == [("csv:column 4", "de trop")]


def test_windows_encoding_and_a_byte_order_mark_are_read() -> None:
    assert read((HEAD + ROW).encode("cp1252"), "csv").slips[0].text.startswith("Le ministre norvégien")
    assert said(read((HEAD + ROW).encode("utf-8-sig"), "csv").slips[0])["title"] == "Un bureau"


cell = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], blacklist_characters="<&"),
    min_size=1,
    max_size=12,
)


@given(st.lists(st.tuples(cell, cell, cell), min_size=1, max_size=5))
def test_no_cell_is_lost(rows: list[tuple[str, str, str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([("titre", "texte", "note"), *rows])
    everything = read(out.getvalue(), "csv", delimiter=";").everything()
    assert all(one in everything for row in rows for one in row)


def test_a_first_line_that_tells_the_sign_between_cells_is_no_header() -> None:
    (slip,) = read("sep=|\r\n" + (HEAD + ROW).replace(";", "|"), "csv").slips
    assert said(slip)["title"] == "Un bureau"


def test_a_table_of_which_no_column_is_known_as_text_is_refused_once() -> None:
    with pytest.raises(Unfit, match="It has: a, b, c"):
        read("a;b;c\n" + ROW * 3, "csv")
