"""The evidence of a dyad's page: each statement with its sentence, by statement, by article or by event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.core.paginator import Page, Paginator

from articles.dyads.asking import Asked, Unit
from articles.dyads.counting import Counts, counts
from articles.dyads.drawing import keys_of
from articles.dyads.facts import KEY_BITS, first_of_each
from articles.models import Article, Evidence
from articles.statements import Sentence, sentences_of
from articles.vocabulary import RelationWords, relation_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from articles.displaying import Reader
    from articles.dyads.facts import Fact, Facts

    Around = tuple["Neighbour | None", "Neighbour | None"]

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
    page: Page[int]  # of the first fact of each unit
    counts: Counts
    asked: Asked
    facts: Facts

    @property
    def told(self) -> list[int]:
        """The pks of what the items of all pages tell."""
        units = keys_of(self.facts, self.asked.chosen_unit)
        places = self.facts.places[first_of_each((self.facts.statement << KEY_BITS) | units)]
        found: list[int] = self.facts.columns.pk[places].tolist()
        return found

    @property
    def previous(self) -> Asked | None:
        return self._at(self.page.number - 1) if self.page.has_previous() else None

    @property
    def next(self) -> Asked | None:
        return self._at(self.page.number + 1) if self.page.has_next() else None

    def _at(self, number: int) -> Asked:
        return self.asked.change(page=number)


def ledger(facts: Facts, every: Facts, asked: Asked, reader: Reader) -> Ledger:
    """`facts` are those to show, `every` all of the dyad, to find copies and neighbours in; both in order of time."""
    unit = asked.chosen_unit
    page = Paginator(_newest_first(facts, unit), ITEMS_A_PAGE).get_page(asked.page)
    groups = [_group(facts, unit, first) for first in page.object_list]
    entries = _entries([fact for group in groups for fact in group], every, reader)
    around = _neighbours(every, {group[0].event for group in groups}) if unit == Unit.EVENTS else {}
    items = tuple(_item(group, entries, unit, around) for group in groups)
    return Ledger(items, page, counts(facts), asked, facts)


def _newest_first(facts: Facts, unit: Unit) -> list[int]:
    """The first fact of each unit; undated ones last."""
    firsts = first_of_each(keys_of(facts, unit))
    has_date = facts.published[firsts] > 0
    found: list[int] = np.r_[firsts[has_date][::-1], firsts[~has_date]].tolist()
    return found


def _group(facts: Facts, unit: Unit, first: int) -> Facts:
    """The facts of one unit, each statement once in it."""
    keys = keys_of(facts, unit)
    places = np.flatnonzero(keys == keys[first])
    return facts.only(places[first_of_each(facts.statement[places])])


def _entries(facts: Sequence[Fact], every: Facts, reader: Reader) -> dict[int, Entry]:
    """{fact: its entry}"""
    tellers = _tellers(every, [fact.statement for fact in facts])
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


def _tellers(every: Facts, statements: Sequence[int]) -> dict[int, set[int]]:
    """{statement: the articles that tell it}"""
    columns = every.columns
    firsts = np.flatnonzero(np.isin(columns.pk, statements))
    found: dict[int, set[int]] = {pk: set() for pk in statements}
    for place in np.flatnonzero(np.isin(columns.statement, firsts)).tolist():
        found[int(columns.pk[columns.statement[place]])].add(int(columns.article[place]))
    return found


def _neighbours(facts: Facts, events: set[int]) -> dict[int, Around]:
    """{event: the events of its type before and after it}, of these, those of a known day only."""
    dated = facts.where(facts.published % 100 > 0)
    firsts = first_of_each(dated.event)
    firsts = firsts[np.argsort(dated.type[firsts], kind="stable")]
    types, own = dated.type[firsts], dated.only(firsts)
    shown = np.flatnonzero(np.isin(own.columns.pk[own.event], list(events))).tolist()

    def neighbour(place: int, type_: int) -> Neighbour | None:
        if not 0 <= place < len(firsts) or types[place] != type_:
            return None
        return Neighbour(own[place].statement, own[place].published)

    return {own[at].event: (neighbour(at - 1, types[at]), neighbour(at + 1, types[at])) for at in shown}


def _item(group: Facts, entries: Mapping[int, Entry], unit: Unit, around: Mapping[int, Around]) -> Item:
    own = tuple(entries[fact.pk] for fact in group if fact.pk in entries)
    if unit != Unit.EVENTS:
        return Item(own, counts(group))
    first, last = group[0], group[-1]
    before, after = around.get(first.event, (None, None))
    return Item(own, counts(group), relation_words(first.type), first.published, last.published, before, after)
