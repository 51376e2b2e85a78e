"""Captions of pictures: what is under a photograph is not what the article says. PURE."""

from __future__ import annotations

import re
from functools import lru_cache

from articles.importing.cleaning.bylines import GLUED
from articles.importing.cleaning.lines import Line
from articles.importing.cleaning.patterns import any_of, words_of
from articles.importing.dating.grammar import written_dates

_AGENCIES, _LABEL = any_of("picture_agencies"), any_of("picture_labels")
_CREDIT_START = re.compile(rf"^\W*{_LABEL}\s*(?::|©|\(c\)|/|\||–|—|-\s|par\b|\b(?={_AGENCIES}\b))", re.IGNORECASE)
_CREDIT_SIGN = re.compile(r"^\W*(?:©|\(c\)\s)\s*\S", re.IGNORECASE)
_CREDIT_END = re.compile(
    rf"(?:(?:[(\[|./–—-]\s*{_LABEL}\s*:?|\s{_LABEL}\s*(?:[:©]|(?={_AGENCIES}\b)))\s*[^.!?:;]{{0,60}}|(?:[(\[|.,/–—-]|\s)\s*(?:"
    rf"(?:[\w .’'-]{{2,40}}/\s*)?{_AGENCIES}(?:\s*(?:/|via|-|,)\s*[\w .’'-]{{2,40}})*|"
    r"\(?\b(?:archives?|photo d['’]archives?)\b\)?))\s*[)\]|.]*$"
)
_CREDIT_END_SIGN = re.compile(
    r"©\s*(?:[^.!?]|(?<=\b[A-Z])\.){1,80}$|\((?:©|photo|crédit|Photo|Crédit|PHOTO)[^)]{1,80}\)\W*$|"
    r"(?:\||\s[–—-])\s*(?i:photos?|crédits?|images?)\s*:?\s*[^.!?]{1,60}$|"
    r"[.»]\s+(?i:photos?|crédits?(?: photo)?|images?)\s*:\s*(?:[^.!?]|\.(?=\w)){1,60}$|"
    rf"\[[^\[\]]{{2,60}}\s?[-–/,]\s?{_AGENCIES}\]$|"
    rf"\([^()]{{2,60}}\s(?:via|/)\s?{_AGENCIES}\)\s*(?:\({_AGENCIES}\))?$"
)
_CREDIT_AFTER = re.compile(  # « … dans le détroit. AP - Jean Dupont », « … le 3 mai. – Marine royale »
    rf"[.»]\s+(?:{_AGENCIES}\s*[-–/|]\s*[A-ZÀ-Þ][\w .'’-]{{2,40}}|"
    rf"[-–—|]\s+(?!(?:{any_of('sentence_starts')})\b|[LDCNSJ]['’])[A-ZÀ-Þ][\w'’-]*(?: [\w'’-]+){{0,4}})$"
)
_END = 300  # characters in which a credit ends a line
_FEWEST_SHOWN = 6  # words of a caption before its credit
_IMAGE = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)\s*")
_HELD_AT = re.compile(r"\([A-ZÀ-Þ][\w'’ -]{1,30},\s[^()]{6,30}\)$")  # « … (Paris, 9 mai 2019) » ends a title
_SHOWN_BY = re.compile(
    r"(?<=\d)\s*(?:\((?=[A-ZÀ-Þ]{2})[A-ZÀ-Þ0-9 /.'’&-]{2,40}\)|"  # « …, le 9 mai 2019 (CHAÎNE 4) »
    r",?\s(?:à|en|au|près de)\s[A-ZÀ-Þ][\w'’-]+(?: [\w'’()-]+){0,3})$"  # « …, le 9 mai 2019 à Oslo »
)
_BARE_CREDIT = re.compile(
    rf"\(?(?:(?i:{_LABEL})\s*[:©]\s*[\w .’'/-]{{2,40}}|©\s*[\w .’'/-]{{2,40}}|"
    rf"(?:[A-Z][\w .’'-]{{1,30}}\s*/\s*)+{_AGENCIES}|{_AGENCIES}(?:\s*/\s*[A-Z][\w .’'-]{{1,30}})+)\)?"
)
_RIGHTS = re.compile(r"\bdroits\b.{0,40}\br[ée]serv[ée]s?\b|\ball rights reserved\b|^\W*\w{2,8}\W*$", re.IGNORECASE)
_POSITION = re.compile(
    rf"\((?:(?:au |en |à |de )?{any_of('picture_places')}(?: (?:à|et|au)\b.{{0,20}})?|(?:G|D|C|g|d|c)\.?)\)|"
    rf"^{any_of('picture_starts')}\b"
)
_WORD = re.compile(r"\w+")
_ELISION = re.compile(r"\b[ldnsqj]['’]", re.IGNORECASE)


def is_caption(line: Line) -> bool:
    """By what the line itself shows: a credit, where people stand in the picture, a scene with its date."""
    return _is_caption(line.alone)


@lru_cache(maxsize=512)
def _is_caption(line: Line) -> bool:
    text = line.text
    if "?" in text[-3:]:
        return False
    return (
        is_credited(line)
        or (line.words <= 45 and not line.is_long and bool(_POSITION.search(text)))
        or _is_dated_scene(line)
    )


def is_credited(line: Line) -> bool:
    """Whether the line begins or ends with whose picture it is."""
    return _is_credited(line.alone)


@lru_cache(maxsize=512)
def _is_credited(line: Line) -> bool:
    text = line.text
    if line.is_long or line.words > 70:
        return False
    if _CREDIT_START.match(text) or _CREDIT_SIGN.match(text) or _CREDIT_END_SIGN.search(text):
        return True
    if _has_credit_after(line) or is_image(line):
        return True
    credit = _CREDIT_END.search(text, max(len(text) - _END, 0))
    return (
        credit is not None
        and not re.match(r"\s*\((?:avec )?(?:AFP|AP|Reuters|REUTERS)\)\W*$", credit[0])
        and _is_glued(text, credit)
    )


def _has_credit_after(line: Line) -> bool:
    """A sentence, then whose picture it is; before a dateline's dash there are but a place and a day."""
    credit = _CREDIT_AFTER.search(line.text) if line.words <= 45 else None
    return credit is not None and len(line.text[: credit.start()].split()) >= _FEWEST_SHOWN


def is_image(line: Line) -> bool:
    """Markdown's picture, whose text is all that is read of it."""
    return bool(line.text) and bool(_IMAGE.fullmatch(line.raw))


def is_credit_only(line: Line) -> bool:
    if _RIGHTS.search(line.text):
        return True
    return (
        line.words <= 9
        and not line.is_long
        and (bool(_CREDIT_START.match(line.text)) or bool(_CREDIT_SIGN.match(line.text)))
    )


def is_bare_credit(line: Line) -> bool:
    """« Keystone/AP », « © Marine royale »: whose picture it is, and nothing of what it shows."""
    return line.words <= 8 and not line.is_long and bool(_BARE_CREDIT.fullmatch(line.text))


@lru_cache(maxsize=512)
def is_english(text: str) -> bool:
    words = _WORD.findall(text.lower())
    english = sum(word in words_of("english_words") for word in words)
    if english < 2:
        return False
    french = sum(word in words_of("french_words") for word in words) + len(_ELISION.findall(text))
    return english > 2 * french


def _is_glued(text: str, credit: re.Match[str]) -> bool:
    """An agency after a slash, a bar or in brackets with a photographer is a credit; « , a indiqué l'AFP » is none."""
    tail = credit[0]
    return bool(re.search(r"[/|(\[©]", tail)) and not re.search(
        r"\b(?:à|de|d|l|le|la|l['’]agence)\s*['’]?\s*(?:AFP|AP|TASS|Reuters)", text[-40:]
    )


def _is_dated_scene(line: Line) -> bool:
    """« Le ministre salue la foule à Kyoto, le 3 mai 2017 »: ends with a full date and no stop."""
    if line.is_long or line.ends_sentence or not 6 <= line.words <= 45 or GLUED.search(line.text):
        return False
    text = _SHOWN_BY.sub("", line.text)
    dates = [date for date in written_dates(text) if date.day and date.year]
    return (
        bool(dates)
        and dates[-1].end >= len(text) - 3
        and bool(re.search(r"[,(]\s*(?:le\s+|on\s+)?(?:\w+\s+)?$", line.text[: dates[-1].start]))
        and not _HELD_AT.search(line.text)
    )
