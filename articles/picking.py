"""What the values of the query string mean: for each axis the actors, outlets, years … that a reader picked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.addresses import (
    ACTOR_AXES,
    MACHINE,
    MEDIA,
    MINUS,
    NONE,
    OTHER,
    STATE,
    VERIFIED,
    Axis,
    axis_of,
    value_of,
)
from articles.models import Article, Source
from articles.portfolios import office_of, office_value, office_words
from articles.quads import QUADS
from articles.vocabulary import MODES, TYPES
from articles.wording import BEYOND_CLDR, country_name, date_in_words, name_of
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from articles.vocabulary import Words

_YEAR = re.compile(r"[12][0-9]{3}")
_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")
_CODE = re.compile(r"[A-Z]{2,4}")

NONE_LABELS: dict[Axis, Words] = {
    Axis.COUNTRY: _("aucun pays nommé"),
    Axis.PERSON: _("aucune personne nommée"),
    Axis.OFFICE: _("aucune fonction connue à cette date"),
    Axis.ORGANISATION: _("aucune organisation nommée"),
    Axis.PLACE: _("aucun lieu nommé"),
    Axis.ACTING: _("aucun pays dans les énoncés"),
    Axis.TYPE: _("aucun énoncé"),
    Axis.QUAD: _("aucun énoncé"),
    Axis.MODE: _("aucun énoncé"),
    Axis.YEAR: _("sans date"),
    Axis.MONTH: _("mois non précisé"),
    Axis.TOLD: _("aucune date citée"),
    Axis.OUTLET: _("source non précisée"),
    Axis.PRESS: _("pays non précisé"),
    Axis.MEDIA: _("non précisé"),
    Axis.AGENCY: _("aucune agence créditée"),
}
_FIXED: dict[Axis, Mapping[str, Words]] = {
    Axis.TYPE: {key: words.label for key, words in TYPES.items()},
    Axis.QUAD: QUADS,
    Axis.MODE: MODES,
    Axis.MEDIA: {STATE: _("Médias d’État"), OTHER: _("Autres médias")},
    Axis.STATUS: {VERIFIED: _("Vérifié par une personne"), MACHINE: _("Machine seule")},
}


@dataclass(frozen=True, slots=True)
class Pick:
    """A value that is asked for, or left out. `key` is what it means to the database: the id of an actor or an outlet,
    a pair of office and country, the value itself; None for what has no such thing."""

    axis: Axis
    value: str
    key: Any
    is_excluded: bool = False
    name: str = ""  # of actors and outlets, which have one

    @property
    def said(self) -> tuple[Axis, str]:
        """The pair that the address has of it."""
        return self.axis, MINUS + self.value if self.is_excluded else self.value


Unknown = list[tuple[Axis, str]]


def picked(given: Mapping[Axis, Sequence[str]]) -> tuple[list[Pick], Unknown]:
    """What the values say, each once, in order; and what they say that nobody knows."""
    found = {**_actors(given), **_outlets(given.get(Axis.OUTLET, ())), **_agencies(given.get(Axis.AGENCY, ()))}
    picks: dict[tuple[Axis, str], Pick] = {}
    unknown: Unknown = []
    for axis, values in given.items():
        for value in values:
            pick = _pick(axis, value, found)
            if pick is None:
                unknown.append((axis, value))
            else:
                picks.setdefault((pick.axis, pick.value), pick)
    return sorted(picks.values(), key=lambda pick: list(Axis).index(pick.axis)), unknown


_WORDED = frozenset({Axis.COUNTRY, Axis.ACTING, Axis.PRESS, Axis.OFFICE, Axis.MONTH})  # in the reader's language


def label_of(axis: Axis, value: str, name: str = "") -> str:
    """The words of a value in the reader's language; `name` is the row's own, where it has one."""
    if value == NONE:
        return str(NONE_LABELS[axis])
    if axis in _FIXED:
        return f"{_FIXED[axis].get(value, value)}"
    if axis not in _WORDED:
        return name or value
    language = get_language() or "fr"
    if axis in {Axis.ACTING, Axis.PRESS} or (axis == Axis.COUNTRY and not language.startswith("fr")):
        known = country_name(value, language)
        return known if known != value or value in BEYOND_CLDR else name or value
    if axis == Axis.OFFICE:
        return office_words(value, language)
    return date_in_words(value, language) if axis == Axis.MONTH else name or value


def _pick(axis: Axis, value: str, found: Mapping[tuple[Axis, str], Pick]) -> Pick | None:
    bare = value.removeprefix(MINUS)
    is_excluded = bare != value
    if bare == NONE:
        return Pick(axis, NONE, None, is_excluded) if axis in NONE_LABELS else None
    if axis in {*ACTOR_AXES, Axis.OUTLET, Axis.AGENCY}:
        known = found.get((axis, bare))
        return known and Pick(known.axis, known.value, known.key, is_excluded, known.name)
    read = _READERS[axis](bare)
    return read and Pick(axis, read[0], read[1], is_excluded)


def _bare(values: Sequence[str]) -> list[str]:
    return [value.removeprefix(MINUS) for value in values]


def _actors(given: Mapping[Axis, Sequence[str]]) -> dict[tuple[Axis, str], Pick]:
    """The canonical actor of each value; one whose kind was changed is taken under its former axis too."""
    asked = [(axis, value) for axis in ACTOR_AXES for value in _bare(given.get(axis, ())) if value != NONE]
    values = [value for _axis, value in asked]
    named = Q(slug__in=values) | Q(code__in=[value.upper() for value in values])
    rows = Actor.objects.filter(named).select_related("canonical") if values else []
    by_value = {key: actor for actor in rows for key in (actor.slug, actor.code) if key}
    picks = {}
    for axis, value in asked:
        actor = by_value.get(value) or (by_value.get(value.upper()) if axis == Axis.COUNTRY else None)
        root = actor and (actor.canonical or actor)
        if actor and root and not root.is_hidden and not actor.is_hidden:
            name = name_of(root, get_language() or "fr")
            picks[axis, value] = Pick(axis_of(root), value_of(root), root.pk, name=name)
    return picks


def _outlets(values: Sequence[str]) -> dict[tuple[Axis, str], Pick]:
    rows = Source.objects.filter(slug__in=_bare(values)) if values else []
    return {(Axis.OUTLET, row.slug): Pick(Axis.OUTLET, row.slug, row.pk, name=row.name) for row in rows}


def _agencies(values: Sequence[str]) -> dict[tuple[Axis, str], Pick]:
    asked = [value for value in _bare(values) if value]
    named = Article.objects.filter(agency__in=asked).order_by().values_list("agency", flat=True) if asked else None
    return {(Axis.AGENCY, name): Pick(Axis.AGENCY, name, name) for name in (named.distinct() if named else ())}


def _country(value: str) -> tuple[str, str] | None:
    code = value.upper()
    is_one = _CODE.fullmatch(code) and country_name(code, "fr") != code
    return (code, code) if is_one else None


def _office(value: str) -> tuple[str, tuple[str, str]] | None:
    office = office_of(value)
    return (office_value(*office), office) if office and _country(office[1]) else None


def _year(value: str) -> tuple[str, int] | None:
    return (value, int(value)) if _YEAR.fullmatch(value) else None


def _month(value: str) -> tuple[str, str] | None:
    return (value, value) if _MONTH.fullmatch(value) else None


def _one_of(axis: Axis) -> Callable[[str], tuple[str, Any] | None]:
    def read(value: str) -> tuple[str, Any] | None:
        return (value, MEDIA.get(value, value)) if value in _FIXED[axis] else None

    return read


_READERS: dict[Axis, Callable[[str], tuple[str, Any] | None]] = {
    Axis.OFFICE: _office,
    Axis.ACTING: _country,
    Axis.PRESS: _country,
    Axis.YEAR: _year,
    Axis.MONTH: _month,
    Axis.TOLD: _year,
    **{axis: _one_of(axis) for axis in _FIXED},
}
