from __future__ import annotations

from pathlib import Path

import pytest

from entities.nlp.found import FoundQuote
from entities.nlp.quotes import find_quotes
from tests.entities.nlp.marked_up import Marked, read_gold

PASSAGES = read_gold(Path(__file__).with_name("passages.txt"))


def quoted(entry: Marked) -> list[str]:
    return [_line(q) for q in find_quotes(entry.doc, entry.mentions, entry.actors)]


def _line(quote: FoundQuote) -> str:
    speaker = quote.speaker or (f"({quote.speaker_text})" if quote.speaker_text else "?")
    return f"{'' if quote.direct else '~'}{speaker}: {quote.text}"


def _fits(line: str, expected: str) -> bool:
    start, _, end = expected.partition(" … ")
    return line.startswith(start) and line.endswith(end) if end else line == expected


@pytest.mark.parametrize("entry", PASSAGES, ids=lambda e: e.text[:60])
def test_a_passage_quotes_what_its_reader_hears(entry: Marked, request: pytest.FixtureRequest) -> None:
    if entry.missed:
        request.applymarker(pytest.mark.xfail(reason=entry.missed, strict=True))
    lines = quoted(entry)
    assert len(lines) == len(entry.expected), lines
    assert all(_fits(line, gold) for line, gold in zip(lines, entry.expected, strict=True)), lines
