import pytest

from articles.importing.cleaning.edges import trim_end, trim_start
from articles.importing.cleaning.outlets import outlets_of

SENTENCE = "Le ministre japonais des Affaires étrangères doit se rendre à Moscou la semaine prochaine pour un sommet."


@pytest.mark.parametrize(
    "glued",
    [
        "./.",
        " Lire aussi : Les îles oubliées",
        " À lire également Tokyo s'arme",
        " (AFP)",
        " © Kyodo",
        " #Japon #Otan",
        " abc/de/fgh",
    ],
)
def test_what_is_glued_to_a_paragraph_is_cut(glued, authority):
    text = SENTENCE.removesuffix(".") if glued == "./." else SENTENCE
    assert trim_end(text + glued, outlets_of(authority)).text.rstrip(".") == SENTENCE.rstrip(".")


@pytest.mark.parametrize(
    "sentence",
    [
        "Il faut lire aussi les notes du ministre sur cette affaire.",
        "Le communiqué (de deux pages) n'en dit pas plus (voir la carte).",
        "Le radar est installé à Kyoto/Osaka depuis un an.",
    ],
)
def test_a_sentence_is_left_whole(sentence, authority):
    assert trim_end(sentence, outlets_of(authority)).text == sentence


@pytest.mark.parametrize(
    ("head", "place", "agency"),
    [("TOKYO - ", "TOKYO", ""), ("MOSCOU (AFP) – ", "MOSCOU", "AFP"), ("Séoul (Reuters) — ", "Séoul", "Reuters")],
)
def test_a_place_with_an_agency_is_no_part_of_the_first_sentence(head, place, agency, authority):
    trimmed = trim_start(head + SENTENCE, outlets_of(authority))
    assert (trimmed.text, trimmed.dateline, trimmed.agency) == (SENTENCE, place, agency)


def test_a_dateline_with_its_day_is_read_and_left(authority):
    trimmed = trim_start(f"PÉKIN, 6 mai (Xinhua) -- {SENTENCE}", outlets_of(authority))
    assert (trimmed.text.endswith(SENTENCE), trimmed.text.startswith("PÉKIN"), trimmed.dateline) == (
        True,
        True,
        "PÉKIN",
    )


def test_a_dash_inside_a_sentence_is_no_dateline(authority):
    text = "L'Otan — une alliance de trente États — n'a pas vocation à s'étendre en Asie, dit-on depuis des années."
    assert trim_start(text, outlets_of(authority)).text == text


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("OSLO, mardi 3 mars 2009. ", "OSLO"),
        ("NEW YORK, le 3 mars 2009. ", "NEW YORK"),
        ("VARSOVIE, 1er avril 1999 (agence). ", "VARSOVIE"),
    ],
)
def test_a_dateline_in_capitals_may_end_with_a_stop(head, place, authority):
    trimmed = trim_start(head + SENTENCE, outlets_of(authority))
    assert (trimmed.dateline, trimmed.date.strip(), trimmed.text) == (place, head.strip(), head + SENTENCE)


@pytest.mark.parametrize("head", ["Berlin, 9 novembre 1989. ", "Oslo, un mardi de mars 2009. ", "OSLO, mars 2009. "])
def test_a_story_that_opens_with_place_and_day_is_not_dated_by_them(head, authority):
    assert trim_start(head + SENTENCE, outlets_of(authority)).date == ""


@pytest.mark.parametrize("head", ["Réponse. – ", "Question – ", "R. — "])
def test_who_speaks_in_an_interview_is_no_dateline(head, authority):
    assert trim_start(head + SENTENCE, outlets_of(authority)).text == head + SENTENCE


@pytest.mark.parametrize(
    "head",
    ["(AFP, 3 mars 2011) ", "OSLO (AFP) - 03/03/2011 08h15 - "],
)
def test_an_agency_and_a_day_before_the_story_leave_it(head, authority):
    trimmed = trim_start(head + SENTENCE, outlets_of(authority))
    assert trimmed.text == SENTENCE
    assert trimmed.agency.startswith(("Agence", "AFP"))
    assert "2011" in trimmed.date
