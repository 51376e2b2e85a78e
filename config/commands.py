"""Runs a management command; a database that can't be reached or isn't prepared, or a full disk, is one sentence and
exit status 3; settings that make no sense are one and status 2."""

import os
import signal
import sys
from types import FrameType

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError, ProgrammingError

from config.unreachable import Unanswered, reason, why_unanswered

MISCONFIGURED, UNREACHABLE = 2, 3
MEND_FULL = "What was finished is kept, what was under way is taken back. Make room, then run the same command again."


def main(argv: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    signal.signal(signal.SIGTERM, _end)
    try:
        execute_from_command_line(argv)
        sys.stdout.flush()
    except ImproperlyConfigured as error:
        print(f"The settings can't be used: {error}", file=sys.stderr)
        return MISCONFIGURED
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:  # whoever read the output has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except ProgrammingError as error:
        if not _is_behind():
            raise
        print(f"The database isn't prepared: {reason(error)}. Run manage.py migrate, then this again.", file=sys.stderr)
        return UNREACHABLE
    except (OperationalError, InterfaceError, OSError) as error:
        why = why_unanswered(error)
        if why not in {Unanswered.UNREACHABLE, Unanswered.FULL}:
            raise
        mend = f" {MEND_FULL}" if why == Unanswered.FULL else ""
        print(f"{why}: {reason(error).rstrip('.')}.{mend}", file=sys.stderr)
        return UNREACHABLE
    return 0


def _is_behind() -> bool:
    from config.readiness import missing_migrations  # knows the models, which only now are loaded

    return bool(missing_migrations())


def _end(number: int, frame: FrameType | None) -> None:
    """Leave as on Ctrl-C: the embedded server is stopped by whoever uses it last."""
    sys.exit(128 + number)
