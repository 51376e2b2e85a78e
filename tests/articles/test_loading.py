"""Rows by COPY are those that the ORM would have stored."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, models, transaction

from articles.loading import load, load_values, number
from articles.models import Article, Contradiction, Evidence, Mention, MentionedDate, Participant, Place, Quote
from entities.models import Actor
from tests.articles.rows import article_naming, country_row

pytestmark = pytest.mark.django_db
ODD = 'Tabulation\t, retour\\n, "guillemets", \\N, « é » et 🕊'


@pytest.fixture
def actor() -> Actor:
    return country_row("Islande", "IS")


@pytest.fixture
def article(actor: Actor) -> Article:
    return article_naming(actor)


def rows(article: Article, actor: Actor) -> list[models.Model]:
    """One row of each kind, with what is hard to write."""
    statement = Evidence(
        article=article, type="AID", mode="asserted", said_by_actor=actor, place=Place.BODY, start=3, end=9, text=ODD,
        trigger_start=3, trigger_end=5, contexts=["military", "a,b", '{"'], given={"mode": ["é", None, 1.5, "\\"]},
    )  # fmt: skip
    return [
        Mention(article=article, actor=actor, machine_actor=actor, place=Place.TITLE, start=100, end=107, text=ODD,
                surface="", sentence="\\.", form="name", method="rule", certainty=0.1 + 0.2,
                found_at=datetime(2011, 5, 4, 3, 2, 1, 7, tzinfo=UTC)),
        statement,
        Evidence(article=article, type="DISPUTE", mode="negated", place="title", start=0, end=1, text="",
                 trigger_start=0, trigger_end=1),
        Quote(article=article, speaker=actor, text=ODD, is_direct=False, place="body", start=0, end=4),
        MentionedDate(article=article, place="body", start=0, end=4, text="1912", value="1912",
                      first_day=date(1912, 1, 1)),
        Contradiction(article=article, actor=actor, holder=actor, office="roi", country="NO", place="caption",
                      caption=0, start=0, end=3, text=ODD, sentence=ODD),
    ]  # fmt: skip


def values(row: models.Model) -> dict[str, object]:
    stored = type(row)._default_manager.get(pk=row.pk)
    return {f.attname: getattr(stored, f.attname) for f in row._meta.concrete_fields if not f.primary_key}


@pytest.mark.parametrize("kind", range(6))
def test_a_loaded_row_is_the_one_that_an_insert_makes(kind: int, article: Article, actor: Actor) -> None:
    row = rows(article, actor)[kind]
    row.save(force_insert=True)
    inserted = values(row)
    row.delete()
    number([row])
    load([row])
    assert values(row) == inserted


def test_a_row_of_values_is_the_one_that_an_insert_makes(article: Article, actor: Actor) -> None:
    """Whatever is not given is as the model has it by default."""
    given = {"actor_id": actor.pk, "article_id": article.pk, "machine_actor_id": actor.pk, "text": ODD, "end": 107}
    given |= {"start": 100, "place": Place.TITLE, "certainty": 0.1 + 0.2, "form": "name"}
    row = Mention.objects.create(**given)
    inserted = values(row)
    row.delete()
    load_values(Mention, [given])
    loaded = values(Mention.objects.latest("pk"))
    assert loaded.pop("found_at") > inserted.pop("found_at")
    assert loaded == inserted


def test_rows_can_point_at_those_that_were_numbered(article: Article, actor: Actor) -> None:
    statements = rows(article, actor)[1:3]
    number(statements)
    load(statements)
    load([Participant(evidence_id=one.pk, actor=actor, part="source") for one in statements])
    assert sorted(Participant.objects.values_list("evidence_id", flat=True)) == sorted(one.pk for one in statements)


def test_an_insert_after_a_load_takes_no_number_twice(article: Article, actor: Actor) -> None:
    numbered, inserted = rows(article, actor)[1:3]
    number([numbered])
    load([numbered])
    inserted.save(force_insert=True)
    assert inserted.pk > numbered.pk


def test_the_database_refuses_nonsense_that_is_loaded(article: Article, actor: Actor) -> None:
    backwards = Mention(article=article, actor=actor, machine_actor=actor, place="body", start=5, end=4, text="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        load([backwards])


def test_nothing_to_load_is_nothing_to_do() -> None:
    load([])
    load_values(Mention, [])
    number([])
    assert not Mention.objects.exists()
