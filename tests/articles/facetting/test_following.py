"""What one process writes, another one finds in the order in which it can be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from articles.facetting import holding
from articles.facetting.archive import Archive
from articles.facetting.following import changes_since, followed, forget, moment_now
from articles.models import Article, Mention, Quote
from entities.models import Actor
from tests.articles.rows import article_naming, country_row

pytestmark = pytest.mark.django_db


def changed(since: str) -> dict[str, list[int]]:
    return {kind: sorted(refs) for kind, refs in changes_since(since).refs.items()}


def test_what_a_mention_is_of_is_a_change_of_its_article() -> None:
    article = article_naming(country_row("Japon", "JP"))
    connection.cursor().execute("DELETE FROM articles_facetchange")
    since = moment_now()
    Mention.objects.update(status="rejected")
    assert changed(since) == {"article": [article.pk]}


def test_what_no_filter_shows_is_no_change() -> None:
    article_naming(country_row("Japon", "JP"))
    connection.cursor().execute("DELETE FROM articles_facetchange")
    since = moment_now()
    Article.objects.update(date_evidence="ici")
    Actor.objects.update(details={"a": 1})
    assert changed(since) == {}


def test_of_whom_a_quote_tells_is_a_change_of_its_article() -> None:
    japan = country_row("Japon", "JP")
    article = article_naming(japan)
    quote = Quote.objects.create(article=article, text="x", place="body", start=0, end=1)
    connection.cursor().execute("DELETE FROM articles_facetchange")
    since = moment_now()
    quote.about.add(japan)
    assert changed(since) == {"article": [article.pk]}


def test_what_read_an_article_is_a_change_of_it() -> None:
    article = article_naming(country_row("Japon", "JP"))
    connection.cursor().execute("DELETE FROM articles_facetchange")
    since = moment_now()
    Article.objects.update(extracted_with="2")
    assert changed(since) == {"article": [article.pk]}


def test_a_new_name_is_no_change_of_articles() -> None:
    actor = country_row("Japon", "JP")
    article_naming(actor)
    connection.cursor().execute("DELETE FROM articles_facetchange")
    since = moment_now()
    Actor.objects.update(name="Nippon")
    assert changed(since) == {"name": [actor.pk]}


def test_a_hidden_actor_is_a_change_of_whoever_it_stands_for() -> None:
    japan, tokyo = country_row("Japon", "JP"), country_row("Edo", "ED")
    connection.cursor().execute("DELETE FROM articles_facetchange")
    since = moment_now()
    Actor.objects.filter(pk=tokyo.pk).update(merged_into=japan, canonical=japan)
    assert changed(since) == {"actor": sorted([japan.pk, tokyo.pk])}


def test_very_many_rows_at_once_are_a_change_of_everything() -> None:
    since = moment_now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT articles_note_facets('article', array_agg(n)) FROM generate_series(1, 5001) AS n")
    assert changes_since(since).is_all


def test_who_has_not_looked_for_long_reads_everything_anew() -> None:
    since = moment_now()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_facethorizon SET transaction = pg_snapshot_xmax(pg_current_snapshot())")
    assert changes_since(since).is_all


def test_changes_of_today_are_not_forgotten() -> None:
    article_naming(country_row("Japon", "JP"))
    since = replace(moment_now(), snapshot="1:1:")
    forget()
    assert not changes_since(since).is_all


def test_there_is_no_archive_inside_of_a_transaction(settings: Settings) -> None:
    settings.FACETS_FROM = 1
    article_naming(country_row("Japon", "JP"))
    assert holding.current() is None
    assert holding.facet_version() == "sql"


def test_a_small_archive_follows_by_reading_what_has_changed() -> None:
    japan = country_row("Japon", "JP")
    first = article_naming(japan)
    archive = Archive((), holding.read_names(), moment_now())
    later = followed(archive)
    assert later is not None
    assert [part.segment.ids.tolist() for part in later.parts] == [[first.pk]]
