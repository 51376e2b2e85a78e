"""A slip written is the slip read, whatever its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.importing.readers import slips
from articles.importing.readers.slips import Datum, Rest, Slip

words = st.text(max_size=40)
told = words.map(lambda text: slips.one_line(slips.safe(text)))
data = st.lists(st.builds(Datum, st.sampled_from(slips.KINDS), told.map(lambda text: text or "x"), told), max_size=4)


def tidy(text: str) -> str:
    """As a slip keeps text: no line end but LF, no sign that no text holds."""
    return slips.safe("\n".join(slips._LINE_ENDS.split(text)))


@given(text=words, found=data, rest=st.lists(words, max_size=3))
def test_what_is_written_is_read_again(text: str, found: list[Datum], rest: list[str]) -> None:
    slip = Slip("json", "fonds.jsonl", text, tuple(found), tuple(Rest("reste", one) for one in rest))
    placed = slips.parse(slips.write(slip).decode())
    assert placed is not None
    assert placed.slip.text == tidy(text)
    assert placed.slip.data == slip.data
    assert [one.text for one in placed.slip.rest] == [tidy(one) for one in rest]


@given(text=words, rest=words)
def test_each_part_stands_at_the_lines_told(text: str, rest: str) -> None:
    placed = slips.parse(slips.write(Slip("json", "f", text, (), (Rest("r", rest),))).decode())
    assert placed is not None
    assert placed.lines[placed.text_line - 1] == tidy(text).split("\n")[0]
    assert placed.lines[placed.rest_lines[0] - 1] == tidy(rest).split("\n")[0]


def test_words_that_look_like_a_section_stay_words() -> None:
    text = "Un.\n%rest tags 2\n%text 9\nDeux."
    placed = slips.parse(slips.write(Slip("json", "f", text)).decode())
    assert placed is not None
    assert placed.slip.text == text


def test_a_damaged_slip_is_none() -> None:
    assert slips.parse("%slip 1\n%format json\n%text 12\nune ligne\n") is None


def test_halves_of_characters_are_joined_or_replaced() -> None:
    assert slips.safe("\ud83d\ude00 \ud800 \x00") == "😀 \ufffd \ufffd"
