"""A page of records, as the API answers it. PURE but for the paginator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core.paginator import Paginator

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model, QuerySet
    from django.http import QueryDict

M = TypeVar("M", bound="Model")
R = TypeVar("R")
USUAL, MOST = 20, 100  # records a page


@dataclass(frozen=True, slots=True)
class Paged(Generic[R]):
    """`next` and `previous` are whole addresses, null at either end; `notices` say what was left out of account."""

    count: int
    page: int
    pages: int
    next: str | None
    previous: str | None
    notices: tuple[str, ...]
    results: tuple[R, ...]


def paged(
    rows: QuerySet[M],
    records: Callable[[Any], tuple[R, ...]],
    given: QueryDict,
    address: str,
    notices: tuple[str, ...] = (),
) -> Paged[R]:
    """The page that the query string asks for. `address` is that of the list, without its query string."""
    page = Paginator(rows, _size(given)).get_page(given.get("page"))
    found = records(page.object_list)

    def at(number: int) -> str:
        changed = given.copy()
        changed["page"] = str(number)
        return f"{address}?{changed.urlencode()}"

    return Paged(
        count=page.paginator.count,
        page=page.number,
        pages=page.paginator.num_pages,
        next=at(page.number + 1) if page.has_next() else None,
        previous=at(page.number - 1) if page.has_previous() else None,
        notices=notices,
        results=found,
    )


def _size(given: QueryDict) -> int:
    asked = given.get("size", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else USUAL
    return min(max(number, 1), MOST)
