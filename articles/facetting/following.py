"""What has changed in PostgreSQL since an archive was read, and the archive of today made of it.

The database notes changes itself, with their transactions. A snapshot tells which of those had ended: what another
snapshot sees and the former one did not is new, in whatever order transactions began and ended. This holds within one
generation of the database: what is restored from a backup is another, of which no snapshot of before tells anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from articles.facetting.archive import Archive, Moment, Part
from articles.facetting.fetching import columns
from articles.facetting.reading import read_names, read_segment

MOST_CHANGES = 5_000  # a reader waits for them to be read; beyond, everything is read anew aside
MOST_SMALL_PARTS = 4
KEPT_DAYS = 7  # of what was noted; a file must be younger to be followed
# A table that is made anew, as whatever restores a backup does, has another number; what is brought back as it lay on a
# disk has another timeline, or snapshots that lie in its future.
_GENERATION = """concat_ws('-', system_identifier, timeline_id, 'articles_facethorizon'::regclass::oid)"""
_CONTROL = "pg_control_system(), pg_control_checkpoint()"
_SINCE = f"""
    SELECT {_GENERATION}, pg_current_snapshot()::text,
        h.transaction >= pg_snapshot_xmin(%s::pg_snapshot)
            OR pg_snapshot_xmax(%s::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()),
        c.kind, c.ref
    FROM {_CONTROL}, articles_facethorizon h
    LEFT JOIN LATERAL (
        SELECT kind, ref FROM articles_facetchange
        WHERE transaction >= pg_snapshot_xmin(%s::pg_snapshot)
            AND (NOT pg_visible_in_snapshot(transaction, %s::pg_snapshot)
                OR transaction = pg_current_xact_id_if_assigned())  -- no snapshot tells of one's own
        LIMIT {MOST_CHANGES + 1}
    ) c ON true
"""  # noqa: S608  (made of constants)
_TOUCHED = """
    WITH actors AS (SELECT id FROM entities_actor WHERE id = ANY(%s) OR canonical_id = ANY(%s))
    SELECT unnest(%s::bigint[])
    UNION SELECT article_id FROM articles_mention WHERE actor_id IN (SELECT id FROM actors)
    UNION SELECT article_id FROM articles_mention WHERE machine_actor_id IN (SELECT id FROM actors)
    UNION SELECT q.article_id FROM articles_quote q WHERE q.speaker_id IN (SELECT id FROM actors)
    UNION SELECT q.article_id FROM articles_quote q JOIN articles_quote_about b ON b.quote_id = q.id
        WHERE b.actor_id IN (SELECT id FROM actors)
    UNION SELECT e.article_id FROM articles_evidence e JOIN articles_participant p ON p.evidence_id = e.id
        WHERE p.actor_id IN (SELECT id FROM actors)
    UNION SELECT e.article_id FROM articles_evidence e JOIN entities_relation r ON r.id = e.relation_id
        WHERE r.source_id IN (SELECT id FROM actors) OR r.target_id IN (SELECT id FROM actors)
    UNION SELECT article_id FROM articles_evidence WHERE said_by_actor_id IN (SELECT id FROM actors)
    UNION SELECT id FROM articles_article WHERE source_id = ANY(%s)
"""


# For a database that was restored: numbers of transactions that another one gave mean nothing here.
RESTORED = """
    DO $$ BEGIN
        IF to_regclass('public.articles_facethorizon') IS NOT NULL THEN
            DELETE FROM public.articles_facetchange;
            UPDATE public.articles_facethorizon SET transaction = '0';
        END IF;
    END $$;
"""


@dataclass(frozen=True, slots=True)
class Changes:
    """`refs`: ids by kind. `is_all`: what has changed can't be told, or is too much to be read by itself."""

    moment: Moment
    refs: dict[str, list[int]]
    is_all: bool


def moment_now() -> Moment:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_GENERATION}, pg_current_snapshot()::text FROM {_CONTROL}")  # noqa: S608  (constants)
        return Moment(*cursor.fetchone())


def changes_since(moment: Moment) -> Changes:
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, [moment.snapshot] * 4)
        rows = cursor.fetchall()
    if not rows:
        return Changes(moment, {}, is_all=True)
    refs: dict[str, list[int]] = {}
    for *_moment, _is_forgotten, kind, ref in rows:
        if kind is not None:
            refs.setdefault(kind, []).append(ref)
    generation, snapshot, is_forgotten = rows[0][:3]
    is_all = generation != moment.generation or is_forgotten or "all" in refs or len(rows) > MOST_CHANGES
    return Changes(Moment(generation, snapshot), refs, is_all=is_all)


def followed(archive: Archive) -> Archive | None:
    """The archive as of now; None where it has to be read anew."""
    changes = changes_since(archive.moment)
    if changes.is_all:
        return None
    if not changes.refs:
        return archive.at(changes.moment)
    touched = _touched(changes)
    if len(touched) > MOST_CHANGES:
        return None
    names = archive.names if set(changes.refs) == {"article"} else read_names()
    parts = [part.without(touched) for part in archive.parts]
    if len(parts) > MOST_SMALL_PARTS:
        touched = np.union1d(touched, np.concatenate([part.segment.ids_of(part.live) for part in parts[1:]]))
        parts = parts[:1]
    if len(touched) > MOST_CHANGES:
        return None
    if len(touched):
        segment = read_segment(names, touched.tolist())
        parts.append(Part(segment, segment.all))
    return replace(archive, parts=tuple(parts), names=names, moment=changes.moment, content=object(), known={})


def _touched(changes: Changes) -> NDArray[np.int64]:
    """The articles that have to be read anew."""
    articles = changes.refs.get("article", [])
    actors, sources = changes.refs.get("actor", []), changes.refs.get("source", [])
    if not actors and not sources:
        return np.array(articles, dtype=np.int64)
    (found,) = columns(_TOUCHED, 1, [actors, actors, articles, sources])
    return found


def forget(days: int = KEPT_DAYS) -> None:
    """Drop what was noted before so many days. Who has not looked since must read everything anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH gone AS (
                DELETE FROM articles_facetchange
                WHERE made_at < now() - make_interval(days => %s)
                    AND transaction < pg_snapshot_xmin(pg_current_snapshot())
                RETURNING transaction
            )
            UPDATE articles_facethorizon h SET transaction = greatest(h.transaction, newest.transaction)
            FROM (SELECT transaction FROM gone ORDER BY transaction DESC LIMIT 1) AS newest
            """,
            [days],
        )
