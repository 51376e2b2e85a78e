"""From the database, or from memory, to facts: all that articles state between two states."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from articles.dyads.counting import settled, to_compare, with_events
from articles.dyads.events import Verdict, decided
from articles.dyads.facts import Columns, Fact
from articles.facetting.holding import current
from articles.facetting.relating import related
from articles.models import Evidence, Place
from entities.decisions import standing
from entities.folding import fold
from entities.models import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.dyads.facts import Facts
    from articles.facetting.archive import Archive

UNDATED_LAST = "9999"
_NUMBERS = ("pk", "article", "story", "published", "outlet", "type", "mode", "source", "target", "speaker")


class _Row(NamedTuple):
    pk: int
    article: int
    story: int
    published: str
    outlet: int | None
    type: str
    mode: str
    source: int
    target: int
    speaker: int | None
    said_by: str
    place: str
    start: int


def facts_between(first: str, second: str) -> Facts:
    """In order of time, events as curators left them."""
    facts = facts_as_told(first, second)
    verdicts = _verdicts(first, second, facts)
    return decided(facts, verdicts) if verdicts else facts


def facts_as_told(first: str, second: str) -> Facts:
    """In order of time, with the events that the days alone make."""
    archive = current()
    return _in_memory(archive, first, second) if archive else _in_sql(first, second)


def dyad_key(first: str, second: str) -> str:
    """How decisions name the pair."""
    return f"{first}-{second}"


def statement_key(evidence: Evidence) -> dict[str, str]:
    """How a decision names a statement: it is found again after a new extraction. Needs the evidence's article."""
    return {"article": evidence.article.uid, "place": evidence.place, "sentence": fold(evidence.text)}


def _in_memory(archive: Archive, first: str, second: str) -> Facts:
    told = related(archive, first, second)
    statement, again = np.arange(len(told.pk)), np.flatnonzero(told.statement != told.pk)
    by_pk = np.argsort(told.pk)
    statement[again] = by_pk[np.searchsorted(told.pk, told.statement[again], sorter=by_pk)]
    numbers = {name: getattr(told, name) for name in (*_NUMBERS, "is_attributed")}
    return with_events(Columns(told.types, told.modes, **numbers, statement=statement, event=statement))


def _in_sql(first: str, second: str) -> Facts:
    facts = [_fact(row) for row in sorted(_rows(first, second), key=_when)]
    sentences = Evidence.objects.numbered(to_compare(facts)).values_list("pk", "text")
    return settled(facts, dict(sentences))


def _rows(first: str, second: str) -> Iterable[_Row]:
    found = Evidence.objects.counted().across(first, second).order_by().values_list(
        "pk", "article_id", Coalesce(F("article__copy_of_id"), F("article_id")), "article__published",
        "article__source_id", "type", "mode", _root("relation__source"), _root("relation__target"),
        _root("said_by_actor"), "said_by", "place", "start",
    )  # fmt: skip
    return map(_Row._make, found.iterator())


def _root(actor: str) -> Coalesce:
    return Coalesce(F(f"{actor}__canonical_id"), F(f"{actor}_id"))


def _when(row: _Row) -> tuple[str, int, bool, int, int]:
    return row.published or UNDATED_LAST, row.article, row.place != Place.TITLE, row.start, row.pk


def _fact(row: _Row) -> Fact:
    own = {name: getattr(row, name) for name in _NUMBERS}
    return Fact(**own, is_attributed=bool(row.speaker or row.said_by))


def _verdicts(first: str, second: str, facts: Facts) -> list[Verdict]:
    """The standing decisions on the pair's events, of which the statements are still there, oldest first."""
    decisions = standing(Decision.objects.filter(subject__dyad=dyad_key(first, second)))
    keys = [key for decision in decisions for key in _keys(decision)]
    found = _found_again(keys, facts) if keys else {}
    verdicts = []
    for decision in decisions:
        ends = [found.get((decision.subject["type"], *key.values())) for key in _keys(decision)]
        if all(ends):
            verdicts.append(Verdict(*(end for end in ends if end)))
    return verdicts


def _keys(decision: Decision) -> list[dict[str, str]]:
    named = (decision.values.get(name) for name in ("statement", "with"))
    return [{name: key[name] for name in ("article", "place", "sentence")} for key in named if key]


def _found_again(keys: Iterable[Mapping[str, str]], facts: Facts) -> dict[tuple[str, ...], int]:
    """{(type, article, place, folded sentence): statement}"""
    wanted = Q(article__uid__in={key["article"] for key in keys})
    rows = Evidence.objects.filter(wanted).order_by("-pk").values_list("type", "article__uid", "place", "text", "pk")
    told = {pk: (type_, uid, place, fold(text)) for type_, uid, place, text, pk in rows}
    columns = facts.columns
    places = np.flatnonzero(np.isin(columns.pk, list(told))).tolist()
    statements = {int(columns.pk[place]): int(columns.pk[columns.statement[place]]) for place in places}
    return {key: statements[pk] for pk, key in told.items() if pk in statements}
