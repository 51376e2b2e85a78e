"""The data files hold what the coverage needs, and a broken one says where."""

from pathlib import Path

import pytest

from entities.authority.loader import FOLDER, BrokenAuthority, load_files
from entities.known import Kind, KnownActor

STATES = ("JP", "RU", "US", "CN", "KR", "UA")
OFFICES = ("foreign_minister", "defence_minister")
AUTHORITY = load_files()
PERSONS = [actor for actor in AUTHORITY.actors.values() if actor.kind == Kind.PERSON]


def holders(office: str, country: str, date: str) -> list[KnownActor]:
    return [a for a in PERSONS if any((t.office, t.country) == (office, country) and t.covers(date) for t in a.terms)]


@pytest.mark.parametrize("country", STATES)
@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("year", range(1999, 2025, 5))
def test_foreign_and_defence_ministers_are_known_since_1998(country: str, office: str, year: int) -> None:
    assert holders(office, country, f"{year}-06-15")


@pytest.mark.parametrize("year", range(1999, 2026))
def test_natos_secretaries_general_follow_one_another(year: int) -> None:
    assert len(holders("nato_secretary_general", "NATO", f"{year}-06-15")) == 1


@pytest.mark.parametrize("year", range(1955, 2026))
def test_japans_heads_of_government_follow_one_another(year: int) -> None:
    assert len(holders("head_of_government", "JP", f"{year}-06-15")) == 1


@pytest.mark.parametrize(
    "name",
    ["Sergueï Lavrov", "Sergueï Choïgou", "Vladimir Poutine", "Shinzo Abe", "Volodymyr Zelensky", "Jens Stoltenberg",
     "Xi Jinping", "Kim Jong-un", "Angela Merkel", "Dmitri Medvedev", "Maria Zakharova", "Mikhaïl Gorbatchev"],
)  # fmt: skip
def test_persons_are_spelt_as_the_french_press_spells_them(name: str) -> None:
    assert [actor.name for actor in PERSONS if actor.name == name] == [name]


def test_terms_do_not_end_before_they_start() -> None:
    terms = [term for actor in PERSONS for term in actor.terms if term.start and term.end]
    assert len(terms) > 3_000
    assert [t for t in terms if t.start > t.end and not t.start.startswith(t.end)] == []


def test_every_term_names_its_source() -> None:
    assert [a.key for a in PERSONS for term in a.terms if not term.source] == []


def test_codes_are_unique() -> None:
    codes = [actor.code for actor in AUTHORITY.actors.values() if actor.code]
    assert len(codes) == len(set(codes))


def test_a_broken_row_is_named_with_file_and_line(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.*ml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "tenures.csv").write_text("person,country,office,title,start,end,source\n")
    header = "key,name,family_name,country,aliases,wikidata,source\n"
    (tmp_path / "persons.csv").write_text(f"{header}ana-lind,Ana Lind,Lind,SE,,,s\nbroken,too,short\n")
    with pytest.raises(BrokenAuthority, match=r"persons\.csv, line 3"):
        load_files(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenAuthority, match=r"countries\.toml is missing"):
        load_files(tmp_path)
