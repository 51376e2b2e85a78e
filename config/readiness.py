"""Whether this process lives (`/healthz`) and whether the site can work (`/readyz`), for whatever watches over it.

Answered before anything else: whoever asks by the number of a machine, or without HTTPS, gets an answer, too.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse

from articles.facetting.holding import facet_version
from config.unreachable import Unanswered, why_unanswered

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

OK = "ok"
_TOLD: dict[Unanswered | None, str] = {Unanswered.UNREACHABLE: "unreachable", Unanswered.FULL: "full"}
FRESH = {"Cache-Control": "no-store"}


def probes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    answers = {"/healthz": healthz, "/readyz": readyz}

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = answers.get(request.path)
        if answer is None:
            return get_response(request)
        return answer() if request.method in {"GET", "HEAD"} else HttpResponseNotAllowed(["GET", "HEAD"])

    return middleware


def healthz() -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain", headers=FRESH)


def readyz() -> HttpResponse:
    """`facets` tells what the lists of this process show: see `facet_version`."""
    found = readiness()
    is_ready = set(found.values()) == {OK}
    facets = {"facets": facet_version()} if is_ready else {}
    return JsonResponse({"ready": is_ready, **found, **facets}, status=200 if is_ready else 503, headers=FRESH)


def readiness() -> dict[str, str]:
    """What the site needs, each with `ok` or one word on what is wrong."""
    found = {"database": OK, "migrations": OK, "model": OK if has_model() else "missing"}
    try:
        if missing_migrations():
            found["migrations"] = "behind"
    except Error as error:
        found["database"] = found["migrations"] = _TOLD.get(why_unanswered(error), "failing")
    return found


def missing_migrations() -> set[tuple[str, str]]:
    """Those that the code has and the database has not."""
    return set(_migrations()) - set(MigrationRecorder(connection).applied_migrations())


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """They don't change while the process runs."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def has_model() -> bool:
    """Whether the language model is installed. It is not loaded: only what reads articles needs the memory."""
    return described_model() is not None


def described_model() -> dict[str, Any] | None:
    """What the language model says of itself; None where there is none of that name."""
    try:
        found = find_spec(settings.SPACY_MODEL.replace("-", "_"))
        described = (
            json.loads(Path(found.origin).with_name("meta.json").read_text()) if found and found.origin else None
        )
    except (ImportError, ValueError, OSError):
        return None
    return described if isinstance(described, dict) else None
