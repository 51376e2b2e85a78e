"""The forge, from the side of a test: processes are started, killed at random moments, and asked how they ended."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import Any

import psycopg
from django.conf import settings

from tests.databases import environment


@dataclass(frozen=True)
class Ended:
    """How a process ended. `status` is the signal's number below zero where it was killed."""

    status: int
    output: str
    seconds: float

    @property
    def last_line(self) -> str:
        return self.output.strip().splitlines()[-1] if self.output.strip() else ""

    @property
    def told(self) -> Any:
        return json.loads(self.last_line)


class Process:
    def __init__(self, forge: Forge, number: int, output: Path) -> None:
        self._forge, self.number, self._output = forge, number, output
        self._began = monotonic()

    def kill_after(self, seconds: float) -> Ended:
        timer = Timer(seconds, os.kill, (self.number, signal.SIGKILL))  # it stays a zombie until we wait for it
        timer.start()
        try:
            return self.wait()
        finally:
            timer.cancel()

    def wait(self) -> Ended:
        status = self._forge.ask(wait=self.number)
        return Ended(status, self._output.read_text("utf-8", "replace"), monotonic() - self._began)


class Forge:
    """Forks processes that work on one database."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self._count = 0
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forge"],
            cwd=settings.ROOT, env=environment(url), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._answer() == "ready"

    def start(self, function: str, *arguments: object) -> Process:
        self._count += 1
        output = self.folder / f"output-{self._count}"
        number = self.ask(start=f"tests.faults.doing:{function}", arguments=arguments, output=str(output))
        return Process(self, number, output)

    def do(self, function: str, *arguments: object) -> Ended:
        ended = self.start(function, *arguments).wait()
        assert ended.status == 0, ended.output
        return ended

    def ask(self, **asked: object) -> Any:
        assert self._program.stdin
        self._program.stdin.write(json.dumps(asked) + "\n")
        self._program.stdin.flush()
        return self._answer()

    def close(self) -> None:
        self._program.communicate()

    def _answer(self) -> Any:
        assert self._program.stdout
        return json.loads(self._program.stdout.readline())


def moments(count: int, seconds: float, seed: int) -> list[float]:
    """As many random moments of something that takes so long."""
    dice = random.Random(seed)  # noqa: S311  # no secret: the same moments again
    return [dice.uniform(0, seconds) for _ in range(count)]


def ask(url: str, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode(), values or None)
        return cursor.fetchall() if cursor.description else []
