"""The address of a lens says its whole state: what the list would be narrowed to, and what is its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse

from articles.addresses import Address

if TYPE_CHECKING:
    from collections.abc import Container, Mapping


@dataclass(frozen=True, slots=True)
class Lens:
    """A page that looks at the articles of `address`; `own` are its own keys, in its own order, empty ones left out."""

    page: str  # the name of its address
    address: Address
    own: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        pairs = self.pairs
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    @property
    def path(self) -> str:
        return reverse(self.page)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [*self.address.pairs, *self.own]

    @property
    def pairs_of_choice(self) -> list[tuple[str, str]]:
        """What a form for words and dates keeps."""
        kept = replace(self.address, since="", until="").pairs_of_choice
        return [*kept, *self.own]

    def change(self, **values: Any) -> Lens:
        """With these values of its own keys, on the first page of what is open; an empty value takes its key away."""
        changed = {**dict(self.own), "page": "", **{name: str(value or "") for name, value in values.items()}}
        return replace(self, own=tuple((name, value) for name, value in changed.items() if value))

    def narrowed(self, address: Address) -> Lens:
        """The same look at other articles."""
        return replace(self, address=bare(address))


@dataclass(frozen=True, slots=True)
class Versus:
    """Two selections side by side: the keys of each begin with its letter, as those of a form with that prefix."""

    a: Address
    b: Address
    show: str = ""  # which of the articles are listed
    page: int = 1

    def __str__(self) -> str:
        pairs = self.pairs
        pairs += [("show", self.show)] if self.show else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return f"{reverse('compare')}?{urlencode(pairs)}" if pairs else reverse("compare")

    @property
    def pairs(self) -> list[tuple[str, str]]:
        sides = (("a", self.a), ("b", self.b))
        return [(f"{side}-{name}", value) for side, address in sides for name, value in address.pairs]

    @property
    def swapped(self) -> Versus:
        return Versus(self.b, self.a)

    def change(self, **values: Any) -> Versus:
        return replace(self, **{"page": 1, **values})


def lens(page: str, address: Address, own: Mapping[str, str]) -> Lens:
    return Lens(page, bare(address), tuple((name, value) for name, value in own.items() if value))


def bare(address: Address) -> Address:
    """Without what says only how the list shows it."""
    return replace(address, scale="", sort="", page=1)


class Given:
    """A lens's own keys of a query string. What says nothing is left out, and kept in `unknown`."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.unknown: list[str] = []

    def one_of(self, key: str, known: Container[str], usual: str) -> str:
        value = self.text(key)
        if value in known:
            return value
        if value:
            self.refuse(key)
        return usual

    def text(self, key: str) -> str:
        return (self._values.get(key) or "").replace("\x00", "").strip()[:200]

    def refuse(self, key: str) -> None:
        self.unknown.append(f"{key}={self.text(key)}")
