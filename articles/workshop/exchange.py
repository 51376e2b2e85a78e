"""Authority data and decisions in and out: files to take away, and files to bring, previewed before they are done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from articles.handing import DECISIONS
from articles.workshop.sheets import Unreadable, as_csv, as_json, rows_in
from articles.workshop.views import for_curators
from entities.curating import curator
from entities.decisions import CurationError
from entities.exchanging import ACTORS, ALIASES, OFFICES, Outcome, Planned, Row, carry_out, plan

if TYPE_CHECKING:
    from django.http import HttpRequest

TABLES = {"actors": ACTORS, "aliases": ALIASES, "offices": OFFICES, "decisions": DECISIONS}
LABELS = {
    "actors": gettext_lazy("Acteurs"), "aliases": gettext_lazy("Formes des noms"),
    "offices": gettext_lazy("Mandats"), "decisions": gettext_lazy("Décisions"),
}  # fmt: skip
LARGEST = 5 * 2**20  # bytes
MOST_SHOWN = 300
MOST_DONE = 2000  # rows at once


class BringForm(forms.Form):
    table = forms.ChoiceField(choices=list(LABELS.items()))
    file = forms.FileField()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Ce fichier dépasse 5 Mo : coupez-le."))
        return file


@for_curators
@require_safe
def exchange(request: HttpRequest) -> HttpResponse:
    return _page(request, BringForm())


@for_curators
@require_safe
def take(request: HttpRequest, name: str, form: str) -> HttpResponse:
    table = TABLES.get(name)
    if table is None or form not in {"csv", "json"}:
        raise Http404
    text = as_csv(table.columns, table.rows()) if form == "csv" else as_json(table.rows())
    kind = "text/csv" if form == "csv" else "application/json"
    headers = {"Content-Disposition": f'attachment; filename="trilaterale-{name}.{form}"'}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)


@for_curators
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """What a file would change; nothing is written."""
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    name = form.cleaned_data["table"]
    try:
        rows = rows_in(form.cleaned_data["file"].read(), TABLES[name].columns)
    except Unreadable as refusal:
        form.add_error("file", str(refusal))
        return _page(request, form, status=400)
    planned = plan(TABLES[name], rows)
    wanted = {one.number for one in planned if one.act}
    if len(wanted) > MOST_DONE:
        form.add_error("file", _("Au plus %(most)s lignes à la fois : coupez le fichier.") % {"most": MOST_DONE})
        return _page(request, form, status=400)
    kept = [row for number, row in enumerate(rows, 1) if number in wanted]
    return _preview(request, name, planned, kept)


@for_curators
@require_POST
def do(request: HttpRequest) -> HttpResponse:
    """Do what was previewed, all or nothing."""
    try:
        count = _do(request)
    except (CurationError, Unreadable) as refusal:
        messages.error(request, str(refusal))
    else:
        done = ngettext("%(count)s changement enregistré.", "%(count)s changements enregistrés.", count)
        messages.success(request, done % {"count": count})
    return HttpResponseRedirect(reverse("exchange"))


def _do(request: HttpRequest) -> int:
    table = TABLES.get(request.POST.get("table", ""))
    if table is None:
        raise Http404
    rows = rows_in(request.POST.get("rows", "").encode(), table.columns)
    planned = [one for one in plan(table, rows) if one.act]
    if str(len(planned)) != request.POST.get("expected"):
        raise CurationError(_("Les données ont changé depuis l’aperçu : apportez le fichier à nouveau."))
    return carry_out(planned, by=curator(request), reason=request.POST.get("reason", "")[:2000])


def _page(request: HttpRequest, form: BringForm, status: int = 200) -> HttpResponse:
    context = {
        **admin.site.each_context(request), "title": _("Échange de données"), "form": form, "tables": LABELS,
        "columns": {name: ", ".join(table.columns) for name, table in TABLES.items()},
    }  # fmt: skip
    return TemplateResponse(request, "admin/exchange.html", context, status=status)


def _preview(request: HttpRequest, name: str, planned: list[Planned], kept: list[Row]) -> HttpResponse:
    counts = {outcome.value: sum(one.outcome == outcome for one in planned) for outcome in Outcome}
    telling = [one for one in planned if one.outcome != Outcome.SAME]
    context = {
        **admin.site.each_context(request), "title": _("Aperçu : %(table)s") % {"table": LABELS[name]}, "table": name,
        "counts": counts, "planned": telling[:MOST_SHOWN], "left": max(0, len(telling) - MOST_SHOWN),
        "rows": json.dumps(kept, ensure_ascii=False), "expected": sum(1 for one in planned if one.act),
    }  # fmt: skip
    return TemplateResponse(request, "admin/exchange_preview.html", context)
