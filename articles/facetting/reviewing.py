"""What the state of the archive tells in numbers, from memory; None where SQL has to answer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from articles.addresses import Axis
from articles.facetting.holding import current
from articles.facetting.postings import as_numbers
from articles.facetting.reviews import LATEST, OPEN, READ, RIGHT, WHATS
from articles.facetting.wordings import DECIDED, FOUND

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from articles.facetting.archive import Archive, Part

_MONTHS = 13  # of a year, the one that is not known among them


def read_counts() -> dict[str, tuple[int, int, int]] | None:
    """{kind of what the machine found: how much people have read, how much of it was right, how much is to be read}"""
    archive = current()
    if archive is None:
        return None
    totals = np.zeros(3 * len(WHATS), dtype=np.int64)
    for part in archive.parts:
        totals += part.segment.reviews.totals(part.mask)
    own = totals.reshape(-1, 3)
    return {what: (int(one[READ]), int(one[RIGHT]), int(one[OPEN])) for what, one in zip(WHATS, own, strict=True)}


def named_counts(least: int) -> tuple[int, int, int] | None:
    """How many actors so many articles name as the machine found it, how often, and how often people have read it."""
    archive = current()
    if archive is None:
        return None
    size = max((int(part.segment.reviews.actor.max(initial=0)) for part in archive.parts), default=0) + 1
    totals = np.zeros((3, size), dtype=np.int64)
    for part in archive.parts:
        own = part.segment.reviews
        totals[:, own.actor] += np.stack([own.mentions, own.read, own.named])
        totals -= np.stack(_gone(part, size))
    mentions, read, named = totals
    enough = named >= least
    return int(np.count_nonzero(enough)), int(mentions[enough].sum()), int(read[enough].sum())


def drawn(what: str, most: int) -> list[tuple[int, bool, bool]] | None:
    """The first that chance draws of a kind, in its order: ids, whether people have read it, and found it right, which
    of dates is not known here."""
    archive = current()
    if archive is None:
        return None
    number = WHATS.index(what)
    bound = min((int(part.segment.reviews.bounds[number]) for part in archive.parts), default=LATEST)
    each = [part.segment.reviews.draws(number, part.mask) for part in archive.parts]
    keys, ids, states = (np.concatenate(columns) for columns in zip(*each, strict=True))
    order = np.lexsort((ids, keys))
    first = order[keys[order] < bound][:most]
    if len(first) < most and bound < LATEST:
        return None  # more were drawn than are left
    pairs = zip(ids[first].tolist(), states[first].tolist(), strict=True)
    return [(pk, bool(state & 1), bool(state & 2)) for pk, state in pairs]


def basis_counts() -> Counter[str] | None:
    """{what dates rest on: articles}"""
    archive = current()
    return None if archive is None else _counted(archive, "basis", "bases")


def version_counts() -> Counter[str] | None:
    """{what read articles: articles}"""
    archive = current()
    return None if archive is None else _counted(archive, "version", "versions")


def with_basis(basis: str) -> list[int] | None:
    """The ids of the articles whose date rests on it."""
    archive = current()
    if archive is None:
        return None
    found: list[int] = []
    for part in archive.parts:
        own = part.segment.reviews
        if basis in own.bases:
            places = np.flatnonzero(own.basis == own.bases.index(basis))
            found += part.segment.ids[places if part.mask is None else places[part.mask[places]]].tolist()
    return found


def month_counts() -> Counter[tuple[int | None, str]] | None:
    """{an outlet, or None for one that is not given, and a month, a year, or nothing: articles}"""
    archive = current()
    if archive is None:
        return None
    found: Counter[tuple[int | None, str]] = Counter()
    for part in archive.parts:
        found.update(_months(part))
    return found


def _gone(part: Part, size: int) -> tuple[NDArray[np.int64], ...]:
    """What articles that are no longer live had: mentions by actor, those read, and articles."""
    if part.mask is None:
        return tuple(np.zeros(size, dtype=np.int64) for _ in range(3))
    own = part.segment.wordings
    rows = np.flatnonzero(~part.mask[own.articles] & (own.flags & FOUND > 0))
    roots = own.root[np.searchsorted(own.starts, rows, side="right") - 1].astype(np.int64)
    pairs = np.unique(roots << 32 | own.articles[rows])
    each = (roots, roots[own.flags[rows] & DECIDED > 0], pairs >> 32)
    return tuple(np.bincount(one, minlength=size) for one in each)


def _counted(archive: Archive, column: str, names: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for part in archive.parts:
        own = part.segment.reviews
        values = getattr(own, column)
        counts = np.bincount(values if part.mask is None else values[part.mask], minlength=len(getattr(own, names)))
        found.update(dict(zip(getattr(own, names), counts.tolist(), strict=True)))
    return +found


def _months(part: Part) -> dict[tuple[int | None, str], int]:
    outlets = part.segment.axes[Axis.OUTLET]
    places = as_numbers(part.live)
    if not len(places):
        return {}
    outlet = np.full(len(part.segment.ids), -1, dtype=np.int64)
    outlet[np.diff(outlets.starts) > 0] = outlets.values  # an article has one at most
    published = part.segment.published[places].astype(np.int64)
    first = int(published[published > 0].min(initial=99_990_000)) // 10_000
    month = np.where(published > 0, (published // 10_000 - first) * _MONTHS + published // 100 % 100 + 1, 0)
    width = int(month.max(initial=0)) + 1
    counts = np.bincount((outlet[places] + 1) * width + month)
    found = {}
    for cell in np.flatnonzero(counts).tolist():
        number, when = cell // width - 1, cell % width - 1
        key = int(outlets.keys[number]) if number >= 0 else None
        found[key, _written(first, when)] = int(counts[cell])
    return found


def _written(first: int, when: int) -> str:
    """YYYY-MM or YYYY, of the place of a month from January of the first year on; nothing if it is negative."""
    if when < 0:
        return ""
    year, month = first + when // _MONTHS, when % _MONTHS
    return f"{year:04}-{month:02}" if month else f"{year:04}"
