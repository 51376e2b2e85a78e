"""What is no part of the article inside a line of it: datelines, signatures, teasers glued to its end. PURE."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from articles.importing.cleaning.outlets import Outlets, is_site
from articles.importing.cleaning.patterns import any_of
from articles.importing.dating.grammar import written_dates
from entities.folding import fold

_DASH = r"(?:--?|–|—|−)"
_PLACE = r"[A-ZÀ-ÖØ-Þ][\w'’.-]{0,24}(?:[ /](?:(?:de|du|des|la|le|les|en|sur|et)[ -])?[A-ZÀ-ÖØ-Þ][\w'’.)-]{0,24}){0,3}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})?\s*(?P<middle>[,(:\[][^–—]{{0,70}}?|\s?\d[^–—]{{0,40}}?)?\s*"
    rf"(?:{_DASH}\s+|\s{_DASH}(?=[A-ZÀ-Ö«\"“]))(?=[\w«\"“‘'(])"
)
_RUSSIAN_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}),\s*(?:le\s+)?(?P<date>\d{{1,2}}(?:er)?\s\w+(?:\s\d{{4}})?)\s*[.,–—-]\s*"
    r"/?(?:[Cc]orr(?:espondante?)?\.?\s+(?:de\s+|d['’]|du\s+)?)?(?P<agency>[A-Z][\w -]{1,20}?)/?"
    r"\s*[.–—-]\s+(?=[A-ZÀ-ÖØ-Þ«])"
)
_STOPPED_DATELINE = re.compile(  # « OSLO, mardi 3 mars 2009. L'armée … »: capitals tell it from a story's first words
    r"(?P<place>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ' -]{2,40}),\s+"
    r"(?P<date>(?:le\s+)?(?:[a-zA-Z]+\s+)?\d{1,2}(?:er)?\s+\w+\.?\s+\d{4})\s*(?:\([^)]{2,30}\)\s*)?\.\s+(?=[A-ZÀ-ÖØ-Þ«])"
)
_WIRE = re.compile(  # « new york, 29 sept 76 (afp) - le ministre … »: in lower case, as old teleprinters had it
    r"(?P<place>[a-zà-ÿ][a-zà-ÿ' -]{2,40}?)(?:\s?\([^)]{2,30}\))?,\s(?P<date>\d{1,2}(?:er)?\s\w+\.?(?:\s(?:19)?\d{2})?)"
    r"\s\((?P<agency>[a-z /-]{2,20})\)\s*[-–—.]+\s+"
)
_SITE_START = re.compile(r"^[(\[]\s*(?P<site>[\w .’'-]{2,40}?)\s*[)\]]\s*(?:--?|–|—|:)\s*")
_BRACKETED = re.compile(r"\((?P<said>[^()]{5,60})\)\s+(?=[A-ZÀ-ÖØ-Þ«])")
_NEXT_DASH = re.compile(rf"\s*{_DASH}\s+")
_START_OF_REST = 40  # characters
_AFTER_SENTENCE = r"(?<=[.!?»”\"…)])\s*"
_CUT_ENDS = (
    re.compile(r"\.?/\.\s*$"),
    re.compile(
        _AFTER_SENTENCE + r"(?:>+\s*|→\s*|\[|\()?\s*(?:À|A|Á|Et aussi)?\s*"
        rf"(?i:{any_of('glued_teasers')})\b.{{0,220}}$"
    ),
    re.compile(_AFTER_SENTENCE + r"(?:>+\s*|→\s*)?[ÀA]\s+(?:lire|voir|écouter)\s*:.{0,220}$"),
    re.compile(_AFTER_SENTENCE + rf"(?i:{any_of('glued_calls')})\b.{{0,160}}$"),
    re.compile(_AFTER_SENTENCE + r"(?:©\s*[^.]{1,60}|(?i:crédits?(?: photos?)?|photos?)\s*:\s*[^.]{1,60})$"),
    re.compile(r"\[?\(?(?i:lire la suite|en savoir plus|read more|voir plus|suite)\s*(?:\.\.\.|…|→|>+|»)?\)?\]?\s*$"),
    re.compile(_AFTER_SENTENCE + r"(?:#\w+\s*)+$"),
    re.compile(_AFTER_SENTENCE + r"[a-z]{2,4}(?:[-/][a-z]{2,4}){1,6}\s*$"),
)
_DIALOGUE = re.compile(r"(?:questions?|réponses?|journaliste|[QR])\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:l[ea]s?|il|elle|m\.)\s|[ldLD]['’]", re.IGNORECASE)
_CREDIT_END = re.compile(r"(?<=[.!?»”\"…])\s*[(\[](?:avec\s+)?(?P<agency>[\w .,/&’'-]{2,40})[)\]]\s*\.?$")
_START, _REACH = 240, 500  # characters at the start and at the end in which anything is cut
_KEPT_WORDS = 16  # a shorter line loses nothing at its start: what would be cut may be what it says


@dataclass(frozen=True, slots=True)
class Trimmed:
    text: str
    dateline: str = ""
    agency: str = ""
    outlet_text: str = ""
    date: str = ""  # the words of a dateline that hold a date


def trim_end(text: str, outlets: Outlets) -> Trimmed:
    """The line without what pages glue to its end."""
    start, text = text[:-_REACH], text[-_REACH:]
    previous = None
    agency = ""
    while previous != text:
        previous = text
        for pattern in _CUT_ENDS:
            shorter = pattern.sub("", text).rstrip()
            text = shorter if start or len(shorter.split()) >= 5 else text
        credit = _CREDIT_END.search(text)
        named = _agency_of(credit["agency"], outlets) if credit else ""
        if credit and named:
            text, agency = text[: credit.start()].rstrip(), named
    return Trimmed(start + text, agency=agency)


def trim_start(text: str, outlets: Outlets) -> Trimmed:
    """The line without its dateline, if that is a place with an agency or a date by itself.

    A dateline that gives a place and a date together is read and left: it is a part of what the text tells.
    """
    text, rest = text[:_START], text[_START:]
    trimmed = _without_start(text, outlets)
    return replace(trimmed, text=trimmed.text + rest)


def _without_start(text: str, outlets: Outlets) -> Trimmed:
    site = _SITE_START.match(text)
    if site and (is_site(site["site"]) or outlets.named(site["site"])):
        return Trimmed(text[site.end() :], outlet_text=site["site"])
    russian = _RUSSIAN_DATELINE.match(text)
    if russian and (agency := _agency_of(russian["agency"], outlets)):
        return Trimmed(text, russian["place"].strip(" ."), agency, date=russian["date"])
    wire = _WIRE.match(text)
    if wire and (agency := _agency_of(wire["agency"].upper(), outlets)):
        return Trimmed(text, wire["place"].strip(), agency, date=wire["date"])
    stopped = _STOPPED_DATELINE.match(text)
    if stopped and any(date.day and date.year for date in written_dates(stopped["date"])):
        return Trimmed(text, stopped["place"].strip(), date=stopped[0])
    bracketed = _BRACKETED.match(text)
    if bracketed and written_dates(bracketed["said"]):
        agency = next((name for part in bracketed["said"].split(",") if (name := _agency_of(part, outlets))), "")
        if agency:
            return Trimmed(text[bracketed.end() :], agency=agency, date=bracketed["said"])
    match = _DATELINE.match(text)
    if not match or not (match["place"] or match["middle"] or written_dates(text[: match.end()])):
        return Trimmed(text)
    return _dateline(text, match, outlets)


def _after_agency(head: str, rest: str, agency: str) -> Trimmed | None:
    """« OSLO (AFP) - 03/03/2011 08h15 - L'armée … »: the day after the agency, between dashes."""
    dates = written_dates(rest[:_START_OF_REST])
    if not agency or not dates or dates[0].start or not dates[0].year:
        return None
    dash = _NEXT_DASH.match(rest[dates[0].end :])
    place = head.partition("(")[0].strip(" -–—,")
    return Trimmed(rest[dates[0].end + dash.end() :], place, agency, date=dates[0].text) if dash else None


def _dateline(text: str, match: re.Match[str], outlets: Outlets) -> Trimmed:
    head, rest = text[: match.end()], text[match.end() :]
    place, middle = match["place"] or "", match["middle"] or ""
    if _DIALOGUE.match(place):
        return Trimmed(text)
    dates = written_dates(head)
    agency = next((name for part in re.split(r"[(),\[\]/]| - ", head) if (name := _agency_of(part, outlets))), "")
    later = _after_agency(head, rest, agency) if not dates else None
    if later:
        return later
    site = next((part for part in re.split(r"[(),\[\]]", middle) if is_site(part)), "")
    if not (agency or dates or site or place.isupper() or _is_place_alone(place, middle, rest)):
        return Trimmed(text)
    bare = "" if _agency_of(place, outlets) or (dates and dates[0].start < len(place)) else place.strip(" ,.")
    date = head if dates else ""
    stays = (bool(dates) and bool(bare or not all(d.year for d in dates))) or len(rest.split()) < _KEPT_WORDS
    stays = stays or len(fold(head).split()) > 4
    return Trimmed(text if stays else rest, bare, agency, site, date)


def _is_place_alone(place: str, middle: str, rest: str) -> bool:
    """« Tokyo – Le … »: one or two words, then a sentence. A longer one, or a clause after it, is a subject."""
    sentence = rest[:1].isupper() or rest[:1] in '«“"'
    return sentence and bool(place) and not middle.strip() and len(place.split()) <= 2 and not _ARTICLE.match(place)


def _agency_of(text: str, outlets: Outlets) -> str:
    parts = [part for part in re.split(r"\s*(?:[,/&+]|\bet\b|\bavec\b)\s*", text.strip(" .")) if part]
    found = [outlets.agency(part) for part in parts]
    return found[0].name if parts and all(found) and found[0] else ""
