"""Reads for a segment which two states each statement and quote is of, and which statements say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import connection

from articles.facetting.told import SOMEBODY, Told, grouped
from articles.sameness import firsts_alike
from entities.nlp.found import RECIPROCAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from articles.facetting.ends import Ends
    from articles.facetting.postings import Numbers
    from articles.facetting.quotes import Quotes
    from articles.facetting.statements import Statements

UNDATED_LAST = 9999_00_00
_AT_ONCE = 20_000  # sentences held at a time
_COPIES = "SELECT id, copy_of_id FROM articles_article WHERE copy_of_id IS NOT NULL AND {only}"
_PLACED = "SELECT id, ((place <> 'title')::int::bigint << 32) + start FROM articles_evidence WHERE {only}"
_ATTRIBUTED = f"""
    SELECT e.id, coalesce(a.canonical_id, a.id, {SOMEBODY})
    FROM articles_evidence e LEFT JOIN entities_actor a ON a.id = e.said_by_actor_id
    WHERE (e.said_by_actor_id IS NOT NULL OR e.said_by <> '') AND {{only}}
"""  # noqa: S608  (made of constants)
_SAID = """
    SELECT q.id, r.id, t.id
    FROM articles_quote q
    JOIN entities_actor a ON a.id = q.speaker_id
    JOIN entities_actor r ON r.id = coalesce(a.canonical_id, a.id)
    JOIN articles_quote_about b ON b.quote_id = q.id
    JOIN entities_actor s ON s.id = b.actor_id
    JOIN entities_actor t ON t.id = coalesce(s.canonical_id, s.id)
    WHERE 'place' NOT IN (a.kind, r.kind, s.kind, t.kind) AND {only}
"""


@dataclass(frozen=True)
class Pairing:
    """`read` finds the columns of a query, for articles or statements whose ids are given in order of their places."""

    read: Callable[..., Any]
    codes: dict[int, str]  # for whom each canonical actor acts
    ids: NDArray[np.int64]
    published: Numbers
    statements: Statements
    ends: Ends
    quotes: Quotes

    def told(self) -> Told:
        stories = self._of_known(self.ids, self.ids, _COPIES, own="id")
        placed = self._of_known(self.ends.ids, np.zeros(len(self.ends.ids), np.int64), _PLACED)
        speaker = self._of_known(self.ends.ids, np.zeros(len(self.ends.ids), np.int64), _ATTRIBUTED)
        in_time = self._in_time(placed)
        codes = sorted({code for code in self.codes.values() if code})
        pairs, rows = self._two_sided(codes, in_time)
        own, starts = grouped(pairs)
        said_pairs, said, said_by = self._said(codes)
        said_own, said_starts = grouped(said_pairs)
        return Told(
            tuple(codes), stories, speaker.astype(np.int32), self._same(stories, in_time), own, starts, rows,
            said_own, said_starts, said, said_by, *self._parties(codes),
        )  # fmt: skip

    def _of_known(
        self, known: NDArray[np.int64], values: NDArray[np.int64], sql: str, own: str = "article_id"
    ) -> NDArray[np.int64]:
        """The values, but for those that the query tells of."""
        found = values.copy()
        ids, told = self.read(sql, 2, own=own)
        rows, is_known = places_of(ids, known)
        found[rows] = told[is_known]
        return found

    def _in_time(self, placed: NDArray[np.int64]) -> Numbers:
        """All rows in order of time."""
        articles = self.statements.articles
        published = np.where(self.published > 0, self.published, UNDATED_LAST)[articles]
        return np.lexsort((self.ends.ids, placed, self.ids[articles], published)).astype(np.int32)

    def _two_sided(self, codes: list[str], in_time: Numbers) -> tuple[NDArray[np.int64], Numbers]:
        """The pair and the row of each statement that two act in."""
        rows = in_time[(self.ends.source[in_time] > 0) & (self.ends.target[in_time] > 0)]
        pairs = self._pairs(codes, self.ends.source[rows], self.ends.target[rows])
        rows, pairs = rows[pairs >= 0], pairs[pairs >= 0]
        order = np.argsort(pairs, kind="stable")
        return pairs[order], rows[order]

    def _said(self, codes: list[str]) -> tuple[NDArray[np.int64], Numbers, Numbers]:
        """The pair and the row of each quote, and who says it."""
        ids, speakers, about = self.read(_SAID, 3)
        rows, known = places_of(ids, self.quotes.ids)
        pairs = self._pairs(codes, speakers[known], about[known])
        has_pair = pairs >= 0
        found = np.stack([pairs[has_pair], rows[has_pair], speakers[known][has_pair]], axis=1)
        once = np.unique(found, axis=0)
        return once[:, 0], once[:, 1].astype(np.int32), once[:, 2].astype(np.int32)

    def _parties(self, codes: list[str]) -> tuple[Numbers, Numbers]:
        """Where each code's rows begin, with the end, and the rows in which somebody acts for it among many."""
        numbers = self._numbers(codes, self.ends.root[self.ends.parties])
        rows = self.ends.rows_at(self.ends.parties)
        width = max(len(self.ends.ids), 1)
        found = np.unique(numbers[numbers >= 0] * width + rows[numbers >= 0])
        starts = np.searchsorted(found // width, np.arange(len(codes) + 1))
        return starts.astype(np.int32), (found % width).astype(np.int32)

    def _numbers(self, codes: list[str], actors: Any) -> NDArray[np.int64]:
        """The places of the codes for which these actors act; -1 where one acts for nobody."""
        numbers = np.full(max(max(self.codes, default=0), int(actors.max(initial=0))) + 1, -1)
        places = {code: place for place, code in enumerate(codes)}
        for pk, code in self.codes.items():
            numbers[pk] = places.get(code, -1)
        found: NDArray[np.int64] = numbers[actors]
        return found

    def _pairs(self, codes: list[str], ones: Any, others: Any) -> NDArray[np.int64]:
        """The number of the two states for which these actors act; -1 where one acts for nobody."""
        one, other = self._numbers(codes, ones), self._numbers(codes, others)
        pair = np.minimum(one, other) * len(codes) + np.maximum(one, other)
        found: NDArray[np.int64] = np.where((one >= 0) & (other >= 0), pair, -1)
        return found

    def _same(self, stories: NDArray[np.int64], in_time: Numbers) -> Numbers:
        """Of each statement, the first that says the same: only those of one story, type and pair of actors are
        compared."""
        same = np.arange(len(in_time), dtype=np.int32)
        rows = in_time[self.ends.source[in_time] != 0]
        keys = self._common(stories, rows)
        order = np.lexsort(keys)
        rows, keys = rows[order], keys[:, order]
        is_first = np.ones(len(rows), dtype=np.bool_)
        is_first[1:] = (keys[:, 1:] != keys[:, :-1]).any(axis=0)
        group = np.cumsum(is_first, dtype=np.int64)
        alike = np.flatnonzero(np.bincount(group, minlength=1)[group] > 1)
        rows, group = rows[alike], group[alike]
        for begin, end in _stretches(group):
            texts = sentences(self.ends.ids[rows[begin:end]].tolist())
            told = zip(rows[begin:end].tolist(), group[begin:end].tolist(), strict=True)
            found = firsts_alike(
                (row, number, texts[pk]) for row, number in told if (pk := int(self.ends.ids[row])) in texts
            )
            same[list(found)] = list(found.values())
        return same

    def _common(self, stories: NDArray[np.int64], rows: Numbers) -> NDArray[np.int64]:
        """What distinct statements have in common beside their words, as columns of numbers."""
        table = self.statements
        source, target = np.abs(self.ends.source[rows]), np.abs(self.ends.target[rows])
        is_reciprocal = np.array([name in RECIPROCAL for name in table.types] or [False])[table.type[rows]]
        one = np.where(is_reciprocal, np.minimum(source, target), source)
        other = np.where(is_reciprocal, np.maximum(source, target), target)
        return np.stack([other, one, table.type[rows], stories[table.articles[rows]]]).astype(np.int64)


def sentences(statements: list[int]) -> dict[int, str]:
    """Of each that is still there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, text FROM articles_evidence WHERE id = ANY(%s)", [statements])
        return dict(cursor.fetchall())


def places_of(ids: NDArray[np.int64], known: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The places among the known ones, and which of the ids are known."""
    if not len(known):
        return np.zeros(0, dtype=np.int64), np.zeros(len(ids), dtype=np.bool_)
    order = np.argsort(known)
    places = order[np.minimum(np.searchsorted(known, ids, sorter=order), len(known) - 1)]
    is_known = known[places] == ids
    return places[is_known], is_known


def _stretches(groups: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Of whole groups, as long as what is held at a time."""
    begin = 0
    while begin < len(groups):
        last = groups[min(begin + _AT_ONCE, len(groups)) - 1]
        end = int(np.searchsorted(groups, last, side="right"))
        yield begin, end
        begin = end
