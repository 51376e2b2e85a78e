"""How lists write the articles that they found: twenty on a page, each with six actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext, ngettext

from articles.filling import NOTHING, all_filled, filled, joined
from articles.templatetags.pages import actor_links, published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from articles.browsing import Hit
    from articles.models import Article

register = template.Library()
_HIT = '<li><article class="hit"><p class="meta">{}{}{}</p><h3 lang="{}"><a href="{}">{}</a></h3>{}{}</article></li>\n'
_OUTLET = ' <span class="outlet">{}</span>'
_INVENTED = ' <span class="invented">{}</span>'
_STATE = ' <span class="aside state">{}</span>'
_AGENCY = ' <span class="agency">{}</span>'
_EXTRACT = '<p class="extract" lang="{}">{}</p>'
_ACTORS = '<p class="actors">{}{}</p>'
_OTHERS = ' <span class="aside">{}</span>'


@register.simple_tag
def hit_list(hits: Iterable[Hit]) -> SafeString:
    """A list item for each."""
    return all_filled(_HIT, map(_hit, hits))


@register.filter
def whose(article: Article) -> SafeString:
    """Behind an article's outlet: whether it is invented, whose voice the outlet is, which agency it credits."""
    is_state = article.source is not None and article.source.is_state
    invented = filled(_INVENTED, gettext("texte inventé")) if article.is_invented else NOTHING
    state = filled(_STATE, gettext("média d’État")) if is_state else NOTHING
    words = gettext("agence : %(agency)s") % {"agency": article.agency} if article.agency else ""
    return joined([invented, state, filled(_AGENCY, words) if words else NOTHING])


def _hit(hit: Hit) -> tuple[object, ...]:
    article = hit.article
    outlet = filled(_OUTLET, article.source.name) if article.source else ""
    extract = filled(_EXTRACT, article.language, hit.extract) if hit.extract else ""
    told = published(article), outlet, whose(article)
    return *told, article.language, article.get_absolute_url(), hit.title, extract, _actors(hit)


def _actors(hit: Hit) -> SafeString:
    if not hit.actors:
        return NOTHING
    words = ngettext("et %(counter)s autre", "et %(counter)s autres", hit.others) % {"counter": hit.others}
    return filled(_ACTORS, actor_links(hit.actors), filled(_OTHERS, words) if hit.others else "")
