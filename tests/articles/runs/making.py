"""Records and runs for tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

from django.db import connection

from articles.importing.readers.records import Options
from articles.importing.storing import Outcome, Stored
from articles.models import ImportRun
from articles.runs.running import Busy, Work, begin, carry_on
from entities.extracting import Extractor

TODAY = date(2026, 11, 22)
TOWNS = (
    "Reykjavik",
    "Helsinki",
    "Copenhague",
    "Stockholm",
    "Tallinn",
    "Riga",
    "Vilnius",
    "Dublin",
    "Lisbonne",
    "Berne",
)


def record(number: int, **fields: Any) -> dict[str, Any]:
    """An article unlike the others."""
    town, other = TOWNS[number % 10], TOWNS[(number // 10) % 10]
    text = (
        f"Le ministre norvégien s'est rendu lundi {number} fois à {town}, où la pluie de {other} l'attendait. Il y a "
        f"visité {number} écoles, {number * 7} ponts et un port de la mer numéro {number * number}.\n\nLa délégation de "  # noqa: E501
        f"{other} repartira dans {number + 3} jours vers {town} si le vent de force {number * 3} le permet."
    )
    return {"id": f"n{number}", "title": f"Voyage {number} à {town}", "date": "2011-05-04", "text": text} | fields


def archive(path: Path, records: Sequence[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    return str(path)


def work(extractor: Extractor, **values: Any) -> Work:
    return Work(lambda: extractor, TODAY, values.pop("options", Options()), **values)


def start(*sources: str, options: Options | None = None, again: bool = False) -> ImportRun:
    return begin(sources, options or Options(), by=None, again=again)


def imported(extractor: Extractor, *sources: str, **values: Any) -> tuple[ImportRun, list[Stored]]:
    """A run to its end."""
    again = values.get("again", False)
    run = start(*sources, options=values.get("options"), again=again)
    results = list(carry_on(run, work(extractor, **values)))
    return run, results


def outcomes(results: Sequence[Stored]) -> list[Outcome]:
    return [result.outcome for result in results]


def is_refused_elsewhere(done: Callable[[], object]) -> bool:
    """Whether somebody else works on it, for another process that would do this: here a thread with a connection of
    its own."""
    refused: list[bool] = []

    def other() -> None:
        try:
            done()
            refused.append(False)
        except Busy:
            refused.append(True)
        finally:
            connection.close()

    thread = Thread(target=other)
    thread.start()
    thread.join()
    return refused == [True]
