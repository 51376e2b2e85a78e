"""Dates and names in the reader's language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from django.utils.translation import gettext, override, pgettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from entities.models import Actor

NBSP = "\u00a0"
_DETERMINED = re.compile(
    r"(?:Les?|La|Une?|Des|Du|Ce[st]?|Cette|Son|Sa|Ses|Leurs?|Plusieurs|Certaine?s|Quelques|D[’']autres)\s+[^\W\dA-ZÀ-Þ]"
)
BEYOND_CLDR: dict[str, _StrPromise] = {  # alliances, and states that are no more
    "NATO": _("OTAN"),
    "EU": _("Union européenne"),
    "UN": _("ONU"),
    "SU": _("Union soviétique"),
    "YU": _("Yougoslavie"),
    "DD": _("Allemagne de l’Est"),
    "CS": _("Tchécoslovaquie"),
}


def date_in_words(partial: str, language: str) -> str:
    """« 2 novembre 2013 », « novembre 2013 », « 2013 », or nothing, of a date that may be partial."""
    year, month, day = (*partial.split("-"), "", "")[:3]
    if not month:
        return year
    name = _month(int(month), language)
    if not day:
        return f"{name}{NBSP}{year}"
    number = "1er" if language.startswith("fr") and day == "01" else str(int(day))
    return f"{number}{NBSP}{name}{NBSP}{year}"


def term_in_words(start: str, end: str, language: str) -> str:
    """A term of office: « 2012 – 3 août 2016 », « depuis 2012 » where the end is unknown or not reached."""
    first, last = date_in_words(start, language), date_in_words(end, language)
    if first and last:
        return f"{first} – {last}"
    if first:
        since = gettext("depuis le %(date)s") if _has_day(start) else gettext("depuis %(date)s")
        return since % {"date": first}
    if last:
        until = gettext("jusqu’au %(date)s") if _has_day(end) else gettext("jusqu’en %(date)s")
        return until % {"date": last}
    return gettext("dates inconnues")


def _has_day(partial: str) -> bool:
    return partial.count("-") == 2


def name_of(actor: Actor, language: str) -> str:
    """The actor's name; states and alliances in the reader's language where the authority's French isn't it."""
    if language.startswith("fr") or not actor.code:
        return actor.name
    if actor.code in BEYOND_CLDR:
        with override(language):
            return str(BEYOND_CLDR[actor.code])
    return _territories(language).get(actor.code, actor.name)


def country_name(code: str, language: str) -> str:
    """The name of a state or an alliance in the reader's language, by its code."""
    if code in BEYOND_CLDR:
        with override(language):
            return str(BEYOND_CLDR[code])
    return _territories(language).get(code, code)


def language_name(code: str, language: str) -> str:
    """The name of a language in the reader's."""
    return str(Locale.parse(language, sep="-").languages.get(code, code))


def name_in_index(actor: Actor, language: str) -> str:
    """As an alphabetical list has it: « Lavrov, Sergueï ». Names that begin with the family name stay as they are."""
    name, family = name_of(actor, language), actor.family_name
    given = name.removesuffix(family).rstrip()
    return f"{family}, {given}" if family and given and given != name else name


def mid_sentence(words: str) -> str:
    """« Des sources » after « selon »: a determiner keeps no capital there, unless a title or a name begins with it."""
    return words[:1].lower() + words[1:] if _DETERMINED.match(words) else words


def text_quoted(text: str) -> str:
    """The words between the quotation marks of the reader's language."""
    return pgettext("guillemets", "« %(text)s »") % {"text": text}


@cache
def _month(number: int, language: str) -> str:
    return str(Locale.parse(language, sep="-").months["format"]["wide"][number])


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse(language, sep="-").territories)
