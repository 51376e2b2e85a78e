"""`manage.py run`, the second half of `make run`, as a process."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from pytest_django.fixtures import Settings

from config.management.commands.run import collect
from tests.config.servers import answers, ask

STARTING_SECONDS = 240


@pytest.fixture
def state() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="t-") as name:
        yield Path(name)


def start(state: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "run", "--port", str(port)],
        cwd=settings.ROOT, env={**os.environ, "DATABASE_URL": "", "TRILATERALE_STATE": str(state)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def wait_until_served(site: subprocess.Popen[str], port: int) -> str:
    """The home page, once there is one."""
    deadline = monotonic() + STARTING_SECONDS
    while monotonic() < deadline and site.poll() is None:
        with suppress(URLError), urlopen(f"http://127.0.0.1:{port}/") as page:
            return page.read().decode()
        sleep(0.1)
    site.kill()
    raise AssertionError(site.communicate()[0])


def doctor(state: Path) -> list[str]:
    """What it finds, beside what the disk and the working copy of this machine are."""
    lines = subprocess.run(
        [sys.executable, "manage.py", "doctor", "--json"],
        cwd=settings.ROOT, env={**os.environ, "DATABASE_URL": "", "TRILATERALE_STATE": str(state)},
        stdout=subprocess.PIPE, text=True, check=False,
    ).stdout.splitlines()  # fmt: skip
    return [line for line in lines if json.loads(line)["about"] not in {"disk", "translations"}]


def test_one_run_prepares_everything_and_none_after_it_finds_anything_in_the_way(state: Path, free_port: int) -> None:
    """One story, for each run takes long: the first is killed, the others are ended as people and programs do."""
    printed, rows, folder = [], [], state / "postgres"
    for ending in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        site = start(state, free_port)
        page = wait_until_served(site, free_port)
        rows.append(ask(folder, "SELECT uid, updated_at FROM articles_article ORDER BY uid"))
        assert is_styled(page, free_port)
        site.send_signal(ending)
        printed.append(site.communicate()[0])
        if ending != signal.SIGKILL:
            assert site.returncode == 0, printed[-1]
            assert not answers(folder)

    assert len(rows[0]) == len(list((settings.ROOT / "seeds").iterdir()))
    assert rows[0] == rows[1] == rows[2]
    assert ["password" in text for text in printed] == [True, False, False]
    assert doctor(state) == []


def is_styled(page: str, port: int) -> bool:
    """Whether its style is there, under a name that changes with it."""
    style = re.search(r'href="(/static/[^"]+\.css)"', page)
    assert style
    with urlopen(f"http://127.0.0.1:{port}{style[1]}") as served:
        return "immutable" in served.headers["Cache-Control"]


@pytest.fixture
def static(settings: Settings, tmp_path: Path) -> Path:
    """The folder of a site's only style."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("p {}")
    settings.STATE, settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path, tmp_path / "static", [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return source


def test_static_files_are_collected_once(static: Path, settings: Settings) -> None:
    collect()
    collected = settings.STATIC_ROOT / "site.css"
    collected.unlink()

    collect()

    assert not collected.exists()


@pytest.mark.parametrize("name", ["site.css", "other.css"])
def test_static_files_are_collected_again_when_there_is_another(static: Path, settings: Settings, name: str) -> None:
    collect()
    (static / name).write_text("main {}")
    os.utime(static / name, (2**31, 2**31))  # what is no second newer than its copy is not copied

    collect()

    assert (settings.STATIC_ROOT / name).read_text() == "main {}"


def test_static_files_that_are_gone_are_collected_again(static: Path, settings: Settings) -> None:
    collect()
    shutil.rmtree(settings.STATIC_ROOT)

    collect()

    assert (settings.STATIC_ROOT / "site.css").exists()


def test_a_busy_port_is_told_before_any_work(tmp_path: Path, free_port: int) -> None:
    with socket.create_server(("127.0.0.1", free_port)):
        site = start(tmp_path, free_port)
        told, _ = site.communicate()

    assert site.returncode == 1
    assert f"port {free_port}" in told
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
