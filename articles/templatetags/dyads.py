"""Rows of which a large page of two states has hundreds: a template would take longer for them than all counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.translation import get_language, gettext

from articles.filling import all_filled, filled, joined, number_in_words
from articles.vocabulary import Tone
from articles.wording import date_in_words, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from articles.dyads.describing import Cell, OutletRow, PeriodRow, SpeakerRow
    from articles.dyads.drawing import Bar, Mark, TimeChart

register = template.Library()
_SLUG = "somebody"
NONE = "–"
_MARK = (
    '<a href="{0}#evidence" aria-label="{1}\N{NO-BREAK SPACE}: {2}"><title>{1}\N{NO-BREAK SPACE}: {2}</title>'
    '<rect class="reach" x="{3}" y="0" width="8" height="20"/>'
    '<rect class="firm" x="{3}" y="{4}" width="8" height="{5}"/></a>'
)
_BAR = (
    '<a href="{0}#evidence" class="{1}" aria-label="{2}\N{NO-BREAK SPACE}: {3}">'
    "<title>{2}\N{NO-BREAK SPACE}: {3}</title>"
    '<rect class="reach" x="{4}" y="{5}" width="{6}" height="60"/>{7}</a>'
)
_GAP = '<rect class="gap" x="{}" y="0" width="{}" height="{}" fill="url(#gap)"><title>{}</title></rect>'
_PART = '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'
_PERIOD = '<tr><th scope="row">{}{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>'
_SPEAKER = '<tr><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td></tr>\n'
_OUTLET = '<tr><th scope="row">{}{}</th><td class="number">{}</td><td class="number">{}</td></tr>'
_ACTOR = '<a href="{}">{}</a>'
_ASIDE = ' <span class="aside">{}</span>'
_LINK = '<a href="{}#evidence">{}</a>'


@register.simple_tag
def type_marks(marks: Iterable[Mark]) -> SafeString:
    """A type's strip."""
    language = _language()
    rows = (
        (mark.address, date_in_words(mark.date, language), number_in_words(mark.count), mark.x, mark.y, mark.height)
        for mark in marks
    )
    return all_filled(_MARK, rows)


@register.simple_tag
def tone_bars(chart: TimeChart) -> SafeString:
    """What a chart draws for its periods: a gap where we hold nothing, a bar for each tone."""
    language, parts = _language(), []
    for period in chart.periods:
        date = date_in_words(period.date, language)
        if period.is_silent:
            silence = gettext("aucun article en %(year)s") % {"year": date}
            parts.append(filled(_GAP, period.x, chart.bar_width, chart.height, silence))
        for tone, y, label in (
            (Tone.COOPERATION, 0, gettext("coopération")),
            (Tone.CONFLICT, chart.axis + 1, gettext("conflit")),
        ):
            if bar := getattr(period, tone.value):
                parts.append(_bar(bar, period.x, f"{date}, {label}", tone, y, chart.bar_width))
    return joined(parts)


def _bar(bar: Bar, x: int, label: str, tone: Tone, y: int, width: int) -> SafeString:
    heights = (("firm", bar.y, bar.height), ("doubtful", bar.doubtful_y, bar.doubtful_height))
    parts = all_filled(_PART, ((name, x, top, width, height) for name, top, height in heights if height))
    return filled(_BAR, bar.address, tone.value, label, number_in_words(bar.count), x, y, width, parts)


@register.simple_tag
def tones_by_period(rows: Iterable[PeriodRow]) -> SafeString:
    """The chart as a table."""
    language, undated = _language(), gettext("sans date")
    vague = filled(_ASIDE, gettext("sans mois"))
    told = (
        (
            date_in_words(row.date, language) or undated, vague if row.is_vague else "", _linked(row.cooperation),
            _linked(row.neutral), _linked(row.conflict), number_in_words(row.standing) if row.standing else NONE,
        )
        for row in rows
    )  # fmt: skip
    return all_filled(_PERIOD, told)


@register.simple_tag
def speakers_heard(rows: Iterable[SpeakerRow]) -> SafeString:
    """The table of who is given as the one who says something, or quoted."""
    language, nobody = _language(), gettext("Sources non nommées")
    before, after = reverse("actor", args=[_SLUG]).split(_SLUG)

    def who(row: SpeakerRow) -> str:
        if row.actor is None:
            return nobody
        return filled(_ACTOR, before + row.actor.slug + after, name_of(row.actor, language))

    told = ((who(row), _linked(row.cell), number_in_words(row.quotes) if row.quotes else NONE) for row in rows)
    return all_filled(_SPEAKER, told)


@register.simple_tag
def outlets_heard(rows: Iterable[OutletRow]) -> SafeString:
    """The table of who publishes."""
    nobody, is_state = gettext("Source non précisée"), filled(_ASIDE, gettext("média d’État"))
    told = (
        (
            row.source.name if row.source else nobody, is_state if row.source and row.source.is_state else "",
            _linked(row.cell), number_in_words(row.articles),
        )
        for row in rows
    )  # fmt: skip
    return all_filled(_OUTLET, told)


def _language() -> str:
    return get_language() or "fr"


def _linked(cell: Cell | None) -> str:
    return filled(_LINK, cell.address, number_in_words(cell.count)) if cell else NONE
