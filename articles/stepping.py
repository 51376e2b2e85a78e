"""Addresses one choice away from a state of the list, written by the hundred: all those of an axis differ in a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

if TYPE_CHECKING:
    from collections.abc import Callable

    from articles.addresses import Address, Axis

_ANY = "\x00"  # nothing that readers send may have it


@dataclass(frozen=True, slots=True)
class Steps:
    """Where the clicks on values lead that are neither chosen nor left out: what `Address` says of each, as strings."""

    included: tuple[str, str]  # before the value and behind it
    excluded: tuple[str, str]

    @classmethod
    def of(cls, address: Address, axis: Axis) -> Steps:
        return cls(_around(address.including, axis), _around(address.excluding, axis))

    def including(self, value: str) -> str:
        return quote_plus(value).join(self.included)

    def excluding(self, value: str) -> str:
        return quote_plus(value).join(self.excluded)


def _around(step: Callable[[Axis, str], Address], axis: Axis) -> tuple[str, str]:
    before, _, after = str(step(axis, _ANY)).partition(quote_plus(_ANY))
    return before, after
