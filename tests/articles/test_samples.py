"""Invented articles come in by the same door as all others, are marked, and leave nothing behind."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from articles.importing.storing import Outcome, import_files
from articles.models import Article, Evidence, ImportRun, Mention, Quote, Source
from articles.samples import add_sample, remove_sample
from entities.authority.loader import load_files
from entities.extracting import Extractor
from entities.models import Actor, Relation
from entities.nlp import pipeline

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)
TRUE = (
    "Une visite\n\nLe Monde - 12 mars 2014\n\nLe Japon a salué mercredi la décision de la Russie.\n\n"
    "Elle était attendue.\n"
)


@cache
def _extractor() -> Extractor:
    return Extractor(load_files(), pipeline.load(settings.SPACY_MODEL))


@pytest.fixture
def extractor(settings: Settings, tmp_path: Path) -> Callable[[], Extractor]:
    settings.STATE = tmp_path
    return _extractor


def add(count: int, extractor: Callable[[], Extractor]) -> list[Outcome]:
    return [stored.outcome for stored in add_sample(count, extractor, seed=1, today=TODAY)]


def test_they_are_read_dated_and_extracted_like_any_article(extractor: Callable[[], Extractor]) -> None:
    assert add(12, extractor) == [Outcome.NEW] * 12
    assert Article.objects.exclude(published="").count() >= 8
    assert Mention.objects.filter(article__is_invented=True).values("article").distinct().count() == 12
    assert Evidence.objects.count() >= 12
    assert Quote.objects.exists()


def test_each_is_marked_as_invented(extractor: Callable[[], Extractor]) -> None:
    add(4, extractor)
    assert set(Article.objects.values_list("is_invented", flat=True)) == {True}


def test_a_second_run_changes_nothing(extractor: Callable[[], Extractor]) -> None:
    add(4, extractor)
    assert add(4, extractor) == [Outcome.UNCHANGED] * 4


def test_removing_them_leaves_nothing_behind(extractor: Callable[[], Extractor]) -> None:
    before = Actor.objects.count()
    add(8, extractor)
    assert remove_sample() == 8
    for model in (Article, Relation, Source, ImportRun):
        assert not model.objects.exists()
    assert Actor.objects.filter(origin="machine").count() == 0
    assert before == 0


def test_removing_them_leaves_other_articles_alone(extractor: Callable[[], Extractor], tmp_path: Path) -> None:
    add(3, extractor)
    (tmp_path / "vrai.txt").write_text(TRUE)
    list(import_files([tmp_path / "vrai.txt"], extractor, today=TODAY))
    remove_sample()
    assert list(Article.objects.values_list("title", "is_invented")) == [("Une visite", False)]
    assert Evidence.objects.exists()
    assert Source.objects.filter(name="Le Monde").exists()


@pytest.mark.parametrize("address", ["/", "/articles/", "{article}"])
def test_pages_show_a_badge(client: Client, extractor: Callable[[], Extractor], address: str) -> None:
    add(1, extractor)
    page = client.get(address.format(article=Article.objects.get().get_absolute_url())).content.decode()
    assert '<span class="invented">texte inventé</span>' in page


def test_the_command_says_what_a_dry_run_would_do() -> None:
    out = StringIO()
    call_command("make_sample", 7, dry_run=True, stdout=out)
    assert out.getvalue() == "would be: 7 invented articles\n"
    assert not Article.objects.exists()


def test_the_command_refuses_no_articles() -> None:
    with pytest.raises(CommandError, match="N is from 1"):
        call_command("make_sample", 0)
