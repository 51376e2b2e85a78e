"""Whom words are said to: stored, shown and taken away with the quote."""

import datetime

import pytest
from django.test import Client

from articles.annotating import annotate
from articles.contract import as_contract
from articles.displaying import ANYBODY, INSIDER
from articles.exporting.gathering import quote_records
from articles.models import Quote, Source
from articles.reading import ReadArticle, read_file
from articles.statements import quotes_of
from entities.authority.loader import load_files
from entities.extracting import Extractor
from entities.nlp import pipeline
from tests.articles.rows import article_naming, country_row, hide, quote_row, source_row
from tests.rows import article_row

pytestmark = pytest.mark.django_db
TEXT = (
    "Oslo et Helsinki se parlent\n\nHELSINKI, 3 mars 2021 - Le président finlandais Sauli Niinistö a reçu Erna Solberg."
    " « La frontière restera ouverte », a dit M. Niinistö à Mme Solberg. « Rien ne presse », a-t-il confié à l'agence."
)


@pytest.fixture(scope="module")
def read() -> ReadArticle:
    extractor = Extractor(load_files(), pipeline.load())
    return read_file(TEXT.encode(), name="a.txt", extractor=extractor, today=datetime.date(2026, 1, 1))


@pytest.fixture
def quote() -> Quote:
    article = article_naming(words="Oslo dit : « une priorité ».", source=source_row("Agence", "link"))
    return quote_row(article, country_row("Norvège", "NO"), "une priorité")


def test_an_import_stores_whom_words_are_said_to(read: ReadArticle) -> None:
    article = article_row(title=read.parsed.title, body=read.parsed.body)
    annotate(article, read.extraction, version="1")
    found = Quote.objects.order_by("start").values_list("addressee__name", "addressee_text")
    assert list(found) == [("Erna Solberg", ""), (None, "l'agence")]


def test_the_contract_names_whom_words_are_said_to(read: ReadArticle) -> None:
    record = as_contract("a.txt", read, {})
    assert [one["addressee"] for one in record["quotes"]] == ["Erna Solberg", "l'agence"]


def test_the_page_says_whom_words_are_said_to(quote: Quote, client: Client) -> None:
    Source.objects.update(display="full")
    Quote.objects.update(addressee_text="des journalistes")
    assert "à l’adresse de : <span" in client.get(quote.article.get_absolute_url()).content.decode()


def test_a_record_names_whom_words_are_said_to(quote: Quote) -> None:
    quote.addressee = country_row("Suède", "SE")
    quote.save()
    (record,) = quote_records(Quote.objects.all(), INSIDER, "")
    assert record.addressee is not None
    assert record.addressee.code == "SE"


def test_whom_a_reserved_quote_is_said_to_in_words_is_reserved_too(quote: Quote) -> None:
    Quote.objects.update(addressee_text="des journalistes")
    (record,) = quote_records(Quote.objects.all(), ANYBODY, "")
    assert (record.text, record.addressee_text) == ("", "")


def test_a_hidden_actor_hears_nothing(quote: Quote) -> None:
    quote.addressee = country_row("Suède", "SE")
    quote.save()
    hide(quote.addressee)
    (said,) = quotes_of(Quote.objects.for_display(), INSIDER)
    assert said.addressee is None
