"""Bare articles: rows alone, by the million."""

from __future__ import annotations

import datetime

import pytest

from articles.bare import add_bare
from articles.models import Article, Evidence, ImportRun, Mention, Quote, Source
from articles.samples import remove_sample
from articles.searching import query_of
from entities.models import Actor, Relation
from tests.articles.rows import article_naming, country_row

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)


def add(count: int) -> None:
    for name, code in (("Russie", "RU"), ("Japon", "JP"), ("OTAN", "NATO")):
        country_row(name, code)
    list(add_bare(count, seed=1, today=TODAY))


def test_their_mentions_and_statements_stand_where_their_spans_say() -> None:
    add(60)
    for row in [*Mention.objects.select_related("article"), *Evidence.objects.select_related("article")]:
        assert row.article.body[row.start : row.end] == row.text


def test_each_is_marked_as_invented_and_found_by_its_words() -> None:
    add(40)
    assert Article.objects.filter(is_invented=True).matching(query_of("dépêche")).count() == 40


def test_a_second_run_adds_others() -> None:
    add(10)
    list(add_bare(10, seed=1, today=TODAY))
    assert Article.objects.count() == 20


def test_nothing_of_them_is_left_when_they_are_taken_out() -> None:
    add(50)
    japan = Actor.objects.get(code="JP")
    kept = article_naming(japan)
    assert remove_sample() == 50
    assert list(Article.objects.all()) == [kept]
    left = [model.__name__ for model in (Evidence, Quote, Relation, Source, ImportRun) if model.objects.exists()]
    assert left == []
    assert Actor.objects.count() == 3
