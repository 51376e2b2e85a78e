from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.displaying import reader_of
from articles.health import health

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The state of what is held here."""
    return render(request, "health/page.html", {"health": health(reader_of(request))})
