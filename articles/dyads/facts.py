"""All that articles state between two states, as columns in order of time: tens of thousands of statements are counted
as fast as a few. PURE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from articles.vocabulary import Tone, is_reciprocal, relation_words
from entities.nlp.found import Mode

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Mask = NDArray[np.bool_]

FIRM = frozenset({Mode.ASSERTED.value, Mode.REPORTED.value})
STANDING = frozenset({"ALLIANCE", "DISPUTE"})
TONES = (Tone.COOPERATION, Tone.NEUTRAL, Tone.CONFLICT)
KEY_BITS = 40  # of the pk of an article, or of a place


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of one article. `statement` and `event` are the pk of the first fact that counts as one with it."""

    pk: int
    article: int
    story: int  # the article that this one is a copy of, or itself
    published: str  # may be partial, or empty
    outlet: int | None
    type: str
    mode: str
    source: int
    target: int
    speaker: int | None = None
    is_attributed: bool = False  # to somebody, known or not
    statement: int = 0
    event: int = 0

    @property
    def same(self) -> tuple[int, str, frozenset[int] | tuple[int, int]]:
        """What distinct statements have in common beside their words."""
        ends = (self.source, self.target)
        return self.story, self.type, frozenset(ends) if is_reciprocal(self.type) else ends


@dataclass(frozen=True)
class Columns:
    """Every fact of a dyad. Days are YYYYMMDD, with noughts for what is not known; outlets and speakers 0 where nobody
    knows them; types and modes places in `types` and `modes`; `statement` and `event` the place of the first fact that
    counts as one with this one."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    pk: Numbers
    article: Numbers
    story: Numbers
    published: Numbers
    outlet: Numbers
    type: Numbers
    mode: Numbers
    source: Numbers
    target: Numbers
    speaker: Numbers
    is_attributed: Mask
    statement: Numbers
    event: Numbers

    @cached_property
    def tone(self) -> Numbers:
        """Place in `TONES`."""
        return _table(TONES.index(relation_words(name).tone) for name in self.types)[self.type]

    @cached_property
    def is_standing(self) -> Mask:
        return _table(name in STANDING for name in self.types)[self.type].astype(np.bool_)

    @cached_property
    def is_firm(self) -> Mask:
        return _table(name in FIRM for name in self.modes)[self.mode].astype(np.bool_)

    def at(self, place: int) -> Fact:
        numbers = {name: int(getattr(self, name)[place]) for name in ("pk", "article", "story", "source", "target")}
        return Fact(
            **numbers,
            published=partial_date(int(self.published[place])),
            outlet=int(self.outlet[place]) or None,
            type=self.types[self.type[place]],
            mode=self.modes[self.mode[place]],
            speaker=int(self.speaker[place]) or None,
            is_attributed=bool(self.is_attributed[place]),
            statement=int(self.pk[self.statement[place]]),
            event=int(self.pk[self.event[place]]),
        )


class Facts:
    """Some facts of a dyad, in order of time. Each column is cut to them when it is first asked for."""

    def __init__(self, columns: Columns, places: Numbers | None = None) -> None:
        self.columns = columns
        self.places = np.arange(len(columns.pk)) if places is None else places
        self._is_whole = places is None

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Facts:
        """`facts` in order of time; what each counts as one with is told by pks of theirs, 0 being its own."""
        every = list(facts)
        types, modes = (tuple(sorted({getattr(fact, name) for fact in every})) for name in ("type", "mode"))
        place = {fact.pk: at for at, fact in enumerate(every)}
        numbers = ("pk", "article", "story", "outlet", "source", "target", "speaker")
        return cls(
            Columns(
                types,
                modes,
                published=_table(int(fact.published.replace("-", "").ljust(8, "0")) for fact in every),
                type=_table(types.index(fact.type) for fact in every),
                mode=_table(modes.index(fact.mode) for fact in every),
                is_attributed=_table(fact.is_attributed for fact in every).astype(np.bool_),
                statement=_table(place[fact.statement or fact.pk] for fact in every),
                event=_table(place[fact.event or fact.pk] for fact in every),
                **{name: _table(getattr(fact, name) or 0 for fact in every) for name in numbers},
            )
        )

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, place: int) -> Fact:
        return self.columns.at(int(self.places[place]))

    def __iter__(self) -> Iterator[Fact]:
        return map(self.columns.at, self.places.tolist())

    def where(self, is_wanted: Mask) -> Facts:
        return Facts(self.columns, self.places[is_wanted])

    def only(self, places: Sequence[int] | Numbers) -> Facts:
        """Those at these places among them."""
        return Facts(self.columns, self.places[np.asarray(places, dtype=np.int64)])

    def _own(self, column: NDArray[Any]) -> NDArray[Any]:
        return column if self._is_whole else column[self.places]

    @cached_property
    def article(self) -> Numbers:
        return self._own(self.columns.article)

    @cached_property
    def published(self) -> Numbers:
        return self._own(self.columns.published)

    @cached_property
    def outlet(self) -> Numbers:
        return self._own(self.columns.outlet)

    @cached_property
    def type(self) -> Numbers:
        return self._own(self.columns.type)

    @cached_property
    def mode(self) -> Numbers:
        return self._own(self.columns.mode)

    @cached_property
    def speaker(self) -> Numbers:
        return self._own(self.columns.speaker)

    @cached_property
    def is_attributed(self) -> Mask:
        return self._own(self.columns.is_attributed)

    @cached_property
    def statement(self) -> Numbers:
        return self._own(self.columns.statement)

    @cached_property
    def event(self) -> Numbers:
        return self._own(self.columns.event)

    @cached_property
    def tone(self) -> Numbers:
        return self._own(self.columns.tone)

    @cached_property
    def is_standing(self) -> Mask:
        return self._own(self.columns.is_standing)

    @cached_property
    def is_firm(self) -> Mask:
        return self._own(self.columns.is_firm)

    @cached_property
    def year(self) -> Numbers:
        """0: not known."""
        return self.published // 10_000

    @cached_property
    def years(self) -> list[int]:
        """Those that are known, in order."""
        found: list[int] = np.flatnonzero(np.bincount(self.year)).tolist()
        return [year for year in found if year]

    def is_of(self, names: Collection[str]) -> Mask:
        """Which are of one of these types."""
        return _table(name in names for name in self.columns.types)[self.type].astype(np.bool_)

    def is_in(self, modes: Collection[str]) -> Mask:
        """Which are in one of these modes."""
        return _table(name in modes for name in self.columns.modes)[self.mode].astype(np.bool_)

    def within(self, since: int, until: int) -> Facts:
        """Those of these years."""
        return self.where((self.year >= max(since, 1)) & (self.year <= until))


def distinct(keys: Numbers) -> int:
    """How many different ones there are."""
    ordered = np.sort(keys)
    return int(np.count_nonzero(ordered[1:] != ordered[:-1])) + 1 if len(ordered) else 0


def distinct_by(groups: Numbers, keys: Numbers, size: int) -> list[int]:
    """How many different keys each group has, which is a number below `size`."""
    pairs = np.sort((groups.astype(np.int64) << KEY_BITS) | keys)
    is_new = np.ones(len(pairs), dtype=np.bool_)
    is_new[1:] = pairs[1:] != pairs[:-1]
    counts: list[int] = np.bincount(pairs[is_new] >> KEY_BITS, minlength=size).tolist()
    return counts


def first_of_each(keys: Numbers) -> Numbers:
    """Of all that have the same key the place of the first, in order."""
    order = np.argsort(keys, kind="stable")
    is_new = np.ones(len(keys), dtype=np.bool_)
    is_new[1:] = keys[order[1:]] != keys[order[:-1]]
    return np.sort(order[is_new])


def in_order_met(values: Numbers) -> list[int]:
    """Each of the values, natural numbers, once: those that are met first before the others."""
    if not len(values):
        return []
    first = np.full(int(values.max()) + 1, -1, dtype=np.int64)
    first[values[::-1]] = np.arange(len(values))[::-1]  # of equal ones the last that is written stays
    known = np.flatnonzero(first >= 0)
    found: list[int] = known[np.argsort(first[known])].tolist()
    return found


def partial_date(number: int) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD, or nothing."""
    if not number:
        return ""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _table(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, dtype=np.int64)
