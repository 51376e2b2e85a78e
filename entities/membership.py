"""Which states are members of which alliance, and since when: `authority/members.toml`. PURE."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "authority" / "members.toml"


@dataclass(frozen=True, slots=True)
class Membership:
    """Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; an empty end: still a member."""

    alliance: str  # code
    country: str  # code
    start: str
    end: str = ""


def members_of(alliance: str) -> tuple[Membership, ...]:
    """In the order of accession."""
    return tuple(sorted((one for one in _all() if one.alliance == alliance), key=lambda one: one.start))


def alliances_of(country: str) -> tuple[Membership, ...]:
    return tuple(one for one in _all() if one.country == country)


@cache
def _all() -> tuple[Membership, ...]:
    tables = tomllib.loads(_FILE.read_text("utf-8"))["alliance"]
    return tuple(Membership(table["code"], **member) for table in tables for member in table["members"])
