"""The head of a page: its title, and the names, labels and headings that stand around it. PURE."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from articles.importing.cleaning import bylines, titles
from articles.importing.cleaning.bylines import Credit
from articles.importing.cleaning.outlets import Outlets
from articles.importing.cleaning.sheet import Block, Sheet
from articles.importing.parsed import Part
from entities.folding import fold

_LABEL = 4  # words beside a date
_PARTICLES = frozenset({"de", "du", "des", "d'", "la", "le", "les", "et", "en", "von", "van"})
_STANDFIRST = 35  # words
_ENTRY, _RUN = 2, 3  # words of a menu's entry; entries in a row that are a menu


def mark_title(sheet: Sheet, outlets: Outlets, names: frozenset[int]) -> tuple[Block | None, titles.Title]:
    unread = sheet.unread()
    first = next(
        (place for place, block in enumerate(unread) if block.is_prose and block.ends_sentence),
        len(unread),
    )
    menu = _last_menu(sheet, unread[first - 1].number, names) if first else 0
    chosen = titles.choose(unread[:first], unread[first:], outlets, names, menu)
    if chosen is None and (under := _under_standfirst(sheet, unread[first : first + 3])):
        chosen = titles.choose([under], unread[first:], outlets, names)
    if chosen is None and first < len(unread) and unread[first].words <= 16 and len(unread) > first + 1:
        chosen = titles.choose(unread[first : first + 1], unread[first + 1 :], outlets, names)
    if chosen is None:
        return None, titles.Title("")
    block, title = chosen
    block, title = _without_unknown_site(block, title, unread[:first])
    sheet.mark(block, Part.TITLE)
    folded = fold(title.text)
    for other in unread:
        if other is not block and not other.is_long and folded in other.folded and _says_only(other, folded, outlets):
            sheet.mark(other, Part.DROPPED, f"repeats line {block.number}")
    return block, title


def _under_standfirst(sheet: Sheet, start: Sequence[Block]) -> Block | None:
    """A headline between a short first paragraph and a by-line or a date, over the rest of the article."""
    if len(start) < 3 or start[0].words > _STANDFIRST or not start[2].is_prose:
        return None
    between = (b for b in sheet.blocks if start[1].number < b.number < start[2].number)
    signed = any(sheet.part(block) in (Part.BYLINE, Part.DATE) for block in between)
    return start[1] if signed and titles.is_headline(start[1]) else None


def _last_menu(sheet: Sheet, last: int, names: frozenset[int]) -> int:
    """The last line of a menu above the line `last`: a known entry, or the last of several words each on a line."""
    menu = run = 0
    for block in sheet.blocks:
        if block.number >= last:
            break
        is_entry = block.words <= _ENTRY and not block.ends_sentence and sheet.part(block) == Part.BODY
        run = run + 1 if is_entry and block.number not in names else 0
        menu = block.number if run >= _RUN or sheet.reason(block) == "menu line" else menu
    return menu


def _without_unknown_site(block: Block, title: titles.Title, head: Sequence[Block]) -> tuple[Block, titles.Title]:
    """The title where it stands by itself, if the line chosen has it beside the name of a site that we don't know."""
    bare, shorter = fold(title.text), fold(titles.clean_suffix(title.text))
    alone = next((other for other in reversed(head) if other.folded in (bare, shorter)), block)
    if alone.number <= block.number:
        return block, title
    return alone, replace(title, text=titles.clean_suffix(title.text)) if alone.folded != bare else title


def _says_only(block: Block, folded: str, outlets: Outlets) -> bool:
    """Whether a line says the title, with a date or a site's name beside it."""
    suffixless = titles.clean_suffix(block.text)
    texts = (suffixless, titles.clean(suffixless, outlets).text, titles.clean(block.text, outlets).text)
    return folded in map(fold, texts)


def mark_beside_dates(sheet: Sheet, outlets: Outlets, credits: list[Credit]) -> None:
    """Names and labels of some words right above or below a date line near the head: who signs, for which paper."""
    for place, block in enumerate(sheet.blocks):
        above = (b for b in sheet.blocks[:place] if b.is_prose and sheet.part(b) == Part.BODY)
        if sheet.part(block) == Part.DATE and sum(1 for _ in above) <= 1:
            credits += _mark_labels(sheet, outlets, reversed(sheet.blocks[1:place]))
            credits += _mark_labels(sheet, outlets, sheet.blocks[place + 1 :])


def _mark_labels(sheet: Sheet, outlets: Outlets, lines: Iterable[Block]) -> list[Credit]:
    found = []
    for block in itertools.takewhile(lambda block: _is_label(sheet, block), lines):
        credit = bylines.bare(block, outlets, signed=False) if sheet.part(block) != Part.BYLINE else None
        if credit:
            sheet.mark(block, Part.BYLINE)
            found.append(credit)
        else:
            sheet.mark(block, Part.DROPPED, "label under the title")
    return found


def _is_label(sheet: Sheet, block: Block) -> bool:
    """Some capitalised words without a stop, that nobody has marked: no sentence, no heading of a list or of a part."""
    if sheet.part(block) == Part.BYLINE:
        return True
    if sheet.part(block) != Part.BODY or block.heading or block.is_item or block.text[-1:] in ".:?!…»":
        return False
    if titles.is_letterhead(block):
        return True
    words = re.split(r"\s+[-–|]\s+|\s+", block.text.strip("[]()"))
    return len(words) <= _LABEL and all(word[:1].isupper() or word in _PARTICLES for word in words)


def mark_head(sheet: Sheet, title: Block | None) -> None:
    """Headings above the title, and labels of a word or two between it and the first paragraph."""
    if title is None:
        return
    for block in sheet.unread():
        if block.number < title.number:
            if not block.is_prose:
                sheet.mark(block, Part.DROPPED, "above the title")
        elif block.is_prose or block.ends_sentence or block.is_item:
            return
        elif block.words <= 3 and not block.text.endswith(","):
            sheet.mark(block, Part.DROPPED, "label under the title")
