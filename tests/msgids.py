"""Every text for readers that the code and the templates hold."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CODE = ("articles", "entities", "config")
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "translate": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def all_msgids() -> dict[Path, set[tuple[str, ...]]]:
    """{file: its messages}, each (context or "", msgid) or (context or "", msgid, plural)."""
    return {path: found for path in _files() if (found := set(_msgids(path)))}


def _files() -> Iterator[Path]:
    for folder in CODE:
        yield from sorted((settings.ROOT / folder).rglob("*.py"))
        yield from sorted((settings.ROOT / folder).rglob("templates/**/*.html"))
    yield from sorted((settings.ROOT / "templates").rglob("*.html"))


def _msgids(path: Path) -> Iterator[tuple[str, ...]]:
    text = path.read_text()
    source = _as_python(text) if path.suffix == ".html" else text
    for _line, message, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        texts = message if isinstance(message, tuple) else (message,)
        yield (context or "", *texts)


def _as_python(template: str) -> str:
    """Django's own reading of a template for gettext, without the indents that Python would stumble over."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())
