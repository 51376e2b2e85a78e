"""Every word of a title and a body leads back to its line, column and bytes of the raw file."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.cleaning.lines import split
from articles.importing.parsed import Part
from articles.importing.readers.decoding import decode
from articles.importing.readers.text import read
from articles.importing.tracing import Bytes, lined
from entities.authority.loader import load_files

TODAY = datetime.date(2026, 6, 1)
AUTHORITY = load_files()
ROOT = Path(__file__).parents[3]
FILES = sorted(
    [
        *(ROOT / "seeds").glob("*.txt"),
        *(ROOT / "tests/gold/passages/read").glob("*.txt"),
        *(Path(__file__).parent / "raw").glob("*.txt"),
    ]
)
WORD = re.compile(r"[\w-]+")
HIDDEN = re.compile("[\u00ad\u200b-\u200f\ufeff]")
LEDE = (
    "OSLO (AFP) – Le gouvernement japonais a fait savoir mardi qu'il étudiait avec soin la proposition norvégienne, "
    "qui porte sur deux navires et leurs équipages."
)


def _read(text):
    return read(text.encode(), authority=AUTHORITY, today=TODAY)


def _lost(article):
    """The words of title and body that are not what their bytes say, once those are read and repaired as lines are."""
    places = Bytes(article)
    codec = article.encoding.removesuffix(" with mark")
    codec = {"macintosh": "mac_roman", "utf-8, partly windows-1252": "utf-8"}.get(codec, codec)
    for text, is_title in ((article.title, True), (article.body, False)):
        for match in WORD.finditer(text):
            start, end = places.span(*match.span(), title=is_title)
            if _plain(" ".join(line.text for line in split(article.data[start:end].decode(codec)))) != _plain(match[0]):
                yield match[0], article.data[start:end]


def _plain(text):
    """Without what a broken line puts between two parts of a word."""
    return re.sub(r"[-¬]\s*|\s+", "", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_bytes_of_every_word_are_that_word(path):
    assert list(_lost(read(path.read_bytes(), authority=AUTHORITY, today=TODAY))) == []


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


@settings(max_examples=100)
@given(
    st.lists(st.tuples(_SENTENCES, _BLANKS), min_size=1, max_size=6),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_text_with_any_blanks_leads_back_in_any_encoding(drawn, encoding, end):
    paragraphs = [sentence.replace(" ", blank) for sentence, blank in drawn]
    text = f"{end}{end}".join([LEDE, *paragraphs, LEDE.replace("mardi", "ensuite")])
    assert list(_lost(read(text.encode(encoding), authority=AUTHORITY, today=TODAY))) == []


def test_a_dateline_that_was_cut_is_counted():
    article = _read(f"Un titre\n\n{LEDE}")
    assert article.body.startswith("Le gouvernement")
    start, _end = Bytes(article).span(0, 1)
    assert article.data[start:].decode().startswith("Le gouvernement")


def test_the_bytes_of_a_broken_word_reach_over_the_line_end():
    article = _read("Un titre\n\nLe gouvernement japonais a fait savoir mardi soir qu'il étu-\ndiait la proposition.")
    at = article.body.index("étudiait")
    start, end = Bytes(article).span(at, at + len("étudiait"))
    assert article.data[start:end].decode() == "étu-\ndiait"
    start, _end = Bytes(article).span(article.body.index("proposition"), len(article.body))
    assert article.data[start:].decode() == "proposition."


def test_mojibake_is_led_back_to_its_damaged_bytes():
    raw = "Un titre\n\n" + "L’été dernier, Séoul a protesté auprès de la Norvège.".encode().decode("cp1252")
    article = read(raw.encode(), authority=AUTHORITY, today=TODAY)
    at = article.body.index("Séoul")
    start, end = Bytes(article).span(at, at + len("Séoul"))
    assert article.data[start:end].decode().encode("cp1252").decode() == "Séoul"


def test_a_title_without_its_site_leads_back():
    article = _read(f"Réveil : Oslo étudie une proposition | Le Monde\n\n{LEDE}")
    start, end = Bytes(article).span(0, len(article.title), title=True)
    assert article.data[start:end].decode() == article.title


def test_a_stray_byte_shifts_nothing_after_it():
    data = b"Un titre\n\nOslo a protest" + b"\xe9 hier.\n" + LEDE.encode()
    article = read(data, authority=AUTHORITY, today=TODAY)
    at = article.body.index("équipages")
    start, end = Bytes(article).span(at, at + len("équipages"))
    assert decode(data[start:end]).text == "équipages"


WRAPPED = (
    "Un titre\n\nLe gouvernement japonais a fait savoir mardi soir qu'il étu-\n"
    "diait la proposition du ministre nord-\ncoréen, que son voisin de l'ouest\njuge trop tardive.\n\nOslo attend."
)


def test_the_lined_body_has_the_lines_of_the_file():
    assert lined(_read(WRAPPED)).text == WRAPPED.removeprefix("Un titre\n\n")


@pytest.mark.parametrize(
    ("joined", "printed"),
    [
        ("étudiait", "étu-\ndiait"),
        ("nord-coréen", "nord-\ncoréen"),
        ("mardi", "mardi"),
        ("coréen", "coréen"),
        ("l'ouest juge", "l'ouest\njuge"),
        ("Oslo", "Oslo"),
        ("proposition du ministre nord", "proposition du ministre nord"),
    ],
)
def test_spans_move_with_the_lines(joined, printed):
    article = _read(WRAPPED)
    body, at = lined(article), article.body.index(joined)
    assert body.text[body.start(at) : body.end(at + len(joined))] == printed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_word_of_the_lined_body_is_one_of_the_joined(path):
    article = read(path.read_bytes(), authority=AUTHORITY, today=TODAY)
    body = lined(article)
    for match in WORD.finditer(article.body):
        assert _plain(body.text[body.start(match.start()) : body.end(match.end())]) == _plain(match[0])
