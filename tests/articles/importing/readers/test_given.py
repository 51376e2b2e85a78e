"""What an archive says of an article counts; what it doesn't say is found in the text."""

from __future__ import annotations

import datetime

import pytest

from articles.importing.parsed import ParsedArticle, Part
from articles.importing.readers import slips, text
from articles.importing.readers.given import author_names
from articles.importing.readers.slips import Datum, Rest, Slip
from articles.importing.tracing import Bytes
from entities.authority.loader import load_files

TODAY = datetime.date(2026, 11, 22)
BODY = """Le ministre norvégien Jonas Gahr Støre s'est rendu lundi à Reykjavik.

Les deux pays partageront un bureau dans le port, a indiqué M. Støre devant la presse."""
TITLE = "Oslo et Reykjavik ouvrent un bureau"


def article(body: str = BODY, rest: str = "", **data: str) -> ParsedArticle:
    found = tuple(Datum(kind, f"json:{kind}", value) for kind, value in data.items())
    slip = Slip("json", "fonds", body, found, (Rest("json:tags", rest),) if rest else ())
    return text.read(slips.write(slip), authority=load_files(), today=TODAY)


def test_title_date_author_outlet_and_address_are_those_given() -> None:
    read = article(
        title=TITLE, date="2011-05-04T10:00:00Z", author="Par Jean Dupont et Anne Roy", source="Le Monde",
        url="https://example.org/x", language="fr",
    )  # fmt: skip
    assert (read.title, read.published.value, read.published.basis) == (TITLE, "2011-05-04", "stated")
    assert (read.authors, read.source, read.url) == (("Jean Dupont", "Anne Roy"), "le-monde", "https://example.org/x")
    assert read.body == BODY


def test_the_evidence_of_a_date_says_which_field() -> None:
    assert article(title=TITLE, date="2011-05-04").published.evidence == "json:date: 2011-05-04"


def test_a_date_that_lies_ahead_does_not_count() -> None:
    assert article(title=TITLE, date="2031-05-04").published.value is None


def test_what_is_not_given_is_found_in_the_text() -> None:
    read = article(f"{TITLE}\n\nPublié le 4 mai 2011\n\n{BODY}")
    assert (read.title, read.published.value) == (TITLE, "2011-05-04")


def test_a_title_repeated_at_the_head_of_the_text_is_told_once() -> None:
    read = article(f"{TITLE}\n\n{BODY}", title=TITLE)
    assert (read.title, read.body) == (TITLE, BODY)
    assert any("repeats line" in line.reason for line in read.dropped)


def test_another_heading_does_not_take_the_titles_place() -> None:
    assert article(f"Un chantier pour dix ans\n\n{BODY}", title=TITLE).title == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "Pourquoi ?",
        "EN DIRECT",
        "Le 4 mai 2011",
        "« Non », dit-il.",
        "La Norvège et l'Islande ont ouvert hier un bureau.",
    ],
)
def test_an_odd_title_is_kept_whole_and_out_of_the_text(title: str) -> None:
    read = article(title=title)
    assert read.title in title
    assert read.body == BODY


def test_every_line_of_the_slip_is_told() -> None:
    read = article(title=TITLE, date="2011-05-04", rest="nord\nport")
    assert [line.number for line in read.lines] == list(range(1, read.data.decode().count("\n") + 1))
    assert [line.reason for line in read.dropped if line.text in ("nord", "port")] == ["json:tags", "json:tags"]
    assert [line.text for line in read.lines if line.part == Part.BODY] == [line for line in BODY.split("\n") if line]


@pytest.mark.parametrize("data", [{}, {"title": TITLE}, {"title": TITLE, "date": "2011", "source": "Le Monde"}])
def test_offsets_lead_to_the_bytes_of_the_slip(data: dict[str, str]) -> None:
    read = article(BODY if data else f"{TITLE}\n\n{BODY}", rest="reste", **data)
    trace = Bytes(read)
    for word in ("Jonas", "partageront", "Reykjavik", "presse"):
        at = read.body.index(word)
        first, last = trace.span(at, at + len(word))
        assert read.data[first:last].decode() == word


def test_the_titles_offsets_lead_to_its_datum() -> None:
    read = article(title=TITLE)
    first, last = Bytes(read).span(8, 17, title=True)
    assert read.data[first:last].decode() == TITLE[8:17]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Jean Dupont", ["Jean Dupont"]),
        ("Par Jean Dupont, Anne Roy et Luc Petit", ["Jean Dupont", "Anne Roy", "Luc Petit"]),
        ("Jean Dupont; Anne Roy", ["Jean Dupont", "Anne Roy"]),
        ("https://example.org/jean", []),
        ("x" * 300, []),
    ],
)
def test_authors_are_told_apart(value: str, names: list[str]) -> None:
    assert author_names(value) == names
