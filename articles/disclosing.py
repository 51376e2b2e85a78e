"""Long lists: what a page shows at once, and what it keeps in a disclosure. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Disclosed(Generic[T]):
    """`count` and `rest_count` are of the things counted, of which one item may hold several."""

    first: tuple[T, ...]
    rest: tuple[T, ...]
    count: int
    rest_count: int


def disclosed(items: Iterable[T], first: int, *, size: Callable[[T], int] = lambda _one: 1) -> Disclosed[T]:
    """The first so many items, and the rest. A single one left over is shown: to hide it would take as much room."""
    every = tuple(items)
    shown = every if len(every) <= first + 1 else every[:first]
    rest = every[len(shown) :]
    rest_count = sum(size(one) for one in rest)
    return Disclosed(shown, rest, sum(size(one) for one in shown) + rest_count, rest_count)
