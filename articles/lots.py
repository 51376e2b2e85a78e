"""What the machine found, in an order that chance made once and that no decision changes: whoever reads it from its
start has read a random sample, of which the share that is right says something of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, TextField, Value, When, Window
from django.db.models.functions import MD5, Cast, Concat, RowNumber
from django.utils.translation import gettext_lazy as _

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
    hidden = Q(is_decided=False) & (Q(actor__is_hidden=True) | Q(actor__canonical__is_hidden=True))
    mentions = _order(_found(Mention).exclude(hidden), KEPT & SAME_ACTOR, "machine_actor__kind")
    statements = _order(_found(Evidence), KEPT & Q(given={}), "")
    quotes = _order(_found(Quote), KEPT & Q(given={}), "")
    return [
        *(_lot(label, "mention", mentions.get(kind, ())) for kind, label in KINDS.items()),
        _lot(_("Énoncés"), "statement", statements.get("", ())),
        _lot(_("Citations"), "quote", quotes.get("", ())),
        _lot(_("Dates"), "date", list(_dates())),
    ]


def next_in_lots(skipped: Iterable[str] = ()) -> Iterator[str]:
    """Keys of questions: the next of the kind of which least was read, then the next of the others, and so on."""
    left = [
        [key for key in lot.following if key not in set(skipped)] for lot in sorted(lots(), key=lambda lot: lot.read)
    ]
    for turn in range(FOLLOWING):
        yield from (keys[turn] for keys in left if turn < len(keys))


def _found(model: Any) -> QuerySet[Any]:
    """What a person has read or can be asked to read."""
    rows: QuerySet[Any] = model._default_manager.filter(is_added=False)
    return rows.exclude(status=Status.REJECTED, is_decided=False)


def _order(rows: QuerySet[Any], right: Q, by: str) -> dict[str, list[_Drawn]]:
    """By where an item stands, which a new extraction leaves as it is."""
    place = Concat(*(_text(name) for name in ("article__uid", "place", "start", "end")), output_field=TextField())
    ranked = rows.order_by().annotate(
        is_right=Case(When(right, then=True), default=False),
        rank=Window(RowNumber(), partition_by=[F(by)] if by else None, order_by=[MD5(place), "pk"]),
    )
    first = ranked.filter(rank__lte=DEPTH).order_by("rank")
    found: dict[str, list[_Drawn]] = {}
    for kind, *drawn in first.values_list(by or Value(""), "pk", "is_decided", "is_right"):
        found.setdefault(kind, []).append(_Drawn(*drawn))
    return found


def _text(name: str) -> Concat:
    return Concat(Cast(name, TextField()), Value(" "), output_field=TextField())


def _dates() -> Iterator[_Drawn]:
    decided = Article.DateBasis.DECIDED
    rows = Article.objects.order_by(MD5("uid"), "pk").values_list("pk", "date_basis", "published", "given__published")
    for pk, basis, shown, kept in rows[:DEPTH]:
        machine = (kept or {}).get("given", {}).get("published", shown)
        yield _Drawn(pk, basis == decided, shown == machine)


def _lot(label: Words, kind: str, drawn: Iterable[_Drawn]) -> Lot:
    drawn = list(drawn)
    read = list(takewhile(lambda one: one.is_read, drawn))
    following = [f"{kind}-{one.pk}" for one in drawn if not one.is_read]
    return Lot(label, len(read), sum(one.is_right for one in read), tuple(following[:FOLLOWING]))
