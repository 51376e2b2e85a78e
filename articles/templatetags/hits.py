"""How lists write the articles that they found: twenty on a page, each with six actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import get_language, gettext, ngettext

from articles.filling import all_filled, filled, joined
from articles.templatetags.pages import published
from articles.wording import name_of

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
_ACTOR = '<a href="{}">{}</a>'
_OTHERS = ' <span class="aside">{}</span>'


@register.simple_tag
def hit_list(hits: Iterable[Hit]) -> SafeString:
    """A list item for each."""
    language = get_language() or "fr"
    return all_filled(_HIT, (_hit(hit, language) for hit in hits))


@register.filter
def whose(article: Article) -> SafeString:
    """Behind an article's outlet: whether it is invented, whose voice the outlet is, which agency it credits."""
    is_state = article.source is not None and article.source.is_state
    invented = filled(_INVENTED, gettext("texte inventé")) if article.is_invented else filled("")
    state = filled(_STATE, gettext("média d’État")) if is_state else filled("")
    words = gettext("agence : %(agency)s") % {"agency": article.agency} if article.agency else ""
    return joined([invented, state, filled(_AGENCY, words) if words else filled("")])


def _hit(hit: Hit, language: str) -> tuple[object, ...]:
    article = hit.article
    outlet = filled(_OUTLET, article.source.name) if article.source else ""
    extract = filled(_EXTRACT, article.language, hit.extract) if hit.extract else ""
    told = published(article), outlet, whose(article)
    return *told, article.language, article.get_absolute_url(), hit.title, extract, _actors(hit, language)


def _actors(hit: Hit, language: str) -> SafeString:
    if not hit.actors:
        return filled("")
    links = (filled(_ACTOR, actor.get_absolute_url(), name_of(actor, language)) for actor in hit.actors)
    words = ngettext("et %(counter)s autre", "et %(counter)s autres", hit.others) % {"counter": hit.others}
    return filled(_ACTORS, joined(links, ", "), filled(_OTHERS, words) if hit.others else "")
