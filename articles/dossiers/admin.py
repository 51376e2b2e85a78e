"""Dossiers in the workshop: looked through and, where one is abused, destroyed. Nobody changes another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from articles.dossiers.models import Dossier

if TYPE_CHECKING:
    from django.http import HttpRequest


@admin.register(Dossier)
class DossierAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # it takes none when run
    list_display = ("uid", "title", "created_at", "updated_at")
    search_fields = ("uid", "title", "pieces__note")
    ordering = ("-updated_at", "-pk")
    view_on_site = True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Dossier | None = None) -> bool:
        return False
