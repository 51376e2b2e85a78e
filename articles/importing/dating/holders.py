"""Who held which office: the days on which a person named with a title can have borne it. PURE."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from articles.importing.dating.days import Days, first_day, last_day
from entities.folding import fold
from entities.known import Authority, Form, Kind, Office, Term
from entities.nlp.found import FoundMention

_BEFORE, _AFTER = 170, 110  # characters around a name in which its title stands
_FARTHEST = 9  # words between a title and the name that bears it; any number after « homologue »
_VAGUE = frozenset(("minister", "deputy_minister", "ambassador", "governor", "office", "other", ""))
_WIDEST_GAP = 4  # other words inside a title: « ministres des Finances et de la Défense »
_SMALL_WORDS = frozenset(["de", "la", "le", "les", "l", "d", "du", "des", "et", "a", "au", "aux", "en"])
_NOT_IN_OFFICE = re.compile(
    r"\b(?:ancien(?:ne)?s?|ex|feue?|alors|defunte?|a l epoque|ci devant|future?|elue?|designee?|candidate?|"
    r"predecesseurs?|successeurs?|avai(?:t|ent)|"
    r"assassine|disparu|historique|il y a \w+ ans)\b"
)
_KIN = re.compile(
    r"\b(?:petit fils|petite fille|fils|fille|pere|mere|epouse|veuve|neveu|niece|gendre|arriere|aieul|"
    r"heritiers?|epoque|jadis|naguere|autrefois|memoires?|biographie|mort|morte|tombe|deces)\b"
)
_PARTING = (
    "accompagne",
    "avec",
    "entoure",
    "flanque",
    "contre",
    "rencontr",
    "recevoir",
    "recoit",
    "succed",
    "remplac",
    "aupre",
)
_NEAR = 60  # characters
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d{2}(?!\d)")


def days_in_office(
    sentence: str, mention: FoundMention, at: int, after: int, authority: Authority, today: datetime.date
) -> Days | None:
    """The days on which the person named at `at` in the sentence held an office that the sentence gives it.

    `after` is where the person named before ends: a title since then is this one's, else one above may be both's.
    None where the sentence says nothing sure: no title, a former or future one, or a year of its own. A title that may
    belong to a neighbour only widens the answer.
    """
    actor = authority.actors.get(mention.actor)
    if actor is None or not actor.terms or _YEAR.search(sentence):
        return None
    before = sentence[:at] if "homologue" in sentence else sentence[max(0, at - _BEFORE) : at]
    apposition = _apposition(sentence[at + len(mention.text) :][:_AFTER])
    if any(_NOT_IN_OFFICE.search(fold(side)) for side in (before, apposition)):
        return None
    held = _held(actor.terms, (sentence[after:at], apposition), authority) if after else []
    held = held or _held(actor.terms, (before, apposition), authority)
    return _days(held, today) if held else None


def presences(
    text: str,
    spans: Sequence[tuple[int, int]],
    mentions: Iterable[FoundMention],
    authority: Authority,
    today: datetime.date,
) -> Iterator[tuple[str, Days]]:
    """Whom the text names in full and with no word of the past, each once, and the days on which they held any office.

    Nobody who had left office, or was dead, goes without « ancien », a year or a kinsman for long; one who does only
    makes the days of all contradict each other.
    """
    seen: set[str] = set()
    for mention in mentions:
        actor = authority.actors.get(mention.actor)
        if (
            actor is None
            or actor.kind != Kind.PERSON
            or not actor.terms
            or mention.form not in (Form.NAME, Form.FAMILY)
        ):
            continue
        start, end = next(((a, b) for a, b in spans if a <= mention.start < b), (0, 0))
        near = fold(text[max(start, mention.start - _NEAR) : min(end, mention.end + _NEAR)])
        if mention.actor in seen or _YEAR.search(text[start:end]) or _NOT_IN_OFFICE.search(near) or _KIN.search(near):
            continue
        seen.add(mention.actor)
        yield mention.text, _days(actor.terms, today)


def _held(terms: Iterable[Term], sides: Iterable[str], authority: Authority) -> list[Term]:
    folded = [fold(side) for side in sides]
    words = [_content(side) for side in folded]
    farthest = len(words[0]) if "homologue" in folded[0] else _FARTHEST
    return [term for term in terms if any(_gives(side, term, authority.offices, farthest) for side in words)]


def _apposition(after: str) -> str:
    """« , ministre des Affaires étrangères, »: what follows a name at once; not the next clause."""
    match = re.match(r"\s*[,(–—]\s*([^,.;:()–—]{3,90})", after)
    return match[1] if match else ""


def _days(terms: Iterable[Term], today: datetime.date) -> Days:
    return Days.of(
        (first_day(term.start), min(last_day(term.end), today) if term.end else today) for term in terms if term.start
    )


def _gives(words: Sequence[str], term: Term, offices: Mapping[str, Office], farthest: int) -> bool:
    """Whether the words hold a title of the term's office; offices that many hold at once count by their full title."""
    office = offices.get(term.office)
    named = (*office.titles, office.title) if office and term.office not in _VAGUE else ()
    titles = _split_titles((*named, term.title))
    return any(_stand_in(words, title, farthest) for title in titles if len(title) > 2 or term.office not in _VAGUE)


@lru_cache(maxsize=4096)
def _split_titles(titles: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    split = {tuple(_content(fold(title))) for title in titles}
    return tuple(sorted(title for title in split if title and title != ("ministre",)))


def _stand_in(words: Sequence[str], title: Sequence[str], farthest: int) -> bool:
    """Whether the title's words stand in order, few others between or after; « vice » before makes it another title."""
    for start, word in enumerate(words):
        if word != title[0] or (start and words[start - 1] in ("vice", "sou", "adjoint")):
            continue
        end = _end_of(words, title, start)
        if end is not None and len(words) - 1 - end <= farthest and not _is_parted(words[end + 1 :]):
            return True
    return False


def _is_parted(between: Sequence[str]) -> bool:
    """« le ministre, accompagné de X »: the title is another's."""
    return "homologue" not in between and any(word.startswith(_PARTING) for word in between)


def _end_of(words: Sequence[str], title: Sequence[str], place: int) -> int | None:
    for wanted in title[1:]:
        near = range(place + 1, min(place + 2 + _WIDEST_GAP, len(words)))
        found = next((i for i in near if words[i] == wanted), None)
        if found is None:
            return None
        place = found
    return place


def _content(folded: str) -> list[str]:
    return [_singular(word) for word in folded.split() if word not in _SMALL_WORDS]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
