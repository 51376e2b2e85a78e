"""The site as gunicorn serves it, without a database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing, suppress
from http.client import HTTPConnection
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings

from tests.config.test_run import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["free_port"]
STARTING_SECONDS = 240


@pytest.fixture
def site(tmp_path: Path, free_port: int) -> Iterator[subprocess.Popen[str]]:
    served = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "--bind", f"127.0.0.1:{free_port}",
            "config.wsgi",
        ],
        cwd=settings.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={
            **os.environ, "TRILATERALE_STATE": str(tmp_path), "DATABASE_URL": "postgres://t@127.0.0.1:1/t",
            "RATE_LIMITS": "0", "SECRET_KEY": "k" * 50,
        },
    )  # fmt: skip
    wait_until_alive(served, free_port)
    yield served
    served.terminate()
    served.wait()
    if served.stdout:
        served.stdout.close()


@pytest.fixture
def lines(site: subprocess.Popen[str], free_port: int) -> list[str]:
    """What it writes while somebody looks for a name."""
    asked = Request(f"http://127.0.0.1:{free_port}/robots.txt?q=Lavrov", headers={"X-Request-ID": "proxy-0123"})
    with urlopen(asked) as answer:  # noqa: S310  # of this machine
        assert answer.headers["X-Request-ID"] == "proxy-0123"
    site.terminate()
    return site.communicate()[0].splitlines()


def wait_until_alive(site: subprocess.Popen[str], port: int) -> None:
    deadline = monotonic() + STARTING_SECONDS
    while monotonic() < deadline and site.poll() is None:
        with suppress(URLError), urlopen(f"http://127.0.0.1:{port}/healthz"):
            return
        sleep(0.1)
    site.kill()
    raise AssertionError(site.communicate()[0])


def test_every_line_is_json_and_none_tells_who_looked_for_what(lines: list[str], tmp_path: Path) -> None:
    told = [json.loads(line) for line in lines]
    (request,) = (one for one in told if one["logger"] == "trilaterale.requests")
    assert (request["path"], request["request_id"], request["status"]) == ("/robots.txt", "proxy-0123", 200)
    assert not [line for line in lines if "Lavrov" in line]
    assert len({one["message"] for one in told}) == len(told)
    assert list((tmp_path / "metrics").glob("counter_*.db"))


@pytest.mark.usefixtures("site")
def test_a_reader_who_reads_for_some_seconds_finds_the_connection_open(free_port: int) -> None:
    with closing(HTTPConnection("127.0.0.1", free_port)) as connection:
        for _ in range(2):
            connection.request("GET", "/robots.txt")
            assert connection.getresponse().read()
            sleep(3)
