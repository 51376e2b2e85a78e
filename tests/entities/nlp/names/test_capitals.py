"""A table of sentences that a French reader can judge: where does a capital act, where is it a town?"""

import re
from pathlib import Path

import pytest

from entities.authority.loader import load_files
from entities.known import Form
from entities.nlp.names import capitals
from entities.nlp.words import split_words

CAPITALS = {n.text for a in load_files().actors.values() for n in a.names if n.form == Form.CAPITAL}
SENTENCES = [
    line
    for line in Path(__file__).with_name("capitals.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_a_capital_is_read_as_a_state_only_where_it_acts(marked: str) -> None:
    text = re.sub(r"[\[\]{}]", "", marked)
    words = split_words(text)
    at = {word.start: index for index, word in enumerate(words)}
    read, shift = marked, 0
    for match in re.finditer(r"[\[{](.+?)[\]}]", marked):
        first = at[match.start() - shift]
        is_state = capitals.is_state(text, words, first, first)
        shown = f"[{match[1]}]" if is_state else f"{{{match[1]}}}"
        read = read[: match.start()] + shown + read[match.end() :]
        shift += 2
    assert read == marked
