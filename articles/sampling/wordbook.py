"""The data files of the invented articles, read once. PURE."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Role:
    country: str
    office: str
    m: str
    f: str


@dataclass(frozen=True, slots=True)
class Pair:
    first: str
    second: str
    weight: int
    conflict: float

    @property
    def key(self) -> str:
        return f"{self.first}-{self.second}"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text("utf-8"))


PHRASES = _read("phrases.toml")
_STATES = _read("states.toml")
STATES: dict[str, dict[str, str]] = _STATES["states"]
ROLES = tuple(Role(**role) for role in _STATES["roles"])
WOMEN = frozenset(_STATES["women"]["keys"])
ERAS: tuple[tuple[int, tuple[Pair, ...]], ...] = tuple(
    (era["until"], tuple(Pair(*pair) for pair in era["pairs"])) for era in _STATES["eras"]
)
TOPICS: dict[str, list[str]] = _STATES["topics"]
SUBJECTS: dict[str, list[str]] = _STATES["subjects"]
PLACES: list[str] = _STATES["places"]["names"]
PORTS: list[str] = _STATES["places"]["ports"]
ACTS: dict[str, tuple[list[str], list[str]]] = {key: (warm, cold) for key, (warm, cold) in _STATES["acts"].items()}
AGENCIES: list[str] = _STATES["outlets"]["agencies"]
PAPERS: dict[str, int] = _STATES["outlets"]["since"]
MARK: str = _STATES["mark"]
