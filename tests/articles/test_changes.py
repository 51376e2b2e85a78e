from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from articles.changes import Changes, changes, day_of
from articles.displaying import INSIDER
from articles.models import Article
from tests.articles.exporting.conftest import SENTENCE
from tests.articles.rows import article_naming, country_row, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db
SINCE, TODAY = date(2026, 3, 10), date(2026, 3, 31)


def came(article: Article, *day: int) -> Article:
    Article.objects.filter(pk=article.pk).update(created_at=datetime(*day, tzinfo=UTC))
    return article


@pytest.fixture
def since() -> Changes:
    """Sweden was known; Norway came with the newer of two articles."""
    sweden, norway = country_row("Suède", "SE"), country_row("Norvège", "NO")
    old = came(article_naming(sweden, title="Ancien", words=SENTENCE), 2026, 3, 9, 23)
    new = came(article_naming(sweden, norway, title="Nouveau", words=SENTENCE), 2026, 3, 10)
    statement_row(old, "AID", sweden, norway, SENTENCE)
    statement_row(new, "ACCUSE", sweden, norway, SENTENCE)
    return changes(SINCE, INSIDER)


def test_articles_that_came_that_day_or_later_are_new(since: Changes) -> None:
    assert [hit.title for hit in since.hits] == ["Nouveau"]


def test_only_whom_no_older_article_names_is_new(since: Changes) -> None:
    assert [(one.actor.name, one.count) for one in since.actors.first] == [("Norvège", 1)]
    assert since.actor_count == 1


def test_statements_are_those_of_the_new_articles(since: Changes) -> None:
    assert since.statement_count == 1
    assert [sentence.article.title for sentence in since.sentences.first] == ["Nouveau"]


def test_nothing_is_said_to_be_nothing(db: None) -> None:
    came(article_naming(actor_row("Anna Berg")), 2026, 3, 1)
    assert changes(SINCE, INSIDER).is_empty


@pytest.mark.parametrize(
    ("text", "day", "is_read"),
    [
        ("2026-03-05", date(2026, 3, 5), True),
        ("", date(2026, 3, 1), True),
        ("hier", date(2026, 3, 1), False),
        ("2026-02-30", date(2026, 3, 1), False),
        ("2999-01-01", TODAY, True),
    ],
)
def test_a_day_that_cannot_be_read_is_the_usual_one(text: str, day: date, is_read: bool) -> None:
    assert day_of(text, TODAY) == (day, is_read)
