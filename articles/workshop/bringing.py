"""Articles brought in the browser: a file, what it would give, its import, which can be gone on with and undone."""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles.importing.readers.fields import columns_in
from articles.importing.readers.formats import READERS
from articles.importing.readers.records import Options
from articles.models import ImportRun, Upload
from articles.runs.previewing import preview
from articles.runs.running import Busy, Work, carry_on, is_worked_on
from articles.runs.undoing import Fate, undo
from articles.runs.uploading import argument_of, bring, given_by, options_of, run_of
from articles.workshop.brought import preview_told, run_told
from articles.workshop.views import for_curators
from entities.authority.stored import load_stored
from entities.curating import curator
from entities.extracting import Extractor
from entities.nlp import pipeline

if TYPE_CHECKING:
    from collections.abc import Generator

    from django.http import HttpRequest

LARGEST = 30 * 2**20  # bytes
MOST_SHOWN, MOST_READ = 30, 300  # items of a preview
PATIENCE = 15.0  # seconds of work that one request waits for
LATEST = 15  # runs
FORMATS = {
    "": gettext_lazy("reconnu à son contenu"), "text": gettext_lazy("texte"), "html": gettext_lazy("page HTML"),
    "jsonl": "JSON Lines", "csv": "CSV", "feed": "RSS, Atom", "warc": "WARC", "europresse": "Europresse (HTML)",
    "factiva": "Factiva (HTML)", "rtf": "RTF (Factiva)",
}  # fmt: skip


class FileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Fichier"))
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=list(FORMATS.items()), required=False)
    columns = forms.CharField(
        label=gettext_lazy("Champs"), required=False, max_length=500,
        help_text=gettext_lazy("pour un tableau ou du JSON dont les noms sont autres : title=titre,date=paru le"),
    )  # fmt: skip

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("Ce fichier dépasse %(most)s Mo : coupez-le, ou importez-le avec « manage.py import_articles ».")
                % {"most": LARGEST >> 20}
            )
        return file

    def clean_columns(self) -> dict[str, str]:
        try:
            return columns_in(self.cleaned_data["columns"])
        except ValueError as error:
            raise forms.ValidationError(_("Écrivez par exemple : title=titre,date=paru le,text=corps.")) from error


@for_curators
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    return _page(request, FileForm())


@for_curators
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    values = form.cleaned_data
    options = Options(format=values["format"], columns=values["columns"])
    upload = bring(name=values["file"].name, data=values["file"].read(), options=options, by=curator(request))
    return HttpResponseRedirect(reverse("imports-upload", args=[upload.pk]))


@for_curators
@require_safe
def upload_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would give; nothing is stored."""
    upload = get_object_or_404(Upload, pk=pk, brought_by=curator(request))
    items = preview(
        [argument_of(upload)], options_of(upload), load_stored(), today=timezone.localdate(), given=given_by(upload)
    )
    context = {
        **admin.site.each_context(request), "title": _("Aperçu : %(table)s") % {"table": upload.name}, "upload": upload,
        "preview": preview_told(list(islice(items, MOST_READ + 1)), most=MOST_READ, shown=MOST_SHOWN),
    }  # fmt: skip
    return TemplateResponse(request, "admin/import_preview.html", context)


@for_curators
@require_POST
def do(request: HttpRequest, pk: int) -> HttpResponse:
    """Import as much as one request may; the page of the run offers to go on."""
    upload = get_object_or_404(Upload, pk=pk, brought_by=curator(request))
    run = run_of(upload, by=curator(request))
    work = Work(_extractor, timezone.localdate(), options_of(upload), given=given_by(upload))
    try:
        if run.state in {ImportRun.State.RUNNING, ImportRun.State.STOPPED}:
            _patiently(carry_on(run, work))
    except Busy:
        messages.error(request, _("Cet import est déjà en cours."))
    if ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.FINISHED).exists():
        upload.delete()
    return HttpResponseRedirect(reverse("imports-run", args=[run.pk]))


@for_curators
@require_safe
def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(ImportRun.objects.select_related("started_by"), pk=pk)
    told = run_told(run)
    context = {**admin.site.each_context(request), "title": _("Import du %(when)s") % {"when": told.when}, "told": told}
    return TemplateResponse(request, "admin/import_run.html", context)


@for_curators
@require_POST
def undo_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo as much as one request may; what is kept is named on the page of the run."""
    run = get_object_or_404(ImportRun, pk=pk)
    done = _undone(run, everything="all" in request.POST)
    if done is None:
        messages.error(request, _("Cet import est déjà en cours."))
        return HttpResponseRedirect(reverse("imports-run", args=[pk]))
    if ImportRun.objects.filter(pk=pk, state=ImportRun.State.UNDONE).exists():
        kept = sum(one.fate == Fate.KEPT for one in done)
        messages.success(request, _("L’import est annulé ; articles gardés : %(kept)s.") % {"kept": kept})
    else:
        messages.warning(request, _("L’annulation a commencé ; demandez-la encore pour la poursuivre."))
    return HttpResponseRedirect(reverse("imports-run", args=[pk]))


def _undone(run: ImportRun, *, everything: bool) -> list[Any] | None:
    """None where somebody works on the run."""
    if is_worked_on(run):
        return None
    try:
        return _patiently(undo(run, _extractor, today=timezone.localdate(), everything=everything))
    except Busy:
        return None


def _patiently(results: Generator[Any, None, None]) -> list[Any]:
    """What was done before patience ran out, counted from the first result: what is loaded before it is loaded once."""
    done: list[Any] = []
    begun = 0.0
    for one in results:
        begun = begun or time.monotonic()
        done.append(one)
        if time.monotonic() - begun > PATIENCE:
            break
    results.close()
    return done


def _page(request: HttpRequest, form: FileForm, status: int = 200) -> HttpResponse:
    runs = ImportRun.objects.select_related("started_by").order_by("-pk")[:LATEST]
    context = {
        **admin.site.each_context(request), "title": _("Importer des articles"), "form": form, "runs": runs,
        "formats": len(READERS),
    }  # fmt: skip
    return TemplateResponse(request, "admin/imports.html", context, status=status)


def _extractor() -> Extractor:
    """With the names of now: a site process lives longer than they do."""
    return Extractor(load_stored(), pipeline.load(settings.SPACY_MODEL))
