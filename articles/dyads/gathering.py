"""From the database to facts: all that articles state between two states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from articles.dyads.counting import Fact, settled, to_compare
from articles.dyads.events import Verdict, decided
from articles.facetting.stating import between
from articles.models import Evidence, Place
from entities.decisions import standing
from entities.folding import fold
from entities.models import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.querysets import EvidenceQuerySet

UNDATED_LAST = "9999"


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
    source_acts_for: str
    place: str
    start: int
    speaker: int | None
    said_by: str


def facts_between(first: str, second: str) -> list[Fact]:
    """In order of time, events as curators left them."""
    facts = facts_as_told(first, second)
    verdicts = _verdicts(first, second, {fact.pk: fact.statement for fact in facts})
    return decided(facts, verdicts)


def facts_as_told(first: str, second: str) -> list[Fact]:
    """In order of time, with the events that the days alone make."""
    facts = [_fact(row, first) for row in _rows(between(first, second))]
    compared = to_compare(facts)
    sentences = Evidence.objects.numbered(compared).values_list("pk", "text")
    return settled(facts, dict(sentences))


def dyad_key(first: str, second: str) -> str:
    """How decisions name the pair."""
    return f"{first}-{second}"


def statement_key(evidence: Evidence) -> dict[str, str]:
    """How a decision names a statement: it is found again after a new extraction. Needs the evidence's article."""
    return {"article": evidence.article.uid, "place": evidence.place, "sentence": fold(evidence.text)}


def _rows(evidence: EvidenceQuerySet) -> Iterable[_Row]:
    source = "relation__source"
    root = f"{source}__canonical"
    columns: dict[str, Any] = {
        "story": Coalesce(F("article__copy_of_id"), F("article_id")),
        "source_root": Coalesce(F(f"{root}_id"), F(f"{source}_id")),
        "target_root": Coalesce(F("relation__target__canonical_id"), F("relation__target_id")),
        "speaker": Coalesce(F("said_by_actor__canonical_id"), F("said_by_actor_id")),
    }
    names = ("code", "country")
    found = evidence.order_by().values_list(
        "pk", "article_id", columns["story"], "article__published", "article__source_id", "type", "mode",
        columns["source_root"], columns["target_root"], *(f"{root}__{name}" for name in names),
        *(f"{source}__{name}" for name in names), "place", "start", columns["speaker"], "said_by",
    )  # fmt: skip
    for row in found.iterator():
        code, country = row[9:11] if row[9] is not None else row[11:13]  # the canonical actor's, or its own
        yield _Row._make((*row[:9], code or country, *row[13:]))


def _fact(row: _Row, first: str) -> Fact:
    return Fact(
        pk=row.pk,
        article=row.article,
        story=row.story,
        published=row.published,
        outlet=row.outlet,
        type=row.type,
        mode=row.mode,
        source=row.source,
        target=row.target,
        is_forward=row.source_acts_for == first,
        order=(row.published or UNDATED_LAST, row.article, row.place != Place.TITLE, row.start),
        speaker=row.speaker,
        is_attributed=bool(row.speaker or row.said_by),
    )


def _verdicts(first: str, second: str, statements: Mapping[int, int]) -> list[Verdict]:
    """The standing decisions on the pair's events, of which the statements are still there, oldest first."""
    decisions = standing(Decision.objects.filter(subject__dyad=dyad_key(first, second)))
    keys = [key for decision in decisions for key in _keys(decision)]
    found = _found_again(keys, statements)
    verdicts = []
    for decision in decisions:
        ends = [found.get((decision.subject["type"], *key.values())) for key in _keys(decision)]
        if all(ends):
            verdicts.append(Verdict(*(end for end in ends if end)))
    return verdicts


def _keys(decision: Decision) -> list[dict[str, str]]:
    named = (decision.values.get(name) for name in ("statement", "with"))
    return [{name: key[name] for name in ("article", "place", "sentence")} for key in named if key]


def _found_again(keys: Iterable[Mapping[str, str]], statements: Mapping[int, int]) -> dict[tuple[str, ...], int]:
    """{(type, article, place, folded sentence): statement}"""
    wanted = Q(article__uid__in={key["article"] for key in keys})
    rows = Evidence.objects.filter(wanted).order_by("-pk").values_list("type", "article__uid", "place", "text", "pk")
    return {(type_, uid, place, fold(text)): statements[pk] for type_, uid, place, text, pk in rows if pk in statements}
