"""Pairs quotation marks of all kinds, mixed closers too. A quote never runs over the end of a paragraph."""

from __future__ import annotations

from dataclasses import dataclass

_CLOSERS = {"«": '»”"', "“": '”»"', "„": "“”»", '"': '"”', "‹": "›"}
_OPENERS = frozenset(_CLOSERS)
_ALL_CLOSERS = frozenset('»”“"›')


@dataclass(frozen=True, slots=True)
class Marked:
    """`start`, `end` lie inside the marks, blanks cut off; `open`, `close` are the marks' own outer bounds."""

    start: int
    end: int
    open: int
    close: int
    is_closed: bool = True


def find_marked(text: str) -> list[Marked]:
    """The outermost quoted spans, in order."""
    found: list[Marked] = []
    offset = 0
    for line in text.split("\n"):
        found.extend(_in_line(text, offset, offset + len(line)))
        offset += len(line) + 1
    return found


def _in_line(text: str, start: int, end: int) -> list[Marked]:
    stack: list[int] = []
    found = []
    for i in range(start, end):
        char = text[i]
        if char not in _OPENERS and char not in _ALL_CLOSERS:
            continue
        if stack and char in _closers(text, stack) and not _must_open(text, i, start, stack):
            opened = stack.pop()
            if not stack:
                found.append(_marked(text, opened, i))
        elif char in _OPENERS and not (char == '"' and stack and text[stack[-1]] == '"'):
            stack.append(i)
    if stack:
        found.append(_marked(text, stack[0], end, is_closed=False))
    return [m for m in found if m.start < m.end]


def _closers(text: str, stack: list[int]) -> str:
    """What may close the innermost open mark; an English mark may close a French one only if no other is open."""
    return _CLOSERS[text[stack[-1]]]


def _must_open(text: str, i: int, start: int, stack: list[int]) -> bool:
    """A mark that can do both opens after a blank and before a letter."""
    if text[i] in "»”›":
        return False
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return (before.isspace() or before in "(['") and not after.isspace() and text[i] != text[stack[-1]]


def _marked(text: str, opened: int, closed: int, *, is_closed: bool = True) -> Marked:
    start, end = opened + 1, closed
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Marked(start, end, opened, closed + 1 if is_closed else closed, is_closed)
