from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from articles.changes import Changes, changes, day_of, restated_entries
from articles.displaying import INSIDER
from articles.models import Article, Evidence, Mention
from tests.articles.exporting.conftest import SENTENCE
from tests.articles.rows import article_naming, country_row, statement_row
from tests.rows import actor_row, mention_row

pytestmark = pytest.mark.django_db
SINCE, TODAY = date(2026, 3, 10), date(2026, 3, 31)


def came(article: Article, *day: int) -> Article:
    """With all that is found in it."""
    moment = datetime(*day, tzinfo=UTC)
    Article.objects.filter(pk=article.pk).update(created_at=moment)
    for model in (Mention, Evidence):
        model._default_manager.filter(article=article).update(found_at=moment)
    return article


@pytest.fixture
def since() -> Changes:
    """Sweden was known; Norway came with the newer of two articles."""
    sweden, norway = country_row("Suède", "SE"), country_row("Norvège", "NO")
    old = article_naming(sweden, title="Ancien", words=SENTENCE)
    new = article_naming(sweden, norway, title="Nouveau", words=SENTENCE)
    statement_row(old, "AID", sweden, norway, SENTENCE)
    statement_row(new, "ACCUSE", sweden, norway, SENTENCE)
    came(old, 2026, 3, 9, 23)
    came(new, 2026, 3, 10)
    return changes(SINCE, INSIDER)


@pytest.fixture
def read_again(db: None) -> Article:
    """An old article in which more was found after a month."""
    sweden, norway = country_row("Suède", "SE"), country_row("Norvège", "NO")
    article = came(article_naming(sweden, title="Ancien", words=SENTENCE), 2026, 2, 1)
    statement = statement_row(article, "AID", sweden, norway, SENTENCE)
    mention = mention_row(article, "Norvège", norway)
    for row in (statement, mention):
        type(row)._default_manager.filter(pk=row.pk).update(found_at=datetime(2026, 3, 11, tzinfo=UTC))
    return article


def test_articles_that_came_that_day_or_later_are_new(since: Changes) -> None:
    assert [hit.title for hit in since.hits] == ["Nouveau"]


def test_only_whom_no_older_article_names_is_new(since: Changes) -> None:
    assert [(one.actor.name, one.count) for one in since.actors.first] == [("Norvège", 1)]
    assert since.actor_count == 1


def test_statements_of_new_articles_are_new(since: Changes) -> None:
    assert since.statement_count == 1
    assert [sentence.article.title for sentence in since.sentences.first] == ["Nouveau"]


def test_what_a_later_reading_found_in_an_old_article_is_new(read_again: Article) -> None:
    found = changes(SINCE, INSIDER)
    assert [sentence.article.title for sentence in found.sentences.first] == ["Ancien"]
    assert [one.actor.name for one in found.actors.first] == ["Norvège"]
    assert found.hits == ()
    assert not found.is_empty


def test_the_feed_tells_of_an_old_article_that_states_more(read_again: Article) -> None:
    (entry,) = restated_entries(SINCE, INSIDER, "https://example.org")
    assert entry.title == "Nouveaux énoncés : Ancien"
    assert "Suède → Norvège" in entry.text
    assert entry.key == f"articles/{read_again.uid}/statements/20260311T000000"


def test_a_new_article_is_not_told_twice_by_the_feed(since: Changes) -> None:
    assert restated_entries(SINCE, INSIDER, "https://example.org") == []


def test_all_statements_are_reached_page_by_page(since: Changes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.changes.STATEMENTS_A_PAGE", 1)
    pages = [changes(date(2026, 3, 1), INSIDER, statements=number) for number in ("1", "2")]
    told = [sentence.article.title for page in pages for sentence in page.sentences.first]
    assert sorted(told) == ["Ancien", "Nouveau"]


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
