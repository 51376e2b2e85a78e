from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.dyads import curation
from articles.dyads.counting import Counts, counts
from articles.dyads.facts import Facts
from articles.dyads.gathering import facts_between
from articles.models import Article, Evidence, Participant
from entities.decisions import CurationError
from entities.models import Actor, Decision
from tests.articles.rows import article_naming, country_row, hide, merge, statement_row
from tests.rows import actor_row

pytestmark = pytest.mark.django_db
PAIR = ("JP", "RU")
WORDS = "Tokyo accuse Moscou de manœuvres."


@pytest.fixture
def japan() -> Actor:
    return country_row("Japon", "JP")


@pytest.fixture
def russia() -> Actor:
    return country_row("Russie", "RU")


def stated(
    source: Actor, target: Actor, published: str = "2019-03-04", type_: str = "ACCUSE", words: str = WORDS
) -> Evidence:
    return statement_row(article_naming(source, published=published, words=words), type_, source, target, words)


def facts() -> Facts:
    return facts_between(*PAIR)


def test_persons_and_organisations_count_for_whom_they_act(japan: Actor, russia: Actor) -> None:
    stated(actor_row("Jeanne", country="JP"), actor_row("Marine russe", "organisation", country="RU"))
    assert len(facts()) == 1


def test_places_act_for_nobody(japan: Actor, russia: Actor) -> None:
    stated(actor_row("Sapporo", "place", country="JP"), russia)
    assert not facts()


def test_what_a_state_does_at_home_or_to_a_third_is_not_of_the_dyad(japan: Actor, russia: Actor) -> None:
    stated(japan, actor_row("Jeanne", country="JP"))
    stated(japan, country_row("Chine", "CN"))
    assert not facts()


def test_who_was_merged_counts_with_the_canonical_one(japan: Actor, russia: Actor) -> None:
    double = actor_row("Nippon", "organisation")
    merge(double, japan)
    stated(double, russia)
    assert [fact.source for fact in facts()] == [japan.pk]


def test_rejected_statements_and_hidden_actors_are_left_out(japan: Actor, russia: Actor) -> None:
    stated(japan, russia)
    Evidence.objects.update(status="rejected")
    jeanne = actor_row("Jeanne", country="JP")
    stated(jeanne, russia)
    hide(jeanne)
    assert not facts()


def test_a_copy_of_the_story_says_it_once(japan: Actor, russia: Actor) -> None:
    first = stated(japan, russia)
    copy = stated(japan, russia, published="2019-03-05")
    Article.objects.filter(pk=copy.article_id).update(copy_of=first.article)
    assert counts(facts()) == Counts(articles=2, statements=1, events=1)


def test_statements_of_many_are_none_of_two(japan: Actor, russia: Actor) -> None:
    evidence = stated(japan, russia)
    evidence.participants.update(part=Participant.Part.PARTY)
    Evidence.objects.update(relation=None)
    assert not facts()
    assert Evidence.objects.shared_by(*PAIR).count() == 1
    assert Evidence.objects.shared_by("JP", "CN").count() == 0


def test_the_number_of_queries_does_not_grow(japan: Actor, russia: Actor) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            facts()
        return len(caught)

    stated(japan, russia)
    few = queries()
    for day in range(1, 20):
        stated(japan, russia, published=f"2019-03-{day:02}")
    assert queries() == few


def sizes() -> list[int]:
    """How many statements each event has, in order of time."""
    told = {fact.statement: fact.event for fact in facts()}
    return [list(told.values()).count(event) for event in dict.fromkeys(told.values())]


def test_a_curator_splits_an_event(japan: Actor, russia: Actor, curator: User) -> None:
    stated(japan, russia)
    later = stated(japan, russia, published="2019-03-05")
    decision = curation.split(dyad=PAIR, statement=later.pk, by=curator, reason="deux survols")
    assert sizes() == [1, 1]
    assert (decision.action, decision.subject, decision.made_by, decision.reason) == (
        "split", {"dyad": "JP-RU", "type": "ACCUSE"}, curator, "deux survols",
    )  # fmt: skip


def test_a_curator_joins_two_events(japan: Actor, russia: Actor, curator: User) -> None:
    first, later = stated(japan, russia), stated(japan, russia, published="2019-06-01")
    assert sizes() == [1, 1]
    curation.join(dyad=PAIR, statement=later.pk, other=first.pk, by=curator)
    assert sizes() == [2]


def test_a_decision_on_events_is_undone(japan: Actor, russia: Actor, curator: User) -> None:
    first, later = stated(japan, russia), stated(japan, russia, published="2019-06-01")
    curation.undo(decision=curation.join(dyad=PAIR, statement=later.pk, other=first.pk, by=curator), by=curator)
    assert sizes() == [1, 1]


def test_a_decision_outlives_a_new_extraction(japan: Actor, russia: Actor, curator: User) -> None:
    stated(japan, russia)
    later = stated(japan, russia, published="2019-03-05")
    curation.split(dyad=PAIR, statement=later.pk, by=curator)
    article = later.article
    later.delete()
    statement_row(article, "ACCUSE", japan, russia, WORDS)
    assert sizes() == [1, 1]


def test_a_new_statement_near_a_split_keeps_it(japan: Actor, russia: Actor, curator: User) -> None:
    stated(japan, russia, published="2019-03-02")
    later = stated(japan, russia, published="2019-03-05")
    curation.split(dyad=PAIR, statement=later.pk, by=curator)
    stated(japan, russia, published="2019-03-03")
    assert sizes() == [2, 1]


def test_what_can_not_be_decided_is_refused(japan: Actor, russia: Actor, curator: User) -> None:
    first, later = stated(japan, russia), stated(japan, russia, published="2019-03-05")
    other_type = stated(japan, russia, type_="REJECT")
    with pytest.raises(CurationError, match="déjà le premier"):
        curation.split(dyad=PAIR, statement=first.pk, by=curator)
    with pytest.raises(CurationError, match="déjà du même événement"):
        curation.join(dyad=PAIR, statement=later.pk, other=first.pk, by=curator)
    with pytest.raises(CurationError, match="un type"):
        curation.join(dyad=PAIR, statement=other_type.pk, other=first.pk, by=curator)
    with pytest.raises(CurationError, match="n’existe plus"):
        curation.split(dyad=PAIR, statement=0, by=curator)
    assert not Decision.objects.exists()
