"""How pages write the links of an actor's partners: a thousand on one page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, override

from articles.vocabulary import relation_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from articles.partners import TypeCount

register = template.Library()
_SAID = '<span class="tone" aria-hidden="true">{}</span>{} <span class="number">'


@register.simple_tag
def type_links(types: Iterable[TypeCount]) -> SafeString:
    """Each type of statements with their number."""
    language = get_language() or "fr"
    return mark_safe("".join(_link(one, language) for one in types))  # noqa: S308  # each part is escaped


def _link(one: TypeCount, language: str) -> str:
    count = one.count if one.count < 1_000 else escape(intcomma(one.count))
    current = ' aria-current="true"' if one.is_chosen else ""
    said = _said(one.type, language)
    return f'<li class="{one.words.tone}"><a href="{escape(one.address)}"{current}>{said}{count}</span></a></li>'


@cache
def _said(type_: str, language: str) -> str:
    """The name of a type of relation, in the language of the page."""
    with override(language):
        words = relation_words(type_)
        return _SAID.format(words.sign, escape(str(words.label)))
