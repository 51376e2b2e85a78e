"""How much one sender may ask of the site: nothing that a reader, or a class behind one address, comes near to.

The longest window is the hour in which somebody may report errors (`articles.remarks`); here stand pages, files, the
API, forms and the login.
"""

from __future__ import annotations

from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from articles.senders.knowing import address_of, network_of, sender_of
from articles.senders.limiting import Limit, seconds_to_wait
from config.metrics import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest

TEN_MINUTES = 600
PAGES = Limit("pages", 1500, TEN_MINUTES)
FILES = Limit("files", 120, TEN_MINUTES)
API = Limit("api", 1500, TEN_MINUTES)
FORMS = Limit("forms", 300, TEN_MINUTES)
LOGINS = Limit("logins", 60, TEN_MINUTES)


def limited(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Each page belongs to one limit by its address, a new one, too. The workshop, behind its login, has none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(
        request: HttpRequest, view: Callable[..., HttpResponse], words: tuple[str, ...], named: Mapping[str, str]
    ) -> HttpResponse | None:
        limit = limit_of(request)
        wait = seconds_to_wait(limit, sender_of(request)) if limit else 0
        if limit is None or not wait:
            return None
        refused.labels(limit.name).inc()
        return too_many(request, wait)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def limit_of(request: HttpRequest) -> Limit | None:
    name = request.resolver_match.view_name if request.resolver_match else ""
    is_form = request.method == "POST"
    if name == "admin:login":
        return LOGINS if is_form else None
    if request.path.startswith("/admin/"):
        return None
    if is_form:
        return FORMS
    if request.path.startswith("/api/"):
        return API
    return FILES if name.endswith("-file") or name == "article-download" else PAGES


def too_many(request: HttpRequest, wait: int, *, is_locked: bool = False) -> HttpResponse:
    """429, as JSON where programs ask. `is_locked`: for wrong passwords."""
    if request.path.startswith("/api/"):
        response: HttpResponse = JsonResponse({"error": "too many requests"}, status=429)
    else:
        page = {"minutes": -(-wait // 60), "is_locked": is_locked}
        response = render(request, "429.html", page, status=429)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: Any) -> HttpResponse:
    """django-axes asks for this after too many wrong passwords for one account from one address."""
    refused.labels("passwords").inc()
    return too_many(request, int(settings.AXES_COOLOFF_TIME.total_seconds()), is_locked=True)


def address_for_lockout(request: HttpRequest) -> str | None:
    """The first of its network where one sender has a whole one. None where it is no address: such senders share what
    they may get wrong."""
    try:
        return str(ip_network(network_of(address_of(request))).network_address)
    except ValueError:
        return None
