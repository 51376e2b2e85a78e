"""Doing a parcel, once: its articles and the note that it is done are stored in one transaction, so that a worker that
dies in the middle has done nothing, and a second one that gets the same parcel does nothing more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.importing.storing import Outcome, Reading, store_files
from articles.models import ImportRun
from articles.rereading import read_again, write_again
from articles.retrying import retried
from articles.work.models import Order, Parcel
from articles.work.ordering import follow

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from entities.extracting import Extractor

    _Reader: TypeAlias = Callable[["Parcel", Callable[[], Extractor], datetime.date], Callable[[], "Refused"]]

Refused: TypeAlias = list[dict[str, Any]]


def do(pk: int, extractor: Callable[[], Extractor], *, today: datetime.date) -> None:
    """Reading needs no lock; who stores first has done it. A parcel that is gone or done is left alone."""
    parcel = Parcel.objects.select_related("order__run").filter(pk=pk).exclude(state=Parcel.State.DONE).first()
    if parcel is None:
        return
    write = _READING[parcel.order.kind](parcel, extractor, today)
    retried(partial(_settle, pk, write))


@transaction.atomic
def note(pk: int, reason: str, *, is_last: bool) -> None:
    """Keep why a parcel was not done; after the last attempt somebody has to look at it."""
    state = Parcel.State.FAILED if is_last else Parcel.State.WAITING
    waiting = Parcel.objects.filter(pk=pk).exclude(state=Parcel.State.DONE)
    if waiting.update(reason=reason, attempts=F("attempts") + 1, state=state) and is_last:
        follow(Parcel.objects.select_related("order").get(pk=pk).order)


def _settle(pk: int, write: Callable[[], Refused]) -> None:
    """Store what was read, unless it was done before."""
    parcel = Parcel.objects.select_for_update(of=("self",)).select_related("order").get(pk=pk)
    if parcel.state == Parcel.State.DONE:
        return
    parcel.refused = write()
    parcel.state, parcel.reason, parcel.done_at = Parcel.State.DONE, "", timezone.now()
    parcel.save(update_fields=["refused", "state", "reason", "done_at"])
    parcel.carried.all().delete()
    follow(parcel.order)


def _extraction(parcel: Parcel, extractor: Callable[[], Extractor], today: datetime.date) -> Callable[[], Refused]:
    tool = extractor()
    reads = read_again(parcel.items, tool, today=today)

    def write() -> Refused:
        results = write_again(reads, tool, today=today)
        return [{"item": one.article.uid, "reason": one.refusal} for one in results if one.refusal]

    return write


def _import(parcel: Parcel, extractor: Callable[[], Extractor], today: datetime.date) -> Callable[[], Refused]:
    files = {one.path: bytes(one.data) for one in parcel.carried.order_by("pk")}
    reading = Reading(extractor, today, parcel.order.again)
    reading.read_files_ahead(files)

    def write() -> Refused:
        run = ImportRun.objects.select_for_update().get(order=parcel.order)
        stored = store_files(files, reading, run).values()
        run.new_count += sum(one.outcome == Outcome.NEW for one in stored)
        run.updated_count += sum(one.outcome == Outcome.UPDATED for one in stored)
        run.unchanged_count += sum(one.outcome == Outcome.UNCHANGED for one in stored)
        rejected = [one for one in stored if one.outcome == Outcome.REJECTED]
        run.rejected_count += len(rejected)
        run.rejections += [{"path": one.path, "reason": one.note} for one in rejected]
        run.save(
            update_fields=["new_count", "updated_count", "unchanged_count", "rejected_count", "rejections"],
        )
        return [{"item": one.path, "reason": one.note} for one in rejected if one.is_error]

    return write


_READING: dict[str, _Reader] = {Order.Kind.EXTRACTION: _extraction, Order.Kind.IMPORT: _import}
