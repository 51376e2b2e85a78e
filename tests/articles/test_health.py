from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import curation
from articles.displaying import ANYBODY, INSIDER
from articles.health import Coverage, health
from articles.models import ImportRun
from tests.articles.rows import article_naming, country_row, source_row

pytestmark = pytest.mark.django_db


def held(*dates: str, **values: object) -> None:
    japan = country_row("Japon", "JP")
    for date in dates:
        first_day = date + "-01-01"[len(date) - 4 :] if date else None
        article_naming(japan, published=date, published_on=first_day, **values)


def coverage() -> Coverage:
    return health(ANYBODY).coverage[0]


def test_articles_are_counted_by_outlet_and_month() -> None:
    held("2013-11-02", "2013-11", "2014-02", source=source_row("Agence"))
    counts = {month.value: month.count for year in coverage().years for month in year.months if month.count}
    assert counts == {"2013-11": 2, "2014-02": 1}


def test_the_newest_years_of_an_outlet_are_shown_and_all_when_asked_for(client: Client) -> None:
    held(*(f"{year}-05" for year in range(2000, 2006)), source=source_row("Agence"))
    assert [year.value for year in coverage().years] == [2003, 2004, 2005]
    assert coverage().older_years == 3
    assert "?outlet=agence#coverage" in client.get(reverse("health")).content.decode()
    whole = client.get(reverse("health"), {"outlet": "agence"})
    assert len(whole.context["health"].coverage[0].years) == 6
    assert "<details open>" in whole.content.decode()


def test_empty_months_between_full_ones_are_gaps() -> None:
    held("2013-11", "2014-02")
    assert [month.value for year in coverage().years for month in year.months if month.is_gap] == [
        "2013-12",
        "2014-01",
    ]


def test_a_gap_over_years_is_told_from_its_first_month_to_its_last() -> None:
    held("1958-03", "1958-04", "1990-12", "1991-06")
    assert [(gap.first, gap.last, gap.months) for gap in coverage().gaps] == [
        ("1958-05", "1990-11", 391),
        ("1991-01", "1991-05", 5),
    ]


def test_articles_without_a_month_are_told_apart() -> None:
    held("2013", "2013-11", "")
    assert (coverage().articles, coverage().loose) == (3, 2)


def test_the_outlet_that_is_not_given_has_its_row() -> None:
    held("2013-11")
    assert coverage().source is None
    assert str(coverage().address).endswith("?outlet=none")


def test_what_is_undated_is_told_as_a_share() -> None:
    held("2013-11", "2013-12", "", "")
    assert health(ANYBODY).undated_percent == 50


def test_of_nothing_everything_is_told_all_the_same(client: Client) -> None:
    assert "Rien n’a encore été importé." in client.get(reverse("health")).content.decode()


@pytest.fixture
def refused(db: None) -> None:
    rejections = [{"path": "/data/a.txt", "reason": "no text"}, {"path": "/data/b.txt", "reason": "no text"}]
    ImportRun.objects.create(rejected_count=2, rejections=rejections)


def test_reasons_of_the_last_import_are_counted(refused: None) -> None:
    last = health(ANYBODY).last_import
    assert last
    assert last.refused == (("no text", 2),)


def test_paths_of_files_are_for_insiders(client: Client, refused: None) -> None:
    assert "/data/a.txt" in client.get(reverse("health")).content.decode()
    away = client.get(reverse("health"), headers={"x-forwarded-for": "192.0.2.1"}).content.decode()
    assert "/data/a.txt" not in away
    last = health(INSIDER).last_import
    assert last
    assert len(last.paths) == 2


def test_versions_are_counted_by_articles() -> None:
    held("2013-11", "2013-12", extracted_with="v1")
    assert health(ANYBODY).versions == (("v1", 2),)


def test_the_page_costs_the_same_with_many_articles(client: Client, django_assert_max_num_queries) -> None:
    held("2013-11", source=source_row("Agence"))
    with django_assert_max_num_queries(25) as few:
        client.get(reverse("health"))
    held_more = [f"{year}-{month:02}" for year in range(1990, 1994) for month in range(1, 13)]
    for number, date in enumerate(held_more):
        article_naming(published=date, published_on=f"{date}-01", source=source_row(f"Agence {number}"))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(reverse("health"))


def test_reasons_are_told_in_the_readers_language_wherever_they_were_met(client: Client, db: None) -> None:
    rejections = [{"path": "a.jsonl", "reason": f"line {number}: This is no JSON: x"} for number in (3, 7)]
    ImportRun.objects.create(rejected_count=2, rejections=rejections)
    last = health(INSIDER).last_import
    assert last
    assert last.refused == (("Ce n’est pas du JSON.", 2),)
    assert last.paths[0] == ("a.jsonl", "ligne 3 – Ce n’est pas du JSON.")


def test_measures_are_shown_once_something_was_reviewed(client: Client, curator: User) -> None:
    article = article_naming(country_row("Japon", "JP"))
    assert client.get(reverse("health")).content.decode().count("Rien n’a encore été relu.") == 2
    curation.accept(item=article.mentions.get(), by=curator)
    assert "Rien n’a encore été relu." not in client.get(reverse("health")).content.decode()
