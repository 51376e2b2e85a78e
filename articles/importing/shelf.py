"""Which stored article a file is: by its path, else by its bytes where their file is gone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from articles.models import Article

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class KnownAs:
    """What is known of a file."""

    digest: str
    article: Article | None = None
    is_unchanged: bool = False
    twin: str = ""  # another file with the same bytes
    note: str = ""
    displaced: Article | None = None  # whose path this was before another article's file took it
    holder: Article | None = None  # who has the same bytes

    @property
    def is_duplicate(self) -> bool:
        return bool(self.twin)

    def is_to_read(self, *, again: bool) -> bool:
        return not self.is_duplicate and (again or not (self.is_unchanged or self.note))


class Shelf:
    """The stored articles that files may be, by path or by bytes, as they are when it is made."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """`files`: by the path under which they would be stored."""
        self._digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        near = Q(import_path__in=self._digests) | Q(sha256__in=self._digests.values())
        stored = list(Article.objects.filter(near).defer("raw", "search", "lines")) if files else []
        self._by_path = {article.import_path: article for article in stored}
        self._by_bytes = {article.sha256: article for article in stored}

    def find(self, name: str) -> KnownAs:
        digest = self._digests[name]
        by_path, by_bytes = self._by_path.get(name), self._by_bytes.get(digest)
        if by_path is not None and by_path.sha256 == digest:
            return KnownAs(digest, by_path, is_unchanged=True)
        if by_bytes is None:
            return KnownAs(digest, by_path)
        if by_bytes.import_path and _still_holds(settings.ROOT / by_bytes.import_path, digest):
            return KnownAs(digest, by_path, twin=by_bytes.import_path, holder=by_bytes)
        note = f"moved from {by_bytes.import_path}" if by_bytes.import_path else "found again"
        return KnownAs(digest, by_bytes, note=note, displaced=by_path, holder=by_bytes)


def _still_holds(path: Path, digest: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False
