"""Runs a management command; an unreachable database is one sentence and exit status 3."""

import os
import signal
import sys
from types import FrameType

from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError

from config.unreachable import is_unreachable, reason

UNREACHABLE = 3


def main(argv: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    signal.signal(signal.SIGTERM, _end)
    try:
        execute_from_command_line(argv)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except (OperationalError, InterfaceError) as error:
        if not is_unreachable(error):
            raise
        print(f"The database can't be reached: {reason(error)}", file=sys.stderr)
        return UNREACHABLE
    return 0


def _end(number: int, frame: FrameType | None) -> None:
    """Leave as on Ctrl-C: the embedded server is stopped by whoever uses it last."""
    sys.exit(128 + number)
