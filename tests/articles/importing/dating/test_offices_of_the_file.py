"""Any two offices of the authority file that overlap in one year only date a sentence to that year."""

import datetime
from collections.abc import Iterator
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.dating import infer_date
from articles.importing.dating.days import first_day, last_day
from entities.authority.loader import load_files
from entities.known import Form, Kind, KnownActor, Term
from entities.nlp.found import FoundMention, Text

TODAY = datetime.date(2026, 6, 1)
AUTHORITY = load_files()
OFFICES = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "nato_secretary_general"}
TITLES = {
    "head_of_state": "président", "head_of_government": "Premier ministre", "nato_secretary_general":
    "secrétaire général de l'OTAN", "foreign_minister": "ministre des Affaires étrangères",
    "defence_minister": "ministre de la Défense",
}  # fmt: skip
Spans = list[tuple[datetime.date, datetime.date]]
Holder = tuple[KnownActor, str, Spans]


def _holders() -> Iterator[Holder]:
    """Who held one such office, once or more often, and no other office at all: a title alone tells when."""
    for actor in AUTHORITY.actors.values():
        offices = {term.office for term in actor.terms}
        if actor.kind == Kind.PERSON and len(offices) == 1 and offices <= OFFICES:
            spans = [_days(term) for term in actor.terms if term.start]
            if spans:
                yield actor, offices.pop(), spans


def _days(term: Term) -> tuple[datetime.date, datetime.date]:
    return first_day(term.start), last_day(term.end) if term.end else TODAY


def _shared_years(one: Holder, other: Holder) -> set[int]:
    common = [(max(a, c), min(b, d)) for a, b in one[2] for c, d in other[2]]
    return {year for start, end in common if start <= end for year in range(start.year, end.year + 1)}


PAIRS = [
    pair
    for pair in combinations(_holders(), 2)
    if len(years := _shared_years(*pair)) == 1 and min(years) >= 1945  # older ones are not proposed as publication
]


def _dated(one: Holder, other: Holder) -> str | None:
    names = [one[0].name, other[0].name]
    titles = [TITLES[one[1]], TITLES[other[1]]]
    body = f"Le {titles[0]} {names[0]} a reçu longuement des journalistes. Le {titles[1]} {names[1]} s'est tu."
    text = Text("Un titre", body).analysed
    mentions = [
        FoundMention(start, start + len(name), name, holder[0].key, Form.NAME, "gazetteer")
        for name, holder in zip(names, (one, other), strict=True)
        if (start := text.find(name)) >= 0
    ]
    found = infer_date(text=text, captions=(), mentions=mentions, actors=(), authority=AUTHORITY, today=TODAY)
    return found.value


def test_the_file_holds_such_pairs() -> None:
    assert len(PAIRS) > 1000


@settings(max_examples=300)
@given(pair=st.sampled_from(PAIRS))
def test_two_offices_that_overlap_in_one_year_only_date_a_sentence_to_it(pair: tuple[Holder, Holder]) -> None:
    (year,) = _shared_years(*pair)
    assert _dated(*pair) == str(year)
