"""Tables as files: CSV that a spreadsheet opens, and JSON."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles.exporting.tables import bare, guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from entities.exchanging import Row


class Unreadable(Exception):
    """Says why, for a curator."""


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """With the mark by which spreadsheets know UTF-8; what they would compute is kept from it by an apostrophe."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([guarded(row[name]) for name in columns] for row in rows)
    return "\ufeff" + out.getvalue()


def as_json(rows: Iterable[Row]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=1)


def rows_in(data: bytes, columns: Sequence[str]) -> list[Row]:
    """The rows of a CSV or JSON file; columns may be missing or more, but none of ours is not one of our tables."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("Ce fichier n’est pas en UTF-8.")) from error
    rows = _from_json(text) if text.lstrip().startswith(("[", "{")) else _from_csv(text)
    if rows and columns[0] not in rows[0]:
        raise Unreadable(_("Ce fichier n’a pas la colonne « %(name)s ».") % {"name": columns[0]})
    return rows


def _from_json(text: str) -> list[Row]:
    try:
        read = json.loads(text)
    except ValueError as error:
        raise Unreadable(_("Ce fichier n’est ni du CSV ni du JSON lisible.")) from error
    if not isinstance(read, list) or not all(isinstance(row, dict) for row in read):
        raise Unreadable(_("Le JSON attendu est une liste d’objets."))
    return [{str(name): _plain(value) for name, value in row.items()} for row in read]


def _plain(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _from_csv(text: str) -> list[Row]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        reader = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        read = [{name: bare(value or "") for name, value in row.items() if isinstance(name, str)} for row in reader]
    except csv.Error as error:
        raise Unreadable(_("Ce fichier n’est ni du CSV ni du JSON lisible.")) from error
    return [row for row in read if any(row.values())]
