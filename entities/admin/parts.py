"""The forms of an actor's page: the actor itself, the forms of its name, its offices, and one to make an actor."""

# Django's admin classes take no type parameters at run time
# mypy: disallow-any-generics=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from entities.creating import check_made
from entities.decisions import CurationError
from entities.models import Actor, Alias, Tenure

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

_LINE = {"class": "vTextField"}


class ActorForm(forms.ModelForm):
    reason = forms.CharField(label=_("Motif"), required=False, widget=forms.TextInput(attrs=_LINE))

    class Meta:
        model = Actor
        fields = ("name", "kind")
        field_classes: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._meta.fields or ():
            if name in self.fields:  # a page made before somebody else's change doesn't take it back
                self.fields[name].show_hidden_initial = True


class AliasInline(admin.TabularInline):
    """Forms are added here; none is deleted: a wrong one is set aside, so that no later load brings it back."""

    model = Alias
    fields = ("text", "form", "origin", "state", "decide")
    readonly_fields = ("origin", "state", "decide")
    extra = 1
    can_delete = False
    ordering = ("form", "folded", "pk")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("état"))
    def state(self, alias: Alias) -> str:
        if alias.pk is None:
            return ""
        return str(_("écartée") if alias.is_suppressed else _("en usage"))

    @admin.display(description=_("décision"))
    def decide(self, alias: Alias) -> SafeString | str:
        if alias.pk is None:
            return ""
        view, label = ("restore", _("Rétablir")) if alias.is_suppressed else ("suppress", _("Écarter"))
        address = reverse(f"admin:entities_alias_{view}", args=[alias.pk])
        return format_html(
            '<button type="submit" class="button" formaction="{}" formnovalidate>{}</button>', address, label
        )


class TenureInline(admin.TabularInline):
    """What the authority file says is shown; curators write beside it."""

    model = Tenure
    fields = ("title", "office", "country", "start", "end", "source", "origin")
    readonly_fields = ("origin",)
    extra = 0
    ordering = ("-start", "pk")
    show_change_link = True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MadeForm(forms.ModelForm):
    """Somebody whom neither the authority file nor the machine knows."""

    reason = forms.CharField(
        label=_("Motif"), help_text=_("qui c’est, et d’où on le sait"), widget=forms.TextInput(attrs=_LINE)
    )
    is_another = forms.BooleanField(label=_("C’en est un autre que ceux qui portent déjà ce nom"), required=False)

    class Meta:
        model = Actor
        fields = ("name", "kind", "family_name", "country")
        help_texts: dict[str, Any] = {"country": _("code d’un État ou d’une organisation : JP, RU, NATO")}

    def clean(self) -> None:
        values = self.cleaned_data
        asked = {name: values.get(name, "") for name in ("name", "kind", "family_name", "country")}
        try:
            check_made(**asked, is_another=bool(values.get("is_another")))
        except CurationError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class MergeForm(forms.Form):
    target = forms.ModelChoiceField(
        Actor.objects.canonical_only(),
        label=_("Avec quel acteur ?"),
        widget=AutocompleteSelect(Alias._meta.get_field("actor"), admin.site),
    )
