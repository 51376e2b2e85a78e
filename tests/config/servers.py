"""Real clients of real embedded servers, each in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import psycopg
from django.conf import settings
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from config.database import EmbeddedServer

USE = """
import sys
from pathlib import Path
from config.database import server_in
server_in(Path(sys.argv[1])).ensure_running()
print("ready", flush=True)
sys.stdin.read()
"""


def start_client(folder: Path, script: str = USE) -> subprocess.Popen[str]:
    """A process that uses the server in `folder` until its standard input is closed."""
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        cwd=settings.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def wait_until_ready(client: subprocess.Popen[str]) -> None:
    assert client.stdout
    assert client.stderr
    if client.stdout.readline() != "ready\n":
        raise AssertionError(client.stderr.read())


def end(client: subprocess.Popen[str]) -> None:
    _, errors = client.communicate()
    assert client.returncode == 0, errors


@contextmanager
def using(folder: Path) -> Iterator[subprocess.Popen[str]]:
    client = start_client(folder)
    try:
        wait_until_ready(client)
        yield client
    finally:
        if client.poll() is None:
            end(client)


def kill(client: subprocess.Popen[str]) -> None:
    client.kill()
    client.communicate()


def conninfo(folder: Path, dbname: str = "trilaterale") -> str:
    return make_conninfo(dbname=dbname, connect_timeout=5, **EmbeddedServer(folder).connection_values())


def answers(folder: Path) -> bool:
    return PGconn.ping(conninfo(folder).encode()) == Ping.OK


def ask(folder: Path, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(conninfo(folder), autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def server_number(folder: Path) -> int:
    """The process number that the server wrote down."""
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


def is_alive(number: int) -> bool:
    """Whether such a process runs; a zombie does not."""
    try:
        status = Path(f"/proc/{number}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def kill_server(folder: Path) -> None:
    number = server_number(folder)
    os.kill(number, signal.SIGKILL)
    deadline = monotonic() + 20
    while is_alive(number) and monotonic() < deadline:
        sleep(0.02)
