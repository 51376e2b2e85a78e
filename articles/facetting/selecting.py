"""Which articles of a segment a form asks for: what `narrowing` says to PostgreSQL, said to bitmaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyroaring import BitMap

from articles.addresses import ACTOR_AXES, STATEMENT_AXES, Axis
from articles.narrowing import first_day, last_day
from articles.quads import TYPES_OF_QUADS

if TYPE_CHECKING:
    from articles.facetting.postings import Numbers
    from articles.facetting.segment import Segment
    from articles.picking import Pick

EACH_AXES = frozenset({*ACTOR_AXES, Axis.OFFICE, Axis.TOLD})  # of which an article has several values


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks for, but for its words."""

    picks: tuple[Pick, ...] = ()
    since: str = ""  # partial dates, or empty
    until: str = ""


def selected(segment: Segment, asked: Asked, among: BitMap) -> BitMap:
    """Those among the articles that answer."""
    found = among & _dated(segment, asked.since, asked.until) if asked.since or asked.until else among.copy()
    for axis in Axis:
        picks = [pick for pick in asked.picks if pick.axis == axis]
        if picks and axis not in STATEMENT_AXES:
            found = _narrowed(segment, axis, picks, found)
    return _stating(segment, [pick for pick in asked.picks if pick.axis in STATEMENT_AXES], found)


def rows_asked(segment: Segment, picks: Sequence[Pick]) -> Numbers | None:
    """Of the table of statements those that each have everything asked for; None where nothing is."""
    asked = [pick for pick in picks if pick.axis in STATEMENT_AXES and not pick.is_excluded and pick.key is not None]
    if not asked:
        return None
    keys = {axis: [pick.key for pick in asked if pick.axis == axis] for axis in STATEMENT_AXES}
    types = set(keys[Axis.TYPE]) if keys[Axis.TYPE] else None
    if keys[Axis.QUAD]:
        of_quads = {type_ for quad in keys[Axis.QUAD] for type_ in TYPES_OF_QUADS[quad]}
        types = of_quads if types is None else types & of_quads
    modes = set(keys[Axis.MODE]) if keys[Axis.MODE] else None
    return segment.statements.asked(types=types, modes=modes, codes=keys[Axis.ACTING])


def _dated(segment: Segment, since: str, until: str) -> BitMap:
    first = first_day(since).toordinal() - 1 if since else None
    if not until:
        return segment.dated_within(first, None, [])
    last = last_day(until)
    vague = [part for part in (f"{last:%Y}", f"{last:%Y-%m}") if last_day(part) > last]
    numbers = [int(part.replace("-", "").ljust(8, "0")) for part in vague]
    return segment.dated_within(first, last.toordinal() - 1, numbers)


def _narrowed(segment: Segment, axis: Axis, picks: Sequence[Pick], found: BitMap) -> BitMap:
    wanted = [_articles_with(segment, axis, pick.key) for pick in picks if not pick.is_excluded]
    if axis in EACH_AXES:
        for own in wanted:
            found = found & own
    elif wanted:
        found = found & BitMap.union(*wanted)
    for pick in picks:
        if pick.is_excluded:
            found = found - _articles_with(segment, axis, pick.key)
    return found


def _articles_with(segment: Segment, axis: Axis, key: Any) -> BitMap:
    own = segment.axes[axis]
    return segment.all - own.any if key is None else own.articles_with(key)


def _stating(segment: Segment, picks: Sequence[Pick], found: BitMap) -> BitMap:
    """One statement has everything asked for; no statement has anything that is left out."""
    for pick in picks:
        own = segment.axes[pick.axis]
        if pick.is_excluded:
            found = found - own.articles_with(pick.key) if pick.key else found & own.any
        elif pick.axis == Axis.ACTING and pick.key is None:
            found = found - own.any
    asked = [pick for pick in picks if not pick.is_excluded and (pick.axis, pick.key) != (Axis.ACTING, None)]
    if not asked:
        return found
    axes = {pick.axis for pick in asked}
    wanted = BitMap()
    if axes == {pick.axis for pick in asked if pick.key is None}:
        wanted |= segment.all - segment.axes[Axis.TYPE].any
    if axes == {pick.axis for pick in asked if pick.key is not None}:
        wanted |= _of_one_statement(segment, asked)
    return found & wanted


def _of_one_statement(segment: Segment, asked: Sequence[Pick]) -> BitMap:
    known = [pick for pick in asked if pick.key is not None]
    if len(known) == 1:
        return segment.axes[known[0].axis].articles_with(known[0].key)
    rows = rows_asked(segment, known)
    return BitMap() if rows is None else BitMap(segment.statements.articles_of(rows).view("uint32"))
