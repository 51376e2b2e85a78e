from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dyads.facts import Facts, distinct, distinct_by, first_of_each, in_order_met, partial_date
from tests.articles.dyads.test_counting import fact

if TYPE_CHECKING:
    from articles.dyads.facts import Numbers

pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), max_size=20)


def columns(told: list[tuple[int, int]]) -> tuple[Numbers, Numbers]:
    return np.array([one[0] for one in told], dtype=np.int64), np.array([one[1] for one in told], dtype=np.int64)


@given(told=pairs)
def test_different_keys_are_counted_once_a_group(told: list[tuple[int, int]]) -> None:
    groups, keys = columns(told)
    assert distinct_by(groups, keys, 5) == [len({key for group, key in told if group == one}) for one in range(5)]
    assert distinct(keys) == len({key for _group, key in told})


@given(told=pairs)
def test_what_comes_first_is_found_in_its_order(told: list[tuple[int, int]]) -> None:
    _groups, keys = columns(told)
    assert in_order_met(keys) == list(dict.fromkeys(keys.tolist()))
    assert first_of_each(keys).tolist() == [at for at, key in enumerate(keys) if key not in keys[:at]]


@pytest.mark.parametrize("date", ["", "1990", "2013-04", "2013-04-05", "2013-12-31"])
def test_a_date_stays_as_partial_as_it_is(date: str) -> None:
    facts = Facts.of([fact(date)])
    assert [partial_date(number) for number in facts.published.tolist()] == [date]
    assert facts[0].published == date


def test_a_choice_of_a_choice_tells_of_the_same_facts() -> None:
    facts = Facts.of([fact("1990"), fact("2013"), fact("2014", "AID"), fact("2015", "AID")])
    chosen = facts.within(2013, 2015).where(np.array([False, True, True]))
    assert [one.published for one in chosen] == ["2014", "2015"]
    assert chosen.years == [2014, 2015]
    assert chosen.is_of({"AID"}).all()
