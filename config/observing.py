"""What stands outside of every request: its id, its line in the log, and its place in the counts."""

from __future__ import annotations

import logging
import re
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings

from config.logs import REQUEST_ID, REQUEST_KEY, REQUESTS, path_without_secrets
from config.metrics import count_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(REQUESTS)
_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


def observed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Time runs until an answer begins: files are sent while they are made."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.META[REQUEST_KEY] = id_of(request)
        before = REQUEST_ID.set(request.META[REQUEST_KEY])
        begun = perf_counter()
        try:
            response = get_response(request)
            response.headers["X-Request-ID"] = REQUEST_ID.get()
            _note(request, response.status_code, perf_counter() - begun)
        finally:
            REQUEST_ID.reset(before)
        return response

    return middleware


def id_of(request: HttpRequest) -> str:
    """The one that a proxy gave it, if it is one; else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if _ID.fullmatch(given) else uuid4().hex


def _note(request: HttpRequest, status: int, duration: float) -> None:
    is_static = request.path.startswith(settings.STATIC_URL)
    match = request.resolver_match
    view = "static" if is_static else match.view_name if match else "none"
    method = request.method or ""
    count_request(view=view or "unnamed", method=method, status=status, duration=duration)
    if not is_static:
        told = {
            "method": method[:10], "path": path_without_secrets(request), "view": view, "status": status,
            "milliseconds": round(duration * 1000, 1),
        }  # fmt: skip
        logger.info("request", extra={"told": told})
