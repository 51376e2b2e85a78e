"""Everything that the page of two states shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from heapq import nlargest
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.addresses import Address, address_of
from articles.disclosing import Disclosed, disclosed
from articles.dyads import describing
from articles.dyads.asking import NONE, TONES, Asked, DyadForm, narrowed
from articles.dyads.comparing import Comparison, compare
from articles.dyads.counting import Balance, Counts, balance, counts
from articles.dyads.drawing import GAP, STEP, WIDEST, TimeChart, counted, is_monthly, row_of_periods, time_chart
from articles.dyads.facts import in_order_met
from articles.dyads.gathering import facts_between
from articles.dyads.ledger import Ledger, ledger
from articles.dyads.voices import Voices, voices
from articles.facetting.naming import months_held, year_counts
from articles.models import Source
from articles.vocabulary import relation_words
from articles.wording import date_in_words
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from articles.displaying import Reader
    from articles.dyads.facts import Facts
    from articles.vocabulary import Words

ROWS_FIRST = 10
VOICES_SHOWN = 100  # a large pair has a thousand


@dataclass(frozen=True, slots=True)
class Chip:
    """What the ledger is narrowed to, with the address that takes it away."""

    label: Words
    address: Asked


@dataclass(frozen=True, slots=True)
class Tables:
    """What is counted in the years and modes asked for."""

    counts: Counts
    units: tuple[describing.Choice, ...]
    modes: tuple[describing.Choice, ...]
    balance: Balance  # of all modes that bear one
    standing: tuple[describing.Choice, ...]
    periods: tuple[str, ...]  # years, or months where the years are few
    chart: TimeChart | None
    undated: describing.Cell | None
    by_period: tuple[describing.PeriodRow, ...]
    by_type: tuple[describing.TypeRow, ...]
    outlets: Disclosed[describing.OutletRow]
    speakers: Disclosed[describing.SpeakerRow]
    speakers_left: int  # not shown: those who are heard least

    @property
    def is_monthly(self) -> bool:
        return is_monthly(self.periods)

    @property
    def vague(self) -> tuple[describing.PeriodRow, ...]:
        """What has a year, but no known month, where months are drawn."""
        return tuple(row for row in self.by_period if row.is_vague)

    @property
    def first_period(self) -> str:
        return self.periods[0] if self.periods else ""

    @property
    def last_period(self) -> str:
        return self.periods[-1] if self.periods else ""

    @property
    def first_year(self) -> str:
        return self.first_period[:4]

    @property
    def last_year(self) -> str:
        return self.last_period[:4]

    @property
    def strip_width(self) -> int:
        return len(self.periods) * STEP - GAP

    @property
    def strip_drawn_width(self) -> int:
        """Pixels wanted; a narrower page squeezes the bars."""
        return len(self.periods) * WIDEST


@dataclass(frozen=True, slots=True)
class Dyad:
    first: Actor
    second: Actor
    asked: Asked
    notices: tuple[str, ...]
    is_empty: bool  # nothing of any year or mode
    tables: Tables
    comparison: Comparison | None
    ledger: Ledger
    chips: tuple[Chip, ...]
    voices: Voices
    articles_address: Address  # of those that name both


@dataclass(frozen=True, slots=True)
class _Known:
    """Rows that facts only name."""

    speakers: Mapping[int, Actor]
    others: int  # who are only quoted, and too seldom to be shown
    outlets: Mapping[int, Source]
    held: Mapping[int | None, int]  # articles by year, whatever their subject


def dyad(first: Actor, second: Actor, given: Any, reader: Reader) -> Dyad:
    """The page in the state that the query string gives."""
    form = DyadForm(first.code, second.code, given)
    form.is_valid()
    every = facts_between(first.code, second.code)
    heard = voices(first.code, second.code, form.asked, reader)
    named = {*in_order_met(every.speaker), *_most_quoted(heard)}
    speakers = Actor.objects.shown().numbered(named).only("slug", "name", "sort_name", "code")
    known = _Known(
        {one.pk: one for one in speakers},
        len(heard.quotes_by.keys() - named),
        Source.objects.in_bulk({*in_order_met(every.outlet)} - {0}),
        year_counts(),
    )
    asked, speaker, outlet, unknown = _resolved(form.asked, known)
    facts = asked.of_modes(asked.of_years(every))
    shown = narrowed(facts, asked, speaker=speaker.pk if speaker else None, outlet=outlet.pk if outlet else None)
    return Dyad(
        first=first,
        second=second,
        asked=asked,
        notices=(*form.notices, *unknown),
        is_empty=not every,
        tables=_tables(facts, asked.of_years(every), asked, known, heard),
        comparison=compare(asked.of_modes(every), every, asked, known.held, known.speakers),
        ledger=ledger(shown, every, asked, reader),
        chips=_chips(asked, speaker, outlet),
        voices=heard,
        articles_address=address_of(first, second),
    )


def _most_quoted(heard: Voices) -> list[int]:
    """Of equals those who are known for longer. To read all, a thousand of a large pair, takes longer than to count."""
    return nlargest(VOICES_SHOWN, heard.quotes_by, key=lambda pk: (heard.quotes_by[pk], -pk))


def _resolved(asked: Asked, known: _Known) -> tuple[Asked, Actor | None, Source | None, list[str]]:
    """The state without a speaker or outlet that says nothing here, and a notice for each."""
    unknown = []
    speaker = next((one for one in known.speakers.values() if one.slug == asked.speaker), None)
    outlet = next((one for one in known.outlets.values() if one.slug == asked.outlet), None)
    for name, found in (("speaker", speaker), ("outlet", outlet)):
        value = getattr(asked, name)
        if value and value != NONE and found is None:
            unknown.append(_("Filtre inconnu, ignoré : « %(value)s ».") % {"value": f"{name}={value}"})
            asked = asked.change(**{name: ""})
    return asked, speaker, outlet, unknown


def _tables(facts: Facts, every_mode: Facts, asked: Asked, known: _Known, heard: Voices) -> Tables:
    periods = row_of_periods(every_mode, asked)
    undated = counted(facts.where(facts.year == 0), asked.chosen_unit)
    speakers = describing.speaker_rows(facts, asked, heard.quotes_by, known.speakers)
    heard_most = disclosed(speakers[:VOICES_SHOWN], ROWS_FIRST)
    return Tables(
        counts=counts(facts),
        units=describing.unit_choices(facts, asked),
        modes=describing.mode_choices(every_mode, asked),
        balance=balance(every_mode),
        standing=describing.standing_choices(facts, asked),
        periods=periods,
        chart=time_chart(facts, asked, _held(periods, known), periods=periods),
        undated=describing.Cell(undated, asked.whole().change(year=NONE)) if undated else None,
        by_period=describing.period_rows(facts, asked, periods=periods),
        by_type=describing.type_rows(facts, asked, periods=periods),
        outlets=disclosed(describing.outlet_rows(facts, asked, known.outlets), ROWS_FIRST),
        speakers=replace(heard_most, rest_count=len(speakers) + known.others - len(heard_most.first)),
        speakers_left=max(len(speakers) - VOICES_SHOWN, 0) + known.others,
    )


def _held(periods: Sequence[str], known: _Known) -> set[str]:
    """Those of which we have articles, whatever their subject."""
    if is_monthly(periods):
        return months_held(int(periods[0][:4]), int(periods[-1][:4]))
    return {str(year) for year in known.held}


def _chips(asked: Asked, speaker: Actor | None, outlet: Source | None) -> tuple[Chip, ...]:
    found: list[tuple[str, Words]] = []
    if asked.year:
        found.append(("year", _("sans date") if asked.year == NONE else asked.year))
    if asked.month:
        words = date_in_words(asked.month, get_language() or "fr")
        found.append(("month", words if "-" in asked.month else _("%(year)s, sans mois") % {"year": words}))
    if asked.tone:
        found.append(("tone", next(label for tone, label in TONES.items() if tone == asked.tone)))
    if asked.type:
        found.append(("type", relation_words(asked.type).label))
    if asked.speaker:
        found.append(("speaker", speaker.name if speaker else _("quelqu’un qui n’est pas nommé")))
    if asked.outlet:
        found.append(("outlet", outlet.name if outlet else _("source non précisée")))
    return tuple(Chip(label, asked.change(**{name: ""})) for name, label in found)
