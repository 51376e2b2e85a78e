"""What the machine found, in an order that chance made once and that no decision changes: whoever reads it from its
start has read a random sample, of which the share that is right says something of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, TextField, Value, When
from django.db.models.functions import MD5, Cast, Concat
from django.utils.translation import gettext_lazy as _

from articles.facetting.reviewing import drawn
from articles.models import Article, Evidence, Mention, Quote, Status
from articles.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from articles.vocabulary import Words

DEPTH = 400  # of each kind, how far anybody reads
FOLLOWING = 12

# As the machine found it, by the canonical actor that its proposal was merged into, or that merged into it.
SAME_ACTOR = (
    Q(actor=F("machine_actor")) | Q(actor=F("machine_actor__canonical")) | Q(actor__canonical=F("machine_actor"))
)
KEPT = Q(is_decided=True, status=Status.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Lot:
    """Of one kind: how many stand decided from the start of the order on, how many of these were right, and the next to
    read, as keys of questions."""

    label: Words
    read: int
    right: int
    following: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Drawn:
    pk: int
    is_read: bool
    is_right: bool


def lots() -> list[Lot]:
    return [
        *(_lot(label, "mention", _mentions(kind)) for kind, label in KINDS.items()),
        _lot(_("Énoncés"), "statement", _others(Evidence, "statement")),
        _lot(_("Citations"), "quote", _others(Quote, "quote")),
        _lot(_("Dates"), "date", _dates()),
    ]


def next_in_lots(skipped: Iterable[str] = ()) -> Iterator[str]:
    """Keys of questions: the next of the kind of which least was read, then the next of the others, and so on."""
    left = [
        [key for key in lot.following if key not in set(skipped)] for lot in sorted(lots(), key=lambda lot: lot.read)
    ]
    for turn in range(FOLLOWING):
        yield from (keys[turn] for keys in left if turn < len(keys))


def _mentions(kind: str) -> list[_Drawn]:
    hidden = Q(is_decided=False) & (Q(actor__is_hidden=True) | Q(actor__canonical__is_hidden=True))
    held = _held(kind)
    rows = _found(Mention).filter(machine_actor__kind=kind).exclude(hidden)
    return _in_order(rows, KEPT & SAME_ACTOR) if held is None else held


def _others(model: Any, what: str) -> list[_Drawn]:
    held = _held(what)
    return _in_order(_found(model), KEPT & Q(given={})) if held is None else held


def _held(what: str) -> list[_Drawn] | None:
    """None where SQL has to answer."""
    known = drawn(what, DEPTH)
    return None if known is None else [_Drawn(*one) for one in known]


def _found(model: Any) -> QuerySet[Any]:
    """What a person has read or can be asked to read."""
    rows: QuerySet[Any] = model._default_manager.filter(is_added=False)
    return rows.exclude(status=Status.REJECTED, is_decided=False)


def _in_order(rows: QuerySet[Any], right: Q) -> list[_Drawn]:
    """By where an item stands, which a new extraction leaves as it is."""
    place = Concat(*(_text(name) for name in ("article__uid", "place", "start", "end")), output_field=TextField())
    judged = rows.annotate(is_right=Case(When(right, then=True), default=False)).order_by(MD5(place), "pk")
    return [_Drawn(*row) for row in judged.values_list("pk", "is_decided", "is_right")[:DEPTH]]


def _text(name: str) -> Concat:
    return Concat(Cast(name, TextField()), Value(" "), output_field=TextField())


def _dates() -> list[_Drawn]:
    known = drawn("date", DEPTH)
    if known is None:
        first = Article.objects.order_by(MD5("uid"), "pk").values_list("pk", "date_basis")[:DEPTH]
        known = [(pk, basis == Article.DateBasis.DECIDED, False) for pk, basis in first]
    decided = Article.objects.filter(pk__in=[pk for pk, is_read, _is_right in known if is_read])
    right = {
        pk: shown == (kept or {}).get("given", {}).get("published", shown)
        for pk, shown, kept in decided.values_list("pk", "published", "given__published")
    }
    return [_Drawn(pk, is_read, right.get(pk, True)) for pk, is_read, _is_right in known]


def _lot(label: Words, kind: str, drawn: Iterable[_Drawn]) -> Lot:
    drawn = list(drawn)
    read = list(takewhile(lambda one: one.is_read, drawn))
    following = [f"{kind}-{one.pk}" for one in drawn if not one.is_read]
    return Lot(label, len(read), sum(one.is_right for one in read), tuple(following[:FOLLOWING]))
