"""Names that stand alone on a line near an article: whose it is, unless they head what follows. PURE."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from articles.importing.cleaning import bylines
from articles.importing.cleaning.bylines import Credit
from articles.importing.cleaning.outlets import Edition, Outlets, edition_of
from articles.importing.cleaning.sheet import Block, Sheet
from articles.importing.parsed import Part
from entities.folding import fold
from entities.known import Authority, Kind

_NEAR = 6  # blocks from either end in which a name alone may be a by-line


def alone(sheet: Sheet, head: int, tail: int, outlets: Outlets, authority: Authority) -> list[tuple[Block, Credit]]:
    """Names and outlets alone on a line, near either end. The name of somebody known is a heading, not a by-line."""
    unread = sheet.unread()
    near = [b for b in unread if b.number < head][-_NEAR:] + [b for b in unread if b.number > tail][:_NEAR]
    near += _under_lede(sheet, head)
    found = [(block, credit) for block in near if (credit := bylines.bare(block, outlets, signed=block.number > tail))]
    known = _known_names(edition_of(authority)) if found else frozenset()
    return [(block, credit) for block, credit in found if not any(fold(name) in known for name in credit.authors)]


def _under_lede(sheet: Sheet, head: int) -> list[Block]:
    """What stands alone between a short first paragraph and the second: « Jean Dupont, Oslo », or a name by a date."""
    after = [b for b in sheet.unread() if b.number >= head][:3]
    is_short = len(after) == 3 and after[0].words <= 40 and after[2].is_prose
    return [after[1]] if is_short and (bylines.has_place(after[1]) or _is_beside_credit(sheet, after[1])) else []


def _is_beside_credit(sheet: Sheet, block: Block) -> bool:
    place = sheet.blocks.index(block)
    beside = [*sheet.blocks[max(place - 1, 0) : place], *sheet.blocks[place + 1 : place + 2]]
    return any(sheet.part(other) in (Part.DATE, Part.BYLINE) for other in beside)


@lru_cache(maxsize=4)
def _known_names(edition: Edition) -> frozenset[str]:
    actors = edition.authority.actors.values()
    return frozenset(fold(name.text) for actor in actors if actor.kind != Kind.ORGANISATION for name in actor.names)


def mark_signatures(sheet: Sheet, tail: int, credits: Sequence[Credit]) -> None:
    """The names of those who sign, printed again under the article, alone or with who they are."""
    authors = {fold(author) for credit in credits for author in credit.authors}
    for block in sheet.unread():
        is_named = any(block.folded == author or block.folded.startswith(f"{author} est ") for author in authors)
        if is_named and block.number >= tail and block.words <= 30:
            sheet.mark(block, Part.BYLINE)
