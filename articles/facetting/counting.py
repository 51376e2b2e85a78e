"""How many of the articles found have each value of an axis: what `tallies` counts in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from articles.addresses import STATEMENT_AXES, Axis
from articles.facetting.selecting import rows_asked

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from articles.facetting.postings import Found
    from articles.facetting.segment import Segment
    from articles.picking import Pick

_COLUMNS = {Axis.TYPE: "type", Axis.QUAD: "quad", Axis.MODE: "mode", Axis.ACTING: "code"}
Counts = tuple["Sequence[Any]", "NDArray[np.int64]", int]  # keys, their articles, articles without any


def counted(segment: Segment, found: Found, axes: Collection[Axis], picks: Sequence[Pick]) -> dict[Axis, Counts]:
    """Statements that have all that `picks` ask of one are those whose values count."""
    counts = {axis: _of_articles(segment, found, axis) for axis in axes}
    stated = [axis for axis in axes if axis in STATEMENT_AXES]
    rows = rows_asked(segment, picks) if stated else None
    if rows is not None:
        counts |= _of_statements(segment, found, stated, rows, counts)
    return counts


def _of_articles(segment: Segment, found: Found, axis: Axis) -> Counts:
    own = segment.axes[axis]
    return own.keys, own.counts(found), len(found.numbers) - own.any.intersection_cardinality(found.articles)


def _of_statements(
    segment: Segment, found: Found, axes: Sequence[Axis], rows: Any, counts: dict[Axis, Counts]
) -> dict[Axis, Counts]:
    table = segment.statements
    inside = table.within(rows, found)
    without = len(found.numbers) - len(table.articles_of(inside))
    names = {Axis.TYPE: table.types, Axis.QUAD: table.quads, Axis.MODE: table.modes, Axis.ACTING: table.codes}
    return {
        axis: (
            names[axis], table.counts(inside, _COLUMNS[axis]),
            counts[axis][2] if axis == Axis.ACTING else without,  # whoever acts in another statement acts all the same
        )
        for axis in axes
    }  # fmt: skip
