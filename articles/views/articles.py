"""The list of articles, an article, and its file as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from articles.browsing import browse
from articles.displaying import may_see_original, reader_of
from articles.forms import ArticleFilterForm
from articles.models import Article
from articles.noting import noted
from articles.presenting import original_text, present

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
    return render(request, "articles/article.html", {"shown": present(found, reader), "noted": noted(found, reader)})


@require_safe
def original(request: HttpRequest, uid: str) -> HttpResponse:
    found = get_object_or_404(Article.objects.select_related("source"), uid=uid)
    if not may_see_original(found, reader_of(request)):
        return render(request, "articles/reserved.html", {"article": found}, status=403)
    return render(request, "articles/original.html", {"article": found, "text": original_text(found)})


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
