"""Reads the authority data files into an `Authority`. PURE: no Django, no database."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from entities.folding import fold
from entities.known import Authority, Form, Kind, KnownActor, KnownOutlet, Name, Office, Term, capital_key

FOLDER = Path(__file__).parent
_JOINED = "|"
_BODIES_OF_STATES = ("ministry", "armed_force")


class BrokenAuthority(Exception):
    """A data file that can't be used: says which file and entry, and why."""


@lru_cache(maxsize=2)
def load_files(folder: Path = FOLDER) -> Authority:
    """The authority file as it lies in `folder`. Raises BrokenAuthority."""
    actors: dict[str, KnownActor] = {}
    countries = list(_countries(folder))
    for actor in (*countries, *_capitals(countries), *_organisations(folder), *_places(folder), *_persons(folder)):
        if actor.key in actors:
            raise BrokenAuthority(f"the key {actor.key} stands twice")
        actors[actor.key] = actor
    return Authority(
        actors=actors,
        offices={entry["key"]: _office(entry) for entry in _tables(folder / "offices.toml", "office")},
        outlets={entry["key"]: _outlet(entry) for entry in _tables(folder / "outlets.toml", "outlet")},
        phrases=tuple(entry["text"] for entry in _tables(folder / "phrases.toml", "phrase")),
        version=version(folder),
    )


def version(folder: Path = FOLDER) -> str:
    """Twelve hexadecimal digits that change with any data file."""
    digest = sha256()
    for path in sorted(folder.glob("*.toml")) + sorted(folder.glob("*.csv")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _tables(path: Path, name: str) -> list[dict[str, Any]]:
    if not path.exists():
        raise BrokenAuthority(f"{path.name} is missing")
    try:
        return list(tomllib.loads(path.read_text(encoding="utf-8")).get(name, []))
    except tomllib.TOMLDecodeError as error:
        raise BrokenAuthority(f"{path.name}: {error}") from error


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.exists():
        raise BrokenAuthority(f"{path.name} is missing")
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, strict=True), 2):
            if None in row or None in row.values():
                raise BrokenAuthority(f"{path.name}, line {number}: not as many cells as the header")
            yield number, row


def _named(entry: Mapping[str, Any], forms: Mapping[str, Form]) -> Iterator[Name]:
    for field, form in forms.items():
        value = entry.get(field, [])
        yield from (Name(text, form) for text in ([value] if isinstance(value, str) else value) if text)


def _unique(names: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(names))


def _name_or_acronym(text: str) -> Name:
    """An abbreviation keeps its capitals when it is looked up: « USA », « R.-U. », not « Usa »."""
    letters = [c for c in text if c.isalpha()]
    short = len(letters) <= 8 and " " not in text and all(c.isupper() for c in letters)
    return Name(text, Form.ACRONYM if short else Form.NAME)


def _countries(folder: Path) -> Iterator[KnownActor]:
    forms = {
        "adjectives": Form.ADJECTIVE,
        "people": Form.PEOPLE,
        "prefixes": Form.PREFIX,
        "capital": Form.CAPITAL,
        "capital_names": Form.CAPITAL,
        "seats": Form.SEAT,
        "forces": Form.FORCE,
        "neighbourhood": Form.CONTEXTUAL,
    }
    for entry in _tables(folder / "countries.toml", "country"):
        names = [_name_or_acronym(text) for text in (entry["name"], *entry.get("names", []))]
        yield KnownActor(
            key=f"country:{entry['code']}",
            kind=Kind.COUNTRY,
            name=entry["name"],
            names=_unique([*names, *_named(entry, forms)]),
            code=entry["code"],
            country=entry["code"],
            wikidata=entry.get("wikidata"),
            until=entry.get("until"),
            successor=entry.get("successor"),
        )


def _capitals(countries: Iterable[KnownActor]) -> Iterator[KnownActor]:
    """Capitals as places. Their country's names find them: whether state or town is meant, the text says."""
    for country in countries:
        capital = next((name.text for name in country.names if name.form == Form.CAPITAL), None)
        if capital:
            yield KnownActor(capital_key(country), Kind.PLACE, capital, country=country.code, type="city")


def _organisations(folder: Path) -> Iterator[KnownActor]:
    forms = {"acronyms": Form.ACRONYM, "seats": Form.SEAT, "contextual": Form.CONTEXTUAL}
    for entry in _tables(folder / "organisations.toml", "organisation"):
        names = [_name_or_acronym(text) for text in (entry["name"], *entry.get("names", []))]
        yield KnownActor(
            key=f"organisation:{entry['key']}",
            kind=Kind.ORGANISATION,
            name=entry["name"],
            names=_unique([*names, *_named(entry, forms)]),
            code=entry.get("code"),
            country=entry.get("code") or entry.get("part_of") or entry.get("country"),
            wikidata=entry.get("wikidata"),
            type=entry.get("type", ""),
            part_of=entry.get("part_of") or (entry.get("country") if entry.get("type") in _BODIES_OF_STATES else None),
        )


def _places(folder: Path) -> Iterator[KnownActor]:
    for entry in _tables(folder / "places.toml", "place"):
        yield KnownActor(
            key=f"place:{fold(entry['name']).replace(' ', '-')}",
            kind=Kind.PLACE,
            name=entry["name"],
            names=_unique([_name_or_acronym(text) for text in (entry["name"], *entry.get("names", []))]),
            country=entry.get("country"),
            wikidata=entry.get("wikidata"),
            type=entry.get("type", ""),
        )


def _persons(folder: Path) -> Iterator[KnownActor]:
    terms = _terms(folder)
    for number, row in _rows(folder / "persons.csv"):
        if not row["key"] or not row["name"]:
            raise BrokenAuthority(f"persons.csv, line {number}: key or name is empty")
        yield KnownActor(
            key=f"person:{row['key']}",
            kind=Kind.PERSON,
            name=row["name"],
            names=_person_names(row),
            country=row["country"] or None,
            wikidata=row["wikidata"] or None,
            family_name=row["family_name"],
            terms=tuple(terms.pop(row["key"], ())),
        )
    if terms:
        raise BrokenAuthority(f"tenures.csv: no person has the key {next(iter(terms))}")


def _terms(folder: Path) -> dict[str, list[Term]]:
    terms: dict[str, list[Term]] = defaultdict(list)
    for _number, row in _rows(folder / "tenures.csv"):
        term = Term(row["office"], row["title"], row["country"], row["start"], row["end"], row["source"])
        terms[row["person"]].append(term)
    return terms


def _person_names(row: Mapping[str, str]) -> tuple[Name, ...]:
    """Spellings, the family name alone, and the family name first where it stands last."""
    spellings = [row["name"], *(text for text in row["aliases"].split(_JOINED) if text)]
    names = [Name(text, Form.NAME if " " in text else Form.FAMILY) for text in spellings]
    family = row["family_name"]
    if family:
        names.append(Name(family, Form.FAMILY))
        if row["name"].endswith(f" {family}"):
            names.append(Name(f"{family} {row['name'].removesuffix(family).strip()}", Form.NAME))
    return _unique(names)


def _office(entry: Mapping[str, Any]) -> Office:
    return Office(entry["key"], entry["title"], tuple(entry.get("titles", [])), entry.get("of"))


def _outlet(entry: Mapping[str, Any]) -> KnownOutlet:
    return KnownOutlet(
        key=entry["key"],
        name=entry["name"],
        names=tuple(entry.get("names", [])),
        domains=tuple(entry.get("domains", [])),
        country=entry.get("country"),
        type=entry.get("type", ""),
        is_state=bool(entry.get("is_state", False)),
    )
