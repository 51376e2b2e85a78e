"""How far an order has come."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q, Sum
from django.db.models.functions import Coalesce

from articles.work.models import Order, Parcel

if TYPE_CHECKING:
    from collections.abc import Iterable

_RECENT = 600  # seconds from which the pace is taken
_DONE, _FAILED = Q(parcels__state=Parcel.State.DONE), Q(parcels__state=Parcel.State.FAILED)


@dataclass(frozen=True, slots=True)
class Progress:
    """In articles, or files; `failed` are those of parcels that need a look."""

    order: Order
    total: int
    done: int
    failed: int
    pace: float | None = None  # articles a second lately, where that is known

    @property
    def left(self) -> datetime.timedelta | None:
        waiting = self.total - self.done - self.failed
        return datetime.timedelta(seconds=round(waiting / self.pace)) if self.pace else None

    def line(self) -> str:
        failed = f", {self.failed} failed" if self.failed else ""
        pace = f", {self.pace:.1f}/s, {self.left} left" if self.pace and self.done < self.total else ""
        return f"{self.order.kind} {self.order.pk}: {self.done} of {self.total} done{failed}{pace}"


def progress(orders: Iterable[int] | None = None) -> list[Progress]:
    """Of these orders (ids), or of all, the latest first."""
    asked = Order.objects.all() if orders is None else Order.objects.filter(pk__in=orders)
    counted = asked.annotate(
        total=Coalesce(Sum("parcels__size"), 0),
        done=Coalesce(Sum("parcels__size", filter=_DONE), 0),
        failed=Coalesce(Sum("parcels__size", filter=_FAILED), 0),
    )
    paces = _paces()
    return [
        Progress(order, order.total, order.done, order.failed, paces.get(order.pk)) for order in counted.order_by("-pk")
    ]


def _paces() -> dict[int, float]:
    """Articles a second, by order, from the first to the last of the parcels that were done lately."""
    last = Parcel.objects.aggregate(last=Max("done_at"))["last"]
    if last is None:
        return {}
    lately = Parcel.objects.filter(done_at__gte=last - datetime.timedelta(seconds=_RECENT)).values("order")
    spans = lately.annotate(first=Min("done_at"), last=Max("done_at"), size=Sum("size"), parcels=Count("pk"))
    return {
        one["order"]: one["size"] * (one["parcels"] - 1) / one["parcels"] / seconds
        for one in spans.order_by()
        if (seconds := (one["last"] - one["first"]).total_seconds())
    }
