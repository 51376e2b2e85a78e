"""What comes from a file may be anything: it is refused, or every later replay can read it."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import curation
from articles.curation import CurationError, Rule
from articles.curation.shapes import is_whole
from articles.handing import DECISIONS
from articles.models import Contradiction, Evidence, Mention, Quote
from entities import curation as of_actors
from entities.exchanging import Row, carry_out, plan
from entities.models import Actor, Decision
from tests.articles.curation.machine import Machine
from tests.rows import article_row

pytestmark = pytest.mark.django_db

BODY = "Le président russe Kono a menacé Tokyo. « Nous viendrons », a dit Lavrov."
JUNK: tuple[Any, ...] = (
    None, "", "x", "x" * 400, -1, 7, True, [], ["x"], {}, {"x": 1}, "2013-13-45", "99999", "country:japon", [["x"]],
    "reject", "merge", "organisation",
)  # fmt: skip


@pytest.fixture
def machine(lavrov: Actor, ivanov: Actor, kono: Actor, japan: Actor) -> Machine:
    machine = Machine(article_row("Titre", BODY, published="2013", published_on="2013-01-01", date_basis="stated"))
    machine.names("Kono", kono).names("Lavrov", lavrov).names("Tokyo", japan).states("THREATEN", "menacé", kono, japan)
    machine.hears("Nous viendrons", lavrov).disputes("président russe Kono", kono, ivanov)
    machine.run()
    return machine


@pytest.fixture
def decided(machine: Machine, curator, lavrov: Actor, ivanov: Actor) -> list[Row]:
    """A file with a decision of every kind."""
    article = machine.article
    curation.accept(item=Quote.objects.get(), by=curator)
    curation.recode(statement=Evidence.objects.get(), type="REQUEST", turned=True, by=curator)
    curation.reject(item=Contradiction.objects.get(), by=curator)
    curation.relink(mention=Mention.objects.get(text="Lavrov"), actor=ivanov, by=curator, whole_article=True)
    curation.accept(item=Mention.objects.get(text="Kono"), by=curator)
    curation.add_mention(article=article, place="title", start=0, end=5, actor=lavrov, by=curator)
    curation.correct_date(article=article, published="2014-05", by=curator)
    curation.correct_text(article=article, place="title", text="Titre nouveau", by=curator)
    curation.make_rule(rule=Rule("Tokyo", since="2013"), by=curator)
    of_actors.rename(actor=lavrov, name="S. Lavrov", by=curator)
    of_actors.create(name="Haruka Tanaka", kind="person", by=curator, reason="lu")
    of_actors.merge(source=ivanov, target=lavrov, by=curator, reason="lu")
    term = {"title": "conseiller", "country": "JP", "start": "2011"}
    of_actors.appoint(actor=lavrov, term=term, by=curator)
    return list(DECISIONS.rows())


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [here] if here else []
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return found + [path for key, one in inside for path in paths(one, (*here, key))]


def spoiled(row: Row, column: str, at: int, junk: Any, *, is_gone: bool) -> Row:
    """The row with one of its values made another, or left out."""
    value = deepcopy(json.loads(row[column]))
    every = paths(value)
    if not every:
        return row
    *way, last = every[at % len(every)]
    inner = value
    for step in way:
        inner = inner[step]
    if is_gone:
        del inner[last]
    else:
        inner[last] = junk
    return row | {column: json.dumps(value)}


def test_whatever_goes_out_is_whole(decided: list[Row]) -> None:
    assert all(is_whole(row["action"], json.loads(row["subject"]), json.loads(row["values"])) for row in decided)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.integers(0, 40), column=st.sampled_from(["subject", "values"]), at=st.integers(0, 40),
    junk=st.sampled_from(JUNK), is_gone=st.booleans(), action=st.sampled_from(["", *Decision.Action.values]),
)  # fmt: skip
def test_a_spoiled_decision_is_refused_or_can_be_replayed(
    curator, decided, machine, which, column, at, junk, is_gone, action
):  # fmt: skip
    row = spoiled(decided[which % len(decided)], column, at, junk, is_gone=is_gone)
    row = row | {"action": action} if action else row
    with transaction.atomic():
        try:
            carry_out(plan(DECISIONS, [row]), by=curator)
        except CurationError:
            return
        curation.replay(machine.article)
        of_actors.replay()
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "rename", "subject": {"actor": "person:a"}, "values": {"name": "x" * 300, "from": "a"}},
        {"action": "merge", "subject": {"actor": "person:a"}, "values": {"target": None}},
        {"action": "undo", "subject": {"actor": "person:a"}, "values": {}},
        {"action": "date", "subject": {"article": "u", "field": "published"}, "values": {"published": "2013-13"}},
        {"action": "text", "subject": {"article": "u", "field": "title"}, "values": {"text": " "}},
        {"action": "accept", "subject": {"actor": "person:a"}, "values": {}},
        {"action": "hide", "subject": {"actor": "person:a", "article": "u"}, "values": {}},
        {"action": "reject", "subject": {"actor": 5}, "values": {}},
    ],
)
def test_what_nobody_could_have_decided_is_not_whole(wrong: dict[str, Any]) -> None:
    assert not is_whole(**wrong)
