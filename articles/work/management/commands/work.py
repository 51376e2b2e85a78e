"""`manage.py work`: does what was handed over, anywhere that reaches the database."""

from __future__ import annotations

import signal
import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from articles.work.progress import progress
from articles.work.working import STALLED_SECONDS, work


class Command(BaseCommand):
    help = (
        "Do the work that was handed over (extract_again --queue), here and on any machine that reaches the database, "
        "until Ctrl-C. A worker that dies loses nothing: another takes its parcel up."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=1, metavar="N", help="worker processes (default: 1)")
        parser.add_argument("--until-done", action="store_true", help="end when nothing is left to do")
        parser.add_argument(
            "--stalled", type=float, default=STALLED_SECONDS, metavar="SECONDS",
            help="a worker without a sign of life for so long is dead (default: %(default)s); the same for all workers",
        )  # fmt: skip
        parser.add_argument("--status", action="store_true", help="only say how far each order has come")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["status"]:
            for one in progress():
                self.stdout.write(one.line())
        elif options["concurrency"] > 1:
            sys.exit(_share(options))
        else:
            work(until_done=options["until_done"], stalled=options["stalled"])


def _share(options: dict[str, Any]) -> int:
    """Run the workers, each a process of its own, and end when all have."""
    command = [sys.executable, str(settings.ROOT / "manage.py"), "work", "--stalled", str(options["stalled"])]
    command += ["--until-done"] if options["until_done"] else []
    workers = [subprocess.Popen(command) for _ in range(options["concurrency"])]

    def end(*_: object) -> None:
        for worker in workers:
            worker.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    return max(worker.wait() != 0 for worker in workers)
