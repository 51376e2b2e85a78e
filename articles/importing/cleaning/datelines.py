"""Lines that hold a date and little else: « Publié le … », « Tokyo, le … », « 12/03/2014 14:05 | Le Site ». PURE."""

from __future__ import annotations

import re

from articles.importing.cleaning.bylines import NAME
from articles.importing.cleaning.lines import Line
from articles.importing.cleaning.outlets import Outlets, is_site
from articles.importing.cleaning.patterns import any_of, rubrics
from articles.importing.dating.grammar import written_dates
from articles.importing.dating.stated import is_labelled
from entities.folding import fold

_ARTICLE_ONLY = re.compile(r"\W*[Ll]e\s+")
_SHORT = 45  # characters
_LABEL_WORD = re.compile(rf"(?:{any_of('date_labels')}|\d+)")
_CLOCK = re.compile(r"\b[0-2]?\d\s?[hH:]\s?(?:[0-5]?\d(?::\d\d)?)?(?:\s?[AaPp]\.?[Mm]\b\.?)?(?!\w)")
_PROGRAMME = re.compile(rf"(?i:{any_of('programmes')})(?!\w)")
_HOUR = re.compile(r"[\s,–—|:(-]*(?:à\s+)?(?:\d{1,2}\s?(?:heures?|[hH:])\s?(?:\d{2})?)?[\s).]*")
_OTHER_SCRIPT = re.compile(
    "[\u0370-\u1dff\u2e80-\ufaff]+|\\w*[\u0180-\u024f\u1ea0-\u1eff\u0103\u0111]\\w*"
)  # Vietnamese too
_PLACED = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]++(?: [A-ZÀ-ÖØ-Þ][\w'’-]++){0,2},\s+le\s+")
_ISSUE = re.compile(r"\b(?:vol|volume|tome|t|n|no|numéro)[.°]?\s?(?:n°\s?)?\d{1,6}\b", re.IGNORECASE)
_MOST_OF_ISSUE = 16  # words of « Cahiers du Nord, vol. 9, n° 4, novembre 1997 »
_SEPARATORS = re.compile(r"[|•·–—]|\s-\s|,|:|\(|\)|/")
_AUTHOR = re.compile(rf"\s*(?:\b(?:[Pp]ar|[Bb]y)\s+)?{NAME}\s*,?\s*(?i:{any_of('byline_roles')})?\s*")
_ROLE = re.compile(rf"(?i:(?:de )?(?:notre |nos |l['’]|la |le )?{any_of('byline_roles')})(?: (?:à|en|au|aux) [\w-]+)?")
_SIGNED = re.compile(rf"\b(?:[Pp]ar|[Bb]y)\s+(?:{NAME}|{any_of('anonymous_writers')}|\w+\s*$)")
_SOURCE = re.compile(r"\bsources?\s*:.*$", re.IGNORECASE)
_MOST_BESIDE_LABEL = 6  # words, of any case, that a line with « Publié le … » may say besides
_OPEN_END = re.compile(r"(?:[–—]|\s-)$")  # a dash; a word broken at the line's end has a hyphen
_STORY = re.compile(
    r"\b(?:a|ont|est|sont|était|étaient|avait|sera|seront|qui|que|se|s['’]est|fut|doit|veut|pourrait)\s", re.IGNORECASE
)


def is_date_line(line: Line, outlets: Outlets, *, at_end: bool = False) -> bool:
    """Whether dates, labels, clock times, places, names and outlets are all that the line says.

    After an article (`at_end`) a place needs « le »: « Moscou, le 3 mars 2014 »; without, it is a picture's.
    """
    if line.words > 28 or line.is_long:
        return False
    dates = [date for date in written_dates(line.text) if date.form not in ("year", "weekday")]
    if not dates:
        return False
    rest = _SOURCE.sub("", line.text) if dates[0].start < 12 else line.text
    for date in reversed(dates):
        rest = f"{rest[: date.start]} | {rest[date.end :]}"
    if dates[0].start == 0 and dates[0].year and _OPEN_END.search(line.text):
        return True
    if _ISSUE.search(line.text) and line.words <= _MOST_OF_ISSUE and not _goes_on(line.text[dates[-1].end :], outlets):
        return not line.ends_sentence
    left = _left_over(_CLOCK.sub(" ", rest), outlets, bare_names=not at_end)
    if not any(date.year for date in dates) and (left or len(dates) > 1):
        return False
    if not left:
        return True
    if is_labelled(line.text) and len(left) <= _MOST_BESIDE_LABEL and not _goes_on(line.text[dates[-1].end :], outlets):
        return True
    if _PLACED.fullmatch(line.text[: dates[0].start]) and line.text[dates[-1].end :].strip() in (".", ""):
        return len(dates) == 1
    if line.text.rstrip().endswith((".", "!", "?")):
        return False
    if any(word[0].islower() for word in left) or line.text.startswith(("–", "—", "-")):
        return False
    if at_end and not re.search(r"\ble\s+$", line.text[: dates[0].start], re.IGNORECASE):
        return False
    return len(left) <= 4 and not _STORY.search(" ".join(left) + " ")


def heads_programme(line: Line) -> bool:
    """« Le journal de la mi-journée, mardi 3 mai 2011, 13 heures »: a broadcast, its day, at most its hour."""
    if line.is_long or line.words > 18 or line.ends_sentence or not _PROGRAMME.match(line.text):
        return False
    dates = [date for date in written_dates(line.text) if date.day and date.year]
    if not dates:
        return False
    name, after = line.text[: dates[0].start], line.text[dates[-1].end :]
    return bool(_PROGRAMME.fullmatch(name.rstrip(" ,–—|:("))) and bool(_HOUR.fullmatch(after))


def _goes_on(after: str, outlets: Outlets) -> bool:
    """Whether more than a word or two follows the date: « Publié le 2 mai 2009, le rapport accuse … »."""
    return len(_left_over(_CLOCK.sub(" ", after), outlets, bare_names=True)) > 2


def starts_with_date(line: Line, outlets: Outlets) -> bool:
    """A date line that can't be the rest of a sentence: « mardi 04/06/2013 - 11:20 »."""
    dates = written_dates(line.text[:60])
    if not dates or dates[0].year is None:
        return False
    if is_labelled(line.text[: dates[0].end]) and all(map(_is_label, line.text[: dates[0].start].split())):
        return is_date_line(line, outlets)  # « publié le 2 mai 2009 », under a title without a stop
    if _ARTICLE_ONLY.fullmatch(line.text[: dates[0].start]):  # « le 9 mai 2012 » and no more
        return len(line.text) <= _SHORT and not line.ends_sentence and is_date_line(line, outlets)
    return dates[0].start == 0 and is_date_line(line, outlets)


def _left_over(rest: str, outlets: Outlets, *, bare_names: bool) -> list[str]:
    """The words that no label, number, name, heading or outlet accounts for."""
    left: list[str] = []
    for part in _SEPARATORS.split(rest):
        if not part.strip() or outlets.named(part.strip()) or is_site(part) or fold(part) in rubrics():
            continue
        unsigned = _SIGNED.sub(" ", part)
        if not (bare_names and (_AUTHOR.fullmatch(unsigned) or _ROLE.fullmatch(unsigned.strip()))):
            words = re.findall(r"[\w'’-]+", unsigned)
            left += [word for word in words if not _is_label(word) and not _OTHER_SCRIPT.fullmatch(word)]
    return left


def _is_label(word: str) -> bool:
    return all(_LABEL_WORD.fullmatch(part) for part in fold(word).split())
