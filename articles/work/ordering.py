"""Handing work over: orders are cut into parcels, and a job of procrastinate stands for each. What is called in a
transaction is handed over with it, or not at all."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from articles.loading import load, number
from articles.models import ImportRun
from articles.work.models import Carried, Order, Parcel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.contrib.auth.models import User
    from procrastinate.types import JSONDict

    from articles.querysets import ArticleQuerySet

QUEUE = "articles"
TASK = "articles.work.parcel"
SIZE = 100  # articles: some seconds of work, against milliseconds for the trip
_SENT = 1000  # parcels at once
T = TypeVar("T")


@transaction.atomic
def order_extraction(articles: ArticleQuerySet, *, by: User | None = None, size: int = SIZE) -> Order:
    """Have these articles read again."""
    order = Order.objects.create(kind=Order.Kind.EXTRACTION, made_by=by)
    pks = articles.order_by("pk").values_list("pk", flat=True).iterator()
    _send(Parcel(order=order, items=own, size=len(own)) for own in _cut(pks, size))
    return order


@transaction.atomic
def order_import(
    files: Iterable[tuple[str, bytes]], *, by: User | None = None, again: bool = False, size: int = SIZE
) -> Order:
    """Have these files imported, given by the path under which they are stored, and bytes. They travel in the
    database: workers need no other way to them."""
    run = ImportRun.objects.create(state=ImportRun.State.RUNNING, started_by=by)
    order = Order.objects.create(kind=Order.Kind.IMPORT, run=run, made_by=by, again=again)
    for own in _cut(files, size):
        (parcel,) = _send([Parcel(order=order, items=[path for path, _ in own], size=len(own))])
        load([Carried(parcel=parcel, path=path, data=data) for path, data in own])
    follow(order)
    return order


@transaction.atomic
def retry(parcels: Iterable[int]) -> int:
    """Have failed parcels (ids) done again; how many there were."""
    failed = (
        Parcel.objects.select_for_update(of=("self",)).filter(pk__in=parcels, state=Parcel.State.FAILED).order_by("pk")
    )
    own = list(failed.select_related("order"))
    Parcel.objects.filter(pk__in=[parcel.pk for parcel in own]).update(state=Parcel.State.WAITING, attempts=0)
    for order in {parcel.order for parcel in own}:
        follow(order)
    _defer(own)
    return len(own)


def follow(order: Order) -> None:
    """Bring the run of an import in line with its parcels: it ends with the last one, and is stopped where all that is
    left needs a look. To be called in a transaction; who changes two parcels at once waits here for the other."""
    if not order.run_id:
        return
    run = ImportRun.objects.select_for_update().only("state").get(pk=order.run_id)
    left = set(order.parcels.exclude(state=Parcel.State.DONE).values_list("state", flat=True))
    state = ImportRun.State.FINISHED
    if left:
        state = ImportRun.State.RUNNING if Parcel.State.WAITING in left else ImportRun.State.STOPPED
    if run.state != ImportRun.State.UNDONE:
        ended = None if left else timezone.now()
        ImportRun.objects.filter(pk=run.pk).update(state=state, finished_at=ended)


def _send(parcels: Iterable[Parcel]) -> list[Parcel]:
    sent: list[Parcel] = []
    for own in _cut(parcels, _SENT):
        number(own)
        load(own)
        _defer(own)
        sent = own
    return sent


def _defer(parcels: list[Parcel]) -> None:
    if parcels:
        jobs: list[JSONDict] = [{"parcel": parcel.pk} for parcel in parcels]
        app.configure_task(TASK, queue=QUEUE).batch_defer(*jobs)


def _cut(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while own := list(islice(rest, size)):
        yield own
