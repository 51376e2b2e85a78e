"""Pairs quotation marks of all kinds: mixed, nested, sharing a closer, or with one of the two lost.

A quote never runs over the end of a paragraph. One whose closing mark is lost ends with its sentence, unless the next
paragraph takes it up; one whose opening mark is lost begins with its sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MARK = re.compile(r"<<|>>|''(?!\d)|``|(?<!\d)\"|\"(?!\d)|[«»“”„‹›]")  # 9"81 is a time
_SINGLE = re.compile(r"(?<![^\s(\[])'(?=\w)((?:[^'\n]|(?<=\w)'(?=\w))+)'(?!\w)")
_ALIKE = {"<<": "«", ">>": "»", "''": '"', "``": '"'}
_CLOSERS = {"«": '»”"', "“": '”»"“', "„": "“”»", '"': '"”', "‹": "›"}
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+(?=\s+[A-ZÀ-Ý«“]|\s*$)")
_SENTENCE_START = re.compile(r"(?:[.!?…:]|»)\s+")
_REACH = 200  # marks that may stand inside one quote
_FEWEST_WORDS = 3  # that a lone closing mark may end: a shorter run is more likely a stray mark


@dataclass(frozen=True, slots=True)
class Marked:
    """`start`, `end` lie inside the marks, blanks cut off; `open`, `close` are the marks' own outer bounds."""

    start: int
    end: int
    open: int
    close: int
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    char: str
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Line:
    text: str  # the whole text
    start: int
    end: int
    is_taken_up: bool  # whether the next paragraph goes on with a quote that this one leaves open
    goes_on: bool  # whether the paragraph before left its quote open
    found: list[Marked] = field(default_factory=list)

    @property
    def marks(self) -> list[_Mark]:
        return [_read_mark(self, m) for m in _MARK.finditer(self.text, self.start, self.end)]


def find_marked(text: str) -> list[Marked]:
    """The outermost quoted spans, in order."""
    found: list[Marked] = []
    bounds = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    goes_on = False
    for (start, end), following in zip(bounds, [*bounds, (len(text), len(text))][1:], strict=True):
        if not _MARK.search(text, start, end) and "'" not in text[start:end]:
            goes_on = False
            continue
        line = _Line(text, start, end, _takes_up(text[slice(*following)]), goes_on)
        _pair_all(line)
        goes_on = bool(line.found) and not line.found[-1].is_closed and line.found[-1].end == len(text[:end].rstrip())
        found.extend(line.found)
    return found


def _takes_up(paragraph: str) -> bool:
    """Whether the paragraph opens with a mark again, or closes one that it never opened."""
    first = _MARK.search(paragraph)
    return first is not None and (first.start() == 0 or first[0] in "»”")


def _read_mark(line: _Line, found: re.Match[str]) -> _Mark:
    char = _ALIKE.get(found[0], found[0])
    before = line.text[found.start() - 1] if found.start() > line.start else " "
    after = line.text[found.end()] if found.end() < line.end else " "
    if char in "«„‹":
        return _Mark(found.start(), found.end(), char, opens=True, closes=False)
    if char in "»›”":
        return _Mark(found.start(), found.end(), char, opens=False, closes=True)
    is_left = before.isspace() or before in "(['’-–—"
    is_right = after.isspace() or after in ".,;:!?…)]"
    return _Mark(found.start(), found.end(), char, opens=is_left or not is_right, closes=is_right or not is_left)


def _pair_all(line: _Line) -> None:
    marks = line.marks
    is_even = sum(m.char == '"' for m in marks) % 2 == 0  # straight marks alternate, unless one is lost
    k = 0
    while k < len(marks):
        mark = marks[k]
        if mark.char in _CLOSERS and (mark.opens or mark.char == '"'):
            closed = _closer_of(marks, k, is_even=is_even)
            if closed is None:
                closed = _shared_closer(line, marks, k)
            if closed is not None:
                _keep(line, mark.start, mark.end, marks[closed].start, marks[closed].end)
                k = closed + 1
                continue
            stop = _lost_end(line, marks, k)
            _keep(line, mark.start, mark.end, stop, stop, is_closed=False)
        elif mark.char in "»”":
            _keep_headless(line, mark)
        k += 1
    _add_single(line)


def _closer_of(marks: list[_Mark], first: int, *, is_even: bool) -> int | None:
    stack = [first]
    for k in range(first + 1, min(len(marks), first + _REACH)):
        mark = marks[k]
        alternates = is_even and mark.char == marks[stack[-1]].char == '"'
        if mark.char in _CLOSERS[marks[stack[-1]].char] and (mark.closes or alternates):
            stack.pop()
            if not stack:
                return k
        elif mark.opens and mark.char == '"' and mark.char == marks[stack[-1]].char:
            return None
        elif mark.opens:
            stack.append(k)
    return None


def _shared_closer(line: _Line, marks: list[_Mark], k: int) -> int | None:
    """ "« Il a dit : « Non », a raconté X": where the inner quote is no new sentence, its closer serves both."""
    if k + 2 >= len(marks) or not marks[k + 1].opens or marks[k + 1].char != marks[k].char:
        return None
    before = line.text[line.start : marks[k + 1].start].rstrip()[-1:]
    closes = marks[k + 2].char in _CLOSERS[marks[k].char]
    return k + 2 if closes and (before.isalpha() or before in (":", ",")) else None


def _lost_end(line: _Line, marks: list[_Mark], k: int) -> int:
    limit = next((m.start for m in marks[k + 1 :] if m.opens), line.end)
    if line.is_taken_up and limit == line.end:
        return limit
    ended = _SENTENCE_END.search(line.text, marks[k].end, limit)
    return ended.end() if ended else limit


def _keep_headless(line: _Line, mark: _Mark) -> None:
    """What stands before a closing mark that nothing opened; a breadcrumb's marks close nothing."""
    floor = line.found[-1].close if line.found else line.start
    after = line.text[mark.end : line.end].lstrip()[:1]
    if after and after not in ",.;:!?)":
        return
    begin = floor
    if not line.goes_on or line.found:
        begin = max([m.end() for m in _SENTENCE_START.finditer(line.text, floor, mark.start)], default=floor)
        if begin == mark.start:
            begin = floor
    if line.text[floor : mark.start].count("»") == 0 and len(line.text[begin : mark.start].split()) >= _FEWEST_WORDS:
        _keep(line, begin, begin, mark.start, mark.end)


def _add_single(line: _Line) -> None:
    """Words between single marks, outside the others. An apostrophe within a word is no mark."""
    for found in _SINGLE.finditer(line.text, line.start, line.end):
        if not any(m.open < found.end() and found.start() < m.close for m in line.found):
            _keep(line, found.start(), found.start(1), found.end(1), found.end())
    line.found.sort(key=lambda m: m.open)


def _keep(line: _Line, opened: int, start: int, end: int, close: int, *, is_closed: bool = True) -> None:
    while start < end and line.text[start].isspace():
        start += 1
    while end > start and line.text[end - 1].isspace():
        end -= 1
    if start < end:
        line.found.append(Marked(start, end, opened, max(close, end), is_closed))
