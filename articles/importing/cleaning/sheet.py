"""The lines of one file while they are sorted: joined where they were broken, marked as what they are. PURE."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.importing.aligning import columns
from articles.importing.cleaning.clauses import is_sub_heading
from articles.importing.cleaning.lines import Line
from articles.importing.parsed import Cut, ParsedLine, Part, Piece
from entities.folding import fold

BLANK, MARKUP = "blank", "markup"
_HYPHEN_END = re.compile(r"(?<=[A-Za-zÀ-ÿœŒ])[-‐¬]$")
_KEEPS_HYPHEN = re.compile(
    r"(?:^|[\s'’(«])(?:nord|sud|est|ouest|vice|ex|anti|contre|non|porte|sous|demi|après|avant|arrière|russo|nippo|sino|"
    r"américano|soviéto|franco|germano|anglo|israélo|indo|arabo|euro|lui|elle|eux|soi|nous|vous|grand|saint|peut|"
    r"c'est-à|c’est-à|vis-à|premier|quelques|celui|celle|ceux|là|trans|quasi|mi|semi|haut|bas|bien|mot|pays|État|Etat|"
    r"(?:a|dit|est|ont|sont|fait)(?:-t)?)-$",
    re.IGNORECASE,
)
_AFTER_HYPHEN = re.compile(r"(?:t-)?(?:il|elle|on|ils|elles|ci|là|même|mêmes|je|nous|vous|le|la|les|y|en)\b")
_AGENCY_START = re.compile(  # a dateline, in whatever letters
    r"[^.!?]{2,70}?\((?:afp|ap|reuters?|upi|tass|itar-tass|ria|ats|belga|kyodo|jiji|ansa|dpa|efe|xinhua)\)\s*(?:[-–—]|\.\s*[-–—])",
    re.IGNORECASE,
)
_OPEN_END = re.compile(  # a word that no sentence and no heading ends with
    r"\s(?:de|des|du|d['’]|la|le|les|l['’]|à|au|aux|et|ou|en|par|pour|que|qu['’]|dans|sur|sous|avec|un|une|son|sa|ses|leurs?|"
    r"M\.|MM\.|Mme|Mmes|Mgr)$"
)


@dataclass(frozen=True, eq=False)
class Block(Line):
    """One or more lines of the file that make one line of the article; `number` and `raw` are those of the first."""

    lines: tuple[Line, ...] = ()
    starts: tuple[int, ...] = ()  # where in the text each line begins

    @property
    def alone(self) -> Line:
        return self.lines[0] if len(self.lines) == 1 else self

    @cached_property
    def folded(self) -> str:
        return self.lines[0].folded if len(self.lines) == 1 else fold(self.text)

    def pieces(self, cut: int, length: int, at: int) -> Iterator[Piece]:
        """Where the text without its first `cut` characters, so long, comes from, if it stands at `at` of the body."""
        ends = (*self.starts[1:], len(self.text))
        for line, start, end in zip(self.lines, self.starts, ends, strict=True):
            if max(start, cut) < min(end, cut + length):
                column = columns(line.raw, line.text)[max(cut - start, 0)]
                yield Piece(at + max(start - cut, 0), line.number, column)

    def cuts(self, start: int, length: int, before: str, after: str) -> Iterator[Cut]:
        """What of the text is left out if it is kept from `start` on, so long."""
        pieces = (
            (self.lines[0], self.text[:start], before),
            (self.lines[-1], self.text[start + length :], after),
        )
        return (Cut(line.number, text.strip(), reason) for line, text, reason in pieces if text.strip())

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        return tuple(line.number for line in self.lines)


class Sheet:
    """The blocks of one file in order, and what each has turned out to be. What nobody marks is body."""

    def __init__(self, blocks: Sequence[Block], lines: Sequence[Line]) -> None:
        self.blocks = blocks
        self.lines = lines
        self._marks: dict[int, tuple[Part, str]] = {}

    def mark(self, block: Block, part: Part, reason: str = "") -> None:
        for number in block.numbers:
            self._marks.setdefault(number, (part, reason))

    def part(self, block: Block) -> Part:
        return self._marks.get(block.number, (Part.BODY, ""))[0]

    def reason(self, block: Block) -> str:
        return self._marks.get(block.number, (Part.BODY, ""))[1]

    def unread(self) -> list[Block]:
        """Blocks that nobody has marked yet."""
        return [block for block in self.blocks if block.number not in self._marks]

    def marked(self, part: Part) -> list[Block]:
        return [block for block in self.blocks if block.number in self._marks and self.part(block) == part]

    def parsed(self) -> tuple[ParsedLine, ...]:
        """Every line of the file. One without anything to read is dropped as blank, or as markup."""
        return tuple(
            ParsedLine(line.number, line.raw, *self._marks.get(line.number, (Part.BODY, "")))
            if line.text or line.number in self._marks
            else ParsedLine(line.number, line.raw, Part.DROPPED, BLANK if not line.raw.strip() else MARKUP)
            for line in self.lines
        )


def blocks(lines: Sequence[Line], alone: Iterable[int]) -> list[Block]:
    """Lines that were broken by a page's width are joined; `alone` are the numbers of lines that stay by themselves."""
    apart = set(alone)
    wrapped = _wrap_width(lines)
    groups: list[list[Line]] = []
    previous: Line | None = None
    for line in lines:
        if line.text:
            is_apart = previous is None or bool({previous.number, line.number} & apart)
            if previous and not is_apart and _belongs(previous, line, wrapped) and not _heads(groups[-1], line):
                groups[-1].append(line)
            else:
                groups.append([line])
            previous = line
    known = {word for line in lines for word in line.text.split()}
    return [_block(group, known) for group in groups]


def _heads(group: Sequence[Line], after: Line) -> bool:
    """Whether the lines are a heading in capitals, and another stands under it."""
    is_upper = after.is_upper and all(line.is_upper for line in group)
    return is_upper and is_sub_heading(" ".join(line.text for line in group), after.text)


def _wrap_width(lines: Sequence[Line]) -> int:
    """The width at which a page's lines were broken, or 0 if they weren't."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.text and b.text]
    broken = [a for a, b in pairs if not a.ends_sentence and b.starts_lower]
    if len(broken) < 3 or len(broken) < 0.35 * len(pairs):
        return 0
    return sorted(len(line.text) for line in broken)[len(broken) // 2]


def _belongs(line: Line, after: Line, width: int) -> bool:
    """Whether `after` goes on where `line` breaks off."""
    adjacent = after.number == line.number + 1
    if _AGENCY_START.match(after.text):
        return False
    if after.is_item or line.heading or after.heading or after.number - line.number > 2:
        return False
    if line.is_upper and line.words >= 4 and any(map(str.islower, after.text)):
        return False
    if _HYPHEN_END.search(line.text) or line.raw.rstrip().endswith("\u00ad"):
        return adjacent and after.text[0].isalpha() and (after.starts_lower or after.is_upper)
    if after.starts_lower and not line.ends_sentence and line.words >= (4 if adjacent else 6):
        return True
    if adjacent and line.words >= 4 and _OPEN_END.search(line.text) and after.text[0].isalpha():
        return True
    if adjacent and line.is_upper and after.is_upper and min(line.words, after.words) >= 3:
        return not line.text.endswith((".", "?", "!"))
    if not adjacent or not width or line.is_upper != after.is_upper:
        return False
    return len(line.text) >= 0.8 * width and not (line.ends_sentence and len(line.text) < 0.92 * width)


def _block(lines: Sequence[Line], known: set[str]) -> Block:
    text, starts = lines[0].text, [0]
    for before, line in itertools.pairwise(lines):
        text = _joined(text, line.text, known, soft=before.raw.rstrip().endswith("\u00ad"))
        starts.append(len(text) - len(line.text))
    return Block(lines[0].number, lines[0].raw, text, lines[0].heading, tuple(lines), tuple(starts))


def _joined(text: str, after: str, known: set[str], *, soft: bool) -> str:
    """Two parts of a broken line. A hyphen goes unless the compound needs it: nord-coréen, a-t-il."""
    if soft:
        return text + after
    if not _HYPHEN_END.search(text) or not after[0].isalpha():
        return f"{text} {after}"
    head, tail = text.rsplit(maxsplit=1)[-1], after.split(maxsplit=1)[0]
    whole, compound = head[:-1] + tail, head + tail
    if whole in known or (compound not in known and not _needs_hyphen(head, after)):
        return text[:-1] + after
    return text + after


def _needs_hyphen(head: str, after: str) -> bool:
    return bool(_KEEPS_HYPHEN.search(f" {head.replace('¬', '-')}") or _AFTER_HYPHEN.match(after))
