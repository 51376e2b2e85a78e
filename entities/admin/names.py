"""Forms of names: found here, decided on the page of their actor."""

# Django's admin classes take no type parameters at run time
# mypy: disallow-any-generics=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from entities import curation
from entities.admin.looks import page_of
from entities.curating import changing, curator, told
from entities.folding import fold
from entities.models import Alias, Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern
    from django.utils.safestring import SafeString


class AliasAdmin(admin.ModelAdmin):
    list_display = ("text", "actor_page", "form", "origin", "is_suppressed")
    list_display_links = None
    list_filter = ("form", "origin", "is_suppressed")
    list_select_related = ("actor",)
    search_fields = ("folded",)
    ordering = ("folded", "pk")
    show_full_result_count = False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Alias], search_term: str
    ) -> tuple[QuerySet[Alias], bool]:
        return queryset.filter(folded__contains=fold(search_term)), False

    @admin.display(description=_("acteur"), ordering="actor__sort_name")
    def actor_page(self, alias: Alias) -> SafeString:
        return format_html('<a href="{}">{}</a>', page_of(alias.actor), alias.actor.name)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Alias | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Alias | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        acts: dict[str, tuple[Callable[..., Decision], Any]] = {
            "suppress": (curation.suppress_alias, _("« %(text)s » ne désignera plus « %(name)s ».")),
            "restore": (curation.restore_alias, _("« %(text)s » désigne de nouveau « %(name)s ».")),
        }
        view = self.admin_site.admin_view(changing(self._decide))
        own = [
            path(f"<int:pk>/{name}/", view, {"act": act, "done": done}, name=f"entities_alias_{name}")
            for name, (act, done) in acts.items()
        ]
        return own + super().get_urls()

    def _decide(self, request: HttpRequest, pk: int, act: Callable[..., Decision], done: str) -> HttpResponse:
        if not request.user.has_perm("entities.change_alias"):
            raise PermissionDenied
        alias = get_object_or_404(Alias.objects.select_related("actor"), pk=pk)
        reason = request.POST.get("reason", "")
        words = {"text": alias.text, "name": alias.actor.name}
        told(request, lambda: act(alias=alias, by=curator(request), reason=reason), done % words)
        return HttpResponseRedirect(page_of(alias.actor))
