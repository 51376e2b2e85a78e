"""Every word of a body leads back to the line and column of the raw file from which it was read."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.parsed import Part
from articles.importing.readers.text import read
from articles.importing.tracing import column_of, raw_place
from entities.authority.loader import load_files

TODAY = datetime.date(2026, 6, 1)
AUTHORITY = load_files()
ROOT = Path(__file__).parents[3]
FILES = sorted([*(ROOT / "seeds").glob("*.txt"), *(Path(__file__).parent / "raw").glob("*.txt")])
WORD = re.compile(r"[\w-]+")
HIDDEN = re.compile("[\u00ad\u200b-\u200f\ufeff]")
LEDE = (
    "OSLO (AFP) – Le gouvernement japonais a fait savoir mardi qu'il étudiait avec soin la proposition norvégienne, "
    "qui porte sur deux navires et leurs équipages."
)


def _read(text):
    return read(text.encode(), authority=AUTHORITY, today=TODAY)


def _astray(article):
    """The words of the body that do not stand where they are said to stand."""
    for match in WORD.finditer(article.body):
        line, column = raw_place(article, match.start())
        if not HIDDEN.sub("", article.lines[line - 1].text[column:]).startswith(match[0][0]):
            yield match[0], line, column


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_word_of_a_text_leads_back_to_its_place(path):
    assert list(_astray(read(path.read_bytes(), authority=AUTHORITY, today=TODAY))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_pieces_cover_the_body_in_order_and_come_from_its_lines_alone(path):
    article = read(path.read_bytes(), authority=AUTHORITY, today=TODAY)
    starts = [piece.start for piece in article.pieces]
    assert starts == sorted(set(starts))
    assert starts[0] == 0
    assert {article.lines[piece.line - 1].part for piece in article.pieces} <= {Part.BODY, Part.TITLE}


_WORDS = st.text("abcdeéèç'", min_size=1, max_size=8)
_SENTENCES = st.lists(_WORDS, min_size=4, max_size=14).map(lambda words: " ".join(words).capitalize() + ".")
_BLANKS = st.sampled_from([" ", "  ", "\u00a0", " \u00ad", "\t"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(_SENTENCES, _BLANKS), min_size=1, max_size=6))
def test_any_text_with_any_blanks_leads_back(drawn):
    paragraphs = [sentence.replace(" ", blank) for sentence, blank in drawn]
    assert list(_astray(_read("\n\n".join([LEDE, *paragraphs, LEDE.replace("mardi", "ensuite")])))) == []


def test_a_dateline_that_was_cut_is_counted():
    article = _read(f"Un titre\n\n{LEDE}")
    assert article.body.startswith("Le gouvernement")
    assert raw_place(article, 0) == (3, LEDE.index("Le gouvernement"))


def test_a_word_broken_at_the_end_of_a_line_begins_in_the_first():
    head, tail = "Le gouvernement japonais a fait savoir mardi soir qu'il étu-", "diait la proposition norvégienne."
    article = _read(f"Un titre\n\n{head}\n{tail}")
    at = article.body.index("étudiait")
    assert raw_place(article, at) == (3, head.index("étu"))
    assert raw_place(article, article.body.index("proposition")) == (4, tail.index("proposition"))


@pytest.mark.parametrize(
    ("raw", "text", "offset", "column"),
    [
        ("  **Oslo** et Riga", "Oslo et Riga", 0, 4),
        ("  **Oslo** et Riga", "Oslo et Riga", 8, 14),
        ("Oslo, Oslo, Oslo", "Oslo, Oslo, Oslo", 6, 6),
        ("Os\u00adlo et Riga", "Oslo et Riga", 8, 9),
    ],
)
def test_marks_and_hidden_characters_are_stepped_over(raw, text, offset, column):
    assert column_of(raw, text, offset) == column
