"""Titles that several share: who bears which?"""

import pytest

from entities.authority.loader import load_files
from entities.known import Form
from entities.nlp import pipeline
from entities.nlp.names import NameFinder


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder(load_files())


def roles(finder: NameFinder, text: str, on: str) -> dict[str, str | None]:
    actors, _ = finder.find(pipeline.parse(pipeline.load(), text), text, on=on)
    return {actor.name: actor.role for actor in actors if actor.key.startswith(("person:", "new:person"))}


def holders(finder: NameFinder, text: str, on: str) -> dict[str, str]:
    """Who is named by a title alone: the title's words → name."""
    actors, mentions = finder.find(pipeline.parse(pipeline.load(), text), text, on=on)
    names = {actor.key: actor.name for actor in actors}
    return {m.text: names[m.actor] for m in mentions if m.form == Form.ROLE}


def test_names_after_a_collective_title_bear_its_parts_in_order(finder: NameFinder) -> None:
    text = "Les ministres russes des Affaires étrangères et de la Défense, Ourslav Potchenko et Piotr Zelaïev, sont là."
    assert roles(finder, text, "2031") == {
        "Ourslav Potchenko": "ministre des Affaires étrangères",
        "Piotr Zelaïev": "ministre de la Défense",
    }


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        (
            "Les présidents russe et américain se parleront.",
            "2010-03",
            {"présidents russe": "Dmitri Medvedev", "américain": "Barack Obama"},
        ),
        (
            "Les ministres russe et japonais des Affaires étrangères se verront.",
            "2013-11",
            {"ministres russe": "Sergueï Lavrov", "japonais des Affaires étrangères": "Fumio Kishida"},
        ),
        (
            "Les ministres de la Défense et des Affaires étrangères japonais sont sortis.",
            "2010-03",
            {"ministres de la Défense": "Toshimi Kitazawa", "des Affaires étrangères japonais": "Katsuya Okada"},
        ),
        ("Les ministres de la Défense et des Affaires étrangères sont sortis.", "2016-03", {}),
        ("Les présidents et les ministres japonais sont sortis.", "2016-03", {}),
    ],
)
def test_a_collective_title_alone_means_each_holder(
    finder: NameFinder, text: str, on: str, expected: dict[str, str]
) -> None:
    assert holders(finder, text, on) == expected


def test_a_counterpart_holds_the_same_office_in_the_other_state(finder: NameFinder) -> None:
    assert holders(finder, "Sergueï Lavrov a écrit à son homologue japonais.", "2013-11") == {
        "homologue japonais": "Fumio Kishida"
    }
    assert holders(finder, "On a écrit à un homologue japonais.", "2013-11") == {}


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        (
            "Dmitri Medvedev a reçu ses homologues français et américain.",
            "2010-03",
            {"homologues français": "Nicolas Sarkozy", "américain": "Barack Obama"},
        ),
        (
            "Barack Obama appellera ses homologues russe, français et chinois.",
            "2010-03",
            {"homologues russe": "Dmitri Medvedev", "français": "Nicolas Sarkozy", "chinois": "Hu Jintao"},
        ),
        ("Sergueï Lavrov a écrit à ses homologues japonais.", "2013-11", {}),
        ("Sergueï Lavrov verra leurs homologues japonais et leurs adjoints.", "2013-11", {}),
        ("On a vu des homologues japonais et américain.", "2013-11", {}),
    ],
)
def test_counterparts_of_several_states_are_one_of_each(
    finder: NameFinder, text: str, on: str, expected: dict[str, str]
) -> None:
    assert holders(finder, text, on) == expected


def test_a_named_counterpart_bears_the_office(finder: NameFinder) -> None:
    found = roles(finder, "Sergueï Lavrov a écrit à son homologue japonais Tsubaru Onomichi.", "2013-11")
    assert found["Tsubaru Onomichi"] == "ministre des affaires étrangères"


def test_two_of_one_family_name_are_told_apart_by_their_offices(finder: NameFinder) -> None:
    text = "Le chef de la diplomatie russe, M. Ivanov, a reçu le ministre de la Défense, M. Ivanov."
    assert roles(finder, text, "2003-03") == {
        "Igor Ivanov": "chef de la diplomatie",
        "Sergueï Ivanov": "ministre de la Défense",
    }


@pytest.mark.parametrize("text", ["M. Ivanov a parlé.", "Le ministre Ivanov a parlé."])
def test_a_family_name_of_several_in_office_is_nobody_known_and_said_to_be_so(finder: NameFinder, text: str) -> None:
    actors, mentions = finder.find(pipeline.parse(pipeline.load(), text), text, on="2003-03")
    assert [actor.key for actor in actors] == ["new:person:ivanov"]
    assert [mention.method for mention in mentions] == ["ambiguous"]
