"""What `manage.py extract` prints of a text whose lines were broken by its page."""

import datetime

import pytest

from articles.contract import as_contract
from articles.reading import read_file
from entities.authority.loader import load_files
from entities.extracting import Extractor
from entities.nlp import pipeline

TODAY = datetime.date(2026, 6, 1)
TEXT = (
    "M. Gorbatchev à Oslo\n\n"
    "Oslo, le 5 juin 1991. — Le président Mikhaïl Gorba-\n"
    "tchev a rencontré mercredi le ministre japonais des\n"
    "Affaires étrangères, M. Taro Nakayama. « Nous avons avan-\n"
    "cé pas à pas », a dit M. Gorbatchev."
)


@pytest.fixture(scope="module")
def record():
    extractor = Extractor(load_files(), pipeline.load("fr_core_news_sm"))
    read = read_file(TEXT.encode("cp1252"), name="a.txt", extractor=extractor, today=TODAY)
    return as_contract("a.txt", read, {})


def _spans(record):
    mentions = [mention for actor in record["actors"] for mention in actor["mentions"]]
    yield from ((one, one["text"]) for one in [*mentions, *record["quotes"], *record["dates"]])
    yield from ((one, one["evidence"]) for one in record["relations"])


def test_the_body_keeps_the_lines_of_the_file(record):
    assert set(TEXT.split("\n\n")[1].splitlines()) <= set(record["body"].splitlines())


def test_names_are_whole_where_lines_break_them(record):
    assert "Mikhaïl Gorbatchev" in {actor["name"] for actor in record["actors"]}


def test_each_span_gives_its_own_words(record):
    spans = list(_spans(record))
    assert len(spans) > 5
    assert [text for one, text in spans if record[one.get("in", "body")][one["start"] : one["end"]] != text] == []


def test_the_bytes_of_each_span_are_its_words(record):
    data = TEXT.encode("cp1252")
    assert [text for one, text in _spans(record) if data[slice(*one["bytes"])].decode("cp1252") != text] == []


def test_a_relation_tells_its_date_its_mode_and_its_contexts():
    text = "Le Japon et la Russie se taisent. Taro Aso s'est rendu en Russie le 18 février 2009 pour parler de gaz."
    extractor = Extractor(load_files(), pipeline.load("fr_core_news_sm"))
    read = read_file(text.encode(), name="a.txt", extractor=extractor, today=TODAY)
    [relation] = as_contract("a.txt", read, {})["relations"]
    assert (relation["told_on"], relation["plover_mode"], relation["contexts"]) == ("2009-02-18", "visit", ["resource"])
