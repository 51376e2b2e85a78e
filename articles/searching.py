"""Search words: what readers type, as PostgreSQL understands it, and the passages that answer, marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.utils.html import format_html, format_html_join

from articles.models import SEARCH_CONFIG
from entities.folding import fold
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

LONGEST_MARKED = 50_000  # characters of a text that are looked at for its extract
SUGGESTED = 3
START, STOP = "\ue000", "\ue001"  # private characters: no text has them, and what has them loses them
_MARKS = re.compile(f"[{START}{STOP}]")
_OPERATORS = {"OU": "or", "OR": "or", "ET": "", "AND": "", "SAUF": "-", "NON": "-", "NOT": "-"}
_EXCERPT = 'MaxFragments=2, MaxWords=17, MinWords=7, FragmentDelimiter=" … "'
_WHOLE = "HighlightAll=true"


def websearch_words(typed: str) -> str:
    """What a reader typed, in the words of PostgreSQL's websearch: « » and “ ” quote a phrase, OU and SAUF (OR, NOT)
    in capitals are operators, the rest is left to it; it takes any text."""
    quoted = re.sub(r"«\s*|\s*»|[“”„]", '"', typed)
    phrases = quoted.split('"')
    phrases[::2] = [_with_operators(words) for words in phrases[::2]]
    return '"'.join(phrases)


def _with_operators(words: str) -> str:
    said = re.sub(r"\b[A-Z]{2,4}\b", lambda word: _OPERATORS.get(word.group(), word.group()), words)
    return re.sub(r"(^|\s)-\s+", r"\1-", said)


def query_of(typed: str) -> SearchQuery:
    return SearchQuery(websearch_words(typed), config=SEARCH_CONFIG, search_type="websearch")


def excerpts(texts: Sequence[str], typed: str) -> list[SafeString | None]:
    """Of each text the passages that answer, marked; None where no passage does."""
    return _marked(texts, typed, _EXCERPT)


def highlighted(texts: Sequence[str], typed: str) -> list[SafeString | None]:
    """Each text whole, with the words that answer marked; None where none does."""
    return _marked(texts, typed, _WHOLE)


def suggested(typed: str) -> list[Actor]:
    """The actors whom the search words name."""
    return list(Actor.objects.answering_to(fold(typed)).in_order()[:SUGGESTED])


def resembling(typed: str) -> list[Actor]:
    """Actors with nearly such a name, for words that find nothing."""
    return list(Actor.objects.resembling(fold(typed))[:SUGGESTED])


def _marked(texts: Sequence[str], typed: str, options: str) -> list[SafeString | None]:
    if not texts:
        return []
    sql = """
        SELECT ts_headline(%s::regconfig, shown.body, websearch_to_tsquery(%s::regconfig, %s), %s)
        FROM unnest(%s::text[]) WITH ORDINALITY AS shown(body, place) ORDER BY place
    """
    bare = [_MARKS.sub("", text[:LONGEST_MARKED]) for text in texts]
    marked_options = f"StartSel={START}, StopSel={STOP}, {options}"
    with connection.cursor() as cursor:
        cursor.execute(sql, [SEARCH_CONFIG, SEARCH_CONFIG, websearch_words(typed), marked_options, bare])
        return [with_marks(headline) if START in headline else None for (headline,) in cursor.fetchall()]


def with_marks(headline: str) -> SafeString:
    """The headline escaped, with <mark> where PostgreSQL put the private characters."""
    first, *others = headline.split(START)
    return format_html("{}{}", first, format_html_join("", "<mark>{}</mark>{}", _halves(others)))


def _halves(parts: Iterable[str]) -> Iterable[tuple[str, str]]:
    for part in parts:
        inside, _, after = part.partition(STOP)
        yield inside, after
