"""The index of actors: by kind, in the order of the alphabet, found by any of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext

from articles.models import Mention
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
class KindTab:
    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Directory:
    page: Page[Actor]
    entries: tuple[Entry, ...]
    tabs: tuple[KindTab, ...]
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
    query: str
    kind: str
    has_unnamed: bool

    def address(self, *, kind: str | None = None, has_unnamed: bool | None = None, page: int = 1) -> str:
        kind = self.kind if kind is None else kind
        everybody = self.has_unnamed if has_unnamed is None else has_unnamed
        pairs = [
            ("q", self.query),
            ("kind", kind),
            ("all", "1" if everybody else ""),
            ("page", str(page) if page > 1 else ""),
        ]
        said = urlencode([pair for pair in pairs if pair[1]])
        return f"{reverse('actors')}?{said}" if said else reverse("actors")


def look_up(values: QueryDict) -> Directory:
    """What the query string asks for; what it says wrongly is left aside."""
    asked = _asked(values)
    counts = Mention.objects.article_counts()
    found = _found(asked, counts)
    kinds = dict(found.order_by().values_list("kind").annotate(Count("pk")))
    chosen = found.of_kind(asked.kind) if asked.kind else found
    page = Paginator(chosen.defer("details").in_order(), PAGE_SIZE).get_page(values.get("page"))
    return Directory(
        page=page,
        entries=tuple(_entries(list(page.object_list), counts)),
        tabs=tuple(_tabs(asked, kinds)),
        query=asked.query,
        kind=asked.kind,
        has_unnamed=asked.has_unnamed,
        other_address=asked.address(has_unnamed=not asked.has_unnamed),
        previous=asked.address(page=page.number - 1) if page.has_previous() else "",
        next=asked.address(page=page.number + 1) if page.has_next() else "",
    )


def _asked(values: QueryDict) -> _Asked:
    query = values.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    kind = values.get("kind", "")
    return _Asked(query, kind if kind in Actor.Kind.values else "", values.get("all") == "1")


def _found(asked: _Asked, counts: dict[int, int]) -> ActorQuerySet:
    actors = Actor.objects.shown()
    if not asked.has_unnamed:
        actors = actors.filter(pk__in=counts)
    return actors.called_like(fold(asked.query)) if asked.query else actors


def _entries(actors: list[Actor], counts: dict[int, int]) -> list[Entry]:
    entries, letter = [], ""
    for actor in actors:
        initial = (actor.sort_name[:1] or "#").upper()
        entries.append(Entry(actor, counts.get(actor.pk, 0), initial if initial != letter else ""))
        letter = initial
    return entries


def _tabs(asked: _Asked, kinds: dict[str, int]) -> list[KindTab]:
    labels = {"": gettext("Tous"), **KINDS}
    return [
        KindTab(
            str(label),
            kinds.get(kind, 0) if kind else sum(kinds.values()),
            asked.address(kind=kind),
            kind == asked.kind,
        )
        for kind, label in labels.items()
    ]
