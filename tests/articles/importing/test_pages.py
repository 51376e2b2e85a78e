"""Invented page dumps, each line marked with what a French reader takes it for: pages/NAME.page.

T title, D date line, Y by-line, C caption, B body, X anything else, ? what may be either. Above them « # key: value »:
the date of publication and the authors that the page states, its encoding, its line ends, whether blank lines part its
lines.
"""

import datetime
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from articles.importing.parsed import Part
from articles.importing.readers.text import read
from entities.folding import fold

PAGES = Path(__file__).parent / "pages"
TITLES = PAGES.parent / "titles"  # whose title is hard to tell
UNREAD = PAGES.parent / "titles_unread"  # at which nobody looks: only the share that is right is measured
NAMES = sorted(path.stem for folder in (PAGES, TITLES) for path in folder.glob("*.page"))
TODAY = datetime.date(2026, 6, 1)
ENDS = {"crlf": "\r\n", "lf": "\n"}


@dataclass
class Page:
    said: dict[str, str] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        encoding = self.said.get("encoding", "utf-8")
        text = ENDS[self.said.get("newline", "lf")].join(self.lines)
        return text.encode("utf-8" if encoding == "mojibake" else encoding)

    def numbers(self, marks: str) -> set[int]:
        return {number for number, mark in enumerate(self.marks, 1) if mark in marks}


@cache
def _page(name):
    page = Page()
    path = next(path for folder in (PAGES, TITLES, UNREAD) if (path := folder / f"{name}.page").exists())
    for line in path.read_text("utf-8").splitlines():
        told = re.match(r"# (\w+): (.*)", line)
        if told:
            page.said[told[1]] = told[2]
        else:
            mark, _, text = line.partition("|")
            blanks = int(page.said.get("spacing") != "tight")
            page.marks += [mark, *["."] * blanks]
            page.lines += [text, *[""] * blanks]
    return page


def _read(name, authority):
    page = _page(name)
    return read(page.data, authority=authority, today=TODAY), page


def _texts(page, numbers):
    return [page.lines[number - 1] for number in sorted(numbers)]


@pytest.mark.parametrize("name", NAMES)
def test_the_title_of_a_page_is_found_alone(name, authority):
    article, page = _read(name, authority)
    marked = page.numbers("T")
    if marked:
        title = next(line for line in article.lines if line.number in marked)
        assert title.part == Part.TITLE
        whole = fold(" ".join(_texts(page, marked)))  # a title may run over two lines
        assert fold(article.title) in whole or "<" in title.text or page.said.get("encoding") == "mojibake"
    else:
        assert article.title == ""


def test_most_titles_of_unread_pages_are_found(authority):
    names = [path.stem for path in UNREAD.glob("*.page")]
    right = sum(_has_its_title(name, authority) for name in names)
    assert right >= 0.8 * len(names)


def _has_its_title(name, authority):
    article, page = _read(name, authority)
    title = {line.number for line in article.lines if line.part == Part.TITLE}
    return title == page.numbers("T") and fold(article.title) in fold(" ".join(_texts(page, title)))


@pytest.mark.parametrize("name", NAMES)
def test_the_date_of_a_page_is_the_one_that_it_states(name, authority):
    article, page = _read(name, authority)
    assert article.published.value == page.said.get("published")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_around_an_article_gets_into_it(name, authority):
    article, page = _read(name, authority)
    inside = {line.number for line in article.lines if line.part in (Part.BODY, Part.TITLE)}
    assert _texts(page, inside & page.numbers("XDYC")) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_paragraph_of_a_page_is_lost(name, authority):
    article, page = _read(name, authority)
    inside = {line.number for line in article.lines if line.part in (Part.BODY, Part.TITLE)}
    assert _texts(page, page.numbers("BT") - inside) == []


@pytest.mark.parametrize("name", NAMES)
def test_captions_of_a_page_are_kept_as_captions(name, authority):
    article, page = _read(name, authority)
    captions = {line.number for line in article.lines if line.part == Part.CAPTION}
    assert _texts(page, page.numbers("C") - captions) == []


@pytest.mark.parametrize("name", [name for name in NAMES if "authors" in _page(name).said])
def test_the_authors_of_a_page_are_those_who_sign(name, authority):
    article, page = _read(name, authority)
    assert list(article.authors) == page.said["authors"].split(", ")
