"""Terms of office: what the authority file says is shown, what people enter is a decision."""

# Django's admin classes take no type parameters at run time
# mypy: disallow-any-generics=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entities import curation
from entities.admin.looks import WORKSHOP_CSS
from entities.curating import Refusing, curator
from entities.models import Origin, Tenure
from entities.terms import IDENTITY, values_of

if TYPE_CHECKING:
    from django.http import HttpRequest


class TenureForm(forms.ModelForm):
    reason = forms.CharField(label=_("Motif"), required=False, widget=forms.TextInput(attrs={"class": "vTextField"}))


class TenureAdmin(Refusing):
    form = TenureForm
    list_display = ("title", "actor", "country", "start", "end", "origin", "source")
    list_filter = ("origin", "country")
    list_select_related = ("actor",)
    search_fields = ("title", "actor__name", "actor__aliases__text")
    autocomplete_fields = ("actor",)
    ordering = ("actor__sort_name", "-start", "pk")
    show_full_result_count = False
    fields = ("actor", "title", "office", "country", "start", "end", "source", "origin", "reason")

    class Media:
        css = WORKSHOP_CSS

    def get_readonly_fields(self, request: HttpRequest, obj: Tenure | None = None) -> tuple[str, ...]:
        """Another office, country or beginning is another term: the old one is removed, the new one entered."""
        return ("origin", "actor", *IDENTITY) if obj else ("origin",)

    def save_model(self, request: HttpRequest, obj: Tenure, form: forms.ModelForm[Tenure], change: bool) -> None:
        reason = form.cleaned_data.get("reason", "")
        curation.appoint(actor=obj.actor, term=values_of(obj), by=curator(request), reason=reason)
        obj.pk = obj.actor.tenures.get(**{name: getattr(obj, name) for name in IDENTITY}).pk

    def delete_model(self, request: HttpRequest, obj: Tenure) -> None:
        curation.dismiss(tenure=obj, by=curator(request))

    def has_change_permission(self, request: HttpRequest, obj: Tenure | None = None) -> bool:
        return super().has_change_permission(request, obj) and _is_curators(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Tenure | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _is_curators(obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """No bulk deletion: it would take terms that the next load brings back."""
        return {}


def _is_curators(tenure: Tenure | None) -> bool:
    """The authority file's own terms are changed there, and loaded."""
    return tenure is None or tenure.origin == Origin.CURATOR
