"""A rule that many articles have to show reaches them in batches."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles import curation
from articles.curation import Rule, spreading
from articles.models import Mention, RuleSpread
from tests.articles.rows import article_naming
from tests.rows import actor_row

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from entities.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def articles(db: None) -> None:
    abe = actor_row("Abe")
    for _ in range(5):
        article_naming(abe)


def make(by: User, most: int = 2) -> Decision:
    return curation.make_rule(rule=Rule("Abe"), by=by, most=most)


def rejected() -> int:
    return Mention.objects.filter(status="rejected").count()


def test_a_rule_is_shown_in_some_articles_at_once_and_in_the_others_by_and_by(curator: User) -> None:
    make(curator)
    assert rejected() == 2
    assert curation.left_of(RuleSpread.objects.get()) == 3
    while curation.go_on(RuleSpread.objects.get(), most=2):
        pass
    assert (rejected(), RuleSpread.objects.count()) == (5, 0)


def test_a_rule_that_reaches_all_at_once_leaves_nothing_to_do(curator: User) -> None:
    make(curator, most=100)
    assert (rejected(), RuleSpread.objects.count()) == (5, 0)


def test_undoing_an_unfinished_rule_takes_its_place(curator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    decision = make(curator)
    curation.undo(decision=decision, by=curator)
    assert (rejected(), RuleSpread.objects.count()) == (0, 0)


def test_the_page_tells_what_is_left_and_goes_on(workshop: Client, curator: User) -> None:
    make(curator)
    assert "3 articles ne la montrent pas encore" in workshop.get(reverse("rules")).content.decode()
    workshop.post(reverse("rules-go-on", args=[RuleSpread.objects.get().pk]))
    assert (rejected(), RuleSpread.objects.count()) == (5, 0)


def test_the_command_brings_every_rule_to_its_end(curator: User) -> None:
    make(curator)
    out = StringIO()
    call_command("spread_rules", "--dry-run", stdout=out)
    assert (rejected(), "3 articles" in out.getvalue()) == (2, True)
    call_command("spread_rules", stdout=out)
    assert (rejected(), RuleSpread.objects.count()) == (5, 0)


def test_no_rule_goes_on_by_following_a_link_or_for_strangers(workshop: Client, client: Client, curator: User) -> None:
    make(curator)
    address = reverse("rules-go-on", args=[RuleSpread.objects.get().pk])
    assert workshop.get(address).status_code == 405
    client.post(address)
    assert rejected() == 2


def test_a_rule_for_a_span_leaves_articles_of_other_years_alone(curator: User) -> None:
    late = article_naming(actor_row("Kono"), published="2020")
    early = article_naming(actor_row("Tanaka"), published="1999")
    Mention.objects.filter(article__in=[late, early]).update(surface="kono")
    rule = Rule("Kono", since="2015", until="2021")
    assert list(spreading.articles_under(rule.subject())) == [late]
