"""Lines that are no part of an article, whatever stands around them. PURE."""

from __future__ import annotations

import re
import unicodedata

from articles.importing.cleaning.lines import Line
from articles.importing.cleaning.patterns import boilerplate, rubrics
from entities.folding import fold

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.(?:com|fr|org|net|ru|jp|info|eu|ch|be|ca|vn|cn)(?:/\S*)?")
_CAPTCHA = re.compile(r"\W*\d{1,3}\s*[-+×x*−–]\s*\d{1,3}\s*=\W*\d*")
_SLUG = re.compile(r"(?:[a-z]{2,6}|[A-Z]{2,5})(?:[-/][a-zA-Z]{1,6})+\W*")
_TAGS = re.compile(r"(?:#\w+[\s,]*){1,}")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?:\+\d{2}[\s.-]?\d|\b0\d)(?:[\s.-]?\d{2}){4}\b")
_MAIL_HEADER = re.compile(r"(?:De|From|À|To|Cc|Cci|Envoyé|Sent|Reply-To)\s?:\s+\S")
_PLAYER_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*/\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_SEPARATOR = re.compile(r"\s*[>|›»/•·→]\s+|\s+[>|›»/•·→]\s*")
_TABLE_RULE = re.compile(r"[\s|:+=_*~#.\-–—]+")
_MARKUP = re.compile(
    r"\{\{.*\}\}|\[(?:caption|embed|gallery|video)\b.*\]|.*\bfunction\s?\(.*|.*[{;]\s*(?:var|const|let)\s.*"
)


def reason_to_drop(line: Line) -> str:
    """Why the line is boilerplate, or nothing. Judged by itself alone."""
    return reason_by_form(line) or next((rule.reason for rule in boilerplate() if rule.covers(line)), "")


def reason_by_form(line: Line) -> str:
    """Why the line can't be a part of any sentence."""
    text = line.text
    if line.is_long:
        return "" if any(c.isalnum() for c in text) else "markup"
    checks = (
        ("markup", not any(c.isalnum() for c in text)),
        ("link list", line.is_listed_link and not line.ends_sentence),
        ("address", bool(_ADDRESS.fullmatch(text))),
        ("counter", bool(_PLAYER_CLOCK.fullmatch(text))),
        ("captcha sum", bool(_CAPTCHA.fullmatch(text))),
        ("agency signature", bool(_SLUG.fullmatch(text)) and not text.isupper()),
        ("tag line", bool(_TAGS.fullmatch(text))),
        ("mail header", line.words <= 12 and bool(_MAIL_HEADER.match(text))),
        ("contact line", line.words <= 18 and bool(_CONTACT.search(text)) and not line.is_prose),
        ("markup", bool(_TABLE_RULE.fullmatch(text) or _MARKUP.fullmatch(text))),
        ("line in another script", _is_foreign_script(text)),
        ("menu line", _is_menu(text)),
    )
    return next((reason for reason, holds in checks if holds), "")


def _is_foreign_script(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return bool(letters) and latin < len(letters) / 2


def _is_menu(text: str) -> bool:
    """Headings in a row: « Accueil > Monde > Asie », « Politique | Société | Sports »."""
    parts = [fold(part) for part in _SEPARATOR.split(text) if fold(part)]
    if len(parts) < 2:
        return False
    filed = sum(part in rubrics() for part in parts)
    return filed == len(parts) or (
        len(parts) >= 3 and filed >= len(parts) / 2 and all(len(p.split()) <= 4 for p in parts)
    )
