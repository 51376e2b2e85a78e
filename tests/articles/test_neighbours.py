from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.displaying import INSIDER
from articles.models import Article
from articles.neighbours import Neighbour
from articles.presenting import present
from tests.articles.rows import article_naming, country_row, hide, merge
from tests.rows import actor_row

pytestmark = pytest.mark.django_db


def near(article: Article) -> tuple[Neighbour, ...]:
    return present(article, INSIDER).neighbours


def test_a_rare_name_in_common_weighs_more_than_one_that_many_articles_have() -> None:
    japan, envoy = country_row("Japon", "JP"), actor_row("Anne Lenoir")
    article = article_naming(japan, envoy)
    often, rare = article_naming(japan), article_naming(japan, envoy)
    for _ in range(6):
        article_naming(japan)
    article_naming(actor_row("Autre"))
    assert [(one.article, one.shared) for one in near(article)] == [(rare, (envoy, japan))]
    assert often not in [one.article for one in near(article)]


def test_what_every_article_names_makes_none_alike() -> None:
    japan = country_row("Japon", "JP")
    article, _other = article_naming(japan), article_naming(japan)
    assert near(article) == ()


def test_of_equals_those_of_about_the_same_time_come_first() -> None:
    envoy = actor_row("Anne Lenoir")
    article = article_naming(envoy, published="2013-05-01")
    far, close, undated = (article_naming(envoy, published=date) for date in ("1990-01-01", "2013-06-01", ""))
    article_naming(actor_row("Autre"))
    assert [one.article for one in near(Article.objects.get(pk=article.pk))] == [close, far, undated]


def test_copies_are_told_elsewhere() -> None:
    envoy, other = actor_row("Anne Lenoir"), actor_row("Autre")
    article = article_naming(envoy)
    copy, kin, copy_of_kin = article_naming(envoy), article_naming(envoy), article_naming(envoy)
    article_naming(other)
    Article.objects.filter(pk=copy.pk).update(copy_of=article)
    Article.objects.filter(pk=copy_of_kin.pk).update(copy_of=kin)
    assert [one.article for one in near(article)] == [kin]
    assert [one.article for one in near(Article.objects.get(pk=copy.pk))] == [kin]


def test_a_merged_name_is_in_common_and_a_hidden_one_is_not() -> None:
    lavrov, twin, weekday = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov"), actor_row("Lundi")
    article, kin = article_naming(lavrov, weekday), article_naming(twin)
    article_naming(weekday)
    merge(twin, into=lavrov)
    hide(weekday)
    assert [(one.article, one.shared) for one in near(article)] == [(kin, (lavrov,))]


def test_the_queries_do_not_grow_with_the_articles(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    envoys = [actor_row(f"Envoyé {number}") for number in range(12)]
    article_naming(actor_row("Autre"))
    article = article_naming(*envoys)
    for _ in range(4):
        article_naming(*envoys[:6])
    with django_assert_num_queries(8) as few:
        near(Article.objects.for_page().get(pk=article.pk))
    for number in range(40):
        article_naming(*envoys[number % 6 :])
    with django_assert_num_queries(len(few)):
        near(Article.objects.for_page().get(pk=article.pk))
