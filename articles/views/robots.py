"""What the site says to programs that gather pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.views.exports import site_of

if TYPE_CHECKING:
    from django.http import HttpRequest

# Filters can be combined without end, files and the API repeat the pages, and dossiers are their readers' own.
REFUSED = (
    "/admin/",
    "/articles/?*",  # some parsers drop a question mark that nothing follows
    "/articles/filters/",
    "/articles/export/",
    "/network/?*",
    "/timeline/?*",
    "/speakers/?*",
    "/compare/?*",
    "/changes/?*",
    "/relations/*?*",
    "/api/",
    "/dossiers/",
    "/path/",
    "/i18n/",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in REFUSED)]
    sitemap = site_of(request) + reverse("sitemap")
    return HttpResponse("\n".join([*lines, "", f"Sitemap: {sitemap}", ""]), content_type="text/plain; charset=utf-8")
