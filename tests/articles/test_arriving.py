from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from articles import arriving
from articles.importing.storing import import_files
from articles.models import Article, Evidence, Mention, Participant
from articles.rereading import reread
from entities.authority.loader import load_files
from entities.extracting import Extractor
from entities.models import Actor
from entities.nlp import pipeline
from tests.articles.rows import article_naming, country_row, merge, statement_row
from tests.rows import mention_row

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
LONG_AGO, TODAY = datetime(2020, 1, 2, tzinfo=UTC), date(2026, 6, 1)
SENTENCE = "La Suède invite la Norvège."


@pytest.fixture
def sweden() -> Actor:
    return country_row("Suède", "SE")


@pytest.fixture
def norway() -> Actor:
    return country_row("Norvège", "NO")


@pytest.fixture
def article(sweden: Actor, norway: Actor) -> Article:
    found = article_naming(sweden, words=SENTENCE, extracted_at=LONG_AGO)
    statement_row(found, "AID", sweden, norway, SENTENCE)
    for model in (Mention, Evidence):
        model._default_manager.update(found_at=LONG_AGO)
    return found


def written_anew(article: Article, source: Actor, target: Actor, type_: str = "AID") -> Evidence:
    """The article's rows taken out and made again, as an extraction does."""
    known = arriving.moments([article.pk])
    article.mentions.all().delete()
    article.evidence.all().delete()
    mention_row(article, source.name, source)
    statement = statement_row(article, type_, source, target, SENTENCE)
    arriving.keep(known)
    statement.refresh_from_db()
    return statement


def test_what_is_found_again_is_as_old_as_before(article: Article, sweden: Actor, norway: Actor) -> None:
    assert written_anew(article, sweden, norway).found_at == LONG_AGO
    assert article.mentions.get().found_at == LONG_AGO


def test_another_statement_of_the_same_sentence_is_new(article: Article, sweden: Actor, norway: Actor) -> None:
    assert written_anew(article, sweden, norway, "ACCUSE").found_at > LONG_AGO


def test_a_statement_the_other_way_round_is_new(article: Article, sweden: Actor, norway: Actor) -> None:
    Participant.objects.filter(part="source").update(actor=norway)
    Participant.objects.filter(part="target").update(actor=sweden)
    assert written_anew(article, sweden, norway).found_at > LONG_AGO


def test_a_merge_makes_nothing_new(article: Article, norway: Actor) -> None:
    other = country_row("Royaume de Suède", "")
    Mention.objects.update(actor=other)
    Participant.objects.filter(part="source").update(actor=other)
    merge(other, Actor.objects.get(code="SE"))
    assert written_anew(article, Actor.objects.get(code="SE"), norway).found_at == LONG_AGO


def test_reading_an_article_again_makes_nothing_new(tmp_path: Path) -> None:
    extractor = Extractor(load_files(), pipeline.load())
    file = tmp_path / "norvege.txt"
    file.write_text("Un don\n\nLa Norvège a remercié l'Islande lundi à Oslo.\n", encoding="utf-8")
    list(import_files([file], lambda: extractor, today=TODAY))
    Evidence.objects.update(found_at=LONG_AGO)
    Mention.objects.update(found_at=LONG_AGO)
    list(reread(Article.objects.all(), extractor, today=TODAY))
    assert set(Evidence.objects.values_list("found_at", flat=True)) == {LONG_AGO}
    assert set(Mention.objects.values_list("found_at", flat=True)) == {LONG_AGO}
