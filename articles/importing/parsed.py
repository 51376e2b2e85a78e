"""What a reader makes of one raw file. PURE."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Part(StrEnum):
    """What a line of the raw text turned out to be. Every line is one of these, or is blank."""

    TITLE = "title"
    DATE = "date"
    BYLINE = "byline"
    CAPTION = "caption"
    BODY = "body"
    DROPPED = "dropped"


class DateBasis(StrEnum):
    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ParsedLine:
    number: int  # of the raw file, from 1
    text: str  # as it came, decoded
    part: Part
    reason: str = ""  # why it was dropped, in English: "share line", "repeats line 3"


@dataclass(frozen=True, slots=True)
class Cut:
    """Words that were cut from the start or the end of a line whose other words were kept."""

    line: int  # of the raw file, from 1
    text: str
    reason: str  # in English: "dateline", "glued to the line", "beside the title"


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """`value` is `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or None when unknown; `evidence` are the words it was read from."""

    value: str | None = None
    basis: DateBasis = DateBasis.UNKNOWN
    evidence: str = ""
    rule: str = ""
    certainty: float = 0.0
    flags: tuple[str, ...] = ()  # "future", "order by weekday"


@dataclass(frozen=True, slots=True)
class Piece:
    """The body, or the title, from `start` to the next piece's start was read from one line of the raw file, from
    `column` on."""

    start: int  # in the body, or in the title
    line: int  # of the raw file, from 1
    column: int  # of that line as it came, decoded, from 0


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One article as read. `body` is paragraphs joined by one blank line; `pieces` tell where in the file they stand;
    `source` is the outlet as a key of the authority's outlets, `source_text` the words that name it; `agency` is whom a
    credit names, beside the outlet."""

    title: str
    body: str
    lines: tuple[ParsedLine, ...]
    encoding: str
    published: PublicationDate = PublicationDate()
    source: str | None = None
    source_text: str = ""
    agency: str = ""
    authors: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    dateline: str = ""  # place of a dateline, cut from the body or not
    language: str = "fr"
    url: str = ""
    pieces: tuple[Piece, ...] = ()
    title_pieces: tuple[Piece, ...] = ()
    cuts: tuple[Cut, ...] = ()
    data: bytes = field(default=b"", repr=False)  # the file itself

    @property
    def dropped(self) -> list[ParsedLine]:
        """The lines that went into neither title nor body; blank ones are not worth telling."""
        return [line for line in self.lines if line.part not in (Part.BODY, Part.TITLE) and line.text.strip()]


class Unreadable(Exception):
    """A file that is no article: empty, binary, undecodable. Says why, in English as commands speak."""
