"""The query string of the list: what it may say, and what it means for a queryset."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from articles.addresses import ACTOR_AXES, AXIS_LABELS, MEDIA, NONE, Address, Axis, axis_of, value_of
from articles.models import Source
from articles.searching import query_of
from entities.models import Actor

if TYPE_CHECKING:
    from articles.querysets import ArticleQuerySet

NEWEST, RELEVANCE = "newest", "relevance"
LONGEST_QUERY = 300
MOST_VALUES = 20  # of one axis; what is more is nobody's click
_YEAR = re.compile(r"[12][0-9]{3}")


class ValuesField(forms.Field):
    """A key that may be repeated: each value once, in order, empty ones left out."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        given = (str(one).strip() for one in value or [])
        return list(dict.fromkeys(one for one in given if one))[:MOST_VALUES]


class ArticleFilterForm(forms.Form):
    """Validates the query string and narrows a queryset. What it can't make sense of it leaves out and says so in
    `notices`: it always gives a list. Call `is_valid()` before anything else."""

    q = forms.CharField(
        label=_("Mots cherchés"),
        max_length=LONGEST_QUERY,
        required=False,
        error_messages={"max_length": _("La recherche est limitée à %(limit_value)d caractères : elle a été ignorée.")},
    )
    country = ValuesField(label=_("Pays et alliances"), required=False)
    person = ValuesField(label=_("Personnes"), required=False)
    organisation = ValuesField(label=_("Organisations"), required=False)
    place = ValuesField(label=_("Lieux"), required=False)
    outlet = ValuesField(label=_("Sources"), required=False)
    media = ValuesField(label=_("Genre de média"), required=False)  # type: ignore[assignment]  # no form here has Media
    year = ValuesField(label=_("Années"), required=False)
    told = ValuesField(label=_("Années citées"), required=False)
    sort = forms.ChoiceField(
        label=_("Ordre"),
        choices=[(NEWEST, _("les plus récents")), (RELEVANCE, _("les plus pertinents"))],
        required=False,
        error_messages={"invalid_choice": _("Cet ordre n’existe pas : « %(value)s ».")},
    )

    def clean(self) -> dict[str, Any]:
        self.unknown: list[tuple[Axis, str]] = []
        self.actors = self._clean_actors()
        self.sources = self._clean_sources()
        self.media_kinds = self._clean_media()
        self.years = self._clean_years()
        self.told_years = self._clean_told()
        return self.cleaned_data

    def _given(self, axis: Axis) -> list[str]:
        values: list[str] = self.cleaned_data.get(axis, [])
        storable = [value for value in values if "\x00" not in value]
        self.unknown += [(axis, value.replace("\x00", "�")) for value in values if value not in storable]
        return storable

    def _clean_actors(self) -> list[Actor]:
        """The canonical actor of each value, once; one whose kind was changed is taken under its former axis too."""
        given = [(axis, value) for axis in ACTOR_AXES for value in self._given(axis)]
        values = [value for _axis, value in given]
        named = Q(slug__in=values) | Q(code__in=[value.upper() for value in values])
        found = Actor.objects.filter(named).select_related("canonical") if values else []
        by_value = {key: actor for actor in found for key in (actor.slug, actor.code) if key}
        chosen: dict[int, Actor] = {}
        for axis, value in given:
            actor = by_value.get(value) or (by_value.get(value.upper()) if axis == Axis.COUNTRY else None)
            root = actor and (actor.canonical or actor)
            if root is None or root.is_hidden or (actor and actor.is_hidden):
                self.unknown.append((axis, value))
            else:
                chosen[root.pk] = root
        return list(chosen.values())

    def _clean_sources(self) -> list[Source | None]:
        given = self._given(Axis.OUTLET)
        found = {source.slug: source for source in Source.objects.filter(slug__in=given)} if given else {}
        self.unknown += [(Axis.OUTLET, value) for value in given if value != NONE and value not in found]
        return [found.get(value) for value in given if value == NONE or value in found]

    def _clean_media(self) -> list[str]:
        given = self._given(Axis.MEDIA)
        self.unknown += [(Axis.MEDIA, value) for value in given if value not in MEDIA]
        return [value for value in given if value in MEDIA]

    def _clean_told(self) -> list[int]:
        given = self._given(Axis.TOLD)
        self.unknown += [(Axis.TOLD, value) for value in given if not _YEAR.fullmatch(value)]
        return [int(value) for value in given if _YEAR.fullmatch(value)]

    def _clean_years(self) -> list[int | None]:
        given = self._given(Axis.YEAR)
        known = [value for value in given if value == NONE or _YEAR.fullmatch(value)]
        self.unknown += [(Axis.YEAR, value) for value in given if value not in known]
        return [None if value == NONE else int(value) for value in known]

    @property
    def query(self) -> str:
        return str(self.cleaned_data.get("q", ""))

    @cached_property
    def order(self) -> str:
        """The order asked for; unless said, the best first for search words and the newest first for all else."""
        asked = self.cleaned_data.get("sort") or ""
        if asked == RELEVANCE and not self.query:
            return NEWEST
        return asked or (RELEVANCE if self.query else NEWEST)

    @cached_property
    def address(self) -> Address:
        """This state of the list, without its page and without what could not be understood."""
        values = [(axis_of(actor), value_of(actor)) for actor in self.actors]
        values += [(Axis.OUTLET, source.slug if source else NONE) for source in self.sources]
        values += [(Axis.MEDIA, kind) for kind in self.media_kinds]
        values += [(Axis.YEAR, str(year) if year else NONE) for year in self.years]
        values += [(Axis.TOLD, str(year)) for year in self.told_years]
        usual = RELEVANCE if self.query else NEWEST
        return Address(self.query, tuple(values), sort="" if self.order == usual else self.order)

    @property
    def notices(self) -> list[str]:
        """What was left out of account, for the reader."""
        errors = [str(message) for messages in self.errors.values() for message in messages]
        for axis, value in self.unknown:
            told = {"axis": str(AXIS_LABELS[axis]).lower(), "value": value[:80]}
            errors.append(translate("Filtre inconnu, ignoré : %(axis)s « %(value)s ».") % told)
        return errors

    def filter_qs(self, articles: ArticleQuerySet, *, without: Axis | None = None) -> ArticleQuerySet:
        """The articles that answer to everything chosen, or to everything but one axis."""
        articles = articles.mentioning_all(actor.pk for actor in self.actors).telling_of(self.told_years)
        if self.sources and without != Axis.OUTLET:
            articles = articles.from_outlets([source.pk if source else None for source in self.sources])
        if self.media_kinds and without != Axis.MEDIA:
            articles = articles.from_media([MEDIA[kind] for kind in self.media_kinds])
        if self.years and without != Axis.YEAR:
            articles = articles.of_years(self.years)
        return articles.matching(query_of(self.query)) if self.query else articles

    def in_order(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        return articles.best_first(query_of(self.query)) if self.order == RELEVANCE else articles.newest_first()
