"""Rules for words wherever they stand: what one would change, told before it is made, and those that stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles import curation
from articles.models import RuleSpread
from articles.workshop.answering import meant
from articles.workshop.views import for_curators
from entities.curating import curator
from entities.decisions import CurationError, standing, subject_words, summary
from entities.models import Actor, Decision

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

_PARTIAL = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")


class RuleForm(forms.Form):
    words = forms.CharField(label=gettext_lazy("Ces mots"), max_length=200)
    name = forms.CharField(label=gettext_lazy("désignent (vide : personne)"), required=False, max_length=200)
    machine = forms.CharField(
        label=gettext_lazy("là où la machine propose (vide : qui que ce soit)"), required=False, max_length=200
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("ou quelqu’un de ce type"), required=False, choices=[("", "—"), *Actor.Kind.choices]
    )
    since = forms.CharField(
        label=gettext_lazy("du"), required=False, max_length=10,
        help_text=gettext_lazy("date des articles : AAAA, AAAA-MM ou AAAA-MM-JJ"),
    )  # fmt: skip
    until = forms.CharField(label=gettext_lazy("au"), required=False, max_length=10)

    def clean(self) -> None:
        for name in ("since", "until"):
            if not _PARTIAL.fullmatch(self.cleaned_data.get(name, "")):
                self.add_error(name, _("Une date s’écrit AAAA, AAAA-MM ou AAAA-MM-JJ."))
        for name in ("name", "machine"):
            try:
                said = self.cleaned_data.get(name, "")
                self.cleaned_data[f"{name}_actor"] = meant(None, said) if said else None
            except CurationError as refusal:
                self.add_error(name, str(refusal))

    def rule(self) -> curation.Rule:
        values = self.cleaned_data
        return curation.Rule(
            words=values["words"], actor=values["name_actor"], machine=values["machine_actor"], kind=values["kind"],
            since=values["since"], until=values["until"],
        )  # fmt: skip


@for_curators
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """With words in the address, what a rule on them would change."""
    form = RuleForm(request.GET) if "name" in request.GET else RuleForm(initial=request.GET.dict())
    scope = curation.rule_scope(form.rule()) if form.is_bound and form.is_valid() else None
    return _page(request, form, scope)


@for_curators
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _page(request, form, None, status=400)
    try:
        expected = request.POST.get("expected", "")
        reason = request.POST.get("reason", "")[:2000]
        curation.make_rule(
            rule=form.rule(), by=curator(request), reason=reason, expected=int(expected) if expected.isdigit() else -1
        )
    except CurationError as refusal:
        messages.error(request, str(refusal))
        return _page(request, form, curation.rule_scope(form.rule()), status=409)
    messages.success(request, _("La règle vaut pour tous les articles, présents et à venir."))
    return HttpResponseRedirect(reverse("rules"))


@for_curators
@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an unfinished rule in the next articles."""
    curation.go_on(get_object_or_404(RuleSpread, pk=pk))
    return HttpResponseRedirect(reverse("rules"))


def _page(request: HttpRequest, form: RuleForm, scope: curation.RuleScope | None, *, status: int = 200) -> HttpResponse:
    made = Decision.objects.filter(subject__has_key="everywhere").select_related("made_by").order_by("pk")
    told: list[dict[str, Any]] = [
        {"decision": one, "about": subject_words(one), "what": summary(one)} for one in reversed(standing(made))
    ]
    context = {
        **admin.site.each_context(request), "title": _("Règles"), "form": form, "scope": scope, "rules": told,
        "spreading": [(one, subject_words(one.decision), curation.left_of(one)) for one in _spreading()],
        "reason": request.POST.get("reason", ""), "address": reverse("rules"),
    }  # fmt: skip
    return TemplateResponse(request, "admin/rules.html", context, status=status)


def _spreading() -> QuerySet[RuleSpread]:
    return RuleSpread.objects.select_related("decision").order_by("pk")
