from __future__ import annotations

import pytest

from articles.naming import found_names
from tests.articles.rows import article_naming, merge
from tests.rows import actor_row, mention_row

pytestmark = pytest.mark.django_db


def test_names_are_counted_by_article_the_most_frequent_first() -> None:
    lavrov = actor_row("Sergueï Lavrov")
    for words in ("M. Lavrov parle, M. Lavrov sort.", ""):
        article = article_naming(lavrov, words=words)
        if words:
            mention_row(article, "M. Lavrov", lavrov)
            mention_row(article, "M. Lavrov", lavrov, after="parle")
    assert [(one.words, one.articles) for one in found_names(lavrov).first] == [("Sergueï Lavrov", 2), ("M. Lavrov", 1)]


def test_each_name_leads_to_a_place_where_it_stands() -> None:
    lavrov = actor_row("Sergueï Lavrov")
    article = article_naming(lavrov)
    (one,) = found_names(lavrov).first
    start = article.body.index("Sergueï")
    assert (one.example, one.anchor) == (article, f"m-body-{start}-{start + 14}")


def test_capitals_and_accents_make_no_other_name() -> None:
    lavrov = actor_row("Sergueï Lavrov")
    article_naming(lavrov)
    article = article_naming(words="SERGUEI LAVROV parle.")
    mention_row(article, "SERGUEI LAVROV", lavrov)
    assert [one.articles for one in found_names(lavrov).first] == [2]


def test_a_merged_actor_brings_its_names_and_rejected_ones_are_left_out() -> None:
    lavrov, twin = actor_row("Sergueï Lavrov"), actor_row("Sergei Lavrov")
    article_naming(twin)
    article_naming(lavrov).mentions.update(status="rejected")
    merge(twin, into=lavrov)
    assert [one.words for one in found_names(lavrov).first] == ["Sergei Lavrov"]
