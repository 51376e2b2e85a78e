"""The JSON contract: what `manage.py extract` prints, one object an article. PURE.

`body` has the line ends of the file, and the hyphens that stood at them: each of its lines is one of the file's. What
the site stores and shows is joined; names are found there, whole. Spans point into `body`, or into `title` where they
carry `"in": "title"`; `bytes` are the first byte of the file and the one after the last. `dropped` are whole lines,
`cut` words from the start or the end of lines of which the rest was kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.importing.tracing import Bytes, LinedBody, lined
from articles.reading import PlacedDate, ReadArticle, told_on
from entities.known import Kind
from entities.nlp.found import BETWEEN, Extraction, FoundActor, FoundContradiction, FoundQuote, FoundRelation, Text


def as_contract(file: str, read: ReadArticle, outlet_names: Mapping[str, str]) -> dict[str, Any]:
    parsed, extraction = read.parsed, read.extraction
    actors = {actor.key: actor for actor in extraction.actors}
    page = _Page(extraction.text, lined(parsed), Bytes(parsed))
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
        "body": page.body.text,
        "captions": list(parsed.captions),
        "dropped": [
            {"line": line.number, "text": line.text, "part": line.part.value, "reason": line.reason}
            for line in parsed.dropped
        ],
        "cut": [{"line": cut.line, "text": cut.text, "reason": cut.reason} for cut in parsed.cuts],
        "dates": [_date(one, page) for one in read.dates],
        "contradictions": [_contradiction(one, read, page) for one in read.contradictions],
        "countries": extraction.countries(),
        "actors": [_actor(actor, extraction, page) for actor in extraction.actors],
        "relations": [_relation(relation, actors, page, read.dates) for relation in extraction.relations],
        "quotes": [_quote(quote, actors, page) for quote in extraction.quotes],
    }


@dataclass(frozen=True, slots=True)
class _Page:
    """Where spans of the analysed text stand in what is printed."""

    text: Text
    body: LinedBody
    bytes: Bytes

    def span(self, start: int, end: int) -> dict[str, Any]:
        return self.own_span(*self.text.place(start, end))

    def own_span(self, field: str, start: int, end: int) -> dict[str, Any]:
        """The same by an offset into the title, or into the joined body."""
        if field == "title":
            return {"in": "title", "start": start, "end": end, "bytes": self.bytes.span(start, end, title=True)}
        return {"start": self.body.start(start), "end": self.body.end(end), "bytes": self.bytes.span(start, end)}

    def words(self, start: int, end: int) -> str:
        """What is printed there."""
        field, own_start, own_end = self.text.place(start, end)
        if field == "title":
            return self.text.title[own_start:own_end]
        return self.body.text[self.body.start(own_start) : self.body.end(own_end)]


def _date(one: PlacedDate, page: _Page) -> dict[str, Any]:
    date, shift = one.date, 0 if one.place == "title" else len(page.text.title) + len(BETWEEN)
    return {
        "value": date.value,
        "text": page.words(date.start + shift, date.end + shift),
        **page.span(date.start + shift, date.end + shift),
    }


def _contradiction(found: FoundContradiction, read: ReadArticle, page: _Page) -> dict[str, Any]:
    """Of a caption, offsets go into `captions[caption]`."""
    if found.caption is None:
        text, where = page.words(found.start, found.end), page.span(found.start, found.end)
        sentence = page.words(found.sentence_start, found.sentence_end)
    else:
        caption = read.parsed.captions[found.caption]
        text, sentence = caption[found.start : found.end], caption[found.sentence_start : found.sentence_end]
        where = {"in": "caption", "caption": found.caption, "start": found.start, "end": found.end}
    return {
        "text": text,
        **where,
        "sentence": sentence,
        "actor": found.actor.name,
        "title": found.title,
        "country": found.country,
        "holder": found.holder.name,
        "office": found.office,
    }


def _actor(actor: FoundActor, extraction: Extraction, page: _Page) -> dict[str, Any]:
    return {
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.acts_for if actor.kind != Kind.PLACE else actor.country,
        "wikidata": actor.wikidata,
        "role": actor.role,
        "mentions": [
            {
                "text": page.words(m.start, m.end),
                **page.span(m.start, m.end),
                "form": m.form.value,
                "certainty": m.certainty,
            }
            for m in extraction.mentions
            if m.actor == actor.key
        ],
    }


def _relation(
    relation: FoundRelation, actors: Mapping[str, FoundActor], page: _Page, dates: Iterable[PlacedDate]
) -> dict[str, Any]:
    source, target = actors.get(relation.source or ""), actors.get(relation.target or "")
    record = {
        "source": source.name if source else None,
        "source_country": source.acts_for if source else None,
        "target": target.name if target else None,
        "target_country": target.acts_for if target else None,
        "type": relation.type.value,
        "mode": relation.mode.value,
        "said_by": _name(relation.said_by, actors),
        "evidence": page.words(relation.start, relation.end),
        "trigger": page.words(relation.trigger_start, relation.trigger_end),
        "plover_mode": relation.way or None,
        "contexts": list(relation.contexts),
        "told_on": told_on(relation, dates, page.text),
        "rule": relation.rule,
        "certainty": relation.certainty,
        **page.span(relation.start, relation.end),
    }
    if relation.parties:
        parties = [actors[key] for key in relation.parties]
        record["parties"] = [party.name for party in parties]
        record["party_countries"] = [party.acts_for for party in parties]
    return record


def _quote(quote: FoundQuote, actors: Mapping[str, FoundActor], page: _Page) -> dict[str, Any]:
    return {
        "speaker": _name(quote.speaker, actors) or quote.speaker_text or None,
        "addressee": _name(quote.addressee, actors) or quote.addressee_text or None,
        "text": page.words(quote.start, quote.end),
        "direct": quote.direct,
        "about": [actors[key].name for key in quote.about],
        "certainty": quote.certainty,
        **page.span(quote.start, quote.end),
    }


def _name(key: str | None, actors: Mapping[str, FoundActor]) -> str | None:
    """An actor's name for its key; other words as they are."""
    return actors[key].name if key is not None and key in actors else key
