"""The way from one look at some articles to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from articles.lenses.frames import tabs

if TYPE_CHECKING:
    from articles.addresses import Address
    from articles.lenses.frames import Tab

register = template.Library()


@register.inclusion_tag("lenses/_tabs.html")
def lens_tabs(address: Address, current: str) -> dict[str, tuple[Tab, ...]]:
    return {"tabs": tabs(address, current)}
