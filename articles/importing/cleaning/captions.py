"""Captions of pictures: what is under a photograph is not what the article says. PURE."""

from __future__ import annotations

import re

from articles.importing.cleaning.lines import Line
from articles.importing.dating.grammar import written_dates

_AGENCIES = r"(?:AFP|AP|EPA|EFE|Reuters|REUTERS|Getty(?: Images)?|GETTY(?: IMAGES)?|Sputnik|TASS|ITAR-TASS|Itar-Tass|RIA Novosti|Kyodo|KYODO|Xinhua|XINHUA|Yonhap|YONHAP|SIPA|Sipa|DPA|dpa|ANSA|Keystone|KEYSTONE|Belga|BELGA|Shutterstock|Flickr|Wikimedia|Jiji|JIJI|NurPhoto|Anadolu|Bloomberg|Pool|POOL|Alamy|NATO|OTAN|VNA|Magnum|Gamma|Rapho|Abaca|ABACA|MAXPPP|MaxPPP|DR|Hans Lucas)"
_CREDIT_LABEL = r"(?:cr[ée]dits?(?:\s+(?:photos?|images?|illustration))?|photos?(?:\s+(?:d['’]illustration|d['’]archives?|de une|officielle))?|images?(?:\s+(?:d['’]illustration|d['’]archives?))?|illustration|vid[ée]o|source de l['’]image|image|©|\(c\)|copyright|l[ée]gende|archives?)"
_CREDIT_START = re.compile(
    rf"^\W*(?:{_CREDIT_LABEL})\s*(?::|©|\(c\)|/|\||–|—|-\s|par\b|\b(?={_AGENCIES}\b))", re.IGNORECASE
)
_CREDIT_SIGN = re.compile(r"^\W*(?:©|\(c\)\s)\s*\S", re.IGNORECASE)
_CREDIT_END = re.compile(
    rf"(?:[(\[|.,/–—-]|\s)\s*(?:(?:{_CREDIT_LABEL})\s*:?\s*[^.!?:]{{0,60}}|(?:[\w .’'-]{{2,40}}/\s*)?{_AGENCIES}(?:\s*(?:/|via|-|,)\s*[\w .’'-]{{2,40}})*|\(?\b(?:archives?|photo d['’]archives?)\b\)?)\s*[)\]|.]*$"
)
_CREDIT_END_SIGN = re.compile(
    r"©\s*[^.!?]{1,80}$|\((?:©|photo|crédit|Photo|Crédit|PHOTO)[^)]{1,80}\)\W*$|(?:\||\s[–—-])\s*(?i:photos?|crédits?|images?)\s*:?\s*[^.!?]{1,60}$|[.»]\s+(?i:photos?|crédits?(?: photo)?|images?)\s*:\s*[^.!?]{1,60}$"
)
_POSITION = re.compile(
    r"\((?:(?:au |en |à |de )?(?:(?:premier |second |arrière-)plan|centre|gauche|droite|haut|bas|dos|face)(?: (?:à|et|au)\b.{0,20})?|(?:G|D|C|g|d|c)\.?)\)|"
    r"^(?:De gauche à droite|Sur cette (?:photo|image)|Cette (?:photo|image)|Photo|Image|Capture d['’]écran|Vue (?:aérienne|générale|satellite)|Illustration)\b",
)
_ENGLISH = re.compile(
    r"\b(?:the|and|of|in|with|shake|hands|minister|president|during|meeting|speaks|attends|is|at|for|from|his|by|on|to|after|before)\b",
    re.IGNORECASE,
)
_FRENCH = re.compile(
    r"\b(?:le|la|les|des|du|de|et|un|une|que|qui|dans|pour|avec|sur|au|aux|est|ont|par|en|à|son|ses)\b|\b[ldnsqj]['’]",
    re.IGNORECASE,
)


def is_caption(line: Line) -> bool:
    """By what the line itself shows: a credit, where people stand in the picture, a scene with its date."""
    text = line.text
    if line.words > 70 or "?" in text[-3:]:
        return False
    return has_credit(text) or (line.words <= 45 and bool(_POSITION.search(text))) or _is_dated_scene(line)


def has_credit(text: str) -> bool:
    """Whether the line begins or ends with whose picture it is."""
    if _CREDIT_START.match(text) or _CREDIT_SIGN.match(text) or _CREDIT_END_SIGN.search(text):
        return True
    credit = _CREDIT_END.search(text)
    return (
        bool(credit)
        and not re.match(r"\s*\((?:avec )?(?:AFP|AP|Reuters|REUTERS)\)\W*$", credit[0])
        and _is_glued(text, credit)
    )


def is_credit_only(line: Line) -> bool:
    return line.words <= 9 and (bool(_CREDIT_START.match(line.text)) or bool(_CREDIT_SIGN.match(line.text)))


def is_english(text: str) -> bool:
    english, french = len(_ENGLISH.findall(text)), len(_FRENCH.findall(text))
    return english >= 2 and english > 2 * french


def _is_glued(text: str, credit: re.Match[str]) -> bool:
    """An agency after a slash, a bar or in brackets with a photographer is a credit; « , a indiqué l'AFP » is none."""
    tail = credit[0]
    return bool(re.search(r"[/|(\[©]", tail)) and not re.search(
        r"\b(?:à|de|d|l|le|la|l['’]agence)\s*['’]?\s*(?:AFP|AP|TASS|Reuters)", text[-40:]
    )


def _is_dated_scene(line: Line) -> bool:
    """« Le ministre parle lors d'une conférence à Tokyo, le 9 avril 2025 »: ends with a full date and no stop."""
    if line.ends_sentence or not 6 <= line.words <= 45:
        return False
    dates = [date for date in written_dates(line.text) if date.day and date.year]
    return (
        bool(dates)
        and dates[-1].end >= len(line.text) - 3
        and bool(re.search(r"[,(]\s*(?:le\s+|on\s+)?(?:\w+\s+)?$", line.text[: dates[-1].start]))
    )
