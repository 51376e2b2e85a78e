"""Which errors mean that the database can't answer, and what a reader of the site gets then."""

import errno
import logging
import sys
from enum import StrEnum

from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

logger = logging.getLogger(__name__)

RETRY_SECONDS = 15

# SQLSTATE classes: 08 connection exception, 3D no such database, 28 may not log in, 53 out of connections or memory,
# 57P the server is stopping or starting. A refused connection has none.
_UNREACHABLE = ("08", "28", "3D", "53", "57P")
_DISK_FULL = "53100"
_NO_ROOM = "No space left on device"  # how a server words it that could not even write down what it does, and ended


def is_full(error: BaseException | None) -> bool:
    """Whether a disk has no room left: the database's, or the one on which we write ourselves."""
    if isinstance(error, OperationalError):
        return getattr(error.__cause__, "sqlstate", None) == _DISK_FULL or _NO_ROOM in str(error)
    return isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}


def is_unreachable(error: BaseException | None) -> bool:
    """Whether the database, not a statement of ours, is what failed. A deadlock, a timeout or a full disk is no such
    failure."""
    if is_full(error):
        return False
    if isinstance(error, InterfaceError):
        return "connection" in str(error)
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(_UNREACHABLE)


class Unanswered(StrEnum):
    """Why the database has no answer for a reader."""

    UNREACHABLE = "The database can't be reached"
    FULL = "The disk is full"
    SLOW = "A statement took too long"
    CROSSED = "Two transactions waited for each other"


def why_unanswered(error: BaseException | None) -> Unanswered | None:
    """None: the fault is ours."""
    if is_full(error):
        return Unanswered.FULL
    if is_unreachable(error):
        return Unanswered.UNREACHABLE
    if not isinstance(error, OperationalError):
        return None
    state = getattr(error.__cause__, "sqlstate", None)
    return {"57014": Unanswered.SLOW, "40P01": Unanswered.CROSSED, "40001": Unanswered.CROSSED}.get(state or "")


def reason(error: Error | OSError) -> str:
    """The first line of what the driver, or the system, says."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def unanswered(request: HttpRequest, error: BaseException, why: Unanswered) -> HttpResponse:
    """503, without asking the database: no context processor runs. As JSON where programs ask."""
    logger.error("%s: %s", why, error)
    headers = {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"}
    if request.path.startswith("/api/"):
        return JsonResponse({"error": why.lower()}, status=503, headers=headers)
    page = {"is_slow": why == Unanswered.SLOW, "is_full": why == Unanswered.FULL}
    return HttpResponse(render_to_string("503.html", page), status=503, headers=headers)


def failed(request: HttpRequest) -> HttpResponse:
    """The site's handler of uncaught errors. Django calls it while it handles the exception: those raised by a
    middleware, such as the one that saves sessions, are seen nowhere else."""
    error = sys.exception()
    if error is not None and (why := why_unanswered(error)):
        return unanswered(request, error, why)
    return server_error(request)
