from __future__ import annotations

import json
import tracemalloc
from datetime import date
from itertools import count

import networkx as nx
import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tablib import Dataset

from articles.browsing import browse
from articles.displaying import ANYBODY, INSIDER, Reader
from articles.exporting.files import OF_A_LIST, holding_of
from articles.forms import ArticleFilterForm
from articles.models import Article, Source
from entities.models import Actor
from tests.articles.exporting.conftest import SENTENCE, SPOKEN
from tests.articles.rows import article_naming, country_row, source_row, statement_row
from tests.rows import actor_row, article_row

pytestmark = pytest.mark.django_db
SITE = "https://example.org"
TYPES = ("ACCUSE", "CONSULT", "AID")


def export(name: str, query: str = "", reader: Reader = INSIDER) -> str:
    form = ArticleFilterForm(QueryDict(query))
    form.is_valid()
    return "".join(OF_A_LIST[name].pieces(holding_of(form, reader, SITE)))


def rows(name: str, query: str = "", reader: Reader = INSIDER) -> list[dict[str, str]]:
    return Dataset().load(export(name, query, reader).removeprefix("\ufeff"), format="csv").dict


def on_the_pages(query: str) -> list[str]:
    """The articles that the list shows, page after page."""
    shown: list[str] = []
    for number in count(1):
        found = browse(ArticleFilterForm(QueryDict(f"{query}&page={number}")), INSIDER)
        shown += [hit.article.uid for hit in found.hits]
        if found.next is None:
            return shown
    raise AssertionError


@pytest.fixture
def press(db: None) -> None:
    """Forty-five articles of several years, outlets and actors: more than two pages."""
    actors = [country_row("Suède", "SE"), country_row("Norvège", "NO"), actor_row("Anna Berg")]
    outlets = [source_row("Gazette"), source_row("Courrier", "link"), None]
    for number in range(45):
        named = [actor for place, actor in enumerate(actors) if number % (place + 2) == 0]
        article = article_naming(
            *named, published=("2013", "2014-05", "2015-06-07", "")[number % 4], source=outlets[number % 3],
            words=f"{SENTENCE} {'Un accord.' if number % 5 else ''}",
        )  # fmt: skip
        if number % 2:
            statement_row(article, TYPES[number % 3], actors[0], actors[1], SENTENCE)


VALUES = st.sampled_from(
    ["country=SE", "country=NO", "country=-SE", "country=none", "person=anna-berg", "person=-anna-berg", "year=2013",
     "year=none", "month=2014-05", "outlet=gazette", "outlet=-courrier", "outlet=none", "type=ACCUSE", "type=-AID",
     "acting=SE", "quad=verbal-conflict", "mode=asserted", "mode=-asserted", "since=2014", "until=2014-05-30",
     "q=accord", "q=invite", "q=numero*", "sort=newest", "status=machine", "media=none", "country=XX"]
)  # fmt: skip


@given(st.lists(VALUES, max_size=4).map("&".join))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_rows_of_a_file_are_those_of_the_pages_in_their_order(press: None, query: str) -> None:
    shown = on_the_pages(query)
    assert [row["id"] for row in rows("articles.csv", query)] == shown
    assert [json.loads(line)["id"] for line in export("articles.jsonl", query).splitlines()] == shown


def test_the_statements_are_those_that_answer_to_the_filter(press: None) -> None:
    found = rows("statements.csv", "type=ACCUSE&outlet=gazette")
    assert {row["type"] for row in found} == {"ACCUSE"}
    assert {row["outlet"] for row in found} == {"Gazette"}


def test_a_page_number_cuts_nothing_off(press: None) -> None:
    assert len(rows("articles.csv", "page=2")) == 45


@pytest.mark.parametrize("name", ["relations.graphml", "company.graphml"])
def test_a_graph_of_nothing_is_whole(db: None, name: str) -> None:
    assert len(nx.parse_graphml(export(name))) == 0


@pytest.mark.parametrize("name", ["articles.csv", "statements.csv", "quotes.csv"])
def test_a_table_of_nothing_is_its_header(db: None, name: str) -> None:
    assert export(name).count("\n") == 1


@pytest.mark.parametrize("display", ["link", "extract"])
@pytest.mark.parametrize("name", OF_A_LIST)
def test_no_file_holds_what_the_outlet_reserves(told: Article, name: str, display: str) -> None:
    Source.objects.update(display=display)
    Article.objects.update(body="mot " * 100 + told.body)  # beyond any extract
    evidence, quote = told.evidence.get(), told.quotes.get()
    for row in (evidence, quote):
        row.start, row.end = row.start + 400, row.end + 400
        row.save()
    text = export(name, reader=ANYBODY)
    assert SENTENCE not in text
    assert SPOKEN not in text


def test_a_record_holds_the_sentence_that_may_be_shown(told: Article) -> None:
    record = json.loads(export("articles.jsonl", reader=ANYBODY))
    assert record["statements"][0]["sentence"] == SENTENCE
    assert record["quotes"][0]["text"] == SPOKEN
    assert record["text"] == told.body


def test_a_file_of_many_articles_takes_no_more_memory_than_one_of_few(db: None) -> None:
    actor = actor_row("Anna Berg")

    def peak() -> int:
        form = ArticleFilterForm(QueryDict())
        form.is_valid()
        tracemalloc.start()
        for _piece in OF_A_LIST["articles.jsonl"].pieces(holding_of(form, INSIDER, SITE)):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    _many(actor, 400)
    few = peak()
    _many(actor, 1600)
    assert peak() < 1.25 * few


def _many(actor: Actor, number: int) -> None:
    model = article_row(f"Modèle {actor.pk} {number}")
    fields = {"encoding": "utf-8", "raw": b"", "published": "2013", "published_on": date(2013, 1, 1)}
    Article.objects.bulk_create(
        Article(title=f"{number} {one}", body="Un texte. " * 400, sha256=f"{model.pk}-{one}", **fields)
        for one in range(number)
    )
