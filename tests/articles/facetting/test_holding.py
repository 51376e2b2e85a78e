"""Archives of processes, in a database whose transactions end. It is emptied behind these tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.http import QueryDict
from pytest_django.fixtures import Settings

from articles.facetting import holding, keeping
from articles.facetting.following import changes_since, followed, moment_now
from articles.facetting.naming import article_count, article_counts, statement_count, year_counts
from articles.forms import ArticleFilterForm
from articles.tallies import tallies
from entities.models import Actor
from tests.articles.facetting import worlds
from tests.articles.rows import article_naming, country_row

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.STATE, settings.FACETS_FROM = tmp_path, 1
    holding._holder.reset()
    yield
    holding._holder.reset()


def other_connection() -> psycopg.Connection:
    return psycopg.connect(**{**connection.get_connection_params(), "cursor_factory": None, "context": None})


def countries() -> dict[str, int]:
    form = ArticleFilterForm(QueryDict(""))
    form.is_valid()
    return next(iter(tallies(form).values())).counts


def test_a_file_is_found_and_followed() -> None:
    japan = country_row("Japon", "JP")
    article_naming(japan)
    holding.build()
    article_naming(japan)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
    archive = holding.current()
    assert archive is not None
    assert [len(part.live) for part in archive.parts] == [1, 1]
    assert countries() == {"JP": 2}


def test_all_is_told_as_of_one_moment() -> None:
    japan = country_row("Japon", "JP")
    article_naming(japan)
    holding.build()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
    with holding.one_moment():
        assert countries() == {"JP": 1}
        article_naming(japan)
        with holding.one_moment():
            assert countries() == {"JP": 1}
    assert countries() == {"JP": 2}


def test_the_version_tells_that_something_has_changed() -> None:
    japan = country_row("Japon", "JP")
    article_naming(japan)
    holding.build()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
    before = holding.facet_version()
    article_naming(japan)
    assert holding.facet_version() != before


def test_a_process_without_one_builds_it_aside_and_has_it_then() -> None:
    article_naming(country_row("Japon", "JP"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
    assert holding.current() is None
    builder = holding._holder.builder
    assert builder is not None
    builder.join()
    archive = holding.current()
    assert archive is not None
    assert countries() == {"JP": 1}


def test_a_file_of_the_future_is_no_file() -> None:
    article_naming(country_row("Japon", "JP"))
    archive = holding.build()
    file = keeping.path()
    keeping.keep(archive.parts[0].segment, replace(archive.moment, snapshot="99999999:99999999:"), file)
    assert keeping.kept(file) is None


def test_a_file_of_another_generation_is_no_file() -> None:
    article_naming(country_row("Japon", "JP"))
    archive = holding.build()
    file = keeping.path()
    assert keeping.kept(file) is not None
    keeping.keep(archive.parts[0].segment, replace(archive.moment, generation="1-1-1"), file)
    assert keeping.kept(file) is None


def test_an_archive_of_another_generation_or_of_the_future_is_not_followed() -> None:
    article_naming(country_row("Japon", "JP"))
    archive = holding.build()
    assert followed(archive) is not None
    assert followed(archive.at(replace(archive.moment, generation="1-1-1"))) is None
    assert followed(archive.at(replace(archive.moment, snapshot="99999999:99999999:"))) is None


def test_a_broken_file_is_no_file() -> None:
    article_naming(country_row("Japon", "JP"))
    holding.build()
    file = keeping.path()
    whole = file.read_bytes()
    for broken in (whole[:300], whole[:3], b"", b"\xff" * 300):
        file.write_bytes(broken)
        assert keeping.kept(file) is None


def test_a_transaction_that_began_first_and_ends_last_is_seen() -> None:
    article = article_naming(country_row("Japon", "JP"))
    archive = holding.build()
    with other_connection() as slow:
        slow.execute("UPDATE articles_mention SET status = 'rejected'")
        article_naming(country_row("Russie", "RU"))
        between = followed(archive)
        assert between is not None
        assert article.pk in between.parts[0].segment.ids[list(between.parts[0].live)]
        slow.commit()
    after = followed(between)
    assert after is not None
    assert not after.parts[0].live
    assert changes_since(moment_now()).refs == {}


def test_who_is_named_is_told_from_memory_as_from_sql(settings: Settings) -> None:
    worlds.make(worlds.made_by(3))
    for number in range(4):
        worlds.change(worlds.made_by(number))
    holding.build()
    worlds.change(worlds.made_by(9))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
    actors = list(Actor.objects.shown().in_order())
    told = []
    for settings.FACETS_FROM in (1, 0):
        assert (holding.current() is None) == (settings.FACETS_FROM == 0)
        asked = [(), (actors[0],), (actors[1], actors[2])]
        told.append([(article_counts(*ones), year_counts(*ones), article_count(*ones)) for ones in asked])
        told[-1].append(statement_count())
    assert told[0] == told[1]


def test_what_another_process_is_writing_is_left_to_it_and_what_a_killed_one_left_is_not() -> None:
    archive = holding.build()
    file = keeping.path()
    writing, left = file.with_suffix(".1-1"), file.with_suffix(".2-2")
    for path in (writing, left):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    keeping.keep(archive.parts[0].segment, archive.moment, file)
    assert (writing.exists(), left.exists()) == (True, False)
