"""The index of actors: by kind, in the order of the alphabet, found by any of their names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext

from articles.facetting.naming import article_counts
from articles.vocabulary import KINDS
from entities.folding import fold
from entities.models import Actor

if TYPE_CHECKING:
    from django.http import QueryDict

    from entities.querysets import ActorQuerySet

PAGE_SIZE = 60
LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor with the number of articles that name it; `letter` opens a new one, else it is empty."""

    actor: Actor
    count: int
    letter: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind with how many actors it has, or a letter; `address` narrows the index to it."""

    label: str
    address: str
    is_chosen: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Directory:
    page: Page[Actor]
    entries: tuple[Entry, ...]
    tabs: tuple[Tab, ...]
    letters: tuple[Tab, ...]  # none where one page holds everybody
    query: str
    kind: str
    has_unnamed: bool
    other_address: str  # the same with, or without, those that no article names
    previous: str
    next: str

    @property
    def total(self) -> int:
        return self.page.paginator.count


@dataclass(frozen=True, slots=True)
class _Asked:
    """The state of the index, as its address says it."""

    query: str = ""
    kind: str = ""
    letter: str = ""
    has_unnamed: bool = False

    def address(self, page: int = 1) -> str:
        everybody, number = "1" if self.has_unnamed else "", str(page) if page > 1 else ""
        pairs = [("q", self.query), ("kind", self.kind), ("letter", self.letter), ("all", everybody), ("page", number)]
        said = urlencode([pair for pair in pairs if pair[1]])
        return f"{reverse('actors')}?{said}" if said else reverse("actors")


def look_up(values: QueryDict) -> Directory:
    """What the query string asks for; what it says wrongly is left aside."""
    asked = _asked(values)
    counts = article_counts()
    found = _found(asked, counts)
    kinds = dict(found.order_by().values_list("kind").annotate(Count("pk")))
    chosen = found.of_kind(asked.kind) if asked.kind else found
    page = Paginator(chosen.initialled(asked.letter).defer("details").in_order(), PAGE_SIZE).get_page(
        values.get("page")
    )
    return Directory(
        page=page,
        entries=tuple(_entries(list(page.object_list), counts)),
        tabs=tuple(_tabs(asked, kinds)),
        letters=tuple(_letters(asked, chosen)) if asked.letter or page.has_other_pages() else (),
        query=asked.query,
        kind=asked.kind,
        has_unnamed=asked.has_unnamed,
        other_address=replace(asked, has_unnamed=not asked.has_unnamed).address(),
        previous=asked.address(page.number - 1) if page.has_previous() else "",
        next=asked.address(page.number + 1) if page.has_next() else "",
    )


def _asked(values: QueryDict) -> _Asked:
    query = values.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    kind = values.get("kind", "")
    letter = values.get("letter", "").lower()
    return _Asked(
        query,
        kind if kind in Actor.Kind.values else "",
        letter if len(letter) == 1 and letter.isalnum() else "",
        values.get("all") == "1",
    )


def _found(asked: _Asked, counts: dict[int, int]) -> ActorQuerySet:
    actors = Actor.objects.shown()
    if not asked.has_unnamed:
        actors = actors.numbered(counts)
    return actors.called_like(fold(asked.query)) if asked.query else actors


def _entries(actors: list[Actor], counts: dict[int, int]) -> list[Entry]:
    entries, letter = [], ""
    for actor in actors:
        initial = (actor.sort_name[:1] or "#").upper()
        entries.append(Entry(actor, counts.get(actor.pk, 0), initial if initial != letter else ""))
        letter = initial
    return entries


def _tabs(asked: _Asked, kinds: dict[str, int]) -> list[Tab]:
    labels = {"": gettext("Tous"), **KINDS}
    counts = {"": sum(kinds.values()), **kinds}
    return [
        Tab(str(label), replace(asked, kind=kind, letter="").address(), kind == asked.kind, counts.get(kind, 0))
        for kind, label in labels.items()
    ]


def _letters(asked: _Asked, actors: ActorQuerySet) -> list[Tab]:
    every = Tab(gettext("Tout"), replace(asked, letter="").address(), not asked.letter)
    return [
        every,
        *(Tab(one.upper(), replace(asked, letter=one).address(), one == asked.letter) for one in actors.initials()),
    ]
