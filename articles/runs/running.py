"""One run of an import from its first item to its last. A batch of articles and how far the run came are one
transaction: whoever stops it, even with SIGKILL, loses a batch at most, and the same command goes on."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import F
from django.utils import timezone

from articles.importing.readers.records import Dropped, Item, Options, Record, Refused
from articles.importing.storing import STORED, Outcome, Stored
from articles.importing.writing import analyse_written
from articles.models import ImportRun
from articles.retrying import retried
from articles.runs.keeping import keep
from articles.runs.sources import Given, Progress, items_of, mark_of, told_apart
from entities.extracting import Extractor

KEPT = 1000  # rejections, and things left, that the run's row tells
_LONGEST_LEFT = 500  # characters of a thing left
_MOST_TEXT = 300_000  # bytes in one transaction: a hundred usual articles, or one that fills pages
_LOCK = 0x72756E73  # with the run's number: who works on it


class Busy(Exception):
    """Another process works on this run."""


@dataclass(slots=True)
class Work:
    """What a run needs besides its row. `given` are streams under names."""

    extractor: Callable[[], Extractor]
    today: datetime.date
    options: Options
    again: bool = False
    progress: Progress = field(default_factory=Progress)
    given: Callable[[str], Given | None] = lambda _name: None


def begin(arguments: Sequence[str], options: Options, *, by: User | None, again: bool = False) -> ImportRun:
    """The unfinished run of the same arguments and options, or a new one."""
    told = as_told(options, again=again)
    unfinished = ImportRun.objects.filter(
        state__in=[ImportRun.State.RUNNING, ImportRun.State.STOPPED], paths=list(arguments), options=told
    )
    known = unfinished.order_by("-pk").first()
    return known or ImportRun.objects.create(
        started_by=by, state=ImportRun.State.RUNNING, paths=list(arguments), options=told
    )


def as_told(options: Options, *, again: bool = False) -> dict[str, object]:
    """The options that were chosen, as a run's row keeps them."""
    chosen: dict[str, object] = {"columns": dict(options.columns)} if options.columns else {}
    chosen |= {name: value for name in ("format", "delimiter") if (value := getattr(options, name))}
    chosen |= {name: True for name, value in (("allow_private", options.allow_private), ("again", again)) if value}
    return chosen


def carry_on(run: ImportRun, work: Work) -> Generator[Stored, None, None]:
    """Import what the run has not yet imported. Raises Busy."""
    with alone(run):
        run.refresh_from_db()
        ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.RUNNING)
        try:
            for argument in run.paths:
                yield from _argument(run, argument, work)
        except BaseException:
            ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.STOPPED)
            raise
        _finish(run)


@contextmanager
def alone(run: ImportRun) -> Iterator[None]:
    """Raises Busy. The lock goes with the connection: that of a killed process is free."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK, run.pk])
        if not cursor.fetchone()[0]:
            raise Busy
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK, run.pk])


def is_worked_on(run: ImportRun) -> bool:
    """By a process that imports it, or by workers, to whom it was handed over."""
    if ImportRun.objects.filter(pk=run.pk, order__parcels__state="waiting").exists():
        return True
    try:
        with alone(run):
            return False
    except Busy:
        return True


def _argument(run: ImportRun, argument: str, work: Work) -> Iterator[Stored]:
    position = run.positions.get(argument, {})
    given = work.given(argument)
    mark = given.mark if given else mark_of(argument)
    done = position.get("items", 0) if mark and position.get("mark") == mark else 0
    if done and position.get("done"):
        return
    items = told_apart(items_of(argument, work.options, work.progress, lambda _name: given))
    for _skipped in islice(items, done):
        continue
    while batch := _taken(items):
        done += len(batch)
        run.positions[argument] = {"items": done, "mark": mark, "done": False}
        yield from retried(lambda batch=batch: _store(run, batch, work))  # type: ignore[misc]  # bound at once
    run.positions[argument] = {"items": done, "mark": mark, "done": True}
    run.save(update_fields=["positions"])


def _taken(items: Iterator[Item]) -> list[Item]:
    """What is stored in one transaction: so many items, or so much text."""
    batch: list[Item] = []
    length = 0
    while len(batch) < STORED and length < _MOST_TEXT and (item := next(items, None)) is not None:
        batch.append(item)
        length += len(item.data) if isinstance(item, Record) else 0
    return batch


def _store(run: ImportRun, batch: Sequence[Item], work: Work) -> list[Stored]:
    """To be called in a transaction. What the run's row tells in memory changes only when all is stored."""
    records = [item for item in batch if isinstance(item, Record)]
    kept = iter(keep(records, run, work.extractor, today=work.today, again=work.again))
    results = [next(kept) if isinstance(item, Record) else _told(item) for item in batch]
    counted = [one for one, item in zip(results, batch, strict=True) if not isinstance(item, Dropped)]
    counts = {outcome: sum(one.outcome == outcome for one in counted) for outcome in Outcome}
    left = [item for item in batch if isinstance(item, Dropped)]
    refused = [one for one in counted if one.outcome == Outcome.REJECTED]
    ImportRun.objects.filter(pk=run.pk).update(
        new_count=F("new_count") + counts[Outcome.NEW], updated_count=F("updated_count") + counts[Outcome.UPDATED],
        unchanged_count=F("unchanged_count") + counts[Outcome.UNCHANGED],
        rejected_count=F("rejected_count") + counts[Outcome.REJECTED], left_count=F("left_count") + len(left),
        positions=run.positions,
    )  # fmt: skip
    if refused or left:
        _keep_told(run, refused, left)
    return counted


def _told(item: Dropped | Refused) -> Stored:
    note = f"{item.place}: {item.reason}" if item.place else item.reason
    return Stored(item.source, Outcome.REJECTED, note, is_error=isinstance(item, Refused))


def _keep_told(run: ImportRun, refused: Sequence[Stored], left: Sequence[Dropped]) -> None:
    """The first of them, in the run's row."""
    row = ImportRun.objects.only("rejections", "left").get(pk=run.pk)
    row.rejections = [*row.rejections, *({"path": one.path, "reason": one.note} for one in refused)][:KEPT]
    told = ({"path": one.source, "reason": _told(one).note, "text": one.text[:_LONGEST_LEFT]} for one in left)
    row.left = [*row.left, *told][:KEPT]
    row.save(update_fields=["rejections", "left"])


def _finish(run: ImportRun) -> None:
    now = timezone.now()
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.FINISHED, finished_at=now)
    run.refresh_from_db()
    if run.new_count or run.updated_count:
        analyse_written()
