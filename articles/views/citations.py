"""An article's citation, as a file for the programs that keep references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.citing import Reference, as_bibtex, as_csl, reference_of
from articles.models import Article

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def bibtex(request: HttpRequest, uid: str) -> HttpResponse:
    text = as_bibtex(_reference(request, uid))
    headers = {"Content-Disposition": f'attachment; filename="trilaterale-{uid}.bib"'}
    return HttpResponse(text, content_type="application/x-bibtex; charset=utf-8", headers=headers)


@require_safe
def csl(request: HttpRequest, uid: str) -> HttpResponse:
    """A list of one: programs that read CSL-JSON expect a list."""
    return JsonResponse(
        [as_csl(_reference(request, uid))],
        safe=False,
        content_type="application/vnd.citationstyles.csl+json",
        headers={"Content-Disposition": f'attachment; filename="trilaterale-{uid}.json"'},
        json_dumps_params={"ensure_ascii": False},
    )


def _reference(request: HttpRequest, uid: str) -> Reference:
    article = get_object_or_404(Article.objects.for_list(), uid=uid)
    return reference_of(article, request.build_absolute_uri(article.get_absolute_url()))
