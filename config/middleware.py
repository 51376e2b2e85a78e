"""What stands around every request."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.cache import add_never_cache_headers

from articles.patience import grant, withdraw
from config.unreachable import unanswered, why_unanswered

MOST_FROM_WORKSHOP, MOST_FROM_READERS = 64 * 2**20, 2**20  # bytes of a request; forms say their own limits first
TOO_MUCH = "Cet envoi est trop grand. Rien n’a été changé.\nThis is too large. Nothing was changed.\n"
PATIENCE_SECONDS = 60
_PATIENT = re.compile(r"^/admin/|/export/|\.atom$|^/sitemap")

# What browsers could do for a page and none of ours asks for, nor anything that might get into one.
_UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS_POLICY = ", ".join(f"{name}=()" for name in _UNUSED)


def french_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """French, whatever the browser prefers, until the reader chooses another language on the page: what is read here is
    French, and one address shows the same to all who follow it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return get_response(request)

    return middleware


def no_nul(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse NUL characters in what is sent to the admin: PostgreSQL keeps none, and Django's own lists do not look."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/admin/"):
            sent = (request.GET, request.POST) if request.method == "POST" else (request.GET,)
            if any("\0" in value for values in sent for _name, each in values.lists() for value in each):
                return HttpResponseBadRequest("NUL")
        return get_response(request)

    return middleware


def not_too_much(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse what is larger than any form of ours takes, before it is read: looking for the token of the page would
    write files of it, whoever sends them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.headers.get("content-length") or "0"
        most = MOST_FROM_WORKSHOP if request.path.startswith("/admin/") else MOST_FROM_READERS
        if length.isdecimal() and int(length) > most:
            return HttpResponse(TOO_MUCH, status=413, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def patience(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let statements of the workshop, and those behind a file or feed of everything found, take longer than those of a
    page that somebody waits for. It lasts until the last byte is sent."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.STATEMENT_SECONDS or not _PATIENT.search(request.path):
            return get_response(request)
        grant(PATIENCE_SECONDS)
        response = get_response(request)
        response._resource_closers.append(withdraw)  # type: ignore[attr-defined]  # Django's own way, without a name
        return response

    return middleware


def database_unreachable(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 503 with a plain page, and one line in the log, while the database can't answer a view."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        why = why_unanswered(exception)
        return unanswered(request, exception, why) if why else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def not_shared(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Who is signed in sees what others may not, and their name, on readers' pages and in files too: nothing on the way
    keeps those, nor does the browser show them again once they have left."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return middleware


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    return middleware
