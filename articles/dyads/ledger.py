"""The evidence of a dyad's page: each statement with its sentence, by statement, by article or by event."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator

from articles.dyads.asking import Asked, Unit
from articles.dyads.counting import Counts, counts
from articles.models import Article, Evidence
from articles.statements import Sentence, sentences_of
from articles.vocabulary import RelationWords, relation_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articles.displaying import Reader
    from articles.dyads.counting import Fact

ITEMS_A_PAGE = 15


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement where it was first told, with the other articles that tell it in nearly the same words."""

    sentence: Sentence
    statement: int
    copies: tuple[Article, ...]
    certainty: int  # in percent


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The event of the same type before or after one: its first statement and the day of that."""

    statement: int
    published: str


@dataclass(frozen=True, slots=True)
class Item:
    """One unit of the ledger. An event has its type, its days, and the neighbours with which a curator may join it."""

    entries: tuple[Entry, ...]
    counts: Counts
    words: RelationWords | None = None
    first_day: str = ""
    last_day: str = ""
    before: Neighbour | None = None
    after: Neighbour | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    items: tuple[Item, ...]
    page: Page[list[Fact]]
    counts: Counts
    asked: Asked

    @property
    def previous(self) -> Asked | None:
        return self._at(self.page.number - 1) if self.page.has_previous() else None

    @property
    def next(self) -> Asked | None:
        return self._at(self.page.number + 1) if self.page.has_next() else None

    def _at(self, number: int) -> Asked:
        return self.asked.change(page=number)


def ledger(facts: Sequence[Fact], every: Sequence[Fact], asked: Asked, reader: Reader) -> Ledger:
    """`facts` are those to show, `every` all of the dyad, to find copies and neighbours in; both in order of time."""
    groups = _groups(facts, asked.chosen_unit)
    page = Paginator(groups, ITEMS_A_PAGE).get_page(asked.page)
    shown = [fact for group in page.object_list for fact in group]
    entries = _entries(shown, every, reader)
    around = _neighbours(every) if asked.chosen_unit == Unit.EVENTS else {}
    items = tuple(_item(group, entries, asked.chosen_unit, around) for group in page.object_list)
    return Ledger(items, page, counts(list(facts)), asked)


def _groups(facts: Iterable[Fact], unit: Unit) -> list[list[Fact]]:
    """The facts of each unit, each statement once in it; the newest unit first, undated ones last."""
    found: defaultdict[int, dict[int, Fact]] = defaultdict(dict)
    for fact in facts:
        key = {Unit.STATEMENTS: fact.statement, Unit.ARTICLES: fact.article, Unit.EVENTS: fact.event}[unit]
        found[key].setdefault(fact.statement, fact)
    groups = [list(group.values()) for group in found.values()]
    dated = [group for group in groups if group[0].published]
    return [*reversed(dated), *(group for group in groups if not group[0].published)]


def _entries(facts: Sequence[Fact], every: Iterable[Fact], reader: Reader) -> dict[int, Entry]:
    """{fact: its entry}"""
    wanted = {fact.statement for fact in facts}
    tellers: defaultdict[int, set[int]] = defaultdict(set)
    for fact in every:
        if fact.statement in wanted:
            tellers[fact.statement].add(fact.article)
    evidence = {one.pk: one for one in Evidence.objects.filter(pk__in=[fact.pk for fact in facts]).for_display()}
    others = {pk for fact in facts for pk in tellers[fact.statement] - {fact.article}}
    articles = {one.pk: one for one in Article.objects.filter(pk__in=others).for_list().newest_first()}
    return {
        fact.pk: Entry(
            sentences_of([evidence[fact.pk]], reader)[0], fact.statement,
            tuple(articles[pk] for pk in articles if pk in tellers[fact.statement] - {fact.article}),
            round(100 * evidence[fact.pk].certainty),
        )
        for fact in facts
        if fact.pk in evidence
    }  # fmt: skip


def _neighbours(facts: Iterable[Fact]) -> dict[int, tuple[Neighbour | None, Neighbour | None]]:
    """{event: the events of its type before and after it}, those of a known day only."""
    by_type: defaultdict[str, dict[int, Neighbour]] = defaultdict(dict)
    for fact in facts:
        if fact.day is not None:
            by_type[fact.type].setdefault(fact.event, Neighbour(fact.statement, fact.published))
    found = {}
    for events in by_type.values():
        row = list(events.values())
        for at, event in enumerate(events):
            found[event] = (row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None)
    return found


def _item(
    group: Sequence[Fact],
    entries: dict[int, Entry],
    unit: Unit,
    around: dict[int, tuple[Neighbour | None, Neighbour | None]],
) -> Item:
    own = tuple(entries[fact.pk] for fact in group if fact.pk in entries)
    if unit != Unit.EVENTS:
        return Item(own, counts(group))
    before, after = around.get(group[0].event, (None, None))
    return Item(
        own, counts(group), relation_words(group[0].type), group[0].published, group[-1].published, before, after
    )
