"""A database of the first day, filled, becomes one of today, and goes back a step and forward again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article, Evidence, Mention, Quote
from entities.models import Actor, Decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.migrations.state import StateApps
    from pytest_django import DjangoDbBlocker

SCRATCH = "trilaterale_upgrading"
FIRST = ("articles", "0001_catalogue")  # it asks for the first of `entities`
ROOMS = ("articles", "config", "entities")
ARTICLES = 120


@pytest.fixture
def scratch(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """An empty database beside that of the other tests, in whose place it stands."""
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        _make_anew(SCRATCH)
        _stand_on(SCRATCH)
        try:
            yield
        finally:
            _stand_on(name)
            _drop(SCRATCH)


def _stand_on(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _make_anew(name: str) -> None:
    _drop(name)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")


def _drop(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def migrate(*words: str) -> None:
    call_command("migrate", *words, interactive=False, verbosity=0)


def fill(state: StateApps) -> None:
    """Rows as the first version wrote them."""
    japan, russia = (
        state.get_model("entities", "Actor").objects.create(
            key=f"country:{code}", slug=code.lower(), kind="country", name=name, sort_name=name.lower(), code=code
        )
        for code, name in (("JP", "Japon"), ("RU", "Russie"))
    )
    curator = state.get_model("auth", "User").objects.create(username="claire", is_staff=True)
    state.get_model("entities", "Decision").objects.create(
        action="hide", subject={"actor": "country:RU"}, values={}, made_by=curator
    )
    relation = state.get_model("entities", "Relation").objects.create(source=japan, target=russia, type="CONSULT")
    for number in range(ARTICLES):
        _add_article(state, number, japan, russia, relation)


def _add_article(state: StateApps, number: int, japan: Any, russia: Any, relation: Any) -> None:
    words = "Le Japon reçoit la Russie."
    article = state.get_model("articles", "Article").objects.create(
        uid=f"a{number:09}", import_path=f"{number}.txt", sha256=f"{number:064}", encoding="utf-8", raw=words.encode(),
        title=f"Numéro {number}", body=words, published="2013-11", published_on="2013-11-01", date_basis="stated",
    )  # fmt: skip
    place = {"article": article, "place": "body"}
    for actor, start, text in ((japan, 3, "Japon"), (russia, 19, "Russie")):
        state.get_model("articles", "Mention").objects.create(
            actor=actor, machine_actor=actor, start=start, end=start + len(text), text=text, sentence="le japon recoit",
            form="name", method="gazetteer", **place,
        )  # fmt: skip
    evidence = state.get_model("articles", "Evidence").objects.create(
        relation=relation, type="CONSULT", mode="asserted", start=0, end=26, text=words, trigger_start=9,
        trigger_end=15, **place,
    )  # fmt: skip
    participants = state.get_model("articles", "Participant").objects
    participants.create(evidence=evidence, actor=japan, part="source")
    participants.create(evidence=evidence, actor=russia, part="target")
    quotes = state.get_model("articles", "Quote").objects
    quotes.create(speaker=japan, text="Le Japon", start=0, end=8, **place)


def held() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Article, Mention, Evidence, Quote, Actor, Decision)}


ALL = {
    "Article": ARTICLES, "Mention": 2 * ARTICLES, "Evidence": ARTICLES, "Quote": ARTICLES, "Actor": 2, "Decision": 1,
}  # fmt: skip


def one_step_back() -> list[tuple[str, str | None]]:
    """For each app of ours, the migration before its last, or none at all."""
    loader = MigrationExecutor(connection).loader
    found: list[tuple[str, str | None]] = []
    for app in (one.label for one in apps.get_app_configs() if one.name.startswith(ROOMS)):
        for leaf in loader.graph.leaf_nodes(app):
            before = [name for label, name in loader.graph.forwards_plan(leaf) if label == app and name != leaf[1]]
            found.append((app, before[-1] if before else None))
    return found


@pytest.mark.usefixtures("scratch")
def test_what_the_first_version_held_is_there_after_every_migration_and_a_step_back() -> None:
    migrate(*FIRST)
    fill(MigrationExecutor(connection).loader.project_state([FIRST, ("auth", "0001_initial")]).apps)

    migrate()
    assert held() == ALL
    assert Article.objects.get(title="Numéro 7").mentions.get(text="Russie").actor.code == "RU"

    steps = one_step_back()
    assert {app for app, _name in steps} >= {"articles", "config", "entities"}
    MigrationExecutor(connection).migrate(steps)
    migrate()
    assert held() == ALL
