"""Actors: every change is a call of `curation`, never a raw save."""

# Django's admin classes take no type parameters at run time
# mypy: disallow-any-generics=False

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from entities import curation
from entities.admin.looks import WORKSHOP_CSS, page_of
from entities.admin.parts import ActorForm, AliasInline, MadeForm, MergeForm, TenureInline
from entities.curating import Refusing, changing, curator, told
from entities.decisions import RIGHT
from entities.folding import fold
from entities.models import Actor, Alias, Decision
from entities.portraits import portrait
from entities.terms import values_of
from entities.versions import actor_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

_GIVEN = (
    "key", "slug", "family_name", "code", "country", "wikidata", "origin", "is_hidden", "merged_into", "absorbs",
)  # fmt: skip
_MADE = ((None, {"fields": ("name", "kind", "family_name", "country", "reason", "is_another")}),)


class ActorAdmin(Refusing):
    form = ActorForm
    list_display = ("name", "kind", "code", "country", "origin", "article_count", "is_hidden", "merged_into")
    list_filter = ("kind", "origin", "is_hidden", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("merged_into",)
    search_fields = ("aliases__folded",)
    search_help_text = _("Nom, sigle ou toute autre forme, accents et majuscules indifférents")
    ordering = ("sort_name", "pk")
    show_full_result_count = False
    add_form_template = "admin/change_form.html"
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
        return request.user.has_perm(RIGHT) and self.has_change_permission(request)

    def get_form(
        self, request: HttpRequest, obj: Actor | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Actor]]:
        """To make an actor asks for other things than to correct one."""
        own = (
            {}
            if obj
            else {
                "form": MadeForm,
            }
        )
        found: type[forms.ModelForm[Actor]] = super().get_form(request, obj, change, **kwargs | own)
        return found

    def get_fieldsets(self, request: HttpRequest, obj: Actor | None = None) -> Any:
        return ((None, {"fields": ("name", "kind", "reason")}), (_("Notice"), {"fields": _GIVEN})) if obj else _MADE

    def get_readonly_fields(self, request: HttpRequest, obj: Actor | None = None) -> tuple[str, ...]:
        return _GIVEN if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Actor | None) -> Any:
        return (AliasInline, TenureInline) if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Actor | None = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        actor = self.get_object(request, object_id)
        shown = portrait(actor) if actor else None
        context = {**(extra_context or {}), "portrait": shown, "history": shown.history if shown else ()}
        return super().change_view(request, object_id, form_url, context)

    def save_model(self, request: HttpRequest, obj: Actor, form: forms.ModelForm[Actor], change: bool) -> None:
        by, reason = curator(request), form.cleaned_data.get("reason", "")
        if not change:
            wanted = {
                name: form.cleaned_data[name] for name in ("name", "kind", "family_name", "country", "is_another")
            }
            made = curation.create(**wanted, by=by, reason=reason)
            obj.pk = Actor.objects.get(key=made.subject["actor"]).pk
            obj.refresh_from_db()
            return
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
                curation.appoint(actor=row.actor, term=values_of(row), by=curator(request))

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
        return HttpResponseRedirect(page_of(actor))

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
            "original": source, "form": form, "preview": preview, "seen": actor_version(source),
            "media": self.media + form.media,
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
        by, seen = curator(request), request.POST.get("seen", "")
        if told(request, lambda: curation.merge(source=source, target=target, by=by, reason=reason, seen=seen), done):
            return HttpResponseRedirect(page_of(source))
        return HttpResponseRedirect(f"{reverse('admin:entities_actor_merge', args=[pk])}?target={target.pk}")

    def _changeable(self, request: HttpRequest, pk: int) -> Actor:
        actor = get_object_or_404(Actor, pk=pk)
        if not self.has_change_permission(request, actor):
            raise PermissionDenied
        return actor
