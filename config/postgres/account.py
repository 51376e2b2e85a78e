"""Under which account the embedded server runs: our own, but never root's, which PostgreSQL refuses."""

import os
import pwd
import stat
from pathlib import Path

# The rights by which root reaches folders that are closed to others, the smaller one first, with their bit in
# /proc/self/status. A container may hold only the second.
_RIGHTS = (("dac_read_search", 2), ("dac_override", 1))


class NoAccount(Exception):
    """PostgreSQL can't run here as root, and there is nobody else to run it."""


def server_uid(folder: Path) -> int:
    """Who runs the server whose files are in `folder`: ourselves; as root the folder's owner, or a system account."""
    if os.geteuid():
        return os.geteuid()
    if folder.exists() and (owner := folder.stat().st_uid):
        return owner
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise NoAccount("PostgreSQL refuses to run as root and there is no user postgres or nobody: set DATABASE_URL")


def give(path: int | Path, uid: int) -> None:
    """As root: hand a file or folder that we made to the server's account."""
    if os.geteuid() == 0:
        os.chown(path, uid, _gid(uid))


def become(uid: int, *needed: Path) -> list[str]:
    """Words before a command that make root run it as `uid`. If folders above the paths that it needs are closed to
    others, it keeps the right to pass them, so that none of their permissions has to change."""
    if os.geteuid():
        return []
    words = ["setpriv", f"--reuid={uid}", f"--regid={_gid(uid)}", "--clear-groups"]
    if any(_is_closed(above) for path in needed for above in path.parents) and (right := _passing_right()):
        words += [f"--inh-caps=+{right}", f"--ambient-caps=+{right}"]
    return [*words, "--"]


def _is_closed(folder: Path) -> bool:
    return folder.exists() and not folder.stat().st_mode & stat.S_IXOTH


def _gid(uid: int) -> int:
    try:
        return pwd.getpwuid(uid).pw_gid
    except KeyError:
        return uid


def _passing_right() -> str | None:
    """The smallest right of this process that does, by its capabilities; none where the system doesn't tell them."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    held = next((int(line.split()[1], 16) for line in status.splitlines() if line.startswith("CapPrm:")), 0)
    return next((name for name, bit in _RIGHTS if held >> bit & 1), None)
