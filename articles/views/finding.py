"""Pages that help to explore: what changed, what is like an article, how two actors are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.changes import changes, day_of
from articles.displaying import reader_of
from articles.joining import join
from articles.models import Article
from articles.neighbours import like

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def changed(request: HttpRequest) -> HttpResponse:
    given = request.GET.get("since", "")
    since, is_read = day_of(given, timezone.now().date())
    notice = "" if is_read else _("Date illisible, ignorée : « %(value)s ».") % {"value": given[:20]}
    numbers = {name: request.GET.get(name, "") for name in ("page", "statements")}
    shown = changes(since, reader_of(request), **numbers, notice=notice)
    return render(request, "finding/changes.html", {"changes": shown})


@require_safe
def similar(request: HttpRequest, uid: str) -> HttpResponse:
    """Articles about the same people, the nearest first, and why."""
    found = get_object_or_404(Article.objects.for_list(), uid=uid)
    return render(request, "finding/similar.html", {"article": found, "neighbours": like(found)})


@require_safe
def path(request: HttpRequest) -> HttpResponse:
    return render(request, "finding/path.html", {"joined": join(request.GET, reader_of(request))})
