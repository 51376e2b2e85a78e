"""Runs a management command; an unreachable database is one sentence and exit status 3."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError

UNREACHABLE = 3


def main(argv: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(argv)
    except (OperationalError, InterfaceError) as error:
        first_line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        print(f"The database can't be reached: {first_line}", file=sys.stderr)
        return UNREACHABLE
    return 0
