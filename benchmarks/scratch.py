"""A database of its own for a benchmark, gone with it. To be imported before anything of Django or numpy: it says where
the database lies, and how many threads compute."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATE = Path(tempfile.mkdtemp(prefix="trilaterale-"))
os.environ["TRILATERALE_STATE"] = str(STATE)
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from config.database import server_in  # noqa: E402


@contextmanager
def database() -> Iterator[None]:
    """With its tables and the authority file."""
    try:
        call_command("migrate", verbosity=0)
        call_command("load_authority", stdout=sys.stderr)
        yield
    finally:
        connection.close()
        server_in(STATE / "postgres").release()
        shutil.rmtree(STATE, ignore_errors=True)
