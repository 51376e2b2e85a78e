from __future__ import annotations

from articles.disclosing import disclosed


def test_a_short_list_is_shown_whole() -> None:
    shown = disclosed("abc", 3)
    assert (shown.first, shown.rest) == (("a", "b", "c"), ())


def test_a_long_one_keeps_the_rest_and_says_how_many() -> None:
    shown = disclosed("abcdef", 3)
    assert (shown.first, shown.rest) == (("a", "b", "c"), ("d", "e", "f"))
    assert (shown.count, shown.rest_count) == (6, 3)


def test_a_single_one_left_over_is_shown() -> None:
    shown = disclosed("abcd", 3)
    assert (shown.first, shown.rest, shown.rest_count) == (("a", "b", "c", "d"), (), 0)


def test_what_is_counted_may_be_more_than_the_items() -> None:
    shown = disclosed(["a", "bb", "ccc"], 1, size=len)
    assert (shown.count, shown.rest_count) == (6, 5)
