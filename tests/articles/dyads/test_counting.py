from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from articles.dyads.counting import FEWEST, Counts, balance, counts, settled, to_compare
from articles.dyads.events import Verdict, decided
from articles.dyads.facts import Fact, Facts

_pks = count(1)


def fact(published: str = "2019-03-04", type_: str = "ACCUSE", **values: Any) -> Fact:
    pk = next(_pks)
    article = values.pop("article", pk)
    given = {"story": article, "outlet": None, "mode": "asserted", "source": 1, "target": 2}
    return Fact(pk=pk, article=article, published=published, type=type_, **{**given, **values})


def told(*facts: Fact, words: str | dict[int, str] = "") -> Counts:
    sentences = words if isinstance(words, dict) else {one.pk: words for one in facts}
    return counts(settled(facts, sentences))


def days(*published: str) -> Facts:
    return settled([fact(one) for one in published], {})


def event_sizes(facts: Facts) -> list[int]:
    events = [one.event for one in facts]
    return [events.count(event) for event in dict.fromkeys(events)]


def test_copies_of_one_story_state_a_thing_once() -> None:
    first, copy = fact(article=1), fact(article=2, story=1)
    assert told(first, copy, words="Tokyo accuse Moscou.") == Counts(articles=2, statements=1, events=1)


def test_the_same_words_in_another_story_are_another_statement() -> None:
    assert told(fact(), fact(), words="Tokyo accuse Moscou.").statements == 2


def test_a_word_retouched_by_a_paper_makes_no_other_statement() -> None:
    first, copy = fact(article=1), fact(article=2, story=1)
    words = {
        first.pk: "Le Japon a accusé lundi la Russie de violer son espace.",
        copy.pk: "Le Japon a accusé la Russie de violer son espace.",
    }
    assert told(first, copy, words=words).statements == 1


@pytest.mark.parametrize(
    "dateline", ["OSLO, 4 mars (AFP) - ", "Genève (Reuters) – ", "NEW YORK, le 1er mai 2019 (Kyodo) -- "]
)
def test_the_dateline_of_a_dispatch_makes_no_other_statement(dateline: str) -> None:
    first, copy = fact(article=1), fact(article=2, story=1)
    words = {first.pk: f"{dateline}Le Japon accuse la Russie.", copy.pk: "Le Japon accuse la Russie."}
    assert told(first, copy, words=words).statements == 1


def test_other_words_of_the_same_story_are_another_statement() -> None:
    first, other = fact(article=1), fact(article=1)
    words = {first.pk: "Le Japon accuse la Russie.", other.pk: "Il a dénoncé des manœuvres près de Hokkaido."}
    assert told(first, other, words=words).statements == 2


def test_what_one_does_to_the_other_is_not_what_it_suffers() -> None:
    there, back = fact(article=1), fact(article=2, story=1, source=2, target=1)
    assert told(there, back, words="Ils s’accusent.").statements == 2


def test_two_who_meet_are_the_same_in_either_order() -> None:
    there = fact(type_="CONSULT", article=1)
    back = fact(type_="CONSULT", article=2, story=1, source=2, target=1)
    assert told(there, back, words="Ils se rencontrent.").statements == 1


def test_only_sentences_that_may_be_the_same_are_asked_for() -> None:
    first, copy, alone = fact(article=1), fact(article=2, story=1), fact(type_="CONSULT")
    assert to_compare([first, copy, alone]) == {first.pk, copy.pk}


def test_statements_within_three_days_are_one_event() -> None:
    assert event_sizes(days("2019-03-01", "2019-03-04")) == [2]


def test_statements_four_days_apart_are_two_events() -> None:
    assert event_sizes(days("2019-03-01", "2019-03-05")) == [1, 1]


def test_events_are_chained() -> None:
    assert event_sizes(days("2019-03-01", "2019-03-04", "2019-03-07")) == [3]


def test_another_type_is_another_event() -> None:
    assert event_sizes(settled([fact(type_="ACCUSE"), fact(type_="CONSULT")], {})) == [1, 1]


def test_either_direction_is_the_same_event() -> None:
    assert event_sizes(settled([fact(source=1, target=2), fact(source=2, target=1)], {})) == [2]


def test_without_a_day_only_one_story_makes_an_event() -> None:
    same = [fact("2019", article=1), fact("2019", article=1), fact("2019", article=3), fact("", article=4)]
    assert event_sizes(settled(same, {})) == [2, 1, 1]


def test_the_balance_is_the_share_of_cooperation() -> None:
    facts = settled([fact(type_=one) for one in ("CONSULT", "AID", "CONSULT", "ACCUSE", "REQUEST")], {})
    found = balance(facts)
    assert (found.cooperation, found.conflict, found.neutral, found.n, found.share) == (3, 1, 1, 5, 60)


def test_too_few_statements_have_no_balance() -> None:
    found = balance(settled([fact() for _ in range(FEWEST - 1)], {}))
    assert (found.n, found.share) == (FEWEST - 1, None)


def test_alliances_and_disputes_stay_out_of_the_balance() -> None:
    assert balance(settled([fact(type_="ALLIANCE"), fact(type_="DISPUTE"), fact()], {})).n == 1


def test_what_is_planned_hypothetical_or_negated_stays_out_of_the_balance() -> None:
    modes = ("asserted", "reported", "planned", "hypothetical", "negated")
    assert balance(settled([fact(mode=mode) for mode in modes], {})).n == 2


def test_copies_count_once_in_the_balance() -> None:
    facts = settled(found := [fact(article=1), fact(article=2, story=1)], {one.pk: "Le même." for one in found})
    assert balance(facts).n == 1


def test_curators_split_an_event_from_a_statement_on() -> None:
    facts = days("2019-03-01", "2019-03-02", "2019-03-03")
    assert event_sizes(decided(facts, [Verdict(facts[1].statement)])) == [1, 2]


def test_curators_join_two_events() -> None:
    facts = days("2019-03-01", "2019-04-01", "2019-05-01")
    assert event_sizes(decided(facts, [Verdict(facts[0].statement, facts[2].statement)])) == [2, 1]


def test_the_later_decision_holds() -> None:
    facts = days("2019-03-01", "2019-03-02")
    split, join = Verdict(facts[1].statement), Verdict(facts[1].statement, facts[0].statement)
    assert event_sizes(decided(facts, [split, join])) == [2]
    assert event_sizes(decided(facts, [join, split])) == [1, 1]


def test_a_decision_on_a_statement_that_is_gone_changes_nothing() -> None:
    facts = days("2019-03-01", "2019-03-02")
    assert [*decided(facts, [Verdict(-1), Verdict(facts[0].statement, -1)])] == [*facts]
