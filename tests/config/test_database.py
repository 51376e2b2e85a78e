"""The embedded server, with real processes."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from config.database import EmbeddedServer, ServerNotStarted
from config.postgres.account import become, server_uid
from tests.config.servers import (
    USE,
    answers,
    ask,
    conninfo,
    end,
    is_alive,
    kill,
    kill_server,
    server_number,
    start_client,
    using,
    wait_until_ready,
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for a server, with a name short enough for its socket."""
    with tempfile.TemporaryDirectory(prefix="t-") as name:
        yield Path(name, "postgres")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """For a process whose embedded server is the one in `folder`."""
    state = str(folder.parent)
    settings_module = "config.settings"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings_module,
        "DATABASE_URL": "",
        "TRILATERALE_STATE": state,
        **more,
    }


def test_importing_settings_starts_nothing(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=settings.ROOT, env=environment(folder), check=True,
    )  # fmt: skip

    assert list(folder.parent.iterdir()) == []


def test_the_last_of_two_clients_stops_the_server_that_they_share(folder: Path) -> None:
    with using(folder):
        first = server_number(folder)
        with using(folder):
            assert server_number(folder) == first
        assert answers(folder)

    assert not answers(folder)
    assert not (folder / "data" / "postmaster.pid").exists()


def test_clients_that_start_at_once_share_one_server(folder: Path) -> None:
    clients = [start_client(folder) for _ in range(4)]
    for client in clients:
        wait_until_ready(client)
    starts = (folder / "log").read_text().count("starting PostgreSQL")
    for client in clients:
        end(client)

    assert (starts, (folder / "log.previous").exists()) == (1, False)
    assert not answers(folder)


def test_a_killed_server_comes_back_with_its_rows_at_the_next_connection(folder: Path) -> None:
    with using(folder):
        ask(folder, "CREATE TABLE kept AS SELECT 7 AS number")
        kill_server(folder)
        with using(folder):
            assert ask(folder, "SELECT number FROM kept") == [(7,)]

    assert not answers(folder)


def test_a_killed_client_blocks_nobody(folder: Path) -> None:
    with using(folder) as client:
        kill(client)
    assert answers(folder), "nobody was left to stop the server"

    with using(folder):
        assert ask(folder, "SELECT 1") == [(1,)]

    assert not answers(folder)


def test_a_number_that_another_process_has_now_is_not_taken_for_the_server(folder: Path) -> None:
    with using(folder) as client:
        kill_server(folder)
        kill(client)
    other = subprocess.Popen([*become(server_uid(folder)), "sleep", "60"])
    try:
        for stale in (folder / "data" / "postmaster.pid", folder / ".s.PGSQL.5432.lock"):
            _, *rest = stale.read_text().splitlines()
            stale.write_text("\n".join([str(other.pid), *rest, ""]))
        with using(folder):
            assert answers(folder)
    finally:
        other.kill()
        other.wait()


def test_a_forked_child_leaves_the_lease_to_its_parent(folder: Path) -> None:
    forks = USE.replace("print(", "import os\nif os.fork() == 0: sys.exit()\nos.wait()\nprint(")
    client = start_client(folder, forks)
    wait_until_ready(client)
    with using(folder):
        pass
    assert answers(folder)

    end(client)
    assert not answers(folder)


def test_a_command_that_is_told_to_end_stops_the_server(folder: Path) -> None:
    sleeps = "from django.db import connection as c; c.ensure_connection(); print('ready', flush=True); input()"
    command = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", sleeps],
        cwd=settings.ROOT, env=environment(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    wait_until_ready(command)
    assert answers(folder)

    command.terminate()
    command.communicate()

    assert command.returncode == 128 + signal.SIGTERM
    assert not answers(folder)


@pytest.mark.parametrize("name", ['l’été “à” l\'Élysée; $(date) "x" `y`, z', "long" * 40])
def test_any_folder_name_will_do(folder: Path, name: str) -> None:
    odd = folder.parent / name / "postgres"

    with using(odd):
        assert ask(odd, "SELECT 1") == [(1,)]

    assert not answers(odd)


def test_a_broken_configuration_is_told_in_one_line(folder: Path) -> None:
    with using(folder):
        pass
    with (folder / "data" / "postgresql.conf").open("a") as file:
        file.write("shared_buffers = plenty\n")

    with pytest.raises(ServerNotStarted) as told:
        EmbeddedServer(folder).ensure_running()

    assert "shared_buffers" in str(told.value) or "configuration file" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_in_the_place_of_the_folder_is_told(folder: Path) -> None:
    folder.write_text("")

    with pytest.raises(ServerNotStarted, match="can't be used"):
        EmbeddedServer(folder / "postgres").ensure_running()


POOLED = """
import os, signal, sys, django
from time import monotonic
django.setup()
from config.database import RECOVERY_SECONDS
from django.db import OperationalError, connection
from django.conf import settings

def one_request():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone()[0]
    finally:
        connection.close()

def number():
    return int((settings.STATE / "postgres/data/postmaster.pid").read_text().split()[0])

one_request()
killed = number()
os.kill(killed, signal.SIGKILL)
deadline = monotonic() + RECOVERY_SECONDS
while monotonic() < deadline:  # its child for this connection may outlive it; to recover may take longer than a page
    try:
        answer = one_request()
        if number() == killed:
            continue
    except (OperationalError, FileNotFoundError, IndexError):
        continue
    print(answer)
    break
connection.close_pool()
"""


@pytest.mark.parametrize("pool", ["0", "2"])
def test_a_site_goes_on_after_its_server_was_killed(folder: Path, pool: str) -> None:
    site = subprocess.run(
        [sys.executable, "-c", POOLED],
        cwd=settings.ROOT, env=environment(folder, DATABASE_POOL=pool), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (site.returncode, site.stdout) == (0, "1\n"), site.stderr
    assert not answers(folder)


# Becomes an ordinary user after everything is imported: root's Python may lie where that user can't read.
AS_NOBODY = """
import encodings.idna, os, pwd, shutil, sys
from pathlib import Path
import psycopg
from config import database

folder, programs = Path(sys.argv[1]), Path(sys.argv[2])
package = database.PROGRAMS.parent.parent
shutil.copytree(package, programs / package.name, ignore=shutil.ignore_patterns("include"))
shutil.copytree(package.with_suffix(".libs"), programs / (package.name + ".libs"))
database.PROGRAMS = programs / package.name / "pginstall" / "bin"
user = pwd.getpwnam("nobody")
os.setgroups([])
os.setgid(user.pw_gid)
os.setuid(user.pw_uid)
server = database.server_in(folder)
server.ensure_running()
with psycopg.connect(server._conninfo()) as connection:
    connection.execute("SELECT 1")
print(folder.stat().st_uid == (folder / "data").stat().st_uid == user.pw_uid)
try:
    database.server_in(Path(sys.argv[3])).ensure_running()
except database.ServerNotStarted as error:
    print(error)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="every other test runs as an ordinary user already")
def test_an_ordinary_user_runs_a_server_but_not_in_somebody_elses_folder(folder: Path) -> None:
    folder.parent.chmod(0o777)
    foreign = folder.parent / "foreign"
    foreign.mkdir(mode=0o755)

    run = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(folder), str(folder.parent / "programs"), str(foreign)],
        cwd=settings.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stderr
    owned, told = run.stdout.splitlines()
    assert owned == "True"
    assert told.endswith(f"the folder {foreign} belongs to another user")
    assert not answers(folder)


def test_root_never_runs_the_server_itself(folder: Path) -> None:
    with using(folder):
        owner = Path(f"/proc/{server_number(folder)}").stat().st_uid

    assert owner != 0


def test_a_server_with_no_connection_left_is_not_taken_for_a_dead_one(folder: Path) -> None:
    with using(folder):
        ask(folder, "ALTER SYSTEM SET max_connections = 4")
    with using(folder), ExitStack() as held:
        for _ in range(4):
            held.enter_context(psycopg.connect(conninfo(folder)))
        late = start_client(folder)
        _, told = late.communicate()
        assert "too many clients" in told
        assert is_alive(server_number(folder))

    assert not answers(folder)
