"""What leaves the site, as plain values: one shape for JSON Lines, tables and the API. Names are the authority's own,
whatever the reader's language. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["person", "country", "organisation", "place"]
DateBasis = Literal["stated", "inferred", "unknown", "decided"]
Where = Literal["title", "body"]


@dataclass(frozen=True, slots=True)
class ActorName:
    """Who: `id` is its slug; `code` is ISO 3166 or NATO, EU, UN, empty for all who act for a state."""

    id: str
    kind: Kind
    name: str
    code: str
    acts_for: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class Named(ActorName):
    """An actor of an article, and how often the article names it."""

    times: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """`country` is its ISO 3166 code, or empty."""

    id: str
    name: str
    country: str
    is_state: bool


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """One sentence that states who does what to whom. `sentence` is empty where its outlet reserves it, and so is
    `said_by`; `score` is PLOVER's, null for alliances and disputes, which stand. `way` and `contexts` are PLOVER's mode
    and contexts: how, and about what. `told_on` is the date of the act as the sentence gives it, partial or empty.
    `certainty` goes from 0 to 1. `id` holds until the article is read again, `url` leads to the sentence."""

    id: int
    url: str
    article: str
    title: str
    published: str
    outlet: str
    type: str
    score: float | None
    mode: str
    way: str
    contexts: tuple[str, ...]
    told_on: str
    is_reciprocal: bool
    sources: tuple[ActorName, ...]
    targets: tuple[ActorName, ...]
    parties: tuple[ActorName, ...]
    said_by: str
    said_by_actor: ActorName | None
    sentence: str
    words: str
    place: Where
    certainty: float
    status: str


@dataclass(frozen=True, slots=True)
class QuoteRecord:
    """Words that an article reports; `text`, `speaker_text` and `addressee_text` are empty where the outlet reserves
    them. `addressee` is whom they are said to."""

    url: str
    article: str
    title: str
    published: str
    outlet: str
    speaker: ActorName | None
    speaker_text: str
    addressee: ActorName | None
    addressee_text: str
    text: str
    is_direct: bool
    about: tuple[ActorName, ...]
    certainty: float
    status: str


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """`published` is YYYY, YYYY-MM, YYYY-MM-DD or empty; `copy_of` the id of the older article that has its text."""

    id: str
    url: str
    title: str
    published: str
    date_basis: DateBasis
    outlet: Outlet | None
    agency: str
    authors: tuple[str, ...]
    language: str
    original_url: str
    copy_of: str
    is_invented: bool
    added_at: str
    updated_at: str
    actors: tuple[Named, ...]
    statement_count: int
    quote_count: int


@dataclass(frozen=True, slots=True)
class ArticleRecord(ArticleSummary):
    """`text` is as much as the outlet lets be shown, from the first character."""

    text: str
    is_whole: bool
    statements: tuple[StatementRecord, ...]
    quotes: tuple[QuoteRecord, ...]


@dataclass(frozen=True, slots=True)
class TermRecord:
    """An office held; its dates may be partial, or empty where unknown or not over."""

    title: str
    country: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class ActorRecord(ActorName):
    """`also` are its other names."""

    url: str
    article_count: int


@dataclass(frozen=True, slots=True)
class ActorPage(ActorRecord):
    also: tuple[str, ...]
    terms: tuple[TermRecord, ...]
