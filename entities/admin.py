"""The workshop, first part: actors, the forms of their names, and the offices they held. Every change of an actor is a
call of `curation`, never a raw save."""

# Django's admin classes take no type parameters at run time
# mypy: disallow-any-generics=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from entities import curation
from entities.curating import changing, curator, refused, told
from entities.folding import fold
from entities.models import Actor, Alias, Decision, Origin, Tenure
from entities.portraits import portrait

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern
    from django.utils.safestring import SafeString

admin.site.site_header = "Trilatérale"
admin.site.site_title = "Trilatérale"
admin.site.index_title = _("Atelier")

WORKSHOP_CSS = {"all": ["css/workshop.css"]}


class ActorForm(forms.ModelForm):
    reason = forms.CharField(label=_("Motif"), required=False, widget=forms.TextInput(attrs={"class": "vTextField"}))

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


@admin.register(Actor)
class ActorAdmin(admin.ModelAdmin):
    form = ActorForm
    inlines = (AliasInline, TenureInline)
    list_display = ("name", "kind", "code", "country", "origin", "article_count", "is_hidden", "merged_into")
    list_filter = ("kind", "origin", "is_hidden", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("merged_into",)
    search_fields = ("aliases__folded",)
    search_help_text = _("Nom, sigle ou toute autre forme, accents et majuscules indifférents")
    ordering = ("sort_name", "pk")
    show_full_result_count = False
    readonly_fields = (
        "key", "slug", "family_name", "code", "country", "wikidata", "origin", "is_hidden", "merged_into", "absorbs",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("name", "kind", "reason")}),
        (_("Notice"), {"fields": readonly_fields}),
    )
    change_form_template = "admin/entities/actor/change_form.html"

    class Media:
        css = WORKSHOP_CSS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Actor]:
        mention = Actor._meta.get_field("mentions").related_model._default_manager
        counted = mention.exclude(status="rejected").filter(actor=OuterRef("pk")).order_by().values("actor")
        counts = counted.annotate(n=Count("article", distinct=True)).values("n")
        actors: QuerySet[Actor] = super().get_queryset(request)
        return actors.annotate(article_count=Coalesce(Subquery(counts), 0))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Actor], search_term: str
    ) -> tuple[QuerySet[Actor], bool]:
        """By any form of the name, also of an actor merged into another: both are found."""
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(merged_into=None)
        for word in fold(search_term).split():
            named = Alias.objects.filter(folded__contains=word)
            queryset = queryset.filter(
                Q(pk__in=named.values("actor"))
                | Q(pk__in=named.filter(actor__canonical__isnull=False).values("actor__canonical"))
                | Q(sort_name__contains=word)
            )
        return queryset, False

    @admin.display(description=_("articles"))
    def article_count(self, actor: Actor) -> int:
        count: int = actor.article_count  # type: ignore[attr-defined]  # annotated by get_queryset
        return count

    @admin.display(description=_("réunit"))
    def absorbs(self, actor: Actor) -> str:
        return ", ".join(actor.absorbed.in_order().values_list("name", flat=True)) or "—"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Actor | None = None) -> bool:
        return False

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:  # fmt: skip
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except curation.CurationError as refusal:
            return refused(request, refusal)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        actor = self.get_object(request, object_id)
        shown = portrait(actor) if actor else None
        context = {**(extra_context or {}), "portrait": shown, "history": shown.history if shown else ()}
        return super().change_view(request, object_id, form_url, context)

    def save_model(self, request: HttpRequest, obj: Actor, form: forms.ModelForm[Actor], change: bool) -> None:
        by, reason = curator(request), form.cleaned_data.get("reason", "")
        if "name" in form.changed_data:
            curation.rename(actor=obj, name=form.cleaned_data["name"], by=by, reason=reason)
        if "kind" in form.changed_data:
            curation.retype(actor=obj, kind=form.cleaned_data["kind"], by=by, reason=reason)
        obj.refresh_from_db()

    def save_formset(
        self, request: HttpRequest, form: forms.ModelForm[Actor], formset: forms.BaseInlineFormSet[Any, Any, Any],
        change: bool,
    ) -> None:  # fmt: skip
        """Only new rows reach this: those that are there can't be edited here."""
        for row in formset.save(commit=False):
            if isinstance(row, Alias):
                curation.add_alias(actor=row.actor, text=row.text, form=row.form, by=curator(request))
            else:
                row.origin = Origin.CURATOR
                row.save()

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [path("<int:pk>/merge/", wrap(self.merge_page), name="entities_actor_merge")]
        own.append(path("<int:pk>/merge/confirm/", wrap(changing(self.merge)), name="entities_actor_merge_confirm"))
        acts: dict[str, tuple[Callable[..., Decision], Any]] = {
            "unmerge": (curation.unmerge, _("« %(name)s » est de nouveau un acteur à part.")),
            "hide": (curation.hide, _("« %(name)s » est masqué.")),
            "restore": (curation.restore, _("« %(name)s » est de nouveau visible.")),
        }
        for name, (act, done) in acts.items():
            view = wrap(changing(self._decide))
            own.append(path(f"<int:pk>/{name}/", view, {"act": act, "done": done}, name=f"entities_actor_{name}"))
        return own + super().get_urls()

    def _decide(self, request: HttpRequest, pk: int, act: Callable[..., Decision], done: str) -> HttpResponse:
        actor = self._changeable(request, pk)
        reason = request.POST.get("reason", "")
        seen = request.POST.get("seen", "")
        told(
            request,
            lambda: act(actor=actor, by=curator(request), reason=reason, seen=seen),
            done % {"name": actor.name},
        )
        return HttpResponseRedirect(_page(actor))

    def merge_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks for the other actor, then shows what merging into it would do."""
        source = self._changeable(request, pk)
        form = MergeForm(request.GET or None)
        preview = None
        if form.is_valid():
            preview = curation.merge_preview(source, form.cleaned_data["target"])
        else:
            form = MergeForm()  # a bad value would break the picker, too
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "title": _("Fusionner « %s »") % source.name,
            "original": source, "form": form, "preview": preview, "media": self.media + form.media,
        }  # fmt: skip
        return TemplateResponse(request, "admin/entities/actor/merge.html", context)

    def merge(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = self._changeable(request, pk)
        form = MergeForm(request.POST)
        if not form.is_valid():
            return HttpResponseRedirect(reverse("admin:entities_actor_merge", args=[pk]))
        target = form.cleaned_data["target"]
        reason = request.POST.get("reason", "")
        done = _("« %(source)s » est réuni à « %(target)s ».") % {"source": source.name, "target": target.name}
        if told(
            request, lambda: curation.merge(source=source, target=target, by=curator(request), reason=reason), done
        ):
            return HttpResponseRedirect(_page(source))
        return HttpResponseRedirect(f"{reverse('admin:entities_actor_merge', args=[pk])}?target={target.pk}")

    def _changeable(self, request: HttpRequest, pk: int) -> Actor:
        actor = get_object_or_404(Actor, pk=pk)
        if not self.has_change_permission(request, actor):
            raise PermissionDenied
        return actor


class MergeForm(forms.Form):
    target = forms.ModelChoiceField(
        Actor.objects.canonical_only(),
        label=_("Avec quel acteur ?"),
        widget=AutocompleteSelect(Alias._meta.get_field("actor"), admin.site),
    )


@admin.register(Alias)
class AliasAdmin(admin.ModelAdmin):
    """To find a form; it is decided on the page of its actor."""

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
        return format_html('<a href="{}">{}</a>', _page(alias.actor), alias.actor.name)

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
        return HttpResponseRedirect(_page(alias.actor))


@admin.register(Tenure)
class TenureAdmin(admin.ModelAdmin):
    list_display = ("title", "actor", "country", "start", "end", "origin", "source")
    list_filter = ("origin", "country")
    list_select_related = ("actor",)
    search_fields = ("title", "actor__name", "actor__aliases__text")
    autocomplete_fields = ("actor",)
    ordering = ("actor__sort_name", "-start", "pk")
    show_full_result_count = False
    readonly_fields = ("origin",)

    def save_model(self, request: HttpRequest, obj: Tenure, form: forms.ModelForm[Tenure], change: bool) -> None:
        obj.origin = Origin.CURATOR
        super().save_model(request, obj, form, change)

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


def _page(actor: Actor) -> str:
    return reverse("admin:entities_actor_change", args=[actor.pk])
