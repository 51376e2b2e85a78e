"""Whatever is decided, in whatever order: what is shown is what the machine found and what people decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import curation
from articles.curation import CurationError, Rule, replay
from articles.models import Article, Evidence, Mention, Quote
from entities.models import Actor, Decision
from tests.articles.curation.machine import Machine
from tests.rows import actor_row, article_row

pytestmark = pytest.mark.django_db

BODY = "Lavrov a menacé Tokyo. Il a accusé Oslo. « Nous viendrons », a dit Lavrov. Plus tard, Kono parle à Oslo."
Act = tuple[int, int, int]
ACTS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 9), st.integers(0, 9)), max_size=5)
FEW = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def actors(db: None) -> dict[str, Actor]:
    names = {"Lavrov": "person", "Ivanov": "person", "Kono": "person", "Japon": "country", "Norvège": "country"}
    return {name: actor_row(name, kind) for name, kind in names.items()}


@pytest.fixture
def machine(actors: dict[str, Actor]) -> Machine:
    machine = Machine(article_row("Titre", BODY, published="2013", published_on="2013-01-01", date_basis="stated"))
    lavrov, japan, norway = actors["Lavrov"], actors["Japon"], actors["Norvège"]
    machine.names("Lavrov", lavrov).names("Tokyo", japan).names("Oslo", norway).names("Lavrov", lavrov, after="dit")
    machine.names("Kono", actors["Kono"]).states("THREATEN", "menacé", lavrov, japan)
    machine.states("ACCUSE", "accusé", lavrov, norway).hears("Nous viendrons", lavrov)
    machine.run()
    return machine


def mentions(article: Article) -> list[tuple[object, ...]]:
    return sorted(article.mentions.values_list("place", "start", "text", "actor__key", "status", "is_decided"))


def statements(article: Article) -> list[tuple[object, ...]]:
    rows = Evidence.objects.filter(article=article).prefetch_related("participants__actor")
    return sorted(
        (row.trigger_start, row.type, row.mode, row.status, row.is_decided, str(row.relation or ""),
         tuple(sorted((one.actor.key, one.part) for one in row.participants.all())))
        for row in rows
    )  # fmt: skip


def quotes(article: Article) -> list[tuple[object, ...]]:
    rows = Quote.objects.filter(article=article).order_by("start", "pk")
    return list(rows.values_list("start", "text", "speaker__key", "status", "is_decided"))


def state(article: Article) -> tuple[object, ...]:
    now = Article.objects.get(pk=article.pk)
    return now.title, now.body, now.published, now.date_basis, mentions(now), statements(now), quotes(now)


def perform(act: Act, article: Article, actors: dict[str, Actor], by: User) -> None:
    """One of the things that curators do, on one of the things there are. What is refused is not done."""
    kind, of, other = act
    everybody = list(actors.values())
    who, article = everybody[other % len(everybody)], Article.objects.get(pk=article.pk)

    def one(model: type[Mention] | type[Evidence] | type[Quote]) -> object:
        rows = list(model._default_manager.filter(article=article).order_by("start", "pk"))
        return rows[of % max(len(rows), 1)]

    acts: list[Callable[[], object]] = [
        lambda: curation.accept(item=one(Mention), by=by),
        lambda: curation.reject(item=one(Mention), by=by, whole_article=other % 2 == 0),
        lambda: curation.relink(mention=one(Mention), actor=who, by=by, whole_article=other % 3 == 0),
        lambda: curation.accept(item=one(Evidence), by=by),
        lambda: curation.reject(item=one(Evidence), by=by),
        lambda: curation.recode(statement=one(Evidence), type="REQUEST", turned=other % 2 == 0, by=by),
        lambda: curation.accept(item=one(Quote), by=by),
        lambda: curation.give_speaker(quote=one(Quote), speaker=who, by=by),
        lambda: curation.add_mention(article=article, place="body", start=of, end=of + 6, actor=who, by=by),
        lambda: curation.correct_date(article=article, published=f"20{of + 10}", by=by),
        lambda: curation.make_rule(rule=Rule("Lavrov", actor=who if other % 2 else None), by=by),
        lambda: curation.reject_each(items=Mention.objects.filter(article=article), by=by),
        lambda: curation.undo(decision=Decision.objects.order_by("-pk")[of % 3], by=by),
    ]
    with suppress(CurationError, IndexError):  # nothing of the kind is left
        acts[kind]()


@contextmanager
def undone() -> Iterator[None]:
    """Each example begins with what the machine found."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@FEW
@given(acts=ACTS)
def test_a_replay_changes_nothing_and_neither_does_an_extraction(curator, actors, machine, acts):
    with undone():
        for act in acts:
            perform(act, machine.article, actors, curator)
        before = state(machine.article)
        replay(Article.objects.get(pk=machine.article.pk))
        assert state(machine.article) == before
        machine.run("2")
        assert state(machine.article) == before


@FEW
@given(acts=ACTS, kept=st.sets(st.integers(0, 7)))
def test_nothing_decided_is_lost_when_the_machine_finds_less(curator, actors, machine, acts, kept):
    with undone():
        for act in acts:
            perform(act, machine.article, actors, curator)
        article = machine.article
        vouched = [[row for row in of(article) if "accepted" in row] for of in (mentions, statements, quotes)]
        rules = Decision.objects.exclude(subject__has_key="sentence").exclude(subject__has_key="field")
        weaker = Machine(article, machine.actors)
        weaker.mentions = [one for at, one in enumerate(machine.mentions) if at in kept]
        weaker.relations = [one for at, one in enumerate(machine.relations) if at + 5 in kept]
        weaker.quotes = machine.quotes if 7 in kept else []
        weaker.run("2")
        assert set(vouched[2]) <= set(quotes(article))
        if not rules.exists():
            assert set(vouched[0]) <= set(mentions(article))
            assert set(vouched[1]) <= set(statements(article))


@FEW
@given(acts=ACTS)
def test_undoing_everything_gives_back_what_the_machine_found(curator, actors, machine, acts):
    with undone():
        before = state(machine.article)
        for act in acts:
            perform(act, machine.article, actors, curator)
        for decision in Decision.objects.exclude(action="undo").order_by("-pk"):
            with suppress(CurationError):  # undone before
                curation.undo(decision=decision, by=curator)
        assert state(machine.article) == before
