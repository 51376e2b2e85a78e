"""All the values of one axis, to look through: found by their names, in either order, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext

from articles.facets import FacetValue, Listed, Order, linked, values_of
from articles.tallies import tallies

if TYPE_CHECKING:
    from django.http import QueryDict

    from articles.addresses import Address, Axis
    from articles.forms import ArticleFilterForm

PAGE_SIZE = 60
LONGEST_FIND = 100


@dataclass(frozen=True, slots=True)
class Turn:
    """Another order, or another page, of the same values."""

    label: str
    address: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choosing:
    axis: Axis
    label: str
    page: Page[Listed]
    values: tuple[FacetValue, ...]
    find: str
    order: Order
    orders: tuple[Turn, ...]
    previous: str
    next: str
    here: str  # the address of all values, without what is looked for among them
    address: Address  # of the list

    @property
    def total(self) -> int:
        return self.page.paginator.count


def choose(form: ArticleFilterForm, axis: Axis, values: QueryDict) -> Choosing:
    """The values of the axis under what the form has chosen."""
    form.is_valid()
    find = values.get("find", "").replace("\x00", "").strip()[:LONGEST_FIND]
    order = Order.NAME if values.get("by") == Order.NAME else Order.COUNT
    found = values_of(form, axis, tallies(form, [axis])[axis], order=order, find=find)
    page = Paginator(found, PAGE_SIZE).get_page(values.get("from"))
    labels = {Order.COUNT: gettext("par nombre d’articles"), Order.NAME: gettext("par nom")}
    return Choosing(
        axis=axis,
        label=str(form.fields[axis].label),
        page=page,
        values=linked(form, axis, list(page.object_list)),
        find=find,
        order=order,
        orders=tuple(
            Turn(label, _address(form, axis, find=find, by=one), one == order) for one, label in labels.items()
        ),
        previous=_address(form, axis, find, order, page.number - 1) if page.has_previous() else "",
        next=_address(form, axis, find, order, page.number + 1) if page.has_next() else "",
        here=_address(form, axis),
        address=form.address,
    )


def _address(form: ArticleFilterForm, axis: Axis, find: str = "", by: Order = Order.COUNT, page: int = 1) -> str:
    pairs = [*form.address.pairs, ("find", find), ("by", by.value if by != Order.COUNT else "")]
    pairs += [("from", str(page) if page > 1 else "")]
    said = urlencode([pair for pair in pairs if pair[1]])
    path = reverse("article-values", args=[axis.value])
    return f"{path}?{said}" if said else path
