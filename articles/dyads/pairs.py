"""Which two states an address names, and which pairs there are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import get_script_prefix, reverse

from articles.facetting.stating import pair_counts
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 24


@dataclass(frozen=True, slots=True)
class Pair:
    first: Actor
    second: Actor
    statements: int  # as articles tell them, copies too
    address: str


def in_order(one: str, other: str) -> tuple[str, str]:
    """The codes as addresses write them: capitals, in the order of the alphabet."""
    first, second = sorted((one.upper(), other.upper()))
    return first, second


def dyad_address(one: str, other: str) -> str:
    return _address(*in_order(one, other), get_script_prefix())


@lru_cache(maxsize=20_000)
def _address(first: str, second: str, script_prefix: str) -> str:
    """A page names a hundred; `script_prefix` is part of what Django finds."""
    return reverse("dyad", args=[first, second])


def states_of(codes: Iterable[str]) -> dict[str, Actor]:
    """{code: the state or alliance}, hidden ones left out."""
    return {actor.code: actor for actor in Actor.objects.shown().filter(code__in=set(codes) - {""})}


def pairs() -> list[Pair]:
    """Those of whom most is stated."""
    tally = pair_counts()
    most = tally.most_common(MOST)
    states = states_of({code for pair, _found in most for code in pair})
    return [
        Pair(states[first], states[second], found, dyad_address(first, second))
        for (first, second), found in most
        if first in states and second in states
    ]


def forerunners(first: Actor, second: Actor) -> list[Pair]:
    """The pairs of former states whose place these two took: what was told of the Soviet Union is no statement about
    Russia."""
    formers = Actor.objects.shown().filter(details__successor__in=[first.code, second.code]).in_order()
    found = []
    for former in formers:
        other = second if former.details["successor"] == first.code else first
        codes = in_order(former.code, other.code)
        ends = {former.code: former, other.code: other}
        found.append(Pair(ends[codes[0]], ends[codes[1]], 0, dyad_address(*codes)))
    return found
