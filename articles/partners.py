"""With whom an actor has relations, and of which types: each number leads to its sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from articles.disclosing import Disclosed, disclosed
from articles.facetting.portraying import most_partners
from articles.facetting.stating import told_together
from articles.models import Evidence
from articles.statements import Sentence, sentences_of
from articles.vocabulary import TYPES, RelationWords, relation_words
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.displaying import Reader
    from articles.facetting.newest import NewestFirst
    from articles.querysets import EvidenceQuerySet

PARTNERS_FIRST = 8
PARTNERS_SHOWN = 30
STATEMENTS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class TypeCount:
    type: str
    words: RelationWords
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """The statements that the actor shares with a partner, by type."""

    partner: Actor
    count: int
    address: str
    is_chosen: bool
    types: tuple[TypeCount, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader has narrowed the statements of an actor's page to."""

    actor: Actor
    partner: Actor | None = None
    type: str = ""
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        return bool(self.partner or self.type)

    @property
    def words(self) -> RelationWords | None:
        return relation_words(self.type) if self.type else None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A page of the statements asked for, of which `page` has the places."""

    asked: Asked
    sentences: tuple[Sentence, ...]
    page: Page[int]
    previous: str
    next: str


def asked_of(actor: Actor, given: Mapping[str, str]) -> Asked:
    """From the query string; what makes no sense is left out."""
    slug, type_, page = given.get("with", ""), given.get("type", ""), given.get("page", "")
    partner = None
    if slug and "\0" not in slug:
        partner = Actor.objects.shown().filter(slug=slug[:200]).exclude(pk=actor.pk).first()
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    return Asked(actor, partner, type_ if type_ in TYPES else "", max(number, 1))


def partner_rows(asked: Asked) -> Disclosed[PartnerRow]:
    """The partners with most statements first; the one asked for always among them. What is folded tells no types: a
    page would print hundreds of them, and whoever asks for a partner finds it among the first, with its types."""
    found = most_partners(asked.actor.pk, PARTNERS_SHOWN, [asked.partner.pk] if asked.partner else [])
    most = list(found)[:PARTNERS_SHOWN]
    chosen = asked.partner.pk if asked.partner and asked.partner.pk in found else None
    if chosen and chosen not in most[:PARTNERS_FIRST]:
        most = [chosen, *(pk for pk in most if pk != chosen)]
    actors = Actor.objects.in_bulk(most)
    rows = disclosed([_row(asked, actors[pk], found[pk]) for pk in most], PARTNERS_FIRST)
    return replace(rows, rest=tuple(replace(row, types=()) for row in rows.rest))


def narrowed(asked: Asked, reader: Reader) -> Narrowed | None:
    """The statements asked for, the newest first; None where the reader has asked for nothing."""
    if not asked.is_narrowed:
        return None
    found = told_together(asked.actor.pk, asked.partner.pk if asked.partner else None, asked.type)
    total = statements_asked_for(asked).count() if found is None else len(found)
    page = Paginator(range(total), STATEMENTS_A_PAGE).get_page(asked.page)
    start, stop = page.start_index() - 1 if total else 0, page.end_index()
    evidence = _between(asked, start, stop) if found is None else _remembered(found, start, stop)
    around = [page.number + step if ok else 0 for step, ok in ((-1, page.has_previous()), (1, page.has_next()))]
    previous, following = (_address(asked.partner, asked.type, number) if number else "" for number in around)
    return Narrowed(asked, tuple(sentences_of(evidence, reader)), page, previous, following)


def _between(asked: Asked, start: int, stop: int) -> Iterable[Evidence]:
    return statements_asked_for(asked).for_display().newest_first()[start:stop]


def _remembered(found: NewestFirst, start: int, stop: int) -> list[Evidence]:
    ids, before = found.around(start, stop)
    in_order = list(Evidence.objects.numbered(ids).for_display().newest_first())
    return in_order[before : before + stop - start]


def statements_asked_for(asked: Asked) -> EvidenceQuerySet:
    """All statements of the actor where nothing narrower is asked for."""
    evidence = Evidence.objects.counted().involving(asked.actor.pk)
    evidence = evidence.involving(asked.partner.pk) if asked.partner else evidence
    return evidence.filter(type=asked.type) if asked.type else evidence


def _row(asked: Asked, partner: Actor, types: Counter[str]) -> PartnerRow:
    is_chosen = partner == asked.partner
    partner_asked = urlencode({"with": partner.slug})
    counts = tuple(
        TypeCount(
            type_, relation_words(type_), count, f"?{partner_asked}&type={type_}#statements",
            is_chosen=is_chosen and type_ == asked.type,
        )
        for type_, count in sorted(types.items(), key=lambda one: (-one[1], one[0]))
    )  # fmt: skip
    chosen_whole = is_chosen and not asked.type
    return PartnerRow(partner, types.total(), f"?{partner_asked}#statements", chosen_whole, counts)


def _address(partner: Actor | None, type_: str, page: int) -> str:
    pairs = [("with", partner.slug)] if partner else []
    pairs += [("type", type_)] if type_ else []
    pairs += [("page", str(page))] if page > 1 else []
    return f"?{urlencode(pairs)}#statements"
