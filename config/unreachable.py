"""Which errors mean that the database can't be reached, and what a reader of the site gets then."""

import logging
import sys
from enum import StrEnum

from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

logger = logging.getLogger(__name__)

RETRY_SECONDS = 15

# SQLSTATE classes: 08 connection exception, 3D no such database, 28 may not log in, 53 out of connections, disk or
# memory, 57P the server is stopping or starting. A refused connection has none.
_UNREACHABLE = ("08", "28", "3D", "53", "57P")


def is_unreachable(error: BaseException | None) -> bool:
    """Whether the database, not a statement of ours, is what failed. A deadlock or a timeout is ours."""
    if isinstance(error, InterfaceError):
        return "connection" in str(error)
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(_UNREACHABLE)


class Unanswered(StrEnum):
    """Why the database has no answer for a reader."""

    UNREACHABLE = "The database can't be reached"
    SLOW = "A statement took too long"
    CROSSED = "Two transactions waited for each other"


def why_unanswered(error: BaseException | None) -> Unanswered | None:
    """None: the fault is ours."""
    if is_unreachable(error):
        return Unanswered.UNREACHABLE
    if not isinstance(error, OperationalError):
        return None
    state = getattr(error.__cause__, "sqlstate", None)
    return {"57014": Unanswered.SLOW, "40P01": Unanswered.CROSSED, "40001": Unanswered.CROSSED}.get(state or "")


def reason(error: Error) -> str:
    """The first line of what the driver says."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def unreachable_page(error: BaseException) -> HttpResponse:
    """503, without asking the database: no context processor runs."""
    why = why_unanswered(error)
    logger.error("%s: %s", why or Unanswered.UNREACHABLE, error)
    page = render_to_string("503.html", {"is_slow": why == Unanswered.SLOW})
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_SECONDS)})


def failed(request: HttpRequest) -> HttpResponse:
    """The site's handler of uncaught errors. Django calls it while it handles the exception: those raised by a
    middleware, such as the one that saves sessions, are seen nowhere else."""
    error = sys.exception()
    if error is not None and why_unanswered(error):
        return unreachable_page(error)
    return server_error(request)
