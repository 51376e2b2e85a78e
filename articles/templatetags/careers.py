"""How pages draw terms of office: the page of a state has a hundred of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.filling import filled, joined
from articles.templatetags.pages import holder, holder_address, office_title, term
from articles.wording import country_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.careers import Career, TermBar
    from entities.models import Tenure

register = template.Library()
_CAREER = '<ol class="career">{}</ol><p class="career-ticks" aria-hidden="true"><span>{}</span>{}</p>'
_OFFICE = '<span class="office">{}</span> <span class="aside">{}{}</span>'
_HOLDER = '<a class="office" href="{}">{}</a> <span class="aside">{}</span>'
_BAR = (
    '<svg class="bar" viewBox="0 0 {} 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    '<rect{} x="{}" y="1" width="{}" height="6"/></svg>'
)
_OPEN = SafeString(' class="open"')


@register.simple_tag
def offices_held(career: Career, own_country: str) -> SafeString:
    """The terms of a person: of which state, where it is not the own one."""
    return _drawn(career, ((bar, _office(bar.tenure, own_country)) for bar in career.bars))


@register.simple_tag
def holders_of_office(career: Career) -> SafeString:
    """The terms of an office."""
    return _drawn(career, ((bar, _holder(bar.tenure)) for bar in career.bars))


def _drawn(career: Career, told: Iterable[tuple[TermBar, SafeString]]) -> SafeString:
    rows = joined(filled("<li>{} {}</li>", words, _bar(bar, career.width)) for bar, words in told)
    last = filled("<span>{}</span>", career.last) if career.first != career.last else ""
    return filled(_CAREER, rows, career.first, last)


def _office(tenure: Tenure, own_country: str) -> SafeString:
    is_elsewhere = tenure.country and tenure.country != own_country
    where = f", {country_name(tenure.country, get_language() or 'fr')}" if is_elsewhere else ""
    return filled(_OFFICE, office_title(tenure), term(tenure), where)


def _holder(tenure: Tenure) -> SafeString:
    return filled(_HOLDER, holder_address(tenure), holder(tenure), term(tenure))


def _bar(bar: TermBar, width: int) -> SafeString | str:
    return filled(_BAR, width, _OPEN if bar.is_open else "", bar.x, bar.width) if bar.width else ""
