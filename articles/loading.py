"""New rows into their table by COPY, which takes a fraction of the time of INSERT."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PREPARED = (models.JSONField, ArrayField)  # of all others psycopg knows how to send the value


def load(rows: Sequence[models.Model]) -> None:
    """Store new rows of one model. They get no ids but those that `number` gave them."""
    if not rows:
        return
    fields = _written(rows[0])
    statement = _statement(rows[0], fields)
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        values = attrgetter(*(field.attname for field in fields))
        prepared = [(at, field) for at, field in enumerate(fields) if isinstance(field, _PREPARED)]
        for row in rows:
            copy.write_row(_sent(list(values(row)), prepared))


def number(rows: Sequence[models.Model]) -> None:
    """Give new rows the ids that they will be stored under, so that other rows can point at them."""
    if not rows:
        return
    meta = rows[0]._meta
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [meta.db_table, meta.pk.column, len(rows)],
        )
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = pk


def analyse(tables: Iterable[type[models.Model]]) -> None:
    """Let the planner know at once how much there is in these tables."""
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")


def _written(row: models.Model) -> list[models.Field[Any, Any]]:
    return [field for field in row._meta.concrete_fields if not (field.primary_key and row.pk is None)]


def _statement(row: models.Model, fields: Sequence[models.Field[Any, Any]]) -> str:
    quote = connection.ops.quote_name
    return f"COPY {quote(row._meta.db_table)} ({', '.join(quote(field.column or '') for field in fields)}) FROM STDIN"


def _sent(values: list[Any], prepared: Iterable[tuple[int, models.Field[Any, Any]]]) -> list[Any]:
    """The values of a row as psycopg takes them: of choices (TextChoices) it sends the value."""
    for at, field in prepared:
        values[at] = field.get_db_prep_save(values[at], connection)
    return values
