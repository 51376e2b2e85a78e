"""The tables of the site, and how many rows each holds."""

from __future__ import annotations

from django.db.backends.utils import CursorWrapper
from psycopg import sql

_TABLES = (
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') ORDER BY 1"
)


def row_counts(cursor: CursorWrapper) -> dict[str, int]:
    cursor.execute(_TABLES)
    counts = {}
    for (name,) in cursor.fetchall():
        cursor.execute(sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(name)))
        counts[name] = int(cursor.fetchone()[0])
    return counts


def recount(rows: dict[str, int]) -> str:
    """A statement that fails unless each table holds so many rows."""
    checks = (
        sql.SQL("IF (SELECT count(*) FROM public.{}) <> {} THEN RAISE EXCEPTION '%', {}; END IF;").format(
            sql.Identifier(name), sql.Literal(count), sql.Literal(f"rows of {name} are missing")
        )
        for name, count in rows.items()
    )
    return f"DO $check$ BEGIN {' '.join(check.as_string() for check in checks)} END $check$;"
