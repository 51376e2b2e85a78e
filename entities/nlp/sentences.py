"""The sentence around a span, by punctuation alone. PURE. No model is asked, so that a newer one changes no key that a
decision was kept under."""

from __future__ import annotations

import re

_END = re.compile(
    r"[.!?…\n](?:(?<=\n)|(?<![.!?…]{2})[.!?…]*(?:[ \u00a0\u202f]?[»”\")\]])*(?=\s+[«“\"(\[]?\s?[A-ZÀ-ÖØ-Þ0-9]))"
)
_ABBREVIATED = re.compile(r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|St|Ste|av|apr|cf|etc|art|no|vol|p|[A-Z]))\.$")


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the sentence that holds text[start:end], within its line."""
    first, last = 0, len(text)
    for match in _END.finditer(text, max(0, text.rfind("\n", 0, start))):
        if _ABBREVIATED.search(text[max(0, match.start() - 6) : match.start() + 1]):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.end() if match.group() != "\n" else match.start()
            break
    while first < start and text[first].isspace():
        first += 1
    return first, last
