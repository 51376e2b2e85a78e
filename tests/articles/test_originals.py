from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.importing.readers import slips
from articles.models import Article
from articles.originals import original, original_text, trace_of
from tests.articles.rows import country_row
from tests.rows import actor_row, mention_row

pytestmark = pytest.mark.django_db

TITLE = "Oslo étudie une proposition"
BODY = "Le gouvernement norvégien a fait savoir mardi soir à la Suède qu’il étudiait avec soin sa proposition."
FILE = f"{TITLE}\r\nPartager\r\n\r\n{BODY}\r\n"


def as_it_came(file: str = FILE, encoding: str = "utf-8", codec: str = "utf-8", body: str = BODY) -> Article:
    lines = [{"line": 2, "text": "Partager", "part": "dropped", "reason": "share line"}]
    article = Article.objects.create(
        title=TITLE, body=body, raw=file.encode(codec), sha256="0" * 64, encoding=encoding, lines=lines
    )
    mention_row(article, "Suède", country_row("Suède", "SE"))
    mention_row(article, "Oslo", country_row("Norvège", "NO"), place="title")
    return article


def test_every_line_of_the_file_is_shown_with_its_number() -> None:
    lines = original(as_it_came()).lines
    assert [line.number for line in lines] == [1, 2, 3, 4, 5]


def test_a_line_says_what_became_of_it_and_why() -> None:
    title, share, _blank, text, _end = original(as_it_came()).lines
    assert (str(title.part), str(text.part)) == ("titre", "")
    assert (str(share.part), str(share.reason), share.is_left_out) == ("écartée", "barre de boutons", True)


def test_names_are_marked_where_they_stand_and_lead_to_the_article() -> None:
    article = as_it_came()
    lines = original(article).lines
    at = BODY.index("Suède")
    assert f'href="{article.get_absolute_url()}#m-body-{at}-{at + 5}" title="Suède">Suède</a>' in lines[3].html
    assert re.search(r'#m-title-0-4" title="Norvège">Oslo</a>', lines[0].html)


@pytest.mark.parametrize(
    ("encoding", "codec"), [("utf-8", "utf-8"), ("windows-1252", "cp1252"), ("utf-16-le", "utf-16")]
)
def test_a_mention_leads_back_to_its_line_and_its_bytes(encoding: str, codec: str) -> None:
    article = as_it_came(encoding=encoding, codec=codec)
    trace, at = trace_of(article), BODY.index("Suède")
    assert trace
    place = trace.place("body", at, at + 5)
    assert (place.line, place.column) == (4, at + 1)
    own = codec if codec != "utf-16" else "utf-16-le"
    assert bytes(article.raw)[place.first_byte : place.last_byte].decode(own) == "Suède"


def test_a_file_that_no_longer_gives_the_stored_text_is_shown_without_marks() -> None:
    shown = original(as_it_came(body=BODY + " Une phrase de plus."))
    assert not shown.is_traced
    assert [line.number for line in shown.lines if line.is_left_out] == [2]
    assert "<a" not in "".join(line.html for line in shown.lines)


def test_a_file_that_is_no_article_is_shown_all_the_same() -> None:
    article = as_it_came(file="\x01\x02")
    assert not original(article).is_traced


def test_lines_are_escaped() -> None:
    article = as_it_came(file=FILE.replace("Partager", "<script>alert(1)</script>"))
    actor_row("Autre")
    assert "<script>" not in "".join(line.html for line in original(article).lines)


@pytest.mark.parametrize(
    ("raw", "encoding", "text"),
    [
        ("é".encode("cp1252"), "cp1252", "é"),
        ("é".encode(), "utf-8", "é"),
        (b"\xff", "utf-8", "\ufffd"),
        ("é".encode(), "no such encoding", "é"),
        ("é".encode(), "", "é"),
    ],
)
def test_the_file_is_read_in_its_own_encoding(raw: bytes, encoding: str, text: str) -> None:
    assert original_text(Article(raw=raw, encoding=encoding)) == text


def test_a_record_of_an_archive_is_not_taken_for_a_file(client: Client) -> None:
    article = as_it_came()
    page = reverse("article-original", args=[article.uid])
    assert "Ce que l’archive dit" not in client.get(page).content.decode()
    article.raw = slips.write(slips.Slip("json", "fonds.jsonl", BODY))
    article.save()
    assert "Ce que l’archive dit" in client.get(page).content.decode()
