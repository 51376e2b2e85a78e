from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.displaying import reader_of
from articles.overview import overview
from articles.views.kept import kept

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@kept
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", {"overview": overview(reader_of(request))})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about/page.html")
