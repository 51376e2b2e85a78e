"""Cuts the analysed text into sentences by punctuation: the small parser cuts too often, inside names and quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*[»”\"’'\)\]]*(?:\s*»)?(?=\s+[«“„\"\(\[–—-]*\s*[^\W_a-zà-öø-ÿ])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:MM?|Mme|Mmes|Mlle|Dr|Pr|St|Ste|av|apr|art|vol|no|Gal|Cdt|Col|Sgt|Mgr|cf|etc)|\b[A-Z](?:\.-?[A-Z])*)\.$"
)

_LONGEST_ABBREVIATION = len("Mmes.")

# the end of a long line without a stop, before a line that goes on in small letters: typewriters and scans
_WRAPPED = re.compile(r"\n(?=[a-zà-öø-ÿœ(«])(?<=[\w,»’')-]\n)(?<=[^\n]{40}\n)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start`, `end` are characters; `paragraph` counts the lines that are not blank."""

    start: int
    end: int
    paragraph: int


def split_sentences(text: str) -> list[Sentence]:
    """The sentences in order, without the blanks around them. A line end ends one, unless the line is only full."""
    sentences: list[Sentence] = []
    paragraph, offset = 0, 0
    for line in _WRAPPED.sub(" ", text).split("\n"):
        if line.strip():
            for start, end in _bounds(line):
                sentences.append(Sentence(offset + start, offset + end, paragraph))
            paragraph += 1
        offset += len(line) + 1
    return sentences


def _bounds(line: str) -> list[tuple[int, int]]:
    cuts, last = [], 0
    for found in _END.finditer(line):
        if not _ABBREVIATED.search(line, max(0, found.end() - _LONGEST_ABBREVIATION), found.end()):
            cuts.append((last, found.end()))
            last = found.end()
    cuts.append((last, len(line)))
    return [
        (s + len(line[s:e]) - len(line[s:e].lstrip()), e - len(line[s:e]) + len(line[s:e].rstrip()))
        for s, e in cuts
        if line[s:e].strip()
    ]
