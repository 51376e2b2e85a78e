"""Invented texts of many kinds, each with what a French reader says it is made of: NAME.txt and NAME.toml in raw/."""

import datetime
import tomllib
from pathlib import Path

import pytest

from articles.importing.parsed import Part
from articles.importing.readers.text import read

RAW = Path(__file__).parent / "raw"
NAMES = sorted(path.stem for path in RAW.glob("*.txt"))
TODAY = datetime.date(2026, 6, 1)


def _read(name, authority):
    gold = tomllib.loads((RAW / f"{name}.toml").read_text("utf-8"))
    return read((RAW / f"{name}.txt").read_bytes(), authority=authority, today=TODAY), gold


@pytest.mark.parametrize("name", NAMES)
def test_the_title_is_found_and_nothing_else_with_it(name, authority):
    article, gold = _read(name, authority)
    assert article.title == gold["title"]


@pytest.mark.parametrize("name", NAMES)
def test_the_date_of_publication_is_the_stated_one_or_none(name, authority):
    article, gold = _read(name, authority)
    assert article.published.value == gold.get("published")


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_around_the_article_stays_out_of_it(name, authority):
    article, gold = _read(name, authority)
    inside = {line.number for line in article.lines if line.part in (Part.BODY, Part.TITLE)}
    assert sorted(inside & set(gold["outside"])) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_the_article_is_lost(name, authority):
    article, gold = _read(name, authority)
    out = {line.number for line in article.lines if line.text.strip() and line.part not in (Part.BODY, Part.TITLE)}
    assert sorted(out - set(gold["outside"]) - set(gold.get("either", []))) == []


@pytest.mark.parametrize("name", NAMES)
def test_authors_outlet_and_agency_are_those_that_the_text_states(name, authority):
    article, gold = _read(name, authority)
    assert list(article.authors) == gold.get("authors", [])
    assert article.source == gold.get("source")
    assert article.agency == gold.get("agency", "")
