"""What was handed over to workers, and what they could not do."""

# Django's admin classes take no type parameters at run time
# mypy: disallow-any-generics=False

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin, messages
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.work.models import Order, Parcel
from articles.work.ordering import retry
from articles.workshop.written import Logged

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

admin.site.unregister(ProcrastinateJob)  # parcels say more


@admin.register(Order)
class OrderAdmin(Logged):
    list_display = ("kind", "made_at", "made_by", "total_count", "done_count", "failed_count")
    list_filter = ("kind",)
    ordering = ("-pk",)
    list_select_related = ("made_by",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        orders: QuerySet[Order] = super().get_queryset(request)
        done, failed = Q(parcels__state=Parcel.State.DONE), Q(parcels__state=Parcel.State.FAILED)
        return orders.annotate(
            total=Coalesce(Sum("parcels__size"), 0),
            done=Coalesce(Sum("parcels__size", filter=done), 0),
            failed=Coalesce(Sum("parcels__size", filter=failed), 0),
        )

    @admin.display(description=_("articles"))
    def total_count(self, order: Order) -> int:
        return int(order.total)  # type: ignore[attr-defined]  # annotated by get_queryset

    @admin.display(description=_("faits"))
    def done_count(self, order: Order) -> int:
        return int(order.done)  # type: ignore[attr-defined]  # annotated by get_queryset

    @admin.display(description=_("en échec"))
    def failed_count(self, order: Order) -> int:
        return int(order.failed)  # type: ignore[attr-defined]  # annotated by get_queryset


@admin.register(Parcel)
class ParcelAdmin(Logged):
    list_display = ("__str__", "state", "size", "attempts", "reason", "done_at")
    list_filter = ("state", "order__kind")
    search_fields = ("reason",)
    ordering = ("-pk",)
    list_select_related = ("order",)
    fields = ("order", "state", "size", "attempts", "reason", "done_at")
    readonly_fields = fields
    actions = ("retry",)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("work.retry_parcel")

    @admin.action(description=_("Réessayer les lots en échec choisis"), permissions=["retry"])
    def retry(self, request: HttpRequest, parcels: QuerySet[Parcel]) -> None:
        count = retry(parcels.values_list("pk", flat=True))
        told = ngettext(
            "%(count)d lot est remis aux travailleurs.", "%(count)d lots sont remis aux travailleurs.", count
        )
        messages.success(request, told % {"count": count})
