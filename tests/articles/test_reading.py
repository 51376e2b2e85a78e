"""Files read together and one by one."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from articles.importing.parsed import Unreadable
from articles.reading import LONGEST, ReadArticle, read_file, read_files
from entities.authority.loader import load_files
from entities.extracting import Extractor
from entities.nlp import pipeline

TODAY = datetime.date(2026, 11, 22)
PASSAGES = sorted((Path(__file__).parents[1] / "gold" / "passages" / "read").glob("*.txt"))[: pipeline.BATCH + 2]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_files(), pipeline.load())


def test_files_read_together_say_what_each_says_alone(extractor: Extractor) -> None:
    files = [(path.name, path.read_bytes()) for path in PASSAGES]
    together = list(read_files(files, extractor=extractor, today=TODAY))
    assert together == [read_file(data, name=name, extractor=extractor, today=TODAY) for name, data in files]


def test_a_text_longer_than_any_article_is_refused_and_the_others_read(extractor: Extractor) -> None:
    lines = (f"Le Danemark et la Norvège comptent {number} bateaux de plus." for number in range(LONGEST // 40))
    files = [("long.txt", "\n\n".join(lines).encode()), (PASSAGES[0].name, PASSAGES[0].read_bytes())]
    refused, read = read_files(files, extractor=extractor, today=TODAY)
    assert isinstance(refused, Unreadable)
    assert "split the file" in str(refused)
    assert isinstance(read, ReadArticle)


def test_an_unreadable_file_gives_its_reason_in_its_place(extractor: Extractor) -> None:
    good = (PASSAGES[0].name, PASSAGES[0].read_bytes())
    results = list(read_files([good, ("empty.txt", b""), good], extractor=extractor, today=TODAY))
    assert [type(result) for result in results] == [ReadArticle, Unreadable, ReadArticle]
    with pytest.raises(Unreadable):
        read_file(b"", name="empty.txt", extractor=extractor, today=TODAY)


ENGLISH = b"""Norway and Denmark open their harbours

Published: 3 March 2021

OSLO - Norway and Denmark agreed on Monday to open their harbours to all trawlers.

"We are open for business," the minister said, and the fishermen of both countries thanked him for that."""


def test_a_text_in_another_language_is_kept_and_nothing_is_looked_for_in_it(extractor: Extractor) -> None:
    read = read_file(ENGLISH, name="en.txt", extractor=extractor, today=TODAY)
    assert (read.parsed.language, read.published.value) == ("en", "2021-03-03")
    assert (read.extraction.mentions, read.extraction.quotes) == ((), ())


def test_french_texts_beside_it_are_read_all_the_same(extractor: Extractor) -> None:
    files = [("en.txt", ENGLISH), (PASSAGES[0].name, PASSAGES[0].read_bytes())]
    _, french = read_files(files, extractor=extractor, today=TODAY)
    assert isinstance(french, ReadArticle)
    assert french.extraction.mentions
