"""A real site of several processes, and the people who use it meanwhile."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

from django.conf import settings

from tests.databases import environment

STARTING_SECONDS = 60
_TOKEN = "a" * 32


@dataclass(frozen=True)
class Answer:
    status: int  # 0: the connection broke
    retry_after: str | None = None
    body: str = ""


BROKEN = Answer(0)


class Site:
    def __init__(self, url: str, log: Path) -> None:
        self.url, self.log = url, log
        self.port = _free_port()
        self._senders = cycle(range(1, 250))
        self._program: subprocess.Popen[bytes] | None = None

    def start(self, **variables: str) -> None:
        words = [
            "--worker-class", "gthread", "--workers", "2", "--threads", "2", "--bind", f"127.0.0.1:{self.port}",
            "--no-control-socket", "--log-level", "error", "config.wsgi",
        ]  # fmt: skip
        variables = {"DATABASE_POOL": "4", "DJANGO_SETTINGS_MODULE": "tests.faults.site_settings", **variables}
        told = environment(self.url, **variables)
        with self.log.open("ab") as log:
            self._program = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", *words], cwd=settings.ROOT, env=told, stdout=log, stderr=log
            )
        self.wait_until(lambda: self.get("/healthz").status == 200)

    def stop(self) -> None:
        if self._program:
            self._program.terminate()
            self._program.wait()
            self._program = None

    def kill(self, *, worker: bool) -> None:
        """A worker, for which another is started by itself; or all of the site."""
        assert self._program
        workers = _children(self._program.pid)
        if worker:
            os.kill(workers[0], signal.SIGKILL)
            return
        self._program.kill()
        self._program.wait()
        for number in workers:
            with_nobody(lambda number=number: os.kill(number, signal.SIGKILL))
        self._program = None

    def memory(self) -> dict[int, int]:
        """Kilobytes that each of its processes holds, by number; the one that directs the others first."""
        assert self._program
        return {number: _resident(number) for number in [self._program.pid, *_children(self._program.pid)]}

    def wait_until(self, happens: Callable[[], bool]) -> None:
        deadline = monotonic() + STARTING_SECONDS
        while not happens():
            assert monotonic() < deadline, "the site does not answer"
            sleep(0.05)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, values: dict[str, str], session: str) -> Answer:
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={_TOKEN}", "X-CSRFToken": _TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }  # fmt: skip
        return self._ask("POST", path, urlencode(values), headers)

    def _ask(self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sender = {"X-Forwarded-For": f"198.51.100.{next(self._senders)}"}  # of many people, none asks too often
        try:
            connection.request(method, path, body, sender | (headers or {}))
            response = connection.getresponse()
            return Answer(
                response.status, response.getheader("Retry-After"), response.read().decode("utf-8", "replace")
            )
        except (OSError, http.client.HTTPException):
            return BROKEN
        finally:
            connection.close()


def with_nobody(act: Callable[[], None]) -> None:
    try:
        act()
    except ProcessLookupError:
        return  # it had ended by itself


def _children(number: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{number}/task/{number}/children").read_text().split()]


def _resident(number: int) -> int:
    status = Path(f"/proc/{number}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Crowd:
    """People who ask again and again, each in a thread, until told to go home."""

    answers: list[Answer] = field(default_factory=list)
    _is_over: threading.Event = field(default_factory=threading.Event)

    def until_home(self, asks: Iterator[Callable[[], Answer]]) -> threading.Thread:
        thread = threading.Thread(target=self._go_on, args=(asks,))
        thread.start()
        return thread

    def go_home(self) -> None:
        self._is_over.set()

    def _go_on(self, asks: Iterator[Callable[[], Answer]]) -> None:
        for ask in asks:
            if self._is_over.is_set():
                return
            self.answers.append(replace(ask(), body=""))  # thousands of them


@contextmanager
def crowd(*people: Iterator[Callable[[], Answer]]) -> Iterator[Crowd]:
    gathered = Crowd()
    threads = [gathered.until_home(asks) for asks in people]
    try:
        yield gathered
    finally:
        gathered.go_home()
        for thread in threads:
            thread.join()
