"""Decoded text to lines, each with its raw form and a tidy one. PURE."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property

import ftfy

from entities.folding import fold

_LINE_ENDS = re.compile("\r\n|[\n\r\f\u2028\u2029\x85]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f]")
_GAP = re.compile(r"\S(?:[ \u00a0]{2,}|\t)\S")
_BLANKS = re.compile("[ \t\v]{2,}|[\t\v]")  # but for a single space, which most are
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u0152-\u0178\u2018-\u203a\u20ac\u2122]|â€|Å[\u201c\u2019“’]|Ð[\u0080-\u00bf]"
)
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|[a-zA-Z]{2,8});")
_TAG = re.compile(
    r"</?(?:p|br|b|i|em|strong|span|div|a|h[1-6]|li|ul|ol|u|sup|sub|img|figure|figcaption)\b[^<>]{0,300}/?>", re.I
)
_IMAGE = re.compile(r"!\[(?P<told>[^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()\s]*|[^()]*\"[^\"]*\")\)")
_FEWEST_TOLD = 4  # words
_LONG = 3000  # characters
_ENDING = 12  # characters in which a sentence ends, closing marks included
_LISTED_LINK = re.compile(r"\s*[*•·-]\s*\[[^\[\]]*\]\(\S*\)\s*")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_SENTENCE_END = re.compile(r"(?:[.!?…]|\./\.)[\s»”\"')\]]*$|[»”]\s*\.?$")
_FULL_STOP = re.compile(r"[.…][\s»”\"')\]]*$")
_LOWER_START = re.compile(r"[(«\"“]?\s?[a-zà-öø-ÿœ]")
_ITEM = re.compile(r"(?:[-–—•*·▪►>✓]|\d{1,2}[.)]|[a-z]\))\s+")


@dataclass(frozen=True, eq=False)
class Line:
    """One line of a raw file. `text` is what a reader should see of it; `heading` its level if it was marked as one."""

    number: int
    raw: str
    text: str
    heading: int = 0

    @property
    def alone(self) -> Line:
        """The line under which what is found out about it is kept: several joined are one of their own."""
        return self

    @property
    def is_listed_link(self) -> bool:
        """A bullet with a link and nothing else."""
        return not self.is_long and bool(_LISTED_LINK.fullmatch(self.raw))

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def words(self) -> int:
        return len(self.folded.split())

    @property
    def columns(self) -> str:
        """The text with its wide gaps as they were: menus put them between their entries."""
        return self.raw.strip() if _GAP.search(self.raw) and fold(self.raw) == self.folded else self.text

    @property
    def is_long(self) -> bool:
        """Too long for anything but text: no pattern is tried on it, so that no file can make one run for minutes."""
        return len(self.text) > _LONG

    @cached_property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text[-_ENDING:]))

    @property
    def starts_lower(self) -> bool:
        return bool(_LOWER_START.match(self.text))

    @property
    def is_item(self) -> bool:
        """A list's entry, or a line of dialogue."""
        return bool(_ITEM.match(self.text))

    @property
    def is_upper(self) -> bool:
        return self.text.isupper()

    @property
    def is_prose(self) -> bool:
        """A paragraph, rather than a heading, a label or a menu entry. Titles end in question marks and quotes too."""
        if self.is_long:
            return True
        if self.is_upper and self.words < 25:
            return False
        if self.words >= 35 or (self.words >= 18 and self.ends_sentence):
            return True
        return self.words >= 9 and bool(_FULL_STOP.search(self.text[-_ENDING:]))


def split(text: str) -> list[Line]:
    """Every line of the text, blank ones too, numbered from 1."""
    return [_tidy(number, raw) for number, raw in enumerate(_LINE_ENDS.split(text), 1)]


def line_starts(text: str) -> list[int]:
    """Where each of these lines begins in the text."""
    return [0, *(match.end() for match in _LINE_ENDS.finditer(text))]


def _tidy(number: int, raw: str) -> Line:
    if len(raw) > 10 * _LONG:
        return Line(number, raw, _BLANKS.sub(" ", _INVISIBLE.sub("", raw)).strip())
    text = ftfy.fix_encoding(raw) if _MOJIBAKE.search(raw) else raw
    text = html.unescape(text) if _ENTITY.search(text) else text
    text = _TAG.sub("", text) if "<" in text else text
    text = _INVISIBLE.sub("", text)
    text = _unmarked(text) if any(sign in text for sign in ("](", "**", "__")) else text
    text = _BLANKS.sub(" ", text).strip(" \u00a0\u202f")
    heading = _HEADING.match(text)
    if heading:
        return Line(number, raw, text[heading.end() :].strip(" #"), len(heading[1]))
    return Line(number, raw, text)


def _unmarked(text: str) -> str:
    """Markdown's images dropped, its links and emphasis left as their words. Of an image alone on its line, the text
    that stands for it stays, if it says something."""
    image = _IMAGE.fullmatch(text.strip())
    if image and len(image["told"].split()) >= _FEWEST_TOLD:
        return image["told"]
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _IMAGE.sub("", text)))
