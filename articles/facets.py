"""The only place that counts articles by what they can be narrowed by.

A count is what a click yields. Countries, persons, organisations, places and the years that a text tells of narrow on:
an article has several, so a value is counted among the articles found. An article has one outlet, of one kind, and one
year: choosing one puts it in the place of the former choice, so those values are counted without their own axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from articles.addresses import ACTOR_AXES, MEDIA, NONE, OTHER, STATE, Address, Axis, axis_of, value_of
from articles.models import Article, Mention, Source
from articles.wording import name_of
from entities.folding import fold
from entities.models import Actor

if TYPE_CHECKING:
    from articles.forms import ArticleFilterForm

SHOWN_AT_ONCE = 12
SHOWN_AT_MOST = 150  # under « tous »; past that the index of actors is the better list


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value, how many articles its click yields, and where that click leads."""

    value: str
    label: str
    count: int
    is_chosen: bool
    address: Address


@dataclass(frozen=True, slots=True)
class Facet:
    """An axis with its values: `top` at a glance, `rest` behind « tous »; `left_out` are not even there."""

    axis: Axis
    label: str
    top: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...] = ()
    left_out: int = 0

    @property
    def values(self) -> tuple[FacetValue, ...]:
        return self.top + self.rest


def facets_of(form: ArticleFilterForm) -> list[Facet]:
    """Every axis of the list, under what the form has chosen."""
    return [
        *_actor_facets(form),
        _outlet_facet(form),
        _facet(form, Axis.MEDIA, _media_values(form)),
        _facet(form, Axis.YEAR, _year_values(form)),
        _facet(form, Axis.TOLD, _told_values(form)),
    ]


def _actor_facets(form: ArticleFilterForm) -> list[Facet]:
    found = form.filter_qs(Article.objects.all())
    counts = Mention.objects.filter(article__in=found.values("pk")).article_counts()
    chosen = {actor.pk for actor in form.actors}
    actors = Actor.objects.filter(pk__in=counts.keys() | chosen).defer("details")
    language = get_language() or "fr"
    by_axis: dict[Axis, list[FacetValue]] = {axis: [] for axis in ACTOR_AXES}
    for actor in actors:
        axis, value = axis_of(actor), value_of(actor)
        address = form.address.without(axis, value) if actor.pk in chosen else form.address.adding(axis, value)
        by_axis[axis].append(
            FacetValue(value, name_of(actor, language), counts.get(actor.pk, 0), actor.pk in chosen, address)
        )
    return [_facet(form, axis, sorted(values, key=_most_first)) for axis, values in by_axis.items()]


def _outlet_facet(form: ArticleFilterForm) -> Facet:
    counts = form.filter_qs(Article.objects.all(), without=Axis.OUTLET).outlet_counts()
    chosen = {source.pk if source else None for source in form.sources}
    sources = Source.objects.filter(pk__in=[pk for pk in counts.keys() | chosen if pk is not None])
    values = [_single(form, Axis.OUTLET, source.slug, source.name, counts.get(source.pk, 0)) for source in sources]
    values.sort(key=_most_first)
    if None in counts or None in chosen:
        values.append(_single(form, Axis.OUTLET, NONE, gettext("source non précisée"), counts.get(None, 0)))
    return _facet(form, Axis.OUTLET, values)


def _year_values(form: ArticleFilterForm) -> list[FacetValue]:
    counts = form.filter_qs(Article.objects.all(), without=Axis.YEAR).year_counts()
    counts = {**dict.fromkeys(form.years, 0), **counts}
    years = sorted((year for year in counts if year is not None), reverse=True)
    values = [_single(form, Axis.YEAR, str(year), str(year), counts[year]) for year in years]
    if None in counts:
        values.append(_single(form, Axis.YEAR, NONE, gettext("sans date"), counts[None]))
    return values


def _media_values(form: ArticleFilterForm) -> list[FacetValue]:
    found = form.filter_qs(Article.objects.all(), without=Axis.MEDIA).media_counts()
    counts = {value: found.get(kind, 0) for value, kind in MEDIA.items()}
    labels = {STATE: gettext("Médias d’État"), OTHER: gettext("Autres médias"), NONE: gettext("non précisé")}
    shown = [value for value in labels if counts[value] or value in form.media_kinds]
    return [_single(form, Axis.MEDIA, value, labels[value], counts[value]) for value in shown]


def _told_values(form: ArticleFilterForm) -> list[FacetValue]:
    counts = {**dict.fromkeys(form.told_years, 0), **form.filter_qs(Article.objects.all()).told_counts()}
    values = []
    for year in sorted(counts, key=lambda year: (-counts[year], -year)):
        value, is_chosen = str(year), year in form.told_years
        address = form.address.without(Axis.TOLD, value) if is_chosen else form.address.adding(Axis.TOLD, value)
        values.append(FacetValue(value, value, counts[year], is_chosen, address))
    return values


def _single(form: ArticleFilterForm, axis: Axis, value: str, label: str, count: int) -> FacetValue:
    """A value of an axis of which an article has one."""
    is_chosen = form.address.has(axis, value)
    address = form.address.without(axis, value) if is_chosen else form.address.only(axis, value)
    return FacetValue(value, label, count, is_chosen, address)


def _facet(form: ArticleFilterForm, axis: Axis, values: list[FacetValue]) -> Facet:
    chosen = [value for value in values if value.is_chosen]
    open_ones = [value for value in values if not value.is_chosen]
    at_once = max(SHOWN_AT_ONCE - len(chosen), 0)
    if len(open_ones) <= at_once + 2:  # nobody should open a drawer for two
        at_once = len(open_ones)
    rest = open_ones[at_once : at_once + SHOWN_AT_MOST]
    left_out = len(open_ones) - at_once - len(rest)
    return Facet(axis, str(form.fields[axis].label), (*chosen, *open_ones[:at_once]), tuple(rest), left_out)


def _most_first(value: FacetValue) -> tuple[int, str]:
    return -value.count, fold(value.label)
