"""Other looks at what the list finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.displaying import reader_of
from articles.forms import ArticleFilterForm
from articles.lenses.compare_page import compare_page
from articles.lenses.network_page import network_page
from articles.lenses.speakers_page import speakers_page
from articles.lenses.timeline_page import timeline_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    page = network_page(ArticleFilterForm(request.GET), request.GET, reader_of(request))
    return render(request, "lenses/network.html", {"page": page, "frame": page.frame})


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    page = timeline_page(ArticleFilterForm(request.GET), request.GET, reader_of(request))
    return render(request, "lenses/timeline.html", {"page": page, "frame": page.frame})


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    page = speakers_page(ArticleFilterForm(request.GET), request.GET, reader_of(request))
    return render(request, "lenses/speakers.html", {"page": page, "frame": page.frame})


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    return render(request, "lenses/compare.html", {"page": compare_page(request.GET, reader_of(request))})
