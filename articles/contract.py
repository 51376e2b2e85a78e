"""The JSON contract: what `manage.py extract` prints, one object an article. PURE."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articles.reading import PlacedDate, ReadArticle
from entities.known import Kind
from entities.nlp.found import Extraction, FoundActor, FoundContradiction, FoundQuote, FoundRelation, Text


def as_contract(file: str, read: ReadArticle, outlet_names: Mapping[str, str]) -> dict[str, Any]:
    """Spans point into `body`, or into `title` where they carry `"in": "title"`."""
    parsed, extraction = read.parsed, read.extraction
    actors = {actor.key: actor for actor in extraction.actors}
    return {
        "file": file,
        "title": parsed.title,
        "source": outlet_names.get(parsed.source or "", parsed.source_text) or None,
        "agency": parsed.agency or None,
        "authors": list(parsed.authors),
        "language": parsed.language,
        "published": read.published.value,
        "date_basis": read.published.basis.value,
        "date_evidence": read.published.evidence,
        "body": parsed.body,
        "captions": list(parsed.captions),
        "dropped": [
            {"line": line.number, "text": line.text, "part": line.part.value, "reason": line.reason}
            for line in parsed.dropped
        ],
        "dates": [_date(one) for one in read.dates],
        "contradictions": [_contradiction(one, read) for one in read.contradictions],
        "countries": extraction.countries(),
        "actors": [_actor(actor, extraction) for actor in extraction.actors],
        "relations": [_relation(relation, actors, extraction.text) for relation in extraction.relations],
        "quotes": [_quote(quote, actors, extraction.text) for quote in extraction.quotes],
    }


def _span(text: Text, start: int, end: int) -> dict[str, Any]:
    field, own_start, own_end = text.place(start, end)
    return {**({"in": "title"} if field == "title" else {}), "start": own_start, "end": own_end}


def _date(one: PlacedDate) -> dict[str, Any]:
    date, where = one.date, {"in": "title"} if one.place == "title" else {}
    return {"value": date.value, "text": date.text, **where, "start": date.start, "end": date.end}


def _contradiction(found: FoundContradiction, read: ReadArticle) -> dict[str, Any]:
    """Of a caption, offsets go into `captions[caption]`."""
    whole = read.extraction.text.analysed if found.caption is None else read.parsed.captions[found.caption]
    if found.caption is None:
        where = _span(read.extraction.text, found.start, found.end)
    else:
        where = {"in": "caption", "caption": found.caption, "start": found.start, "end": found.end}
    return {
        "text": whole[found.start : found.end],
        **where,
        "sentence": whole[found.sentence_start : found.sentence_end],
        "actor": found.actor.name,
        "title": found.title,
        "country": found.country,
        "holder": found.holder.name,
        "office": found.office,
    }


def _actor(actor: FoundActor, extraction: Extraction) -> dict[str, Any]:
    return {
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.acts_for if actor.kind != Kind.PLACE else actor.country,
        "wikidata": actor.wikidata,
        "role": actor.role,
        "mentions": [
            {"text": m.text, **_span(extraction.text, m.start, m.end), "form": m.form.value, "certainty": m.certainty}
            for m in extraction.mentions
            if m.actor == actor.key
        ],
    }


def _relation(relation: FoundRelation, actors: Mapping[str, FoundActor], text: Text) -> dict[str, Any]:
    source, target = actors.get(relation.source or ""), actors.get(relation.target or "")
    record = {
        "source": source.name if source else None,
        "source_country": source.acts_for if source else None,
        "target": target.name if target else None,
        "target_country": target.acts_for if target else None,
        "type": relation.type.value,
        "mode": relation.mode.value,
        "said_by": _name(relation.said_by, actors),
        "evidence": text.analysed[relation.start : relation.end],
        "trigger": text.analysed[relation.trigger_start : relation.trigger_end],
        "rule": relation.rule,
        "certainty": relation.certainty,
        **_span(text, relation.start, relation.end),
    }
    if relation.parties:
        parties = [actors[key] for key in relation.parties]
        record["parties"] = [party.name for party in parties]
        record["party_countries"] = [party.acts_for for party in parties]
    return record


def _quote(quote: FoundQuote, actors: Mapping[str, FoundActor], text: Text) -> dict[str, Any]:
    return {
        "speaker": _name(quote.speaker, actors) or quote.speaker_text or None,
        "text": text.analysed[quote.start : quote.end],
        "direct": quote.direct,
        "about": [actors[key].name for key in quote.about],
        "certainty": quote.certainty,
        **_span(text, quote.start, quote.end),
    }


def _name(key: str | None, actors: Mapping[str, FoundActor]) -> str | None:
    """An actor's name for its key; other words as they are."""
    return actors[key].name if key is not None and key in actors else key
