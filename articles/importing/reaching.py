"""Which files a command means. PURE but for looking at the disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIXES = (".txt",)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as named, and of folders every text file beneath, in the order of their names; each once. A path that does
    not exist is passed on, so that whoever reads it says so."""
    seen: set[Path] = set()
    for path in paths:
        found = sorted(p for p in path.rglob("*") if _is_article(p)) if path.is_dir() else [path]
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _is_article(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith(".")
