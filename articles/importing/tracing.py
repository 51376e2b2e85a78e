"""Back from the body of an article to the raw file: which line, which column. PURE.

Lines are tidied as they are read: marks dropped, blanks joined, mojibake repaired. A column is exact as long as what
was read stands in the line; past characters that were repaired it is the nearest that can be told.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from articles.importing.parsed import ParsedArticle, Piece

_SEEN = 24  # characters by which a place in a line is known again


def column_of(raw: str, text: str, offset: int) -> int:
    """Where in a raw line stands what is at `offset` of its tidied text."""
    head = text[offset : offset + _SEEN]
    exact = raw.find(head) if head else -1
    if exact >= 0 and raw.find(head, exact + 1) < 0:
        return exact
    return _walked(raw, 0, text[:offset], head[:1])


def raw_place(article: ParsedArticle, offset: int) -> tuple[int, int]:
    """Line (from 1) and column (from 0) of the raw file at which the character at `offset` of the body stands."""
    place = bisect_right(article.pieces, offset, key=attrgetter("start")) - 1
    piece: Piece = article.pieces[max(place, 0)]
    raw = article.lines[piece.line - 1].text
    return piece.line, _walked(raw, piece.column, article.body[piece.start : offset], article.body[offset : offset + 1])


def _walked(raw: str, column: int, passed: str, wanted: str) -> int:
    """The column after `passed`, skipping what tidying dropped; a character that isn't there is passed over."""
    for character in passed:
        found = raw.find(character, column)
        if character.isspace():
            while column < len(raw) and (raw[column].isspace() or not raw[column].isprintable()):
                column += 1
        elif found >= 0:
            column = found + 1
    found = raw.find(wanted, column) if wanted else -1
    return found if found >= 0 else min(column, max(len(raw) - 1, 0))
