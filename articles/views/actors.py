from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.directory import look_up
from articles.displaying import reader_of
from articles.profiling import profile
from articles.views.kept import kept
from entities.models import Actor

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@kept
def actor_index(request: HttpRequest) -> HttpResponse:
    return render(request, "actors/index.html", {"directory": look_up(request.GET)})


@require_safe
@kept
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """The actor's page. One that was merged leads to its canonical one, for now: a merge can be undone."""
    found = get_object_or_404(Actor.objects.select_related("canonical"), slug=slug)
    root = found.canonical or found
    if found.is_hidden or root.is_hidden:
        raise Http404
    if root != found:
        return redirect(root)
    return render(request, "actors/actor.html", {"profile": profile(found, reader_of(request), request.GET)})
