"""Lines that stand twice on a page: chapôs, captions and titles printed again. PURE."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from articles.importing.cleaning.sheet import Block, Sheet
from articles.importing.parsed import Part

_SAME = 0.95  # of the words: two wordings of one quotation are two paragraphs, a lost accent or a typing error is not
_FEWEST = 5  # words
_DIALOGUE = re.compile(r"^\W*(?:question|réponse|q|r|journaliste)\b", re.IGNORECASE)


def mark_repeats(sheet: Sheet) -> None:
    """Drop every copy but the first of what runs to a sentence or a heading; short replies may come again."""
    kept: dict[tuple[str, ...], list[Block]] = {}
    for block in sheet.unread():
        if block.words < _FEWEST or _DIALOGUE.match(block.text):
            continue
        words = block.folded.split()
        ends = (("first", *words[:4]), ("last", *words[-4:]))  # a near-copy that differs at both ends is another text
        original = next((one for end in ends for one in kept.get(end, ()) if _is_copy(one, block)), None)
        if original is not None:
            sheet.mark(block, Part.DROPPED, f"repeats line {original.number}")
            continue
        for end in ends:
            kept.setdefault(end, []).append(block)


def _is_copy(one: Block, other: Block) -> bool:
    if one.folded == other.folded:
        return True
    if one.words < 12 or abs(one.words - other.words) > 3:
        return False
    first, second = one.folded.split(), other.folded.split()
    if len(set(first) & set(second)) < 0.85 * len(set(first)):
        return False
    numbers = ([w for w in words if w.isdigit()] for words in (first, second))
    return (
        SequenceMatcher(None, one.folded, other.folded, autojunk=False).ratio() >= _SAME
        and len(set(map(tuple, numbers))) == 1
    )
