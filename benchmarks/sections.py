"""RESULTS.md, a section of which each benchmark writes."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

from entities.nlp.pipeline import DEFAULT_MODEL

TITLE = "# Speed"


def machine() -> str:
    """What the figures were measured with."""
    model = f"{DEFAULT_MODEL} {version(DEFAULT_MODEL)}, spaCy {version('spacy')}"
    return f"{model}; Python {platform.python_version()}, {_processor()}, {os.cpu_count()} processors"


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        told = ""
    named = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    return named[1].strip() if named else platform.machine()


def put(heading: str, lines: list[str], path: Path) -> None:
    """Write the section of that heading anew; the others stay, and a new one comes last."""
    text = path.read_text(encoding="utf-8") if path.exists() else f"{TITLE}\n"
    section = "\n".join([f"## {heading}", "", *lines]).rstrip() + "\n\n"
    own = re.compile(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    changed, count = own.subn(lambda _: section, text)
    path.write_text((changed if count else f"{text.rstrip()}\n\n{section}").rstrip() + "\n", encoding="utf-8")
