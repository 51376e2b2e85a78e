"""The values of one filter of the list, to look through; and the help on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from articles.addresses import Axis
from articles.choosing import choose
from articles.forms import ArticleFilterForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from articles.views.articles import HtmxRequest


@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def values(request: HtmxRequest, axis: str) -> HttpResponse:
    """A page; htmx gets the values alone, to put them where the list shows the first of them."""
    if axis not in set(Axis):
        raise Http404
    wants_part = request.htmx and not request.htmx.history_restore_request
    template = "articles/values.html#values" if wants_part else "articles/values.html"
    choosing = choose(ArticleFilterForm(request.GET), Axis(axis), request.GET)
    response = render(request, template, {"choosing": choosing})
    if wants_part:
        response["HX-Push-Url"] = "false"  # the list keeps its address while one looks through a filter
    return response


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "help/page.html")
