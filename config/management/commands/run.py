"""Prepares everything and serves the site on this machine."""

import errno
import os
import secrets
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from time import monotonic, sleep
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

HOST = "127.0.0.1"
WORKERS = 2
THREADS = 4
ENDING_SECONDS = 3


class Command(BaseCommand):
    help = "Start the database, prepare it, import the seeds, and serve the site on this machine until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        port = os.environ.get("PORT") or "8000"
        parser.add_argument("--port", type=_port, default=port, help="port on this machine (default: PORT, or 8000)")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        refuse_busy(port)
        prepare()
        password = make_administrator()
        connections.close_all()
        if password:
            self.stdout.write(f"Administrator: name admin, password {password} (shown this once)")
        self.stdout.write(f"Trilatérale is served on http://{HOST}:{port}/ (Ctrl-C stops it)")
        self.stdout.flush()
        status = serve(port)
        if status:
            raise CommandError(f"the server ended with status {status}", returncode=status)


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise ValueError
    return port


def refuse_busy(port: int) -> None:
    """Raise CommandError if the port is taken, and stays so while a killed run's site may still be ending."""
    deadline = monotonic() + ENDING_SECONDS
    while (error := _binding_error(port)) is not None:
        if error.errno != errno.EADDRINUSE or monotonic() > deadline:
            raise CommandError(f"can't serve on port {port}: {error.strerror}. Choose another with PORT=…") from error
        sleep(0.1)


def _binding_error(port: int) -> OSError | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return error
    return None


def prepare() -> None:
    """Bring database and static files up to date; changes nothing the second time."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_authority")
    collect()
    # In a process of its own: this one need not hold the language model for as long as the site runs. A seed that
    # can't be read is named there and keeps nobody from the others.
    subprocess.run([sys.executable, "manage.py", "import_seeds"], cwd=settings.ROOT, check=False)


def collect() -> None:
    """Bring static files to where the site serves them, under names that change with them. To name and pack them takes
    seconds, so it is done where one is another than the last time."""
    kept: Path = settings.STATE / "collected"
    mark = mark_of_static_files()
    if settings.STATIC_ROOT.exists() and kept.exists() and kept.read_text() == mark:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    kept.write_text(mark)


def mark_of_static_files() -> str:
    """Another one whenever a file is, or what names and packs them."""
    found = [settings.STORAGES["staticfiles"]["BACKEND"], *map(metadata.version, ("django", "whitenoise"))]
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            found.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return sha256("\n".join(sorted(found)).encode()).hexdigest()


def make_administrator() -> str | None:
    """The password of a new account `admin`, or None if the site has an administrator."""
    users = get_user_model().objects
    if users.filter(is_superuser=True).exists():
        return None
    password = secrets.token_urlsafe(12)
    users.create_superuser("admin", password=password)
    return password


def serve(port: int) -> int:
    """Run gunicorn until it ends or we are told to stop; its exit status, 0 if we stopped it.

    It gets a process group of its own, so that Ctrl-C reaches only us, and the reading end of a pipe that tells it
    when we die.
    """
    alive, ours = os.pipe()
    environment = {"LOG_FORMAT": "text", **os.environ, "DATABASE_POOL": str(THREADS), "RUN_ALIVE": str(alive)}
    words = [
        "-c", str(Path(settings.ROOT, "config", "gunicorn.py")), "--bind", f"{HOST}:{port}",
        "--workers", str(WORKERS), "--threads", str(THREADS), "config.wsgi",
    ]  # fmt: skip
    site = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *words],
        cwd=settings.ROOT,
        env=environment,
        pass_fds=[alive],
        process_group=0,
    )
    os.close(alive)
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True
        site.terminate()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    status = site.wait()
    os.close(ours)
    return 0 if stopped else status or 1
