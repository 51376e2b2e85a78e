"""How the state of the archive writes the months of its outlets: hundreds on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from articles.wording import date_in_words

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from articles.health import Month, Year

register = template.Library()


@register.simple_tag
def month_cells(year: Year) -> SafeString:
    """A cell for each month; what is in it leads to its articles."""
    language, within, gap = get_language() or "fr", gettext("en"), gettext("lacune")
    cells = (
        (month.level, " gap" if month.is_gap else "", _told(month, language, within, gap)) for month in year.months
    )
    return format_html_join("", '<td class="level-{}{}">{}</td>', cells)


def _told(month: Month, language: str, within: str, gap: str) -> SafeString:
    if month.count:
        words = f'<span class="unseen"> {escape(within)} {escape(date_in_words(month.value, language))}</span>'
        return mark_safe(f'<a href="{escape(str(month.address))}">{month.count}{words}</a>')  # noqa: S308  # escaped
    return mark_safe(f'<span class="unseen">{escape(gap)}</span>' if month.is_gap else "")  # noqa: S308  # escaped
