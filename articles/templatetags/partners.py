"""How pages write the links of an actor's partners: a thousand on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.html import escape
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from articles.partners import TypeCount

register = template.Library()
_LINK = (
    '<li class="{}"><a href="{}"{}><span class="tone" aria-hidden="true">{}</span>{} '
    '<span class="number">{}</span></a></li>'
)


@register.simple_tag
def type_links(types: Iterable[TypeCount]) -> SafeString:
    """Each type of statements with their number."""
    return mark_safe("".join(map(_link, types)))  # noqa: S308  # each part is escaped


def _link(one: TypeCount) -> str:
    words, count = one.words, one.count
    return _LINK.format(
        words.tone,
        escape(one.address),
        ' aria-current="true"' if one.is_chosen else "",
        words.sign,
        escape(str(words.label)),
        count if count < 1_000 else escape(intcomma(count)),
    )
