"""Loads `Reviews` from PostgreSQL, under the rules of `lots` and `measuring`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from articles.facetting.reviews import KINDS, LATEST, OPEN, READ, RIGHT, WHATS, Reviews, summed
from articles.facetting.wordings import DECIDED, FOUND

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from articles.facetting.postings import Numbers

    Columns = Callable[..., Any]  # what a query finds, as columns
    Placing = Callable[[NDArray[np.int64]], tuple[Numbers, NDArray[np.bool_]]]  # of articles, and which are known

DRAWN = 1_600  # of each kind, about: four times as many as anybody reads, as some go
# What a mention's flags tell beside those of `wordings`.
IS_READ, IS_RIGHT, IS_OPEN, KIND_BITS = 8, 16, 32, 6
FLAGS = f"""
    CASE WHEN m.is_added THEN 0 ELSE
        CASE WHEN m.is_decided THEN {IS_READ} ELSE 0 END
        + CASE WHEN m.is_decided AND m.status = 'accepted'
            AND (m.actor_id IN (x.id, x.canonical_id) OR a.canonical_id = x.id) THEN {IS_RIGHT} ELSE 0 END
        + CASE WHEN NOT m.is_decided AND m.status = 'proposed' THEN {IS_OPEN} ELSE 0 END
    END + ((array_position(%s::text[], x.kind::text) - 1) << {KIND_BITS})
"""
_OWN_FLAGS = f"""
    CASE WHEN m.is_decided THEN {IS_READ} ELSE 0 END::bigint
    + CASE WHEN m.is_decided AND m.status = 'accepted' AND m.given = jsonb_build_object() THEN {IS_RIGHT} ELSE 0 END
    + CASE WHEN NOT m.is_decided AND m.status = 'proposed' THEN {IS_OPEN} ELSE 0 END
"""
_OTHERS = f"""
    SELECT article_id, {_OWN_FLAGS} FROM articles_{{table}} m WHERE NOT m.is_added AND {{{{only}}}}
"""  # noqa: S608  (made of constants)
_KEY = "('x0' || substr(md5({0}), 1, 15))::bit(64)::bigint"  # in the order of the whole
_PLACE = "p.uid || ' ' || m.place || ' ' || m.start || ' ' || m.\"end\" || ' '"  # as `lots` has it
_FOUND = "NOT m.is_added AND (m.is_decided OR m.status <> 'rejected')"
_DRAWN_MENTIONS = f"""
    SELECT m.id, m.article_id, k.number - 1, k.key, ({FLAGS})::bigint
    FROM articles_mention m
    JOIN articles_article p ON p.id = m.article_id
    JOIN entities_actor a ON a.id = m.actor_id
    LEFT JOIN entities_actor r ON r.id = a.canonical_id
    JOIN entities_actor x ON x.id = m.machine_actor_id
    CROSS JOIN LATERAL (
        SELECT {_KEY.format(_PLACE)} AS key, array_position(%s::text[], x.kind::text)::bigint AS number
    ) k
    WHERE {_FOUND} AND (m.is_decided OR NOT (a.is_hidden OR coalesce(r.is_hidden, false)))
        AND k.key < (%s::bigint[])[k.number] AND {{only}}
"""  # noqa: S608  (made of constants)
_DRAWN_OTHERS = f"""
    SELECT m.id, m.article_id, {{what}}::bigint, {_KEY.format(_PLACE)}, {_OWN_FLAGS}
    FROM articles_{{table}} m JOIN articles_article p ON p.id = m.article_id
    WHERE {_FOUND} AND {_KEY.format(_PLACE)} < %s AND {{{{only}}}}
"""  # noqa: S608  (made of constants)
_DRAWN_DATES = f"""
    SELECT id, id, {WHATS.index("date")}::bigint, {_KEY.format("uid")},
        CASE WHEN date_basis = 'decided' THEN {IS_READ} ELSE 0 END::bigint
    FROM articles_article WHERE {_KEY.format("uid")} < %s AND {{only}}
"""  # noqa: S608  (made of constants)


def read_reviews(
    columns: Columns,
    placing: Placing,
    of_articles: Sequence[Any],
    mentions: tuple[Numbers, NDArray[np.int64], NDArray[np.int64]],
) -> Reviews:
    """`of_articles` are the bases, the versions, and the place in them of each article; `mentions` the articles, the
    canonical actors and the flags of all mentions."""
    bases, versions, basis, version = of_articles
    articles, roots, flags = mentions
    rows = [(articles, flags >> KIND_BITS, flags)]
    for what, table in ((WHATS.index("statement"), "evidence"), (WHATS.index("quote"), "quote")):
        owners, own_flags = columns(_OTHERS.format(table=table), 2)
        places, known = placing(owners)
        rows.append((places, np.full(len(places), what), own_flags[known]))
    sizes = [int(np.count_nonzero(rows[0][1] == kind)) for kind in range(len(KINDS))]
    sizes += [len(places) for places, _what, _flags in rows[1:]] + [len(basis)]
    bounds = [LATEST if size <= DRAWN else int(LATEST * (DRAWN / size)) for size in sizes]
    return Reviews(
        tuple(bases), tuple(versions), basis.astype(np.uint8), version.astype(np.uint16), *_tallied(rows),
        *_by_actor(articles, roots, flags), *_drawn(columns, placing, bounds), np.array(bounds, dtype=np.int64),
    )  # fmt: skip


def _tallied(rows: Sequence[tuple[Numbers, NDArray[Any], NDArray[Any]]]) -> tuple[Any, Any, Any, Any]:
    """Articles in order, what was found there, and how often; and how often in all."""
    width = 3 * len(WHATS)
    pairs = [
        articles[is_so].astype(np.int64) * width + 3 * what[is_so] + state
        for articles, what, flags in rows
        for state, flag in ((READ, IS_READ), (RIGHT, IS_RIGHT), (OPEN, IS_OPEN))
        for is_so in (flags & flag > 0,)
    ]
    found, counts = np.unique(np.concatenate(pairs), return_counts=True)
    state = (found % width).astype(np.uint8)
    return (found // width).astype(np.int32), state, counts.astype(np.int32), summed(state, counts)


def _by_actor(articles: Numbers, roots: NDArray[np.int64], flags: NDArray[np.int64]) -> tuple[Any, Any, Any, Any]:
    """Whom the machine found, in order, how often, how often people have read it, and in how many articles."""
    is_found = flags & FOUND > 0
    actors, places = np.unique(roots[is_found], return_inverse=True)
    pairs = np.unique(places.astype(np.int64) << 32 | articles[is_found])
    is_read = flags[is_found] & DECIDED > 0
    counts = (np.bincount(rows, minlength=len(actors)) for rows in (places, places[is_read], pairs >> 32))
    mentions, read, named = (count.astype(np.int32) for count in counts)
    return actors.astype(np.int32), mentions, read, named


def _drawn(columns: Columns, placing: Placing, bounds: Sequence[int]) -> tuple[Any, Any, Any, Any, Any]:
    """The ids of what is drawn, their articles, of which kind they are, their keys, and what became of them."""
    kinds, of_kinds = list(KINDS), list(bounds[: len(KINDS)])
    queries = [(_DRAWN_MENTIONS, [kinds, kinds, of_kinds], "article_id")]
    for table, what in (("evidence", "statement"), ("quote", "quote")):
        number = WHATS.index(what)
        queries.append((_DRAWN_OTHERS.format(table=table, what=number), [bounds[number]], "article_id"))
    queries.append((_DRAWN_DATES, [bounds[-1]], "id"))
    found = [columns(sql, 5, params, own) for sql, params, own in queries]
    ids, owners, whats, keys, flags = (np.concatenate([each[column] for each in found]) for column in range(5))
    places, known = placing(owners)
    state = (flags[known] & IS_READ > 0) + 2 * (flags[known] & IS_RIGHT > 0)
    return ids[known], places, whats[known].astype(np.uint8), keys[known], state.astype(np.uint8)
