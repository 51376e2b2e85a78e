"""Every line of any file ends as title, date line, by-line, caption, body, or dropped with a reason."""

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.importing.cleaning.lines import split
from articles.importing.parsed import ParsedArticle, Part, Unreadable
from articles.importing.readers.decoding import decode
from articles.importing.readers.text import read
from articles.vocabulary import REASONS, reason_words
from entities.authority.loader import load_files
from entities.folding import fold
from tests.articles.importing.test_pages import NAMES, _page

TODAY = datetime.date(2026, 6, 1)
AUTHORITY = load_files()
ROOT = Path(__file__).parents[3]
FILES = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests/gold/passages/read").glob("*.txt")])
PAGES = [pytest.param(_page(name).data, id=name) for name in NAMES]
TEXTS = [*PAGES, *(pytest.param(path.read_bytes(), id=path.name) for path in FILES)]

LINES = st.sampled_from(
    [
        "Tokyo et Oslo préparent un exercice naval | Le Monde",
        "Publié le 3 mars 2011 à 08:15 par Jean Morel",
        "OSLO (AFP) – Le gouvernement japonais a confirmé jeudi qu'il enverrait deux navires en mer de Norvège.",
        "Les équipages s'entraîneront avec ceux de trois autres pays, a précisé le ministre norvégien. ak/br",
        "La flotte du Nord suivra ces manœuvres de près, sans que l'on sache combien de navires elle y consa-",
        "crera au mois de septembre, ni sous les ordres de quel amiral",
        "Lire aussi : Un an de guerre en mer Noire",
        "Un marin salue la foule à Kyoto, le 3 mai 2017. (Photo AFP)",
        "**Partager** [Tweeter](https://a.example/t)",
        "![La flotte au port de Bergen](/f.jpg)",
        "Par Jean Morel",
        "12 commentaires",
        "Осака и Москва",
        "DÃ©jÃ  abonnÃ© ?",
        "– Non.",
        "",
        "\u00a0",
        "| | |",
        "© 2011 Le Monde",
    ]
)
RANDOM = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)


def _read(data: bytes) -> ParsedArticle | None:
    try:
        return read(data, authority=AUTHORITY, today=TODAY)
    except Unreadable:
        return None


def _silently_lost(article):
    """The lines of body and title of which a word is neither in those nor told as cut."""
    cut = " ".join(one.text for one in article.cuts)
    kept = fold(f"{article.title} {article.body} {cut}").replace(" ", "")
    for raw, line in zip(article.lines, split("\n".join(one.text for one in article.lines)), strict=False):
        if raw.part in (Part.BODY, Part.TITLE):
            yield from (word for word in fold(line.text).split() if word not in kept)


@pytest.mark.parametrize("data", TEXTS)
def test_every_line_has_a_part_and_what_is_dropped_a_reason(data):
    article = read(data, authority=AUTHORITY, today=TODAY)
    assert [line.text for line in article.lines] == [line.raw for line in split(decode(data).text)]
    assert [line.number for line in article.lines if line.part == Part.DROPPED and not line.reason] == []


@pytest.mark.parametrize("data", TEXTS)
def test_no_word_of_a_kept_line_is_silently_lost(data):
    assert list(_silently_lost(read(data, authority=AUTHORITY, today=TODAY))) == []


@pytest.mark.parametrize("data", TEXTS)
def test_each_reason_has_words_for_readers(data):
    article = read(data, authority=AUTHORITY, today=TODAY)
    reasons = {line.reason for line in article.lines if line.text.strip() and line.reason}
    assert [one for one in reasons if one not in REASONS and str(reason_words(one)) == one] == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(LINES, LINES, RANDOM), min_size=1, max_size=14), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_lines_in_any_order_are_all_told(lines, end):
    article = _read(end.join(lines).encode())
    if article is not None:
        assert [line.number for line in article.lines if line.part == Part.DROPPED and not line.reason] == []
        assert list(_silently_lost(article)) == []


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    article = _read(data)
    assert article is None or (article.body and article.lines)
