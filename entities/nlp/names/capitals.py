"""Whether a capital stands for its state or for the town. PURE.

« Tokyo a proposé », « l'alliance entre Tokyo et Washington », « demande à Moscou de … » are states; « à Tokyo »,
« aéroport de Tokyo », « TOKYO (AFP) – » are towns. Words decide, in patterns.toml; a parse is not asked: it attaches
such phrases wrongly in one case of four.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from entities.nlp.names.patterns import PATTERNS
from entities.nlp.words import Word

_DATELINE = re.compile(r"^[^\n.]{0,40}?(?:\([^)\n]{2,60}\)\s*[-–—:.]?|[-–—,]\s)")
_LOOK_BACK = 7
_DE = ("de", "d")


def is_state(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the capital in words[first:last+1] acts as a state."""
    if _opens_dateline(text, words[first], words[last]):
        return False
    line_start = text.rfind("\n", 0, words[first].start) + 1
    before = [w.folded for w in words[max(0, first - _LOOK_BACK) : first] if w.start >= line_start]
    if not before:
        return True
    if before[-1] == "a":
        return any(word in PATTERNS.speaks_to for word in before[:-1])
    if before[-1] in PATTERNS.goes_to or any(before[-len(p) :] == p for p in PATTERNS.place_before):
        return False
    if before[-1] in {*_DE, "pour"} and any(word in PATTERNS.moves for word in before[-4:-1]):
        return False
    if before[-1] in _DE:
        return not any(word in PATTERNS.town_nouns for word in before[-3:-1])
    return True


def _opens_dateline(text: str, first: Word, last: Word) -> bool:
    """At the start of a line, followed by an agency in brackets or a dash: « TOKYO (AFP) – », « Moscou, 2 mars - »."""
    if text[max(0, first.start - 1) : first.start].strip("\n"):
        return False
    after = text[last.end : last.end + 70].split("\n", maxsplit=1)[0]
    if after.startswith("-"):  # « Tokyo-Moscou : »
        return False
    return bool(_DATELINE.match(after)) and (
        first.text.isupper() or "(" in after[:30] or bool(re.match(r",? ?\d|\s[-–—]\s", after))
    )
