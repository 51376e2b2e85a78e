"""What administrators see of the login: who is locked out and who uses codes, both to be deleted and no more. The
secret of a device is shown to nobody but, once, to whoever enrols it."""

# Django's admin classes take no type parameters at run time
# mypy: disallow-any-generics=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django_otp.plugins.otp_totp.models import TOTPDevice

from config.models import CodeDevice, Lockout

if TYPE_CHECKING:
    from django.http import HttpRequest

admin.site.unregister([AccessAttempt, AccessFailureLog, AccessLog, TOTPDevice])


class OnlyDeleted(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Lockout)
class LockoutAdmin(OnlyDeleted):
    list_display = ("username", "ip_address", "failures_since_start", "attempt_time")
    fields = ("username", "ip_address", "failures_since_start", "attempt_time")
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time", "-pk")


@admin.register(CodeDevice)
class CodeDeviceAdmin(OnlyDeleted):
    list_display = ("user", "confirmed", "created_at", "last_used_at")
    fields = ("user", "confirmed", "created_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    ordering = ("user__username", "pk")
