"""What XML can write at all: feeds and graphs hold words as articles and readers wrote them. PURE."""

from __future__ import annotations

import re

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Without the characters that XML 1.0 has no way to write, not even as a reference."""
    return _ILLEGAL.sub("", text)
