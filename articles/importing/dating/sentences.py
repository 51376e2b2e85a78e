"""Sentences of a text, and whether they look back or ahead. PURE; rough on purpose: a wrong cut only costs evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

_END = re.compile(  # a row of points is begun at its first, or where that one abbreviates, at its second
    r"[.!?…\n](?:(?<=\n)\n*|(?<![.!?…]{3})(?<![A-ZÉ].)(?<!\bM.)(?<!\bMM.)(?<!\bMme.)(?<!\bDr.)"
    r"[.!?…]*[»”\"]?\s+(?=[«“\"]?\s?[A-ZÀ-ÖØ-Þ\d]))"
)
_FUTURE = re.compile(
    r"\b(?:\w{2,}(?:era|eront|ira|iront|dra|dront|vra|vront|rra|rront)|aura|auront|sera|seront|fera|feront|ira|iront|"
    r"doi(?:t|vent)|va|vont|devrai(?:t|ent)|prévue?s?|prévoi(?:t|ent)|attendue?s?|prochaine?s?|compte(?:nt)?|s'apprête(?:nt)?|"
    r"d'ici|avant la fin|en vue d|à l'horizon)\b"
)
_PAST = re.compile(
    r"\b(?:a|ont|s'est|se sont|est|sont|eut|fut|furent|avons|ai)\s+"
    r"(?:(?:été|également|aussi|ensuite|notamment|déjà|de nouveau|conjointement)\s+)?"
    r"\w+(?:é|ée|és|ées|i|is|it|ie|ies|u|us|ue|ues|ert|erte|int|aint|ait)\b|\b\w+(?:èrent|irent|urent)\b|\bdernière?s?\b|\bécoulée?\b"
)


class Tense(Enum):
    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence."""
    start = 0
    for match in _END.finditer(text):
        if match.start() > start:
            yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def tense(sentence: str, at: int) -> Tense:
    """Whether what the sentence says about its date at `at` lies behind or ahead: by the nearest verb before the date,
    else by the verbs after it."""
    plain = sentence.replace("’", "'")
    before = plain[:at]
    past, future = _last(_PAST, before), _last(_FUTURE, before)
    if past == future:
        past, future = -_first(_PAST, plain[at:]), -_first(_FUTURE, plain[at:])
    if past == future:
        return Tense.OPEN
    return Tense.PAST if past > future else Tense.FUTURE


def looks_ahead(sentence: str) -> bool:
    return bool(_FUTURE.search(sentence.replace("’", "'")))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _first(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else len(text)
