from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.displaying import reader_of
from articles.health import health
from articles.patience import unhurried
from articles.views.kept import kept

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@kept
def page(request: HttpRequest) -> HttpResponse:
    """The state of what is held here."""
    with unhurried():
        shown = health(reader_of(request), request.GET.get("outlet", ""))
    return render(request, "health/page.html", {"health": shown})
