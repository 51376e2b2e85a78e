"""What a person vouched for follows the mentions on which it rested, whatever the machine still finds of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles import curation
from articles.curation import Rule
from articles.models import Evidence, Mention, Quote
from tests.articles.curation.machine import Machine
from tests.rows import actor_row, article_row

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from entities.models import Actor, Decision

pytestmark = pytest.mark.django_db

BODY = "Lavrov a menacé Tokyo. « Nous viendrons », a dit Lavrov."
ACTS = ("one place", "words added over it", "longer words over it", "the article", "everywhere")


@pytest.fixture
def machine(lavrov: Actor) -> Machine:
    japan = actor_row("Japon", "country")
    machine = Machine(article_row("Titre", BODY)).names("Lavrov", lavrov).names("Lavrov", lavrov, after="dit")
    machine.names("Tokyo", japan).states("THREATEN", "menacé", lavrov, japan).hears("Nous viendrons", lavrov)
    machine.run()
    return machine


def first() -> Mention:
    return Mention.objects.order_by("start").first()


def give(how: str, machine: Machine, actor: Actor, by: User) -> Decision:
    """Say in one of the ways there are that the first name is this actor's."""
    match how:
        case "one place":
            return curation.relink(mention=first(), actor=actor, by=by)
        case "the article":
            return curation.relink(mention=first(), actor=actor, by=by, whole_article=True)
        case "everywhere":
            return curation.make_rule(rule=Rule("Lavrov", actor=actor), by=by)
    end = {"words added over it": 6, "longer words over it": 8}[how]
    return curation.add_mention(article=machine.article, place="body", start=0, end=end, actor=actor, by=by)


def nothing(machine: Machine) -> Machine:
    return Machine(machine.article)


def source() -> Any:
    return Evidence.objects.get().participants.get(part="source").actor


@pytest.mark.parametrize("how", ACTS)
def test_a_vouched_quote_stays_with_whom_it_followed_when_the_machine_finds_nothing(
    curator, machine, ivanov, how
):  # fmt: skip
    curation.accept(item=Quote.objects.get(), by=curator)
    give(how, machine, ivanov, curator)
    assert Quote.objects.get().speaker == ivanov
    nothing(machine).run("2")
    assert Quote.objects.get().speaker == ivanov


@pytest.mark.parametrize("how", ACTS)
def test_a_vouched_statement_stays_with_whom_it_followed_when_the_machine_finds_nothing(
    curator, machine, ivanov, how
):  # fmt: skip
    curation.accept(item=Evidence.objects.get(), by=curator)
    give(how, machine, ivanov, curator)
    assert source() == ivanov
    nothing(machine).run("2")
    assert source() == ivanov


@pytest.mark.parametrize("how", ACTS)
def test_taking_back_who_is_meant_reaches_what_the_machine_no_longer_finds(curator, machine, lavrov, ivanov, how):
    curation.accept(item=Quote.objects.get(), by=curator)
    decision = give(how, machine, ivanov, curator)
    nothing(machine).run("2")
    curation.undo(decision=decision, by=curator)
    assert Quote.objects.get().speaker == lavrov


def test_a_vouched_statement_leaves_a_name_that_it_does_not_rest_on(curator, machine, lavrov, ivanov):
    curation.accept(item=Evidence.objects.get(), by=curator)
    curation.relink(mention=Mention.objects.filter(text="Lavrov").latest("start"), actor=ivanov, by=curator)
    machine.mentions = machine.mentions[1:]  # the first name is found no more
    machine.run("2")
    assert source() == lavrov


def test_a_quote_follows_whom_it_rested_on_also_when_it_is_heard_again(curator, machine, ivanov):
    curation.accept(item=Quote.objects.get(), by=curator)
    give("one place", machine, ivanov, curator)
    nothing(machine).run("2")
    machine.run("3")
    assert Quote.objects.get().speaker == ivanov


def test_what_an_undone_decision_pinned_is_pinned_no_more(curator, machine, ivanov):
    curation.accept(item=Evidence.objects.get(), by=curator)
    turned = curation.recode(statement=Evidence.objects.get(), turned=True, by=curator)
    curation.undo(decision=turned, by=curator)
    curation.accept(item=Evidence.objects.get(), by=curator)
    give("one place", machine, ivanov, curator)
    assert source() == ivanov


def test_with_its_own_name_rejected_a_quote_follows_the_next_one_found_or_not(curator, machine, ivanov):
    curation.relink(mention=Mention.objects.filter(text="Lavrov").latest("start"), actor=ivanov, by=curator)
    curation.accept(item=Quote.objects.get(), by=curator)
    curation.reject(item=first(), by=curator)
    assert Quote.objects.get().speaker == ivanov
    nothing(machine).run("2")
    assert Quote.objects.get().speaker == ivanov
