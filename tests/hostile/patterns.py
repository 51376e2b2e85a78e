"""Every regular expression of ours, and strings that bring out those whose cost explodes.

There is no count of a regular expression's steps, so processor time of this thread stands for it: never compared with a
clock, only with itself on an input of half the length.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import _parser as parser  # type: ignore[attr-defined]  # the standard library's own, without a public name
from time import thread_time
from typing import Any

from django.conf import settings

ROOMS = ("config", "entities", "articles")
SHORT = 400  # characters; what is catastrophic shows long before
FLOOR = 0.003  # seconds at twice that length: what costs less is no danger, and too short to compare
_WITH_EFFECTS = ("config.gunicorn", "config.wsgi")
_USE = re.compile(r"\b(\w+)\.(search|finditer|findall|sub|subn|split|match|fullmatch)\b")
_COMMON = (
    " ", "a", "A", "é", "1", "-", "'", ".", ",", "«", "»", "\n", "\t", "(", "<", "=", "/", "_", "a ", "A ", "Aa ", "1 ",
    "a-", "A. ", "l'", "de ", "M. ", "a\n", " \n", "« ", " »", "1/", "a, ", "Ab-", "et ", "aA", ". ", "\u00a0",
    "://a", "a.",
)  # fmt: skip


def modules() -> Iterator[Any]:
    for room in ROOMS:
        package = importlib.import_module(room)
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if ".migrations" not in found.name and found.name not in _WITH_EFFECTS:
                yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[Any]]:
    """By the first place where each stands: « articles.forms._PARTIAL_DATE »."""
    found: dict[str, re.Pattern[Any]] = {}
    known: set[re.Pattern[Any]] = set()
    for module in modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(_inside(value)):
                if pattern not in known:
                    known.add(pattern)
                    found[f"{module.__name__}.{name}" + (f"[{number}]" if number else "")] = pattern
    return found


@dataclass(frozen=True)
class Expression:
    """`is_anchored`: it is only ever tried at the start of a text, never looked for along it."""

    pattern: re.Pattern[Any]
    is_anchored: bool


def expressions() -> dict[str, Expression]:
    found = patterns()
    sources = "\n".join(path.read_text("utf-8") for room in ROOMS for path in (settings.ROOT / room).rglob("*.py"))
    uses: dict[str, set[str]] = {}
    for name, method in _USE.findall(sources):
        uses.setdefault(name, set()).add(method)
    return {
        place: Expression(pattern, uses.get(place.rpartition(".")[2], {"?"}) <= {"match", "fullmatch"})
        for place, pattern in found.items()
    }


def _inside(value: object, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for one in (*value.keys(), *value.values()):
            yield from _inside(one, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _inside(one, depth - 1)
    elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from _inside(getattr(value, name, None), depth - 1)


def attacks(pattern: re.Pattern[Any], ends: tuple[str, ...] = ("\x00",)) -> Iterator[tuple[str, str, str]]:
    """What to put before, what to repeat, and what to end with so that the match fails at the very end."""
    own = list(dict.fromkeys(_literals(pattern)))[:6]
    for pump in dict.fromkeys([*_COMMON, *own, *(f"{one} " for one in own[:3])]):
        for begin in ("", *own[:1]):
            for end in ends:
                yield begin, pump, end


def _literals(pattern: re.Pattern[Any]) -> Iterator[str]:
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    run = ""
    for kind, value in _flat(parser.parse(source, pattern.flags & ~re.UNICODE & ~re.DEBUG)):
        if kind == "LITERAL":
            run += chr(value)
        elif run:
            yield run
            run = ""
    if run:
        yield run


def _flat(parsed: Any) -> Iterator[tuple[str, Any]]:
    for kind, value in parsed:
        if str(kind) == "LITERAL":
            yield "LITERAL", value
            continue
        yield str(kind), value
        for part in value if isinstance(value, list | tuple) else [value]:
            for inner in part if isinstance(part, list) else [part]:
                if isinstance(inner, parser.SubPattern):
                    yield from _flat(inner)


def growth(expression: Expression, attack: tuple[str, str, str], length: int = SHORT) -> float:
    """How many times as much an input of twice the length costs; 0 where that costs next to nothing."""
    begin, pump, end = attack
    single, double = (begin + pump * (size // len(pump)) + end for size in (length, 2 * length))
    much = _once(expression, double)
    if much < FLOOR:
        return 0.0
    return min(much, _once(expression, double)) / max(_once(expression, single), _once(expression, single), 1e-6)


def _once(expression: Expression, text: str) -> float:
    """Seconds of the processor for finding all matches."""
    pattern = expression.pattern
    given: Any = text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")
    began = thread_time()
    if expression.is_anchored:
        pattern.match(given)
        pattern.fullmatch(given)
    else:
        for _ in pattern.finditer(given):
            continue
    return thread_time() - began
