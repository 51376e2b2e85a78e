"""How pages write dates, names and links to other states of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext

from articles.filling import filled, joined
from articles.methods import date_rule_words
from articles.models import Article
from articles.portfolios import OFFICES
from articles.statements import root_of
from articles.wording import (
    country_name,
    date_in_words,
    language_name,
    name_in_index,
    name_of,
    term_in_words,
    text_quoted,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from articles.addresses import Address
    from entities.membership import Membership
    from entities.models import Actor, Tenure

register = template.Library()
_ACTOR = '<a href="{}">{}</a>'
_OTHER_OFFICES = {"minister", "deputy_minister"}  # whose words say only that it is none of the others


def _language() -> str:
    return get_language() or "fr"


@register.filter
def actor_name(actor: Actor) -> str:
    return name_of(actor, _language())


def actor_links(actors: Iterable[Actor]) -> SafeString:
    """Their names, each leading to its page."""
    language = _language()
    links = [filled(_ACTOR, actor.get_absolute_url(), name_of(actor, language)) for actor in actors]
    return joined(links, ", ")


@register.filter
def index_name(actor: Actor) -> str:
    return name_in_index(actor, _language())


@register.filter
def day(moment: datetime.datetime) -> SafeString:
    date = moment.date().isoformat()
    return format_html('<time datetime="{}">{}</time>', date, date_in_words(date, _language()))


@register.filter
def quoted(text: str) -> str:
    return text_quoted(text)


@register.filter
def term(tenure: Tenure | Membership) -> str:
    return term_in_words(tenure.start, tenure.end, _language())


@register.filter
def office(tenure: Tenure) -> SafeString:
    """« ministre des Affaires étrangères (Russie) », « secrétaire général de l’OTAN »"""
    whose = country_name(tenure.country, _language())
    return _office(tenure, "" if country_name(tenure.country, "fr") in tenure.title else whose)


@register.filter
def office_title(tenure: Tenure) -> SafeString:
    """« Ministre des Affaires étrangères »"""
    return _office(tenure, "", is_first=True)


def _office(tenure: Tenure, whose: str, *, is_first: bool = False) -> SafeString:
    """The office in the reader's language where it is one that we have words for; else as the authority file has it, in
    French."""
    is_french = _language().startswith("fr")
    known = None if is_french or tenure.office in _OTHER_OFFICES else OFFICES.get(tenure.office)
    title = str(known or tenure.title)
    title = capfirst(title) if is_first else title
    words = format_html("{} ({})", title, whose) if whose else format_html("{}", title)
    return words if known or is_french else format_html('<span lang="fr">{}</span>', words)


@register.filter
def date_rule(article: Article) -> str:
    """How its date was found, and how sure the rule is of it."""
    certainty = gettext("certitude %(percent)s %%") % {"percent": round(100 * article.date_certainty)}
    return f"{date_rule_words(article.date_rule)}, {certainty}"


@register.filter
def holder(tenure: Tenure) -> str:
    return name_of(root_of(tenure.actor), _language())


@register.filter
def holder_address(tenure: Tenure) -> str:
    return root_of(tenure.actor).get_absolute_url()


@register.filter
def authority_source(source: str) -> str:
    """A source of the authority file, as its rows name it."""
    return gettext("mémoire, non vérifié") if source == "memory, unchecked" else source


@register.filter
def date_words(partial: str) -> str:
    return date_in_words(partial, _language())


@register.filter
def language_words(code: str) -> str:
    return language_name(code, _language())


@register.filter
def web_address(address: str) -> str:
    """The address if a browser may follow it: files can claim any, `javascript:` too."""
    return address if address.startswith(("https://", "http://")) else ""


@register.filter
def published(article: Article) -> SafeString:
    """Its date in words, with what it rests on where the text doesn't state it."""
    if not article.published:
        return format_html('<span class="undated">{}</span>', gettext("sans date"))
    words = date_in_words(article.published, _language())
    date = format_html('<time datetime="{}">{}</time>', article.published, words)
    if article.date_basis != Article.DateBasis.INFERRED:
        return date
    return format_html('{} <span class="inferred">{}</span>', date, gettext("déduite"))


@register.simple_tag
def goes_to(address: Address | str) -> SafeString:
    """The attributes of a link to another state of the list: an ordinary one, whose results alone htmx fetches."""
    return format_html('href="{0}" hx-get="{0}"', str(address))
