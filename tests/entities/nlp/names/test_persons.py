"""A table of sentences that a French reader can judge: who is a person?"""

import re
from pathlib import Path

import pytest

from entities.authority.loader import load_files
from entities.known import Kind
from entities.nlp import pipeline
from entities.nlp.names import NameFinder

SENTENCES = [
    line
    for line in Path(__file__).with_name("persons.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder(load_files())


def persons(finder: NameFinder, text: str, on: str | None = "2012-05-09") -> dict[str, list[str]]:
    """The texts of the mentions of each person, by name."""
    text = pipeline.normalise(text)
    actors, mentions = finder.find(pipeline.parse(pipeline.load(), text), text, on=on)
    return {
        actor.name: [m.text for m in mentions if m.actor == actor.key] for actor in actors if actor.kind == Kind.PERSON
    }


@pytest.mark.parametrize("marked", SENTENCES)
def test_persons_are_those_whom_french_announces(finder: NameFinder, marked: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    found = [re.sub(r"^MM?\. (?:von )?", "", m) for mentions in persons(finder, text).values() for m in mentions]
    expected = [re.sub(r"^(?:von|Van) ", "", name) for name in re.findall(r"\[(.+?)\]", marked)]
    assert sorted(re.sub(r"^(?:von|Van) ", "", m) for m in found) == sorted(expected)


def test_a_line_up_names_persons_when_one_of_them_is_known(finder: NameFinder) -> None:
    sheet = "Kerbruc (3/4)\nVandenrode (2 buts)\nOulmassi\nPetrovanu (1/2)\nZidrik T. (4/4)\nTonnerrec (0/1)"
    text = f"Le capitaine, Goulven Kerbruc, a marqué trois fois.\n\n{sheet}\n\nLe match retour aura lieu dimanche."
    found = persons(finder, text)
    assert {"Goulven Kerbruc", "Vandenrode", "Oulmassi", "Petrovanu", "Zidrik T", "Tonnerrec"} <= set(found)
    assert persons(finder, sheet.replace("Zidrik T.", "Berlin")) == {}


def test_a_family_name_means_the_one_named_last_before_it(finder: NameFinder) -> None:
    text = "Paul Tavernost a parlé. Tavernost a souri. Jean Tavernost est venu. M. Tavernost est parti."
    assert persons(finder, text) == {
        "Paul Tavernost": ["Paul Tavernost", "Tavernost"],
        "Jean Tavernost": ["Jean Tavernost", "M. Tavernost"],
    }


def test_a_name_with_a_word_more_is_the_same_person(finder: NameFinder) -> None:
    found = persons(
        finder, "Javier Gómez Noya a gagné. Francisco Javier Gómez Noya et Javier Gómez sont un seul homme."
    )
    assert len(found) == 1


def test_an_office_of_one_state_alone_counts_where_the_text_names_it(finder: NameFinder) -> None:
    assert persons(finder, "L'empereur a salué la foule.", "2012-05-09") == {}
    assert list(persons(finder, "Au Japon, l'empereur a salué la foule.", "2012-05-09")) == ["Akihito"]
    assert persons(finder, "Il fut élu président des États-Unis.", "2012-05-09") == {}


def test_spellings_one_letter_apart_are_one_person(finder: NameFinder) -> None:
    assert len(persons(finder, "Aslan Voltouchenko est arrivé. Plus tard, Aslon Voltouchenko a parlé.")) == 1
    assert len(persons(finder, "Mario Voltouchenko est arrivé. Plus tard, Maria Voltouchenko a parlé.")) == 2
