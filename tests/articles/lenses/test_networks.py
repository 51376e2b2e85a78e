from __future__ import annotations

from collections import Counter

import pytest

from articles.lenses.networks import EVERYBODY, PERSONS, STATES, Tie, heaviest, network_of_acts, network_of_company
from tests.articles.lenses.rows import Press, form_of
from tests.articles.rows import hide, merge
from tests.rows import actor_row


def tie(first: int, second: int, weight: int) -> Tie:
    return Tie(first, second, Counter(ACCUSE=weight), Counter(), Counter())


def pairs(ties: tuple[Tie, ...]) -> set[tuple[int, int]]:
    return {one.ends for one in ties}


def test_the_heaviest_ties_come_first_until_there_are_actors_enough() -> None:
    assert pairs(heaviest([tie(1, 2, 9), tie(3, 4, 8), tie(1, 3, 7)], most=2)) == {(1, 2)}


def test_a_lighter_tie_among_those_kept_is_kept_too() -> None:
    ties = [tie(1, 2, 9), tie(2, 3, 8), tie(3, 4, 7), tie(1, 3, 1)]
    assert pairs(heaviest(ties, most=3)) == {(1, 2), (2, 3), (1, 3)}


def test_ties_are_at_most_three_an_actor() -> None:
    ties = [tie(one, other, 1) for one in range(12) for other in range(one + 1, 12)]
    assert len(heaviest(ties, most=12)) == 36


def test_acts_keep_their_direction(press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia)
    press.tell("ACCUSE", press.russia, press.japan)
    press.tell("THREATEN", press.russia, press.japan)
    (found,) = network_of_acts(form_of(), EVERYBODY, 12).ties
    assert found.ends == (press.japan.pk, press.russia.pk)
    assert (found.forward, found.backward) == (Counter(ACCUSE=1), Counter(ACCUSE=1, THREATEN=1))


def test_what_two_do_together_has_no_direction(press: Press) -> None:
    press.tell("CONSULT", press.japan, press.russia)
    press.tell("CONSULT", press.russia, press.japan)
    (found,) = network_of_acts(form_of(), EVERYBODY, 12).ties
    assert (found.mutual, found.forward, found.backward) == (Counter(CONSULT=2), Counter(), Counter())


def test_persons_alone_are_shown_where_persons_are_asked_for(press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia)
    press.tell("CONSULT", press.kishida, press.lavrov)
    network = network_of_acts(form_of(), PERSONS, 12)
    assert set(network.actors) == {press.kishida.pk, press.lavrov.pk}


def test_persons_count_for_their_states(press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia)
    press.tell("ACCUSE", press.kishida, press.lavrov)
    network = network_of_acts(form_of(), STATES, 12)
    assert set(network.actors) == {press.japan.pk, press.russia.pk}
    assert network.total == 2


def test_what_a_state_does_to_its_own_ties_no_two(press: Press) -> None:
    press.tell("SUPPORT", press.lavrov, press.russia)
    network = network_of_acts(form_of(), STATES, 12)
    assert (network.ties, network.aside) == ((), 1)


def test_places_tie_nobody(press: Press) -> None:
    press.tell("ACCUSE", press.japan, actor_row("îles Kouriles", "place"))
    assert network_of_acts(form_of(), EVERYBODY, 12).ties == ()


def test_merged_actors_are_one(press: Press) -> None:
    twin = actor_row("Lavrov")
    press.tell("ACCUSE", press.japan, twin)
    press.tell("ACCUSE", press.japan, press.lavrov)
    merge(twin, press.lavrov)
    (found,) = network_of_acts(form_of(), EVERYBODY, 12).ties
    assert found.weight == 2


@pytest.mark.parametrize("find", [network_of_acts, network_of_company])
def test_hidden_actors_are_in_no_network(press: Press, find: type) -> None:
    press.tell("ACCUSE", press.japan, press.russia)
    hide(press.russia)
    assert find(form_of(), EVERYBODY, 12).ties == ()


def test_only_statements_that_answer_tie(press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia)
    press.tell("AID", press.japan, press.nato)
    network = network_of_acts(form_of("type=AID"), EVERYBODY, 12)
    assert set(network.actors) == {press.japan.pk, press.nato.pk}


def test_rejected_statements_tie_nobody(press: Press) -> None:
    press.tell("ACCUSE", press.japan, press.russia, status="rejected")
    assert network_of_acts(form_of(), EVERYBODY, 12).ties == ()


def test_company_counts_articles(press: Press) -> None:
    press.article(press.japan, press.russia)
    press.article(press.japan, press.russia, press.nato)
    weights = {one.ends: one.weight for one in network_of_company(form_of(), EVERYBODY, 12).ties}
    assert weights[press.japan.pk, press.russia.pk] == 2
    assert weights[press.japan.pk, press.nato.pk] == 1


def test_company_of_states_leaves_out_whoever_acts_for_them(press: Press) -> None:
    press.article(press.japan, press.lavrov, press.nato)
    network = network_of_company(form_of(), STATES, 12)
    assert set(network.actors) == {press.japan.pk, press.nato.pk}
