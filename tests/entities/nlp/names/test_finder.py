"""Who is named in made-up sentences, with the real authority file and the real model."""

from dataclasses import replace

import pytest

from entities.authority.loader import load_files
from entities.known import Kind
from entities.nlp import pipeline
from entities.nlp.found import FoundActor, FoundMention
from entities.nlp.names import NameFinder

Found = tuple[dict[str, FoundActor], list[FoundMention]]


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder(load_files())


def find(finder: NameFinder, text: str, on: str | None = None) -> Found:
    text = pipeline.normalise(text)
    actors, mentions = finder.find(pipeline.parse(pipeline.load(), text), text, on=on)
    return {actor.key: actor for actor in actors}, list(mentions)


def names(found: Found, kind: Kind) -> list[str]:
    return sorted(actor.name for actor in found[0].values() if actor.kind == kind)


def codes(found: Found) -> set[str]:
    return {actor.code for actor in found[0].values() if actor.code}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les Norvégiens et les Danois ont voté.", {"NO", "DK"}),
        ("La coopération germano-polonaise s'accélère.", {"DE", "PL"}),
        ("Le dialogue sino-indien a repris hier.", {"CN", "IN"}),
        ("Un navire nord-coréen et un avion sud-coréen se sont croisés.", {"KP", "KR"}),
        ("L’Otan et l’Union européenne tiennent une réunion.", {"NATO", "EU"}),
        ("L'armée soviétique entra dans la ville en 1945.", {"SU"}),
        ("Le Kremlin a réagi, la Maison-Blanche s'est tue.", {"RU", "US"}),
        ("LA TURQUIE ET LA GRÈCE REPRENNENT LEURS POURPARLERS", {"TR", "GR"}),
        ("Les Etats-Unis et les ÉTATS-UNIS sont un seul pays.", {"US"}),
        ("Le texte a été traduit en russe et en japonais.", set()),
        ("Une tempête traverse la mer du Japon.", set()),
        ("Le Japan Times et le Washington Post en parlent.", set()),
    ],
)
def test_countries_are_found_under_all_their_names(finder: NameFinder, text: str, expected: set[str]) -> None:
    assert codes(find(finder, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sergueï Lavrov a parlé. M. Lavrov partira, puis Lavrov reviendra.", ["Sergueï Lavrov"]),
        (
            "Angela Merkel a reçu Recep Tayyip Erdogan. Mme Merkel l'a remercié.",
            ["Angela Merkel", "Recep Tayyip Erdogan"],
        ),
        ("Le président Poutine et le chancelier Kohl.", ["Helmut Kohl", "Vladimir Poutine"]),
        ("ABE Shinzo et Shinzo Abe sont une même personne.", ["Shinzo Abe"]),
        ("Le porte-parole, Anatole Kerbrat, l'a dit ; M. Kerbrat a insisté.", ["Anatole Kerbrat"]),
        ("Lundi, Mardi et Vendredi ont été calmes. Selon Jeudi, rien.", []),
        ("Abonnez-vous à notre Newsletter. Partager sur Facebook.", []),
        ("Premier Ministre et Ministre des Affaires étrangères.", []),
        ("Et Merkel ? Elle s'est tue.", ["Angela Merkel"]),
        ("Javier de la Torre a souri. M. de la Torre est parti.", ["Javier de la Torre"]),
        ("Jaap de Hoop Scheffer l'a dit, M. de Hoop Scheffer l'a redit.", ["Jaap de Hoop Scheffer"]),
        ("Le ministre a reçu M. Brunnhold pendant une heure.", ["Brunnhold"]),
    ],
)
def test_persons_are_one_actor_each_and_nothing_else_is_a_person(
    finder: NameFinder, text: str, expected: list[str]
) -> None:
    assert names(find(finder, text), Kind.PERSON) == expected


def test_a_family_name_shared_by_several_goes_to_the_one_named_in_full(finder: NameFinder) -> None:
    found = find(finder, "Sergueï Ivanov est arrivé. Plus tard, Ivanov a souri.")
    assert names(found, Kind.PERSON) == ["Sergueï Ivanov"]


def test_an_office_held_on_the_day_says_for_whom_a_person_acts(finder: NameFinder) -> None:
    before, after = (find(finder, "Mark Rutte a pris la parole.", on)[0] for on in ("2015-03", "2025-03"))
    assert before["person:mark-rutte"].country == "NL"
    assert after["person:mark-rutte"].country == "NATO"


def test_a_state_named_only_through_who_leads_it_is_named_once(finder: NameFinder) -> None:
    found = find(finder, "M. Sarkozy est arrivé tôt. M. Sarkozy est reparti.", "2009-05-04")
    assert codes(found) == {"FR"}
    assert [m.text for m in found[1] if m.actor == "country:FR"] == ["M. Sarkozy"]


def test_moscow_is_the_soviet_unions_until_1991(finder: NameFinder) -> None:
    assert codes(find(finder, "Moscou a répondu, le Kremlin aussi.", "1972-05")) == {"SU"}
    assert codes(find(finder, "Moscou a répondu, le Kremlin aussi.", "1995-05")) == {"RU"}
    assert codes(find(finder, "L'URSS a cédé. Moscou se tait.")) == {"SU"}


@pytest.mark.parametrize(
    ("text", "on", "holder"),
    [
        ("Le chef de la diplomatie russe est arrivé.", "2016-04", "Sergueï Lavrov"),
        ("Le Premier ministre japonais a démissionné.", "2020-08-28", "Shinzo Abe"),
        ("Le patron de l'OTAN se rendra à Riga.", "2019-02", "Jens Stoltenberg"),
        ("La chancelière allemande a pris la parole.", "2012", "Angela Merkel"),
    ],
)
def test_a_title_alone_means_who_held_the_office(finder: NameFinder, text: str, on: str, holder: str) -> None:
    assert names(find(finder, text, on), Kind.PERSON) == [holder]


@pytest.mark.parametrize(
    "text",
    [
        "Le chef de la diplomatie russe est arrivé.",
        "L'ancien président américain est arrivé.",
        "Le président de la Banque centrale russe est arrivé.",
        "Le ministre est arrivé.",
    ],
)
def test_a_title_that_may_be_anybodys_names_nobody(finder: NameFinder, text: str) -> None:
    on = None if "diplomatie" in text else "2016-04"
    assert names(find(finder, text, on), Kind.PERSON) == []


def test_the_text_never_overrides_the_authority_file(finder: NameFinder) -> None:
    found = find(finder, "Le dirigeant russe Shinzo Abe a parlé.", "2019-03")
    assert [a.country for a in found[0].values() if a.kind == Kind.PERSON] == ["JP"]


def test_a_contextual_name_counts_only_beside_another(finder: NameFinder) -> None:
    assert codes(find(finder, "Les pays de l'Alliance se réunissent.")) == set()
    assert codes(find(finder, "L'OTAN se réunit. Les pays de l'Alliance votent.")) == {"NATO"}


def test_mentions_give_their_own_text_in_order(finder: NameFinder) -> None:
    text = "L’OTAN, « (Vladimir) Poutine » et S. Lavrov : l’Ukraine d’abord.\nM. Poutine part."
    _actors, mentions = find(finder, text)
    assert [pipeline.normalise(text)[m.start : m.end] for m in mentions] == [m.text for m in mentions]
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)


def test_a_suppressed_name_is_not_found_again() -> None:
    authority = replace(load_files(), suppressed=frozenset({("nippon", "country:JP")}))
    finder = NameFinder(authority)
    assert codes(find(finder, "Un cargo nippon est parti.")) == set()
    assert codes(find(finder, "Un cargo japonais est parti.")) == {"JP"}


@pytest.mark.parametrize(("on", "state"), [("1977-03-12", "SU"), ("1998", "RU"), (None, "RU")])
def test_a_place_of_a_former_state_acted_for_it_then(finder: NameFinder, on: str | None, state: str) -> None:
    actors, _ = find(finder, "Les garde-côtes de Sakhaline ont saisi deux chalutiers.", on)
    assert [actor.country for actor in actors.values() if actor.name == "Sakhaline"] == [state]
