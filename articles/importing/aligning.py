"""Where in a raw line each character of its tidied text stands. PURE.

Lines are tidied as they are read: marks dropped, blanks joined, mojibake repaired. Words that went through unchanged
are found exactly; inside a word that was repaired, a character is found by what stands before and after the repair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

import ftfy.bad_codecs  # noqa: F401  # registers sloppy-windows-1252

_TOKEN = re.compile(r"\S+\s*|\s+")
_MOST = 1500  # tokens of a line up to which they are matched as wholes; past that, character by character


@lru_cache(maxsize=128)
def columns(raw: str, text: str) -> tuple[int, ...]:
    """The column in `raw` of each character of `text`, and of the end of its last one."""
    at = raw.find(text)
    if at >= 0 and raw.find(text, at + 1) < 0:
        return tuple(range(at, at + len(text) + 1))
    return tuple(_walked(raw, text) if len(text) > 8 * _MOST else _matched(raw, text))


def end_column(raw: str, text: str, end: int) -> int:
    """Where in `raw` the characters of `text` up to `end` are over, marks dropped after them left out."""
    found = columns(raw, text)
    last = found[end - 1] if end else found[0]
    return last + 1 if end and raw[last : last + 1] == text[end - 1] else found[end]


def _matched(raw: str, text: str) -> Iterator[int]:
    ours, theirs = _TOKEN.findall(text), _TOKEN.findall(raw)
    place = 0
    for _, first, last, other_first, other_last in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        mine, its = "".join(ours[first:last]), "".join(theirs[other_first:other_last])
        if mine == its:
            yield from range(place, place + len(its))
        else:
            yield from (place + column for column in list(_repaired(its, mine))[: len(mine)])
        place += len(its)
    yield len(raw.rstrip())


def _repaired(raw: str, text: str) -> Iterator[int]:
    """Same beginnings and ends keep their places; between them characters are looked for in order."""
    shorter = min(len(raw), len(text))
    head = next((i for i in range(shorter) if raw[i] != text[i]), shorter)
    tail = next((i for i in range(shorter - head) if raw[-1 - i] != text[-1 - i]), shorter - head)
    middle, its = text[head : len(text) - tail], raw[head : len(raw) - tail]
    yield from range(head)
    yield from (head + column for column in list(_walked(its, middle))[: len(middle)])
    yield from range(len(raw) - tail, len(raw) + 1)


def _walked(raw: str, text: str) -> Iterator[int]:
    column = 0
    for character in text:
        if character.isspace():
            while column < len(raw) and not raw[column].isspace():
                column += 1
            yield min(column, len(raw))
            while column < len(raw) and (raw[column].isspace() or not raw[column].isprintable()):
                column += 1
            continue
        found = [(at, len(form)) for form in _forms(character) if (at := raw.find(form, column)) >= 0]
        at, length = min(found, default=(min(column, len(raw)), 0))
        yield at
        column = at + length
    yield min(column, len(raw))


@lru_cache(maxsize=512)
def _forms(character: str) -> tuple[str, ...]:
    """The character as it is, and as it looks where UTF-8 was read as another encoding."""
    if character.isascii():
        return (character,)
    data = character.encode(errors="replace")
    return character, data.decode("sloppy-windows-1252"), data.decode("latin-1")
