"""The rows of what extraction found in one article, unsaved; where they are many, as what their columns hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from articles.edges import ends_of
from articles.importing.dating.days import first_day
from articles.models import Article, Contradiction, Evidence, Participant, Place, Quote
from articles.reading import told_on
from entities.folding import fold
from entities.nlp.sentences import sentence_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from articles.edges import Ends
    from articles.reading import PlacedDate
    from entities.models import Actor, Relation
    from entities.nlp.found import Extraction, FoundActor, FoundContradiction, FoundQuote, FoundRelation

    Values: TypeAlias = dict[str, Any]  # by columns

_TEXT_LIMIT = 300
_DATE_LIMIT = 100
_OFFICE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Found:
    """What extraction found in an article; `dates` are those that the story tells."""

    article: Article
    extraction: Extraction
    dates: Sequence[PlacedDate] = ()
    contradictions: Sequence[FoundContradiction] = ()

    def actors(self) -> Iterable[FoundActor]:
        disputed = (actor for one in self.contradictions for actor in (one.actor, one.holder))
        return (*disputed, *self.extraction.actors)


def mention_rows(found: Found, actors: Mapping[str, Actor]) -> Iterator[Values]:
    text = found.extraction.text
    sentences: dict[tuple[str, int, int], str] = {}  # many mentions stand in one
    for mention in found.extraction.mentions:
        field, start, end = text.place(mention.start, mention.end)
        own = found.article.title if field == Place.TITLE else found.article.body
        actor = actors[mention.actor].pk
        first, last = sentence_span(own, start, end)
        if (sentence := sentences.get((field, first, last))) is None:
            sentence = sentences[field, first, last] = fold(own[first:last])
        yield {
            "article_id": found.article.pk,
            "actor_id": actor,
            "machine_actor_id": actor,
            "place": field,
            "start": start,
            "end": end,
            "text": mention.text[:_TEXT_LIMIT],
            "surface": fold(mention.text)[:_TEXT_LIMIT],
            "sentence": sentence,
            "form": mention.form.value,
            "method": mention.method,
            "certainty": mention.certainty,
        }


def statement_rows(found: Found, actors: Mapping[str, Actor], edges: Mapping[Ends, Relation]) -> Iterator[Evidence]:
    for one in found.extraction.relations:
        row = _statement(found, one, actors)
        row.told_on = told_on(one, found.dates, found.extraction.text) or ""
        if one.source and one.target:
            row.relation = edges.get(ends_of(actors[one.source], actors[one.target], one.type.value))
        yield row


def _statement(found: Found, one: FoundRelation, actors: Mapping[str, Actor]) -> Evidence:
    text = found.extraction.text
    field, start, end = text.place(one.start, one.end)
    shift = one.start - start
    sayer = actors.get(one.said_by or "")
    return Evidence(
        article=found.article,
        type=one.type.value,
        mode=one.mode.value,
        said_by="" if sayer else (one.said_by or "")[:_TEXT_LIMIT],
        said_by_actor=sayer,
        place=field,
        start=start,
        end=end,
        text=text.analysed[one.start : one.end],
        trigger_start=one.trigger_start - shift,
        trigger_end=one.trigger_end - shift,
        way=one.way,
        contexts=list(one.contexts),
        rule=one.rule[:100],
        certainty=one.certainty,
    )


def participant_rows(row: Evidence, found: FoundRelation, actors: Mapping[str, Actor]) -> Iterator[Values]:
    """Of a statement that has its id: each actor once in each part."""
    parts = [
        (found.source, Participant.Part.SOURCE.value),
        (found.target, Participant.Part.TARGET.value),
        *((key, Participant.Part.PARTY.value) for key in found.parties),
    ]
    for key, part in dict.fromkeys(parts):
        if key:
            yield {"evidence_id": row.pk, "actor_id": actors[key].pk, "part": part}


def quote_rows(found: Found, actors: Mapping[str, Actor]) -> Iterator[Quote]:
    return (_quote(found, one, actors) for one in found.extraction.quotes)


def _quote(found: Found, one: FoundQuote, actors: Mapping[str, Actor]) -> Quote:
    text = found.extraction.text
    field, start, end = text.place(one.start, one.end)
    return Quote(
        article=found.article,
        speaker=actors.get(one.speaker or ""),
        speaker_text=one.speaker_text[:_TEXT_LIMIT],
        addressee=actors.get(one.addressee or ""),
        addressee_text=one.addressee_text[:_TEXT_LIMIT],
        text=text.analysed[one.start : one.end],
        is_direct=one.direct,
        place=field,
        start=start,
        end=end,
        certainty=one.certainty,
    )


def date_rows(found: Found) -> Iterator[Values]:
    for one in found.dates:
        yield {
            "article_id": found.article.pk,
            "place": one.place,
            "start": one.date.start,
            "end": one.date.end,
            "text": one.date.text[:_DATE_LIMIT],
            "value": one.date.value,
            "first_day": first_day(one.date.value),
        }


def contradiction_rows(found: Found, actors: Mapping[str, Actor]) -> Iterator[Contradiction]:
    return (_contradiction(found, one, actors) for one in found.contradictions)


def _contradiction(found: Found, one: FoundContradiction, actors: Mapping[str, Actor]) -> Contradiction:
    text = found.extraction.text
    if one.caption is None:
        whole = text.analysed
        place, start, end = text.place(one.start, one.end)
    else:
        whole, place = found.article.captions[one.caption], Contradiction.Where.CAPTION.value
        start, end = one.start, one.end
    return Contradiction(
        article=found.article,
        actor=actors[one.actor.key],
        holder=actors[one.holder.key],
        office=one.office[:_OFFICE_LIMIT],
        country=one.country,
        place=place,
        caption=one.caption,
        start=start,
        end=end,
        text=whole[one.start : one.end][:_TEXT_LIMIT],
        sentence=whole[one.sentence_start : one.sentence_end],
    )
