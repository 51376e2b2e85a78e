"""What takes long to tell of a large archive, remembered by this process until the archive changes. Then what was told
before is told once more, and found anew aside: nobody waits for it twice."""

from __future__ import annotations

import logging
import os
import threading
from collections import OrderedDict
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connections

from articles.facetting.holding import current
from articles.patience import unhurried

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")
LARGE = 20_000  # articles from which on anything is remembered
FRESH = 300  # seconds; the archive does not know of all that a page shows
OLDEST = 3_600  # seconds; what nobody has asked for as long is found anew at once
MOST = 500
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Kept:
    content: object  # of the archive
    at: float
    value: Any


class _Memory:
    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.lock = threading.Lock()
        self.kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self.busy: set[Hashable] = set()

    def get(self, key: Hashable) -> _Kept | None:
        with self.lock:
            found = self.kept.get(key)
            if found:
                self.kept.move_to_end(key)
            return found

    def forget(self, key: Hashable) -> None:
        with self.lock:
            self.kept.pop(key, None)

    def keep(self, key: Hashable, kept: _Kept) -> None:
        with self.lock:
            self.kept[key] = kept
            self.kept.move_to_end(key)
            while len(self.kept) > MOST:
                self.kept.popitem(last=False)


_memory = _Memory()
os.register_at_fork(after_in_child=_memory.reset)


def remembered(key: Hashable, find: Callable[[], T]) -> T:
    """What `find` finds, or has found for this key before."""
    archive = current()
    if archive is None or archive.article_count < LARGE:
        return find()
    kept = _memory.get(key)
    age = monotonic() - kept.at if kept else 0.0
    if kept is None or age > OLDEST:
        value = find()
        _memory.keep(key, _Kept(archive.content, monotonic(), value))
        return value
    if kept.content is not archive.content or age > FRESH:
        _find_aside(key, find)
    found: T = kept.value
    return found


def _find_aside(key: Hashable, find: Callable[[], Any]) -> None:
    with _memory.lock:
        if _memory.busy:  # one at a time: readers come first
            return
        _memory.busy.add(key)
    threading.Thread(target=_find, args=[key, find], name="remembering", daemon=True).start()


def _find(key: Hashable, find: Callable[[], Any]) -> None:
    """Whatever goes wrong, what is kept goes, and the next reader meets it himself: a page that leads elsewhere by now
    is no fault."""
    try:
        archive = current()
        with unhurried():
            value = find()
        if archive:
            _memory.keep(key, _Kept(archive.content, monotonic(), value))
    except Exception:
        _log.info("what was remembered could not be found anew", exc_info=True)
        _memory.forget(key)
    finally:
        with _memory.lock:
            _memory.busy.discard(key)
        connections.close_all()
