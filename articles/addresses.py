"""The address of the list says its whole state: what is searched and chosen, the order, the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from entities.models import Actor

NONE = "none"  # the value that stands for "no outlet given", "no date"
STATE, OTHER = "state", "other"
MEDIA = {STATE: True, OTHER: False, NONE: None}  # value of the axis → whether the outlet is a state's


class Axis(StrEnum):
    """What a list is narrowed by, in the order of the page."""

    COUNTRY = "country"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OUTLET = "outlet"
    MEDIA = "media"
    YEAR = "year"
    TOLD = "told"


AXIS_LABELS = {
    Axis.COUNTRY: _("Pays ou alliance"),
    Axis.PERSON: _("Personne"),
    Axis.ORGANISATION: _("Organisation"),
    Axis.PLACE: _("Lieu"),
    Axis.OUTLET: _("Source"),
    Axis.MEDIA: _("Genre de média"),
    Axis.YEAR: _("Année"),
    Axis.TOLD: _("Année citée"),
}
ACTOR_AXES = (Axis.COUNTRY, Axis.PERSON, Axis.ORGANISATION, Axis.PLACE)


def axis_of(actor: Actor) -> Axis:
    """Where an actor is chosen: whatever has a code acts like a state."""
    return Axis.COUNTRY if actor.code else Axis(actor.kind)


def value_of(actor: Actor) -> str:
    return actor.code or actor.slug


@dataclass(frozen=True, slots=True)
class Address:
    """A state of the list; each method gives the address of another one, on its first page."""

    query: str = ""
    values: tuple[tuple[Axis, str], ...] = ()
    sort: str = ""  # empty: the order that goes without saying
    page: int = 1

    def __str__(self) -> str:
        pairs = [("q", self.query)] if self.query else []
        pairs += sorted(((str(axis), value) for axis, value in self.values), key=_place_of_axis)
        pairs += [("sort", self.sort)] if self.sort else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        path = reverse("articles")
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def has(self, axis: Axis, value: str) -> bool:
        return (axis, value) in self.values

    def adding(self, axis: Axis, value: str) -> Address:
        return self if self.has(axis, value) else replace(self, values=(*self.values, (axis, value)), page=1)

    def without(self, axis: Axis, value: str) -> Address:
        return replace(self, values=tuple(pair for pair in self.values if pair != (axis, value)), page=1)

    def only(self, axis: Axis, value: str) -> Address:
        """This value in place of whatever the axis had."""
        others = tuple(pair for pair in self.values if pair[0] != axis)
        return replace(self, values=(*others, (axis, value)), page=1)

    def searching(self, query: str) -> Address:
        return replace(self, query=query, page=1)

    def sorted_by(self, sort: str) -> Address:
        return replace(self, sort=sort, page=1)

    def at_page(self, page: int) -> Address:
        return replace(self, page=page)


def address_of(*actors: Actor) -> Address:
    """The list of the articles that name them all."""
    return Address(values=tuple((axis_of(actor), value_of(actor)) for actor in actors))


def _place_of_axis(pair: tuple[str, str]) -> int:
    return list(Axis).index(Axis(pair[0]))
