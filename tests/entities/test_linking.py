"""One candidate, several, none: all three are answers."""

from entities.known import Kind, KnownActor, Term
from entities.linking import Ambiguous, Hints, Linked, Unknown, choose, is_prominent


def person(key: str, *terms: Term, country: str = "FR") -> KnownActor:
    return KnownActor(f"person:{key}", Kind.PERSON, key, country=country, terms=terms)


def term(office: str, country: str, start: str, end: str) -> Term:
    return Term(office, "titre", country, start, end)


MINISTER = person("a", term("foreign_minister", "FR", "2001-05", "2003-02-11"))
LATER = person("b", term("foreign_minister", "FR", "2010", "2012"))


def test_nobody_known_is_an_answer() -> None:
    assert choose([], on="2002") == Unknown()


def test_the_only_candidate_is_taken_whatever_the_text_calls_him() -> None:
    assert choose([MINISTER], on="1950", hints=Hints(frozenset({"RU"}))) == Linked(MINISTER, 1.0)


def test_two_spellings_of_one_are_one_candidate() -> None:
    assert choose([MINISTER, MINISTER], on="2020") == Linked(MINISTER, 1.0)


def test_the_office_held_on_the_day_decides() -> None:
    assert choose([MINISTER, LATER], on="2011-03-04") == Linked(LATER, 0.8)


def test_two_that_fit_alike_stay_ambiguous() -> None:
    twin = person("c", *MINISTER.terms)
    outcome = choose([MINISTER, twin], on="2002")
    assert isinstance(outcome, Ambiguous)
    assert set(outcome.candidates) == {MINISTER, twin}


def test_the_state_in_the_title_decides_before_the_date() -> None:
    stranger = person("d", country="JP")
    assert choose([LATER, stranger], on="2011", hints=Hints(frozenset({"JP"}))) == Linked(stranger, 0.8)


def test_partial_dates_are_compared_at_the_coarser_precision() -> None:
    held = MINISTER.terms[0]
    assert held.covers("2003")
    assert held.covers("2003-02")
    assert not held.covers("2003-03")
    assert not held.covers("2000")
    assert not held.covers("2001-04-30")
    assert held.covers("2001-05-31")


def test_prominence_fades_with_time() -> None:
    assert is_prominent(MINISTER, "2005")
    assert not is_prominent(MINISTER, "2020")
    assert is_prominent(MINISTER, None)


def test_of_two_namesakes_the_one_who_held_an_office_about_then_is_meant() -> None:
    early, late = person("e", Term("", "", "SU", "1976", "1982")), person("f", Term("", "", "RU", "2018", ""))
    assert choose([late, early], on="1977-05") == Linked(early, 0.8)
