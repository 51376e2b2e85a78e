from __future__ import annotations

import math
from itertools import combinations

import pytest

from articles.lenses.drawing import MARGIN_X, MARGIN_Y, WIDTH, height_for, labels, line, places

STAR = {(0, other): 5 for other in range(1, 24)}


def test_the_same_ties_lie_at_the_same_places() -> None:
    assert places(STAR, 600) == places(dict(reversed(STAR.items())), 600)


@pytest.mark.parametrize("ties", [{(1, 2): 1}, STAR, {(1, 2): 3, (3, 4): 1, (5, 6): 1}])
def test_everybody_stands_inside(ties: dict[tuple[int, int], int]) -> None:
    height = height_for(24)
    for x, y in places(ties, height).values():
        assert MARGIN_X <= x <= WIDTH - MARGIN_X
        assert MARGIN_Y <= y <= height - MARGIN_Y


def test_nobody_stands_upon_another() -> None:
    at = places(STAR, height_for(24))
    assert min(math.dist(one, other) for one, other in combinations(at.values(), 2)) > 24


def test_those_who_are_close_stand_closer_than_those_who_are_not() -> None:
    chain = {(1, 2): 9, (2, 3): 9, (3, 4): 9, (4, 5): 9}
    at = places(chain, 500)
    assert math.dist(at[1], at[2]) < math.dist(at[1], at[5])


def test_a_line_runs_from_rim_to_rim() -> None:
    drawn = line((0, 0), (100, 0), (10, 20), 1.0, heads=(False, False))
    assert (drawn.x1, drawn.x2) == (12, 78)


def test_an_arrowhead_ends_at_the_rim() -> None:
    drawn = line((0, 0), (100, 0), (10, 20), 1.0, heads=(False, True))
    (head,) = drawn.heads
    assert head.startswith("78.0,0.0 ")


def test_names_of_neighbours_do_not_cover_each_other() -> None:
    above, below = labels([("Union européenne", (200, 200), 14), ("Corée du Nord", (210, 262), 14)], 400)
    assert above.lines[0][1] < 200 or below.lines[0][1] > 262


def test_a_long_name_is_written_on_two_lines() -> None:
    (label,) = labels([("Organisation mondiale du commerce", (300, 200), 14)], 400)
    assert [words for words, _y in label.lines] == ["Organisation", "mondiale du commerce"]


def test_a_name_at_the_edge_stays_inside() -> None:
    (label,) = labels([("Anders Fogh Rasmussen", (WIDTH - 10, 390), 14)], 400)
    assert label.anchor == "end"
