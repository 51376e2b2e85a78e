"""The database is stopped, started, killed and filled to the brim under a site that people read."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import pytest

from config.commands import MEND_FULL
from config.database import PROGRAMS, EmbeddedServer
from tests.config.servers import conninfo
from tests.faults.contents import empty_catalogue, stored
from tests.faults.forging import Forge
from tests.faults.site import Site, crowd

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="t-") as name:
        yield Path(name, "postgres")


def copied(forge: Forge, server: EmbeddedServer) -> str:
    """The address of a copy of what the forge works on, in a server of its own."""
    server.ensure_running()
    dump = subprocess.run([PROGRAMS / "pg_dump", "--no-owner", forge.url], capture_output=True, check=True).stdout
    words = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--dbname={conninfo(server.folder)}"]
    subprocess.run([PROGRAMS / "psql", *words], input=dump, stdout=subprocess.DEVNULL, check=True)
    return f"postgres://trilaterale@{str(server.socket_folder).replace('/', '%2F')}:5432/trilaterale"


def stop(server: EmbeddedServer) -> None:
    server._run("pg_ctl", "stop", "--pgdata", str(server.data), "--mode", "fast", "--wait")


def test_pages_say_come_back_while_the_database_is_away_and_recover_by_themselves(
    forge: Forge, folder: Path, tmp_path: Path
) -> None:
    server = EmbeddedServer(folder)
    site = Site(copied(forge, server), tmp_path / "log")
    site.start()
    try:
        with crowd(*(repeat(lambda: site.get("/articles/")) for _ in range(3))) as people:
            site.wait_until(lambda: any(answer.status == 200 for answer in people.answers))
            stop(server)
            site.wait_until(lambda: sum(answer.status == 503 for answer in people.answers) >= 3)
            server.ensure_running()
            site.wait_until(lambda: all(answer.status == 200 for answer in people.answers[-12:]))
    finally:
        site.stop()
        server.release()

    assert {answer.status for answer in people.answers} == {200, 503}
    assert {answer.retry_after for answer in people.answers if answer.status == 503} == {"15"}


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 400 MB; to mount one takes rights that not everybody has."""
    with tempfile.TemporaryDirectory(prefix="t-") as name:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", name], check=False)
        if mounted.returncode:
            pytest.skip("mounting a small disk is not allowed here")
        Path(name).chmod(0o755)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


def test_a_full_disk_stops_an_import_with_a_clear_word_and_nothing_half_written(
    forge: Forge, texts: Path, small_disk: Path
) -> None:
    empty_catalogue(forge.url)
    forge.do("manage", "import_seeds", str(texts), "--no-progress")
    reference = stored(forge.url)
    server = EmbeddedServer(small_disk / "postgres")
    url = copied(forge, server)
    empty_catalogue(url)
    filler = small_disk / "filler"
    try:
        _fill(filler, small_disk, leaving=300_000)
        failed = forge.start("manage_at", url, "import_seeds", str(texts), "--no-progress").wait()
        filler.unlink()
        server.ensure_running()
        left = stored(url)
        again = forge.start("manage_at", url, "import_seeds", str(texts), "--no-progress").wait()

        assert failed.status == 3
        assert failed.last_line.startswith("The disk is full: "), failed.output
        assert failed.last_line.endswith(MEND_FULL)
        assert left.items() < reference.items()
        assert (again.status, stored(url)) == (0, reference)
    finally:
        server.release()


def _fill(filler: Path, disk: Path, *, leaving: int) -> None:
    room = os.statvfs(disk)
    with filler.open("wb") as file:
        file.write(bytes(room.f_bavail * room.f_frsize - leaving))
