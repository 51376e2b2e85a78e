"""The articles that answer to search words, from PostgreSQL's index; words that very many have are kept as bitmaps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import connection
from psycopg import Cursor
from pyroaring import BitMap

from articles.expressions import understood
from articles.facetting.fetching import columns
from articles.models import SEARCH_CONFIG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from articles.facetting.archive import Searching
    from articles.facetting.segment import Segment

KEPT_FROM = 0.005  # of the articles
MOST_KEPT = 2_000
_FEW = 5_000  # articles that are named one by one
_SEARCH = "SELECT id FROM articles_article WHERE search @@ %s::tsquery"
_LEARNT_AT_ONCE = 20_000  # articles
_COMMON = """
    SELECT word FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS often(word, share)
    WHERE schemaname = current_schema() AND tablename = 'articles_article' AND attname = 'search'
        AND word IS NOT NULL AND share >= %s
    ORDER BY share DESC LIMIT %s
"""
_HAVING = """
    SELECT known.place - 1, string_agg(int8send(a.id), ''::bytea)
    FROM articles_article a
    CROSS JOIN LATERAL unnest(tsvector_to_array(a.search)) AS has(word)
    JOIN unnest(%s::text[]) WITH ORDINALITY AS known(word, place) USING (word)
    WHERE a.id BETWEEN %s AND %s
    GROUP BY known.place
"""
_TOKEN = re.compile(r"(?P<word>'(?:[^'\\]|''|\\.)*'(?P<how>:[*A-D]+)?)|(?P<sign>[!&|()])|(?P<near><(?:-|\d+)>)|\s+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or several that belong together: what PostgreSQL is asked as a whole."""

    tsquery: str


@dataclass(frozen=True, slots=True)
class Both:
    sides: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    sides: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Neither:
    side: Query


Query = Word | Both | Either | Neither


def searching(typed: str) -> Searching:
    """What finds the articles of a part that answer to the words typed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsquery(%s::regconfig, %s)::text", [SEARCH_CONFIG, understood(typed).tsquery])
        text = cursor.fetchone()[0]
    query = parsed(text) if text else None
    return lambda part: _found(query, part.segment) if query else BitMap()


def learn(segment: Segment) -> None:
    """Keep the bitmaps of the words that PostgreSQL's own statistics call frequent, found in one pass over the texts:
    asking for one after the other would read most of the table each time."""
    if len(segment.ids) <= _FEW:
        return
    with connection.cursor() as cursor:
        cursor.execute(_COMMON, [KEPT_FROM, MOST_KEPT])
        words = [word for (word,) in cursor.fetchall()]
    found = [BitMap() for _ in words]
    ids = np.sort(segment.ids)
    for start in range(0, len(ids), _LEARNT_AT_ONCE):
        stretch = ids[start : start + _LEARNT_AT_ONCE]
        for place, having in _having(words, int(stretch[0]), int(stretch[-1])):
            found[place] |= segment.places_of(having)
    for word, places in zip(words, found, strict=True):
        if len(places) >= KEPT_FROM * len(ids):
            places.run_optimize()
            segment.words[_quoted(word)] = places


def _having(words: list[str], first: int, last: int) -> Iterator[tuple[int, NDArray[Any]]]:
    """Of the articles between two ids, those that have each word, by its place."""
    with Cursor(connection.connection) as cursor:  # one that takes bytes as they are
        for place, ids in cursor.execute(_HAVING, [words, first, last], binary=True):
            yield place, np.frombuffer(ids, dtype=">i8").astype(np.int64)


def parsed(text: str) -> Query:
    """From the text of a tsquery. What stands near something else is left to PostgreSQL."""
    return _Parsing(text).query()


class _Parsing:
    """A descent: alternatives of conjunctions of neighbours, each of which may be negated."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [token for token in _TOKEN.finditer(text) if token.group().strip()]
        self._at = 0

    def query(self) -> Query:
        sides = [self._both()]
        while self._peek() == "|":
            self._at += 1
            sides.append(self._both())
        return sides[0] if len(sides) == 1 else Either(tuple(sides))

    def _both(self) -> Query:
        sides = [self._near()]
        while self._peek() == "&":
            self._at += 1
            sides.append(self._near())
        return sides[0] if len(sides) == 1 else Both(tuple(sides))

    def _near(self) -> Query:
        start = self._tokens[self._at].start()
        found = self._one()
        is_near = False
        while self._at < len(self._tokens) and self._tokens[self._at]["near"]:
            self._at += 1
            self._one()
            is_near = True
        return Word(self._text[start : self._tokens[self._at - 1].end()]) if is_near else found

    def _one(self) -> Query:
        token = self._tokens[self._at]
        self._at += 1
        if token["word"]:
            return Word(token.group())
        if token.group() == "!":
            return Neither(self._one())
        inside = self.query()
        self._at += 1
        return inside

    def _peek(self) -> str:
        return self._tokens[self._at].group() if self._at < len(self._tokens) else ""


def _found(query: Query, segment: Segment) -> BitMap:
    match query:
        case Word(tsquery):
            return _answering(tsquery, segment)
        case Both(sides):
            return BitMap.intersection(*(_found(side, segment) for side in sides))
        case Either(sides):
            return BitMap.union(*(_found(side, segment) for side in sides))
        case Neither(side):
            return segment.all - _found(side, segment)


def _answering(tsquery: str, segment: Segment) -> BitMap:
    """The places of the articles; kept where they are many."""
    if tsquery in segment.words:
        return segment.words[tsquery]
    if len(segment.ids) <= _FEW:
        (ids,) = columns(f"{_SEARCH} AND id = ANY(%s)", 1, [tsquery, segment.ids.tolist()])
    else:
        (ids,) = columns(_SEARCH, 1, [tsquery])
    found = segment.places_of(np.asarray(ids))
    if len(segment.ids) > _FEW and len(found) >= KEPT_FROM * len(segment.ids) and len(segment.words) < MOST_KEPT:
        segment.words[tsquery] = found
    return found


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
