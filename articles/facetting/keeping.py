"""The large segment in a file, so that a process that starts has it at once. A file of another database, of another
format or of another generation is no file."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from dataclasses import astuple, dataclass
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Any

import numpy as np
from django.conf import settings
from django.db import connection

from articles.addresses import Axis
from articles.facetting.archive import Moment
from articles.facetting.following import moment_now
from articles.facetting.segment import Segment, pack, unpack
from articles.portfolios import OFFICES
from articles.quads import TYPES_OF_QUADS

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 10  # to be raised whenever what stands in the file, or what it means, changes
_MEANING = hashlib.sha256(repr((FORMAT, [*Axis], [*OFFICES], TYPES_OF_QUADS)).encode()).hexdigest()[:16]
_ALIGNED = 64
_LONGEST_WRITING = 3_600  # seconds; an older file without its end is of a process that was killed
_IDENTITY = """
    SELECT concat_ws('-', system_identifier, timeline_id, oid)
    FROM pg_control_system(), pg_control_checkpoint(), pg_database WHERE datname = current_database()
"""


@dataclass(frozen=True, slots=True)
class Kept:
    segment: Segment
    moment: Moment


def folder() -> Path:
    return Path(settings.STATE) / "facets"


def path() -> Path:
    """The file of this database."""
    with connection.cursor() as cursor:
        cursor.execute(_IDENTITY)
        return folder() / f"{cursor.fetchone()[0]}-{_MEANING}"


def keep(segment: Segment, moment: Moment, file: Path) -> None:
    arrays, rest = pack(segment)
    places, at = {}, 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, array.shape, at)
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    head = json.dumps({"moment": astuple(moment), "arrays": places, "rest": rest}).encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    with unfinished.open("wb") as out:
        out.write(len(head).to_bytes(8, "big") + head)
        start = out.tell()
        for name, array in arrays.items():
            out.seek(start + places[name][2])
            out.write(np.ascontiguousarray(array).data)
        out.truncate(start + at)
    unfinished.replace(file)
    for other in file.parent.glob(f"{file.name.rsplit('-', 1)[0]}-*"):
        if other != file and not _is_being_written(other):
            other.unlink(missing_ok=True)


def _is_being_written(file: Path) -> bool:
    """Whether another process, or another thread, may still be about to put it in place."""
    try:
        return bool(file.suffix) and time() - file.stat().st_mtime < _LONGEST_WRITING
    except FileNotFoundError:
        return False


def kept(file: Path) -> Kept | None:
    """What the file holds, its arrays read from the disk as they are needed; None where there is none, a broken one, or
    one that nobody could bring up to date: of another generation, or from the future of this database."""
    try:
        found = _opened(file)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if _is_past(found.moment) else None


def _opened(file: Path) -> Kept:
    with file.open("rb") as opened:
        length = int.from_bytes(opened.read(8), "big")
        if length > file.stat().st_size:
            raise ValueError("cut off, or something else")
        head = json.loads(opened.read(length))
        start = opened.tell()
    data = np.memmap(file, mode="r", offset=start) if file.stat().st_size > start else np.zeros(0, np.uint8)
    arrays = {name: _array(data, *place) for name, place in head["arrays"].items()}
    return Kept(unpack(arrays, head["rest"]), Moment(*head["moment"]))


def _array(data: Any, kind: str, shape: list[int], at: int) -> NDArray[Any]:
    dtype = np.dtype(kind)
    count = int(np.prod(shape))
    return np.frombuffer(data, dtype=dtype, count=count, offset=at).reshape(shape) if count else np.zeros(shape, dtype)


def _is_past(moment: Moment) -> bool:
    current = moment_now()
    if moment.generation != current.generation:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmax(%s::pg_snapshot) <= pg_snapshot_xmax(%s::pg_snapshot)",
            [moment.snapshot, current.snapshot],
        )
        return bool(cursor.fetchone()[0])
