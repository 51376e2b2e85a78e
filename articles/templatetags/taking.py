"""What pages say of themselves to machines, and the files and feeds that they offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from articles import metadata
from articles.displaying import ANYBODY, shown_text
from articles.exporting.files import OF_A_DYAD, OF_A_LIST, OF_AN_ACTOR
from articles.views.exports import site_of
from articles.wording import date_in_words, name_of

if TYPE_CHECKING:
    from articles.addresses import Address
    from articles.dyads.page import Dyad
    from articles.partners import Asked
    from articles.presenting import Presentation
    from articles.vocabulary import Words
    from entities.models import Actor

register = template.Library()
DESCRIBED_WORDS = 35


@dataclass(frozen=True, slots=True)
class Link:
    label: Words
    address: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page lets one take away: a feed, files, and the API's address of the same."""

    feed: str
    files: tuple[Link, ...]
    api: str
    is_of_list: bool = False
    side: str = ""  # of two selections beside each other


@register.inclusion_tag("articles/_take_away.html")
def take_away_list(address: Address, side: str = "") -> dict[str, Offer]:
    asked = address.at_page(1).said
    files = (Link(file.label, reverse("list-file", args=[file.name]) + asked) for file in OF_A_LIST.values())
    feed, api = reverse("list-feed") + asked, reverse("api-articles") + asked
    return {"offer": Offer(feed, tuple(files), api, is_of_list=True, side=side)}


@register.inclusion_tag("articles/_take_away.html")
def take_away_actor(asked: Asked) -> dict[str, Offer]:
    """The files have the statements that the page is narrowed to."""
    slug = asked.actor.slug
    pairs = [("with", asked.partner.slug)] if asked.partner else []
    query = urlencode([*pairs, *([("type", asked.type)] if asked.type else [])])
    files = (
        Link(file.label, reverse("actor-file", args=[slug, file.name]) + (f"?{query}" if query else ""))
        for file in OF_AN_ACTOR.values()
    )
    return {"offer": Offer(reverse("actor-feed", args=[slug]), tuple(files), reverse("api-actor", args=[slug]))}


@register.inclusion_tag("articles/_take_away.html")
def take_away_dyad(dyad: Dyad) -> dict[str, Offer]:
    codes = (dyad.asked.first, dyad.asked.second)
    pairs = dyad.asked.change(page=1).pairs
    query = f"?{urlencode(pairs)}" if pairs else ""
    files = (Link(file.label, reverse("dyad-file", args=[*codes, file.name]) + query) for file in OF_A_DYAD.values())
    return {"offer": Offer(reverse("dyad-feed", args=codes), tuple(files), "")}


@register.inclusion_tag("_metadata.html", takes_context=True)
def describe_article(context: template.Context, shown: Presentation) -> dict[str, Any]:
    article, site = shown.article, site_of(context["request"])
    actors = [named.actor for group in shown.groups for named in group.actors]
    source = article.source.name if article.source else ""
    date = date_in_words(article.published, get_language() or "fr")
    extract = Truncator(" ".join(shown_text(article, ANYBODY).text.split())).words(DESCRIBED_WORDS, truncate=" …")
    about = ". ".join(filter(None, (", ".join(filter(None, (date, source))), extract))) or article.title
    told = metadata.of_article(article, actors, site)
    return _told("article", article.title, about, site, article.get_absolute_url(), told)


@register.inclusion_tag("_metadata.html", takes_context=True)
def describe_actor(context: template.Context, actor: Actor) -> dict[str, Any]:
    site, name = site_of(context["request"]), name_of(actor, get_language() or "fr")
    about = gettext("%(name)s dans la presse de langue française : articles, énoncés, citations.") % {"name": name}
    address = actor.get_absolute_url()
    feed = reverse("actor-feed", args=[actor.slug])
    return _told("profile", name, about, site, address, metadata.of_actor(actor, site), feed=feed)


@register.inclusion_tag("_metadata.html", takes_context=True)
def describe_dyad(context: template.Context, dyad: Dyad) -> dict[str, Any]:
    site = site_of(context["request"])
    name = " – ".join(name_of(one, get_language() or "fr") for one in (dyad.first, dyad.second))
    about = gettext("Ce que la presse de langue française rapporte de : %(name)s") % {"name": name}
    feed = reverse("dyad-feed", args=[dyad.asked.first, dyad.asked.second])
    told = metadata.of_dyad(dyad.first, dyad.second, dyad.asked.path, about, site)
    return _told("website", name, about, site, dyad.asked.path, told, feed=feed)


@register.inclusion_tag("_metadata.html", takes_context=True)
def describe_list(context: template.Context, address: Address) -> dict[str, Any]:
    feed = reverse("list-feed") + address.at_page(1).said
    return _told("website", gettext("Articles"), _of_site(), site_of(context["request"]), str(address), {}, feed=feed)


@register.inclusion_tag("_metadata.html", takes_context=True)
def describe_site(context: template.Context) -> dict[str, Any]:
    site = site_of(context["request"])
    told = metadata.of_site(site, "Trilatérale", _of_site())
    return _told("website", "Trilatérale", _of_site(), site, "/", told, feed=reverse("changes-feed"))


def _of_site() -> str:
    return gettext("Ce que la presse de langue française rapporte des relations entre le Japon, la Russie et l’OTAN.")


def _told(
    type_: str, title: str, about: str, site: str, path: str, data: dict[str, Any], *, feed: str = ""
) -> dict[str, Any]:
    return {
        "type": type_,
        "title": title,
        "about": about,
        "address": site + path,
        "image": site + static("img/trilaterale.png"),  # who shows it to others takes no SVG
        "locale": "fr_FR" if (get_language() or "fr").startswith("fr") else "en_GB",
        "data": metadata.as_script(data) if data else "",
        "feed": feed,
    }
