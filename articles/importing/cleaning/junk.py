"""Lines that are no part of an article, whatever stands around them. PURE."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from articles.importing.cleaning.lines import Line
from articles.importing.cleaning.patterns import any_of, boilerplate, is_boilerplate, rubrics, words_of
from articles.importing.dating.grammar import written_dates
from entities.folding import fold

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.(?:com|fr|org|net|ru|jp|info|eu|ch|be|ca|vn|cn)(?:/\S*)?")
_PRINTED_ADDRESS = re.compile(
    r"(?:.{0,90}\s)?(?:https?://|www\.)\S+(?:\s+(?:page\s*)?\d{1,3}\s*(?:/|sur|of|de)\s*\d{1,3})?", re.IGNORECASE
)
_PRINTED_IN = re.compile(
    r"(?:in|dans|paru dans|extrait d[eu])\s+[A-ZÀ-Þ].{2,60}?,?\s(?:pp?\.|pages?|n°|no\.?|vol\.)\s?\d.{0,30}"
)
_TELEX = re.compile(
    r"(?:zczc|nnnn)\b.{0,30}|[a-z]{2,4}\d{3,5}\b.{0,40}|(?:[a-z]{2,8}\s)?\d{6}\s?(?:gmt|utc|z)\b.{0,14}", re.IGNORECASE
)
_INITIALS = re.compile(rf"\((?!{any_of('picture_agencies')}\))[A-Za-z]{{2,4}}(?:[/, -]+[A-Za-z]{{2,4}}){{0,3}}\)")
_DOCUMENT = re.compile(r"(?:[nN]°\s?)?\d{1,5}(?:[-/.]\d{1,4}){3,5}")
_CAPTCHA = re.compile(r"\W*\d{1,3}\s*[-+×x*−–]\s*\d{1,3}\s*=\W*\d*")
_SLUG = re.compile(r"(?:[a-z]{2,6}|[A-Z]{2,5})(?:[-/][a-zA-Z]{1,6})+\W*")
_TAGS = re.compile(r"(?:[#@]\w+[\s,]*){1,}")
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\b0\d(?:[\s.-]?\d{2}){4}\b|\+\d{1,3}(?:[\s.()-]{0,2}\d){7,11}\b")
_DATE_LENGTH = 20  # characters: a date in numbers and its hour
_NUMERIC_DATE = re.compile(r"\b\d{1,2}([./-])\d{1,2}\1(?:19|20)?\d\d\b")
_MAIL_HEADER = re.compile(r"(?:De|From|À|To|Cc|Cci|Envoyé|Sent|Reply-To)\s?:\s+\S")
_PLAYER_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*/\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_SEPARATOR = re.compile(r"\s*[>|›»/•·→]\s+|\s+[>|›»/•·→]\s*|(?<=\S)(?:\s{2,}|\t)(?=\S)")
_PARTED = re.compile(r"[>|›»/•·→\t]|\s\s")  # what every separator has: to look for these is fast
_STEP = re.compile(r"\s+[>›»→]\s+")
_MENU_STARTS = frozenset({"menu", "accueil", "rechercher", "recherche", "connexion", "navigation"})
_MOST_BUTTONS = 16  # words of a row of buttons
_LONGEST_ENTRY = 120  # characters of a heading in a menu
_NOTE = re.compile(r"[\[(](?P<note>[^\[\]()]+)[\])]\.?")
_NOTE_WORDS = re.compile(rf"(?:{any_of('stage_directions')})\b")
_PAGER = re.compile(r"[←⟵]\s.*|.*\s[→⟶]")
_FOOTNOTE = re.compile(r"[(\[]\d{1,2}[)\]]\s*(?:Lire|Voir|Cf\.?|Cité|Ibid|Sur ce|NDLR|Dans )")
_PROGRAMME = re.compile(rf"(?:À la )?(?i:{any_of('programme_credits')})\s*:\s*[A-ZÀ-Þ]")
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\ufaff\ufe70-\ufeff\U00010000-\U0002ffff]")
_FEW_LETTERS = 12  # in any script, beside a full date: its label
_TABLE_RULE = re.compile(r"[\s|:+=_*~#.\-–—]+")
_MARKUP = re.compile(
    r"^\{\{.*\}\}$|^\[(?:caption|embed|gallery|video)\b.*\]$|\bfunction\s?\(|[{;]\s*(?:var|const|let)\s"
)


def reason_to_drop(line: Line) -> str:
    """Why the line is boilerplate, or nothing. Judged by itself alone."""
    return _reason(line.alone)


@lru_cache(maxsize=512)
def _reason(line: Line) -> str:
    if len(line.text) <= _DATE_LENGTH and _NUMERIC_DATE.search(line.text) and not _DOCUMENT.fullmatch(line.text):
        return ""
    return reason_by_form(line) or next((rule.reason for rule in boilerplate() if rule.covers(line)), "")


def reason_by_form(line: Line) -> str:
    """Why the line can't be a part of any sentence."""
    return _by_form(line.alone)


@lru_cache(maxsize=512)
def _by_form(line: Line) -> str:
    if line.is_long:
        return "" if any(c.isalnum() for c in line.text) else "markup"
    return next((reason for reason, holds in _FORMS if holds(line)), "")


def _is_contact(line: Line) -> bool:
    """An address or a telephone number; a clock time before a date in numbers looks like one."""
    if line.words > 18 or line.is_prose or _NUMERIC_DATE.search(line.text):
        return False
    return bool(_CONTACT.search(line.text))


def _is_printed(line: Line) -> bool:
    """« https://… 1/2 », which a browser prints on each page; an address that a sentence ends with is none."""
    return line.text.lower().startswith(("http", "www.")) or line.text[-1:].isdigit()


def _is_tool_bar(line: Line) -> bool:
    """Buttons in a row with their counters: « Réagir (0) Envoyer Imprimer », « Tweet 12 Partager 1,2 k »."""
    words = line.folded.split() if line.words <= _MOST_BUTTONS else []
    return any(word in words_of("buttons") for word in words) and all(map(_is_beside_button, words))


def _is_beside_button(word: str) -> bool:
    return word.isdigit() or word in words_of("buttons") or word in words_of("button_words")


def _is_stage_direction(line: Line) -> bool:
    """« [Générique] », « (applaudissements) », « [Transcription relue par la rédaction] » on a line of its own."""
    note = _NOTE.fullmatch(line.text)
    return bool(note) and line.words <= 12 and bool(_NOTE_WORDS.match(fold(note["note"] if note else "")))


def _is_foreign_script(line: Line) -> bool:
    if not _OTHER_SCRIPT.search(line.text):
        return False
    letters = [c for c in line.text if c.isalpha()]
    if len(letters) <= _FEW_LETTERS and any(date.on() for date in written_dates(line.text)):
        return False
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return bool(letters) and latin < len(letters) / 2


def _is_menu(line: Line) -> bool:
    """Headings in a row: « Accueil > Monde > Asie », « Politique | Société | Sports », « Jeux  Météo  Carnet »."""
    text = line.columns
    pieces = _SEPARATOR.split(text) if _PARTED.search(text) else [text]
    if max(map(len, pieces)) > _LONGEST_ENTRY and (len(pieces) > 1 or ". " not in text):
        return False
    parts = [folded for piece in pieces if (folded := fold(piece))]
    if len(parts) < 2:
        return _are_headings(line, text)
    filed = sum(map(_is_filed, parts))
    if filed == len(parts):
        return True
    if line.ends_sentence or any(len(part.split()) > 5 for part in parts):
        return False
    if _STEP.search(text) and (parts[0] in rubrics() or (filed and all(len(part.split()) <= 4 for part in parts))):
        return True
    return len(parts) >= 3 and filed >= len(parts) / 2 and all(len(part.split()) <= 4 for part in parts)


def _are_headings(line: Line, text: str) -> bool:
    """The same with stops, or with nothing at all between them."""
    sentences = text.split(". ")
    if len(sentences) > 1 and all(len(part) <= _LONGEST_ENTRY and _is_filed(fold(part)) for part in sentences):
        return True
    words = line.folded.split()
    headings = len(words) >= 3 and "," not in text and not line.ends_sentence
    if headings and all(word.isalpha() and _is_filed(word) for word in words):
        return True
    return (
        headings
        and words[0] in _MENU_STARTS
        and any(
            is_boilerplate(" ".join(words[:cut])) and is_boilerplate(" ".join(words[cut:]))
            for cut in range(1, len(words))
        )
    )


def _is_filed(part: str) -> bool:
    return part in rubrics() or is_boilerplate(part)


_FORMS: tuple[tuple[str, Callable[[Line], bool]], ...] = (
    ("markup", lambda line: not line.folded),
    ("link list", lambda line: line.is_listed_link and not line.ends_sentence),
    ("address", lambda line: bool(_ADDRESS.fullmatch(line.text))),
    ("address", lambda line: line.words <= 60 and bool(_PRINTED_ADDRESS.fullmatch(line.text)) and _is_printed(line)),
    ("agency signature", lambda line: line.words <= 4 and bool(_INITIALS.fullmatch(line.text))),
    ("agency signature", lambda line: line.words <= 9 and not line.ends_sentence and bool(_TELEX.fullmatch(line.text))),
    ("note", lambda line: line.words <= 16 and bool(_PRINTED_IN.fullmatch(line.text))),
    ("note", lambda line: bool(_DOCUMENT.fullmatch(line.text))),
    ("counter", lambda line: bool(_PLAYER_CLOCK.fullmatch(line.text))),
    ("captcha sum", lambda line: bool(_CAPTCHA.fullmatch(line.text))),
    ("agency signature", lambda line: bool(_SLUG.fullmatch(line.text)) and not line.text.isupper()),
    ("tag line", lambda line: bool(_TAGS.fullmatch(line.text))),
    ("mail header", lambda line: line.words <= 12 and bool(_MAIL_HEADER.match(line.text))),
    ("contact line", _is_contact),
    ("markup", lambda line: bool(_TABLE_RULE.fullmatch(line.text) or _MARKUP.search(line.text))),
    ("line in another script", _is_foreign_script),
    ("tool bar", _is_tool_bar),
    ("stage direction", _is_stage_direction),
    ("menu line", lambda line: line.words <= 16 and bool(_PAGER.fullmatch(line.text))),
    ("note", lambda line: line.words <= 60 and bool(_FOOTNOTE.match(line.text))),
    ("programme credits", lambda line: line.words <= 25 and bool(_PROGRAMME.match(line.text))),
    ("menu line", lambda line: line.words <= 40 and _is_menu(line)),
)
