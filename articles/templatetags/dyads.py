"""Rows of which a large page of two states has hundreds: a template would take longer for them than all counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.translation import get_language, gettext

from articles.filling import all_filled, filled, number_in_words
from articles.wording import date_in_words, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.utils.safestring import SafeString

    from articles.dyads.describing import Cell, PeriodRow, SpeakerRow
    from articles.dyads.drawing import Bar, Mark, Period

register = template.Library()
_SLUG = "somebody"
NONE = "–"
_MARK = (
    '<a href="{0}#evidence" aria-label="{1}\N{NO-BREAK SPACE}: {2}"><title>{1}\N{NO-BREAK SPACE}: {2}</title>'
    '<rect class="reach" x="{3}" y="0" width="8" height="20"/>'
    '<rect class="firm" x="{3}" y="{4}" width="8" height="{5}"/></a>'
)
_BAR = (
    '<a href="{0}#evidence" class="{1}" aria-label="{2}, {3}\N{NO-BREAK SPACE}: {4}">'
    "<title>{2}, {3}\N{NO-BREAK SPACE}: {4}</title>"
    '<rect class="reach" x="{5}" y="{6}" width="{7}" height="60"/>{8}</a>\n'
)
_PART = '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'
_PERIOD = '<tr><th scope="row">{}{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>'
_SPEAKER = '<tr><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td></tr>\n'
_ACTOR = '<a href="{}">{}</a>'
_LINK = '<a href="{}#evidence">{}</a>'


@register.simple_tag
def type_marks(marks: Iterable[Mark]) -> SafeString:
    """A type's strip."""
    language = _language()
    rows = (
        (str(mark.address), date_in_words(mark.date, language), mark.count, mark.x, mark.y, mark.height)
        for mark in marks
    )
    return all_filled(_MARK, rows)


@register.simple_tag
def tone_bar(period: Period, bar: Bar, tone: str, label: str, y: int, width: int) -> SafeString:
    """What a chart draws for one tone of a period."""
    heights = (("firm", bar.y, bar.height), ("doubtful", bar.doubtful_y, bar.doubtful_height))
    parts = all_filled(_PART, ((name, period.x, top, width, height) for name, top, height in heights if height))
    date = date_in_words(period.date, _language())
    return filled(_BAR, str(bar.address), tone, date, label, bar.count, period.x, y, width, parts)


@register.simple_tag
def tones_by_period(rows: Iterable[PeriodRow]) -> SafeString:
    """The chart as a table."""
    language, undated = _language(), gettext("sans date")
    vague = filled(' <span class="aside">{}</span>', gettext("sans mois"))
    told = (
        (
            date_in_words(row.date, language) or undated, vague if row.is_vague else "", _linked(row.cooperation),
            _linked(row.neutral), _linked(row.conflict), row.standing or NONE,
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

    told = (
        (who(row), _linked(row.cell, number_in_words), number_in_words(row.quotes) if row.quotes else NONE)
        for row in rows
    )
    return all_filled(_SPEAKER, told)


def _language() -> str:
    return get_language() or "fr"


def _linked(cell: Cell | None, number: Callable[[int], str] = str) -> str:
    return filled(_LINK, str(cell.address), number(cell.count)) if cell else NONE
