"""Admin lists of rows that imports, loads and extractions write: nobody adds, changes or deletes one by hand. Many are
decided at once after a page that says how many."""

# Django's admin classes take no type parameters at run time
# mypy: disallow-any-generics=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles import curation
from entities.admin import WORKSHOP_CSS
from entities.curating import Refusing, curator

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

MOST = 5000  # at once


class Written(Refusing):
    show_full_result_count = False

    class Media:
        css = WORKSHOP_CSS

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Logged(Written):
    """Rows that nobody changes."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Decided(Written):
    """Rows that curators accept or reject, one by one elsewhere, or many here."""

    actions = ("accept_selected", "reject_selected")

    @admin.action(description=_("Confirmer…"), permissions=["change"])
    def accept_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self._decide_each(request, queryset, curation.accept_each)

    @admin.action(description=_("Rejeter…"), permissions=["change"])
    def reject_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        return self._decide_each(request, queryset, curation.reject_each)

    def _decide_each(
        self, request: HttpRequest, chosen: QuerySet[Any], act: Callable[..., curation.Batch]
    ) -> HttpResponse | None:
        """First how many, then, with the number that was told, the decisions."""
        expected = request.POST.get("expected", "")
        scope = curation.scope(chosen)
        if scope.item_count > MOST:
            messages.error(request, gettext("Au plus %(most)s à la fois : affinez les filtres.") % {"most": MOST})
            return None
        if not expected.isdigit():
            return self._confirmation(request, scope)
        try:
            reason = request.POST.get("reason", "")
            items = list(chosen.order_by("pk"))
            batch = act(items=items, by=curator(request), reason=reason, expected=int(expected))
        except curation.CurationError as refusal:
            messages.error(request, str(refusal))
            return None
        self._tell(request, batch)
        return None

    def _confirmation(self, request: HttpRequest, scope: curation.Scope) -> HttpResponse:
        names = {name: label for name, label in self.get_action_choices(request) if name}
        action = request.POST.get("action", "")
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "title": names.get(action, ""), "scope": scope,
            "action": action, "across": request.POST.get("select_across", "0"),
            "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME), "checkbox": ACTION_CHECKBOX_NAME,
            "page": request.get_full_path(),
        }  # fmt: skip
        return TemplateResponse(request, "admin/confirm_batch.html", context)

    def _tell(self, request: HttpRequest, batch: curation.Batch) -> None:
        told = ngettext("%(count)s donnée décidée.", "%(count)s données décidées.", batch.count)
        if batch.left_count:
            told += " " + ngettext(
                "%(left)s était déjà décidée par une personne et le reste.",
                "%(left)s étaient déjà décidées par une personne et le restent.", batch.left_count,
            )  # fmt: skip
        words = told % {"count": batch.count, "left": batch.left_count}
        link = gettext("Revoir ou annuler")
        self.message_user(request, format_html('{} <a href="{}">{}</a>', words, reverse("queue"), link))
