"""Back from an article to the raw file: which line, which column, which bytes. PURE."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from articles.importing.aligning import columns, end_column
from articles.importing.cleaning.lines import line_starts
from articles.importing.parsed import ParsedArticle, Piece
from articles.importing.readers.decoding import byte_starts, decode

_BETWEEN = "\n\n"


def _piece_at(article: ParsedArticle, text: str, pieces: Sequence[Piece], offset: int) -> tuple[Piece, str, str]:
    """The piece that holds the character, what follows its start in the raw line, and what was read from that."""
    place = max(bisect_right(pieces, offset, key=attrgetter("start")) - 1, 0)
    end = pieces[place + 1].start if place + 1 < len(pieces) else len(text)
    piece = pieces[place]
    return piece, article.lines[piece.line - 1].text[piece.column :], text[piece.start : end].rstrip()


class Bytes:
    """The bytes of one article's file, by offsets into its title and its joined body."""

    def __init__(self, article: ParsedArticle) -> None:
        self._article = article
        self._lines = line_starts(decode(article.data).text)
        self._starts = byte_starts(article.data, article.encoding)

    def span(self, start: int, end: int, *, title: bool = False) -> tuple[int, int]:
        """First byte and the one after the last of what stands at `start`:`end`. A span over several lines of the file
        holds all that stands between them, dropped lines too."""
        first, _ = self._char(start, title=title)
        _, last = self._char(max(end - 1, start), title=title)
        return self._starts[first], self._starts[max(last, first)]

    def _char(self, offset: int, *, title: bool) -> tuple[int, int]:
        """Where in the decoded file the character begins, and where it is over."""
        article = self._article
        own, pieces = (article.title, article.title_pieces) if title else (article.body, article.pieces)
        piece, raw, text = _piece_at(article, own, pieces, offset)
        inside = min(offset - piece.start, max(len(text) - 1, 0))
        at = self._lines[piece.line - 1] + piece.column
        return at + columns(raw, text)[inside], at + end_column(raw, text, inside + 1)


@dataclass(frozen=True, slots=True)
class LinedBody:
    """A body with the line ends of its file, and the hyphens that stood at them: each line is one of the file's.

    Paragraphs are apart by a blank line as before. `breaks` are the offsets of the joined body before which something
    was put in, `added` how many characters up to each.
    """

    text: str
    breaks: tuple[int, ...] = ()
    added: tuple[int, ...] = ()

    def start(self, offset: int) -> int:
        """Where what begins at `offset` of the joined body begins here."""
        count = bisect_right(self.breaks, offset)
        return offset + (self.added[count - 1] if count else 0)

    def end(self, offset: int) -> int:
        return self.start(offset - 1) + 1 if offset else 0


def lined(article: ParsedArticle) -> LinedBody:
    """The body as its lines were printed: « Gorba-\\ntchev », where the joined body has « Gorbatchev »."""
    parts: list[str] = []
    breaks: list[int] = []
    added: list[int] = []
    done, body = 0, article.body
    for before, piece in zip(article.pieces, article.pieces[1:], strict=False):
        start = piece.start
        if body[start - 2 : start] == _BETWEEN:
            continue
        if body[start - 1] == " ":
            parts += [body[done : start - 1], "\n"]
        else:
            sign = article.lines[before.line - 1].text.rstrip()[-1:]
            ending = "\n" if body[start - 1] == sign else f"{sign}\n"
            parts += [body[done:start], ending]
            breaks.append(start)
            added.append(len(ending))
        done = start
    return LinedBody("".join([*parts, body[done:]]), tuple(breaks), tuple(accumulate(added)))
