"""What a list prints by the hundred: the values of its filters and the bars of its years. A template would take most of
the time of the page for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.formats import get_format
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, ngettext

from articles.facets import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from articles.charts import YearBar, YearChart
    from articles.facets import FacetValue

register = template.Library()


@register.simple_tag
def facet_values(values: Iterable[FacetValue]) -> SafeString:
    """A list item for each: the link that chooses it, or chooses it no longer, and the one that leaves it out."""
    comma = _comma()
    return mark_safe("".join([_facet_value(value, comma) for value in values]))  # noqa: S308  (escaped below)


@register.simple_tag
def year_bars(years: YearChart) -> SafeString:
    """What stands in the drawing: a link for each year, a hatched one where there is nothing."""
    comma = _comma()
    return mark_safe("".join([_bar(bar, years, comma) for bar in years.bars]))  # noqa: S308  (escaped below)


def _comma() -> str:
    """What sets thousands off in the reader's language."""
    return str(get_format("THOUSAND_SEPARATOR", get_language() or "fr"))


def _number(count: int, comma: str) -> str:
    return f"{count:,}".replace(",", comma)


def _facet_value(value: FacetValue, comma: str) -> str:
    label, choice = str(escape(value.label)), value.choice
    current = "" if choice == Choice.OPEN else ' aria-current="true"'
    if choice == Choice.EXCLUDED:
        label = f'<span class="unseen">{escape(gettext("sauf"))} </span>{label}'
        number = f'<span aria-hidden="true">{escape(gettext("exclu"))}</span>'
        number += f'<span class="unseen">{escape(gettext("exclu ; rétablir"))}</span>'
    else:
        chosen = f", {escape(gettext('choisi ; retirer'))}" if choice == Choice.CHOSEN else ""
        articles = ngettext("article", "articles", value.count)
        number = f'{_number(value.count, comma)}<span class="unseen"> {articles}{chosen}</span>'
    link = f'<a href="{escape(value.address)}"{current}><span class="value">{label}</span>'
    return f'<li class="{choice}">{link} <span class="number">{number}</span></a>{_exclusion(value)}</li>\n'


def _exclusion(value: FacetValue) -> str:
    if not value.exclusion:
        return ""
    words = gettext("Exclure %(value)s") % {"value": escape(value.label)}
    link = f'<a class="except" href="{escape(value.exclusion)}" title="{words}">'
    return f'{link}<span aria-hidden="true">−</span><span class="unseen">{words}</span></a>'


def _bar(bar: YearBar, years: YearChart, comma: str) -> str:
    if not bar.address:
        words = gettext("aucun article en %(year)s") % {"year": bar.year}
        place = f'x="{bar.x}" y="0" width="{years.bar_width}" height="{years.height}"'
        return f'<rect class="gap" {place} fill="url(#gap)"><title>{words}</title></rect>'
    told = {"year": bar.year, "total": _number(bar.count, comma)}
    words = ngettext("%(year)s : %(total)s article", "%(year)s : %(total)s articles", bar.count) % told
    if years.is_share:
        share = {"percent": bar.percent, "held": _number(bar.corpus, comma)}
        words += f" {gettext('sur %(held)s, %(percent)s %%') % share}"
    address, chosen = escape(str(bar.address)), " chosen" if bar.is_chosen else ""
    return (
        f'<a href="{address}" hx-get="{address}" class="bar{chosen}" aria-label="{words}"><title>{words}</title>'
        f'<rect class="reach" x="{bar.x}" y="0" width="{years.bar_width}" height="{years.height}"/>'
        f'<rect class="amount" x="{bar.x}" y="{bar.y}" width="{years.bar_width}" height="{bar.height}"/></a>'
    )
