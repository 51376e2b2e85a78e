from __future__ import annotations

import datetime

import numpy as np
import pytest

from articles.sampling.laying import lay
from articles.sampling.skewing import BareArticle, Roster, draw

ROSTER = Roster(countries=6, persons=40, others=12)
NAMES = [f"Acteur {chr(65 + number % 26)}{number}" for number in range(58)]


@pytest.fixture(scope="module")
def drawn() -> list[BareArticle]:
    return list(draw(400, ROSTER, np.random.default_rng(5), until=datetime.date(2026, 3, 1)))


def test_each_mention_stands_where_it_is_said_to(drawn: list[BareArticle]) -> None:
    for number, article in enumerate(drawn):
        laid = lay(article, number, NAMES)
        words = [laid.body[span.start : span.end] for span in laid.mentions]
        assert words == [NAMES[actor] for actor in article.named]


def test_each_statement_is_a_sentence_that_names_both_ends(drawn: list[BareArticle]) -> None:
    for number, article in enumerate(drawn):
        laid = lay(article, number, NAMES)
        for one, span in zip(article.statements, laid.statements, strict=True):
            sentence = laid.body[span.start : span.end]
            assert sentence.startswith(NAMES[one.first])
            assert NAMES[one.second] in sentence


def test_no_two_bodies_are_the_same(drawn: list[BareArticle]) -> None:
    bodies = {lay(article, number, NAMES).body for number, article in enumerate(drawn)}
    assert len(bodies) == len(drawn)


def test_the_first_country_is_in_about_half_of_the_articles(drawn: list[BareArticle]) -> None:
    assert 160 < sum(0 in article.named for article in drawn) < 240


def test_nothing_is_dated_after_the_last_day(drawn: list[BareArticle]) -> None:
    assert max(article.published for article in drawn) <= "2026-03-01"


def test_the_same_seed_draws_the_same() -> None:
    again = [list(draw(20, ROSTER, np.random.default_rng(9), until=datetime.date(2020, 1, 1))) for _ in range(2)]
    assert again[0] == again[1]
