"""The address of the list says its whole state: what is searched, chosen and left out, the order, the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from entities.models import Actor

NONE = "none"  # the value that stands for "no outlet given", "no date"
STATE, OTHER = "state", "other"
MEDIA = {STATE: True, OTHER: False, NONE: None}  # value of the axis → whether the outlet is a state's
VERIFIED, MACHINE = "verified", "machine"
SHARE = "share"  # the scale of the years that sets them beside all that we hold; else they are counted
MINUS = "-"  # before a value: articles without it


class Axis(StrEnum):
    """What a list is narrowed by, in the order of the page."""

    COUNTRY = "country"
    PERSON = "person"
    OFFICE = "office"
    ORGANISATION = "organisation"
    PLACE = "place"
    ACTING = "acting"
    TYPE = "type"
    QUAD = "quad"
    MODE = "mode"
    YEAR = "year"
    MONTH = "month"
    TOLD = "told"
    OUTLET = "outlet"
    PRESS = "press"
    MEDIA = "media"
    AGENCY = "agency"
    STATUS = "status"


AXIS_LABELS = {
    Axis.COUNTRY: _("Pays ou alliance"),
    Axis.PERSON: _("Personne"),
    Axis.OFFICE: _("Fonction à cette date"),
    Axis.ORGANISATION: _("Organisation"),
    Axis.PLACE: _("Lieu"),
    Axis.ACTING: _("Pays qui agit ou est visé"),
    Axis.TYPE: _("Type de relation"),
    Axis.QUAD: _("Classe de relation"),
    Axis.MODE: _("Mode de l’énoncé"),
    Axis.YEAR: _("Année"),
    Axis.MONTH: _("Mois"),
    Axis.TOLD: _("Année citée"),
    Axis.OUTLET: _("Source"),
    Axis.PRESS: _("Pays de la source"),
    Axis.MEDIA: _("Genre de média"),
    Axis.AGENCY: _("Agence créditée"),
    Axis.STATUS: _("Vérification"),
}
ACTOR_AXES = (Axis.COUNTRY, Axis.PERSON, Axis.ORGANISATION, Axis.PLACE)
STATEMENT_AXES = (Axis.ACTING, Axis.TYPE, Axis.QUAD, Axis.MODE)  # what is chosen of them holds of one statement
SINGLE_AXES = frozenset(
    {
        Axis.TYPE, Axis.QUAD, Axis.MODE, Axis.YEAR, Axis.MONTH, Axis.OUTLET, Axis.PRESS, Axis.MEDIA, Axis.AGENCY,
        Axis.STATUS,
    }
)  # fmt: skip
_ORDER = {axis: place for place, axis in enumerate(Axis)}


def axis_of(actor: Actor) -> Axis:
    """Where an actor is chosen: whatever has a code acts like a state."""
    return Axis.COUNTRY if actor.code else Axis(actor.kind)


def value_of(actor: Actor) -> str:
    return actor.code or actor.slug


@lru_cache(maxsize=4)
def _list_path(_prefix: str) -> str:
    """The list's own path, which a page prints hundreds of times."""
    return reverse("articles")


@dataclass(frozen=True, slots=True)
class Address:
    """A state of the list; each method gives the address of another one, on its first page. A value that begins with a
    minus is left out. An article, or the statement asked for, has one value of a single axis: to choose one puts it in
    the place of the former choice."""

    query: str = ""
    values: tuple[tuple[Axis, str], ...] = ()
    since: str = ""  # YYYY, YYYY-MM or YYYY-MM-DD
    until: str = ""
    scale: str = ""
    sort: str = ""  # empty: the order that goes without saying
    page: int = 1

    def __str__(self) -> str:
        return _list_path(get_script_prefix()) + self.said

    @property
    def said(self) -> str:
        """This state as a query string, with its question mark; empty for the empty state."""
        pairs = [*self.pairs, *([("page", str(self.page))] if self.page > 1 else [])]
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return ([("q", self.query)] if self.query else []) + self.pairs_of_choice

    @property
    def pairs_of_choice(self) -> list[tuple[str, str]]:
        """All but the search words and the page, as a form keeps them."""
        chosen = sorted(self.values, key=lambda pair: _ORDER[pair[0]])
        rest = [("since", self.since), ("until", self.until), ("scale", self.scale), ("sort", self.sort)]
        return [(str(axis), value) for axis, value in chosen] + [pair for pair in rest if pair[1]]

    def has(self, axis: Axis, value: str) -> bool:
        return (axis, value) in self.values

    def adding(self, axis: Axis, value: str) -> Address:
        """With this value too; no longer without it."""
        kept = self.without(axis, value)
        return replace(kept, values=(*kept.values, (axis, value)))

    def without(self, axis: Axis, value: str) -> Address:
        """Neither asking for this value nor leaving it out."""
        bare = value.removeprefix(MINUS)
        gone = {(axis, bare), (axis, MINUS + bare)}
        return replace(self, values=tuple(pair for pair in self.values if pair not in gone), page=1)

    def only(self, axis: Axis, value: str) -> Address:
        """This value in place of whatever the axis had."""
        others = tuple(pair for pair in self.values if pair[0] != axis)
        return replace(self, values=(*others, (axis, value)), page=1)

    def including(self, axis: Axis, value: str) -> Address:
        """With this value; another year leaves the months and days of the former one behind."""
        if axis != Axis.YEAR:
            return self.only(axis, value) if axis in SINGLE_AXES else self.adding(axis, value)
        kept = tuple(pair for pair in self.values if pair[0] != Axis.MONTH)
        return replace(self, values=kept, since="", until="").only(axis, value)

    def excluding(self, axis: Axis, value: str) -> Address:
        """Without the articles that have this value; what a single axis asks for leaves them out anyway."""
        gone = {pair for pair in self.values if pair[0] == axis and not pair[1].startswith(MINUS)}
        kept = tuple(pair for pair in self.values if axis not in SINGLE_AXES or pair not in gone)
        return replace(self, values=kept, page=1).adding(axis, MINUS + value)

    def dated(self, since: str, until: str) -> Address:
        return replace(self, since=since, until=until, page=1)

    def scaled(self, scale: str) -> Address:
        return replace(self, scale=scale)

    def searching(self, query: str) -> Address:
        return replace(self, query=query, page=1)

    def sorted_by(self, sort: str) -> Address:
        return replace(self, sort=sort, page=1)

    def at_page(self, page: int) -> Address:
        return replace(self, page=page)


def address_of(*actors: Actor) -> Address:
    """The list of the articles that name them all."""
    return Address(values=tuple((axis_of(actor), value_of(actor)) for actor in actors))
