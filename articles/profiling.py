"""Everything that the page of one actor shows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from django.db.models import Q

from articles.addresses import NONE, Address, Axis, address_of
from articles.browsing import Hit, hits_of
from articles.careers import Career, career
from articles.charts import YearChart, year_chart
from articles.disclosing import Disclosed, disclosed
from articles.facetting.naming import article_counts, newest_naming, year_counts
from articles.facetting.portraying import said_by, said_of
from articles.facetting.stating import Side, told_on_sides
from articles.models import Evidence, Quote
from articles.naming import FoundName, found_names
from articles.partners import Asked, Narrowed, PartnerRow, asked_of, narrowed, partner_rows
from articles.statements import QUOTES_FIRST, SENTENCES_FIRST, Said, Sentence, quotes_of, sentences_of
from articles.states import State, state
from articles.titling import FoundTitle, found_titles
from articles.vocabulary import form_words
from entities.decisions import HistoryLine, history
from entities.folding import fold
from entities.models import Actor, Alias, Decision, Tenure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from articles.displaying import Reader

NEWEST_SHOWN = 6
COMPANIONS_SHOWN = 12
NAMES_FIRST = 5
STATEMENTS_READ = 12
QUOTES_READ = 16


@dataclass(frozen=True, slots=True)
class NameForms:
    """The names of one form: adjectives, acronyms …"""

    label: str
    names: Disclosed[str]


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who is named in the same articles."""

    actor: Actor
    count: int
    address: Address


@dataclass(frozen=True, slots=True)
class Ledger:
    """The sentences of the newest statements of one side, with how many statements there are in all."""

    sentences: Disclosed[Sentence]
    total: int


@dataclass(frozen=True, slots=True)
class Sayings:
    """The newest quotes, with how many there are in all."""

    quotes: Disclosed[Said]
    total: int


@dataclass(frozen=True, slots=True)
class Profile:
    actor: Actor
    names: tuple[NameForms, ...]
    found_names: Disclosed[FoundName]
    found_titles: Disclosed[FoundTitle]
    tenures: tuple[Tenure, ...]
    career: Career | None
    sources: tuple[str, ...]  # of the terms of office, as the authority file names them
    article_count: int
    years: YearChart | None
    newest: tuple[Hit, ...]
    companions: tuple[Companion, ...]
    made: Ledger
    received: Ledger
    mutual: Ledger
    asked: Asked
    partners: Disclosed[PartnerRow]
    narrowed: Narrowed | None
    said: Sayings
    told_of: Sayings
    state: State | None
    history: tuple[HistoryLine, ...]
    address: Address


def profile(actor: Actor, reader: Reader, given: Mapping[str, str] | None = None) -> Profile:
    """The canonical actor as articles tell it, with what those merged into it bring along. `given` is the query
    string: which of its statements the reader asks for."""
    address = address_of(actor)
    by_year = year_counts(actor)
    keys = _keys(actor)
    tenures = _tenures(keys)
    asked = asked_of(actor, given or {})
    ledgers = _no_ledgers() if asked.is_narrowed else _ledgers(actor, reader)
    said, about = _sayings(actor, reader)
    known_years = [year for year in by_year if year]
    return Profile(
        actor=actor,
        names=tuple(_names(actor, keys)),
        found_names=found_names(actor),
        found_titles=found_titles(actor, reader),
        tenures=tuple(tenures),
        career=career(tenures, until=datetime.datetime.now(tz=datetime.UTC).year),
        sources=tuple(dict.fromkeys(one for term in tenures for one in term.source.split("|") if one)),
        article_count=sum(by_year.values()),
        years=_years(by_year, address),
        newest=hits_of(newest_naming(actor, NEWEST_SHOWN).for_list(), reader),
        companions=tuple(_companions(actor)),
        made=ledgers[Side.MADE],
        received=ledgers[Side.RECEIVED],
        mutual=ledgers[Side.MUTUAL],
        asked=asked,
        partners=partner_rows(asked),
        narrowed=narrowed(asked, reader),
        said=said,
        told_of=about,
        state=state(actor, since=min(known_years, default=None)),
        history=tuple(history(Decision.objects.filter(subject__actor__in=list(keys.values())))),
        address=address,
    )


def _keys(actor: Actor) -> dict[int, str]:
    """{id: key}, of the actor and those merged into it: to join them to what is theirs takes longer."""
    return dict(Actor.objects.filter(Q(pk=actor.pk) | Q(canonical=actor)).order_by("pk").values_list("pk", "key"))


def _names(actor: Actor, ids: Iterable[int]) -> list[NameForms]:
    """Other names than the displayed one, by form, as readers would look them up."""
    aliases = Alias.objects.filter(actor__in=list(ids), is_suppressed=False).order_by("folded", "pk")
    names: dict[str, dict[str, str]] = {form: {} for form in Alias.Form.values}
    for alias in aliases:
        if alias.text != actor.name:
            names[alias.form].setdefault(fold(alias.text), alias.text)
    return [
        NameForms(str(form_words(form)), disclosed(found.values(), NAMES_FIRST))
        for form, found in names.items()
        if found
    ]


def _tenures(ids: Iterable[int]) -> list[Tenure]:
    """In the order of time; what has no beginning comes by its end."""
    tenures = Tenure.objects.filter(actor__in=list(ids))
    return sorted(tenures, key=lambda term: (term.start or term.end, term.end or "9999", term.pk))


def _years(counts: dict[int | None, int], address: Address) -> YearChart | None:
    return year_chart(
        (year, count, address.only(Axis.YEAR, str(year) if year else NONE)) for year, count in counts.items()
    )


def _companions(actor: Actor) -> list[Companion]:
    counts = article_counts(actor)
    counts.pop(actor.pk, None)
    most = nsmallest(COMPANIONS_SHOWN, counts, key=lambda pk: (-counts[pk], pk))
    actors = Actor.objects.in_bulk(most)
    return [Companion(actors[pk], counts[pk], address_of(actor, actors[pk])) for pk in most]


def _no_ledgers() -> dict[Side, Ledger]:
    """Of a page that is narrowed to other statements."""
    return dict.fromkeys(Side, Ledger(disclosed((), SENTENCES_FIRST), 0))


def _ledgers(actor: Actor, reader: Reader) -> dict[Side, Ledger]:
    """The statements of all sides are read at once."""
    told = told_on_sides(actor.pk, STATEMENTS_READ)
    every = Evidence.objects.numbered([pk for ids, _total in told.values() for pk in ids])
    in_order = list(every.for_display().newest_first())
    ledgers = {}
    for side, (ids, total) in told.items():
        own = set(ids)
        ledgers[side] = _ledger([one for one in in_order if one.pk in own], total, reader)
    return ledgers


def _ledger(evidence: Sequence[Evidence], total: int, reader: Reader) -> Ledger:
    newest = evidence[:STATEMENTS_READ]
    sentences = sentences_of(newest, reader)
    whole = sentences[:-1] if len(newest) < total and len(sentences) > 1 else sentences  # more of the last is unread
    return Ledger(disclosed(whole, SENTENCES_FIRST, size=lambda one: one.size), total)


def _sayings(actor: Actor, reader: Reader) -> tuple[Sayings, Sayings]:
    """What it says, and what is said of it, read at once."""
    told = said_by(actor.pk, QUOTES_READ), said_of(actor.pk, QUOTES_READ)
    every = Quote.objects.numbered([pk for ids, _total in told for pk in ids])
    in_order = list(every.for_display().newest_first())
    said, about = (_newest_of(in_order, ids, total, reader) for ids, total in told)
    return said, about


def _newest_of(in_order: Iterable[Quote], ids: Collection[int], total: int, reader: Reader) -> Sayings:
    own = set(ids)
    newest = quotes_of([quote for quote in in_order if quote.pk in own][:QUOTES_READ], reader)
    return Sayings(disclosed(newest, QUOTES_FIRST, size=lambda one: one.size), total)
