"""How pages write the partners of an actor, and the pairs that it is one of: more than a hundred on one page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import get_language, ngettext, override

from articles.filling import all_filled, filled, joined, number_in_words
from articles.vocabulary import relation_words
from articles.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from articles.partners import PartnerRow, TypeCount
    from articles.states import DyadRow
    from entities.models import Actor

register = template.Library()
_PARTNER = '<li><span class="partner"><a href="{}">{}</a> <a class="number" href="{}"{}>{}</a></span>{}</li>'
_TYPES = '<ul class="types">{}</ul>'
_TYPE = '<li class="{}"><a href="{}"{}>{}{}</span></a></li>'
_SAID = '<span class="tone" aria-hidden="true">{}</span>{} <span class="number">'
_DYAD = '<li><a href="{}">{} – {}</a> <span class="number">{}</span></li>'


@register.simple_tag
def partner_links(rows: Iterable[PartnerRow]) -> SafeString:
    """Each partner with the number of its statements, in all and by type."""
    language = _language()
    return all_filled(_PARTNER, (_partner(row, language) for row in rows))


@register.simple_tag
def dyad_links(rows: Iterable[DyadRow], actor: Actor) -> SafeString:
    """The pages of an actor with each of the others."""
    language = _language()
    own = name_of(actor, language)
    told = ((row.address, own, name_of(row.other, language), _statements(row.count)) for row in rows)
    return all_filled(_DYAD, told)


def _partner(row: PartnerRow, language: str) -> tuple[object, ...]:
    types = filled(_TYPES, joined(_type(one, language) for one in row.types)) if row.types else ""
    name, current = name_of(row.partner, language), _current(is_chosen=row.is_chosen)
    return row.partner.get_absolute_url(), name, row.address, current, _statements(row.count), types


def _type(one: TypeCount, language: str) -> SafeString:
    said, number = _said(one.type, language), number_in_words(one.count)
    return filled(_TYPE, one.words.tone, one.address, _current(is_chosen=one.is_chosen), said, number)


def _current(*, is_chosen: bool) -> SafeString:
    return filled(' aria-current="true"' if is_chosen else "")


def _statements(count: int) -> str:
    return ngettext("%(total)s énoncé", "%(total)s énoncés", count) % {"total": number_in_words(count)}


def _language() -> str:
    return get_language() or "fr"


@cache
def _said(type_: str, language: str) -> SafeString:
    """The name of a type of relation, in the language of the page."""
    with override(language):
        words = relation_words(type_)
        return filled(_SAID, words.sign, words.label)
