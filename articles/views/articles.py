"""The list of articles, an article, and its file as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from articles.browsing import browse
from articles.citing import as_apa, reference_of
from articles.displaying import may_see_original, reader_of
from articles.facetting.holding import one_moment
from articles.forms import ArticleFilterForm
from articles.models import Article
from articles.noting import noted
from articles.originals import original as original_of
from articles.presenting import present
from articles.tracking import tracked

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_htmx.middleware import HtmxDetails

    class HtmxRequest(HttpRequest):
        htmx: HtmxDetails


@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def article_list(request: HtmxRequest) -> HttpResponse:
    """The whole page; htmx gets its results alone, except when Back asks for a page that it no longer holds."""
    wants_part = request.htmx and not request.htmx.history_restore_request
    template = "articles/list.html#results" if wants_part else "articles/list.html"
    form = ArticleFilterForm(request.GET)
    return render(request, template, {"browse": browse(form, reader_of(request)), "is_part": wants_part})


@require_safe
def article(request: HttpRequest, uid: str) -> HttpResponse:
    found = get_object_or_404(Article.objects.for_page(), uid=uid)
    reader = reader_of(request)
    reference = reference_of(found, request.build_absolute_uri(found.get_absolute_url()))
    with one_moment():
        page = {
            "shown": present(found, reader, request.GET.get("follow", "")),
            "noted": noted(found, reader),
            "citation": as_apa(reference, get_language() or "fr"),
        }
    return render(request, "articles/article.html", page)


@require_safe
def original(request: HttpRequest, uid: str) -> HttpResponse:
    found = get_object_or_404(Article.objects.select_related("source"), uid=uid)
    if not may_see_original(found, reader_of(request)):
        return render(request, "articles/reserved.html", {"article": found}, status=403)
    return render(request, "articles/original.html", {"article": found, "original": original_of(found)})


@require_safe
def evidence(request: HttpRequest, uid: str) -> HttpResponse:
    """How each datum of the article was obtained."""
    found = get_object_or_404(Article.objects.select_related("source").defer("search"), uid=uid)
    return render(request, "articles/evidence.html", {"article": found, "tracked": tracked(found, reader_of(request))})


@require_safe
def download(request: HttpRequest, uid: str) -> HttpResponse:
    """The bytes as they came, never shown by the browser itself."""
    found = get_object_or_404(Article.objects.select_related("source"), uid=uid)
    if not may_see_original(found, reader_of(request)):
        return render(request, "articles/reserved.html", {"article": found}, status=403)
    return HttpResponse(
        bytes(found.raw),
        content_type="text/plain",
        headers={
            "Content-Disposition": f'attachment; filename="{found.uid}.txt"',
            "X-Content-Type-Options": "nosniff",
        },
    )
