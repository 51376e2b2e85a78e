"""RTF: Factiva's documents, or one article. PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from striprtf.striprtf import rtf_to_text

from articles.importing.readers import slips
from articles.importing.readers.factiva import NUMBER, documents
from articles.importing.readers.records import Item, Options, Record, Refused, whole
from articles.importing.readers.slips import Slip

LARGEST = 30 * 2**20  # bytes: it is read whole
_DOCUMENT = re.compile(r"\{\\rtf\d", re.IGNORECASE)
_BREAK = re.compile(r"(\\par\b|\\pard\b|\{\\field\b)")
NO_RTF = "This is no RTF document."
CUT = "The document is cut off: its last group is open."


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Item]:
    raw = whole(stream, min(LARGEST, options.limits.file)).decode("latin-1")
    starts = [match.start() for match in _DOCUMENT.finditer(raw)]
    if not starts:
        yield Refused(name, "", NO_RTF)
        return
    lines = [
        line for start, end in zip(starts, [*starts[1:], len(raw)], strict=True) for line in _lines(raw[start:end])
    ]
    if any(NUMBER.search(line) for line in lines):
        yield from documents(lines, name, "rtf")
    elif any(line.strip() for line in lines):
        yield Record(name, "", "", slips.write(Slip("rtf", name, "\n".join(lines), encoding="rtf")))
    else:
        yield Refused(name, "", "The document holds no text.")
    if not raw.rstrip("\0 \t\r\n").endswith("}"):
        yield Refused(name, "", CUT)


def _lines(raw: str) -> list[str]:
    """The text of one RTF document. Line ends mean nothing in it, and keep its reader's patterns from running over all
    of it."""
    try:
        text: str = rtf_to_text(_BREAK.sub(r"\n\1", raw), errors="replace")  # type: ignore[no-untyped-call]  # it has no types
    except (ValueError, LookupError, TypeError, OverflowError) as error:
        return [f"{NO_RTF} {error}"]
    return [slips.safe(line) for line in text.split("\n")]
