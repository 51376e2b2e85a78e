"""Every page asks the database as often for 500 articles as for 5."""

from __future__ import annotations

import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Mention, MentionedDate
from entities.folding import fold
from entities.models import Actor
from tests.rows import actor_row, article_row

pytestmark = pytest.mark.django_db
FEW, MANY = 5, 500
BODY = "Le Japon et la Russie négocient. Jeanne Lenoir observe."


def fill(actors: list[Actor], first: int, stop: int) -> None:
    articles = [
        article_row(f"Article {n}", BODY, published=f"{1990 + n % 35}", published_on=datetime.date(1990 + n % 35, 1, 1))
        for n in range(first, stop)
    ]
    Mention.objects.bulk_create(
        Mention(
            article=article, actor=actor, machine_actor=actor, place="body", start=BODY.index(actor.name),
            end=BODY.index(actor.name) + len(actor.name), text=actor.name, sentence=fold(BODY), form="name",
            method="gazetteer",
        )
        for article in articles
        for actor in actors
    )  # fmt: skip
    MentionedDate.objects.bulk_create(
        MentionedDate(
            article=article, place="body", start=start, end=start + 4, text="1945", value=str(1945 + start),
            first_day=datetime.date(1945 + start, 1, 1),
        )
        for article in articles
        for start in range(3)
    )  # fmt: skip
    with connection.cursor() as cursor:  # in a test's transaction nobody else tells the planner what is there
        cursor.execute("ANALYZE")


@pytest.mark.parametrize(
    "address",
    ["/", "/articles/", "/articles/?country=JP&country=RU", "/articles/?q=n%C3%A9gocient", "/articles/?year=1992",
     "/articles/?told=1945&told=1946&media=none",
     "/articles/?country=JP&person=-jeanne-lenoir&year=1992&outlet=none&type=none&status=machine&q=Japon",
     "/articles/filters/person/?find=lenoir", "/help/", "/actors/", "/actors/jeanne-lenoir/", "/actors/japon/",
     "/articles/{uid}/", "/articles/{uid}/?follow=japon", "/articles/{uid}/provenance/", "/articles/{uid}/original/",
     "/actors/japon/?with=russie&type=CONSULT", "/changes/", "/changes/feed.atom", "/articles/{uid}/similar/",
     "/path/?from=japon&to=jeanne-lenoir", "/articles/feed.atom?country=JP", "/actors/japon/feed.atom"],
)  # fmt: skip
def test_a_page_costs_as_many_queries_with_500_articles_as_with_5(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    actors = [
        actor_row("Japon", "country", code="JP"),
        actor_row("Russie", "country", code="RU"),
        actor_row("Jeanne Lenoir"),
    ]
    fill(actors, 0, FEW)
    address = address.format(uid=Article.objects.order_by("pk").values_list("uid", flat=True)[0])
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    with django_assert_max_num_queries(32) as few:
        assert client.get(address).status_code == 200
    fill(actors, FEW, MANY)
    with django_assert_num_queries(len(few)):
        assert client.get(address).status_code == 200
