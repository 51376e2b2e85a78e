"""What the site writes about requests and errors: one line each, with the request's id and nothing of who sent it.

Addresses of machines, names of accounts and query strings (what somebody looks for) are never written; of an address of
the site, parts that open something are hidden.
"""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
REQUEST_KEY = "trilaterale.request_id"  # in a request's META, for what is said of it once it is answered
REQUESTS = "trilaterale.requests"
SECRET_PARTS = ("key", "token")  # of addresses, by the names that they have in the URL conf
LONGEST_PATH = 200
_HIDDEN = "…"


def path_without_secrets(request: HttpRequest) -> str:
    path = request.path
    found = request.resolver_match.kwargs if request.resolver_match else {}
    for name in SECRET_PARTS:
        if name in found:
            path = path.replace(str(found[name]), _HIDDEN)
    return path[:LONGEST_PATH]


class Discreet(logging.Filter):
    """Gives each record the id of its request, and hides what opens something in paths that Django names. Who asks for
    another host than ours gets one line, not a page of our code each time."""

    def filter(self, record: logging.LogRecord) -> bool:
        request: Any = getattr(record, "request", None)
        record.request_id = REQUEST_ID.get() or getattr(request, "META", {}).get(REQUEST_KEY, "")
        if record.name == "django.security.DisallowedHost":
            record.exc_info = None
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            shown = path_without_secrets(request)
            record.args = tuple(shown if value == path else value for value in record.args)
        return True


class JsonFormatter(logging.Formatter):
    """A JSON object a line; `told` of a record is a mapping of more to say."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", ""),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps({name: value for name, value in line.items() if value != ""}, ensure_ascii=False)


def configuration(form: str) -> dict[str, Any]:
    """For `dictConfig`. As text, only warnings and errors are written; as JSON, each request, too."""
    is_json = form == "json"
    plain = {"format": "%(levelname)s %(name)s: %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"discreet": {"()": Discreet}},
        "formatters": {"line": {"()": JsonFormatter} if is_json else plain},
        "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["discreet"], "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {REQUESTS: {"level": "INFO" if is_json else "WARNING"}, "axes": {"level": "ERROR"}},
    }


def of_gunicorn(form: str) -> dict[str, Any]:
    """The same for gunicorn's own words; its list of requests, with who asked for what, is never written. Empty: as
    gunicorn does it, without such a list."""
    if form != "json":
        return {}
    quiet = {"level": "CRITICAL", "handlers": [], "propagate": False}
    return {
        "formatters": {"generic": {"()": JsonFormatter}},
        "loggers": {
            "gunicorn.error": {"level": "INFO", "handlers": ["error_console"], "propagate": False},
            "gunicorn.access": quiet,
        },
    }
