"""Numbers from PostgreSQL by the million: rows of bigints that are never null, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import connection

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FIELD = np.dtype([("size", ">i4"), ("value", ">i8")])
_HEADER, _TRAILER = 19, 2  # bytes of the binary format before the first row and after the last


def columns(sql: str, width: int, params: Sequence[Any] = ()) -> list[NDArray[np.int64]]:
    """What the query finds; `width` is how many numbers a row has."""
    connection.ensure_connection()
    with (
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT binary)", params) as copy,
    ):
        data = bytearray()
        for block in copy:  # a row each: joining them would hold them all twice
            data += block
    row = np.dtype([("fields", ">i2"), ("columns", _FIELD, (width,))])
    count = (len(data) - _HEADER - _TRAILER) // row.itemsize
    rows = np.frombuffer(data, dtype=row, count=count, offset=_HEADER)
    return [rows["columns"]["value"][:, column].astype(np.int64) for column in range(width)]
