"""The page of how two actors are joined: whom the query string means, and what joins them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.paths import LONGEST, By, Route, routes
from entities.folding import fold
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articles.displaying import Reader

CANDIDATES = 8
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class End:
    """`given` is what the reader wrote: a name, an address, a code. `candidates` are those it may mean where it means
    none for sure."""

    name: str
    given: str
    actor: Actor | None
    candidates: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    start: End
    end: End
    by: By
    without_states: bool
    routes: tuple[Route, ...]

    @property
    def is_asked(self) -> bool:
        return bool(self.start.given and self.end.given)

    @property
    def is_same(self) -> bool:
        return bool(self.start.actor and self.start.actor == self.end.actor)

    @property
    def is_known(self) -> bool:
        return bool(self.start.actor and self.end.actor)

    @property
    def length(self) -> int:
        return len(self.routes[0].steps) if self.routes else 0

    @property
    def longest(self) -> int:
        return LONGEST

    @property
    def is_by_relations(self) -> bool:
        return self.by == By.RELATIONS


def join(given: Mapping[str, str], reader: Reader) -> Joined:
    """From the query string; what makes no sense is left out."""
    start, end = (_end(name, given.get(name, "")) for name in ("from", "to"))
    by = By.RELATIONS if given.get("by") == By.RELATIONS else By.ARTICLES
    without_states = bool(given.get("without_states"))
    found: tuple[Route, ...] = ()
    if start.actor and end.actor and start.actor != end.actor:
        found = routes(start.actor, end.actor, by, reader, without_states=without_states)
    return Joined(start, end, by, without_states, found)


def _end(name: str, given: str) -> End:
    text = given.replace("\0", "").strip()[:LONGEST_NAME]
    if not text:
        return End(name, "", None, ())
    known = Actor.objects.filter(slug=text).select_related("canonical").first()
    root = known and (known.canonical or known)
    if root and not root.is_hidden:
        return End(name, text, root, ())
    named = list(Actor.objects.answering_to(fold(text)).in_order()[: CANDIDATES + 1])
    if len(named) == 1:
        return End(name, text, named[0], ())
    like = named or list(Actor.objects.called_like(fold(text)).in_order()[:CANDIDATES])
    return End(name, text, None, tuple(like[:CANDIDATES] or Actor.objects.resembling(fold(text))[:CANDIDATES]))
