from __future__ import annotations

from pathlib import Path

import pytest

from entities.nlp.found import FoundQuote
from entities.nlp.quotes import find_quotes
from tests.entities.nlp.marked_up import Marked, read_gold

HERE = Path(__file__).parent


def told(entry: Marked) -> list[str]:
    return [_line(q) for q in find_quotes(entry.doc, entry.mentions, entry.actors)]


def _line(quote: FoundQuote) -> str:
    return f"{quote.addressee or (f'({quote.addressee_text})' if quote.addressee_text else '-')}: {quote.text}"


def _fits(line: str, expected: str) -> bool:
    start, _, end = expected.partition(" … ")
    return line.startswith(start) and line.endswith(end) if end else line == expected


@pytest.mark.parametrize("entry", read_gold(HERE / "addressees.txt"), ids=lambda e: e.text[:60])
def test_words_are_said_to_whom_their_reader_understands(entry: Marked, request: pytest.FixtureRequest) -> None:
    if entry.missed:
        request.applymarker(pytest.mark.xfail(reason=entry.missed, strict=True))
    lines = told(entry)
    assert len(lines) == len(entry.expected), lines
    assert all(_fits(line, gold) for line, gold in zip(lines, entry.expected, strict=True)), lines


def test_most_of_the_unread_addressees_are_right() -> None:
    entries = read_gold(HERE / "addressees_unread.txt")
    right = sum(any(_fits(line, gold) for line in told(entry)) for entry in entries for gold in entry.expected)
    assert right >= 0.7 * sum(len(entry.expected) for entry in entries)
