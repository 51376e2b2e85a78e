"""Search words: what readers type, as PostgreSQL understands it, and the passages that answer, marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db import connection
from django.utils.html import format_html, format_html_join

from articles.expressions import understood
from articles.models import PARTING, SEARCH_CONFIG
from entities.folding import fold
from entities.models import Actor, Alias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

LONGEST_MARKED = 50_000  # characters of a text that are looked at for its extract
SUGGESTED = 3
SHORTEST_RESPELLED = 4  # letters
WORDS_RESPELLED = 5
START, STOP = "\ue000", "\ue001"  # private characters: no text has them, and what has them loses them
_MARKS = re.compile(f"[{START}{STOP}]")
_PARTED = str.maketrans(PARTING, " " * len(PARTING))
_BETWEEN = " … "  # of excerpts; no text that is parted has it
_EXCERPT = f'MaxFragments=2, MaxWords=17, MinWords=7, FragmentDelimiter="{_BETWEEN}"'
_WHOLE = "HighlightAll=true"


def query_of(typed: str) -> SearchQuery:
    return SearchQuery(understood(typed).tsquery, config=SEARCH_CONFIG, search_type="raw")


def says_nothing(typed: str) -> bool:
    """Whether all the words typed are too common to be looked for, or none is a word."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(to_tsquery(%s::regconfig, %s)) = 0", [SEARCH_CONFIG, understood(typed).tsquery])
        return bool(cursor.fetchone()[0])


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


def respelled(typed: str) -> str:
    """The words typed with those that resemble a known name in that name's spelling; empty where none does. At most
    `WORDS_RESPELLED` words are looked at."""
    words = [word for word in dict.fromkeys(understood(typed).words) if len(word) >= SHORTEST_RESPELLED]
    spelled = typed
    for word in words[:WORDS_RESPELLED]:
        near = _nearest_name(fold(word))
        if near:
            spelled = near.join(re.split(rf"(?<!\w){re.escape(word)}(?!\w)", spelled))
    return "" if spelled == typed else spelled


def _nearest_name(folded: str) -> str:
    """The name of as many words that is spelled most like this; empty where this one is a name or a part of one, or
    none is near."""
    names = Alias.objects.filter(is_suppressed=False, actor__is_hidden=False)
    if names.filter(folded__regex=rf"(^|\s){re.escape(folded)}($|\s)").exists():
        return ""
    near = names.filter(folded__trigram_similar=folded, folded__regex=rf"^\S+(\s\S+){{{folded.count(' ')}}}$")
    best = near.annotate(closeness=TrigramSimilarity("folded", folded)).order_by("-closeness", "pk").first()
    return best.text if best and best.folded != folded else ""


def _marked(texts: Sequence[str], typed: str, options: str) -> list[SafeString | None]:
    if not texts:
        return []
    sql = """
        SELECT ts_headline(%s::regconfig, shown.body, to_tsquery(%s::regconfig, %s), %s)
        FROM unnest(%s::text[]) WITH ORDINALITY AS shown(body, place) ORDER BY place
    """
    bare = [_MARKS.sub("", text[:LONGEST_MARKED]) for text in texts]
    marked_options = f"StartSel={START}, StopSel={STOP}, {options}"
    with connection.cursor() as cursor:
        parted = [text.translate(_PARTED) for text in bare]
        cursor.execute(sql, [SEARCH_CONFIG, SEARCH_CONFIG, understood(typed).tsquery, marked_options, parted])
        headlines = [headline for (headline,) in cursor.fetchall()]
    return [
        with_marks(_as_written(headline, text)) if START in headline else None
        for headline, text in zip(headlines, bare, strict=True)
    ]


def _as_written(headline: str, text: str) -> str:
    """The headline with the signs that part the words of the text. A passage that PostgreSQL has changed stays so."""
    parted, place, passages = text.translate(_PARTED), 0, []
    for passage in headline.split(_BETWEEN):
        bare = _MARKS.sub("", passage)
        start = parted.find(bare, place)
        if start < 0:
            passages.append(passage)
            continue
        place = start + len(bare)
        written = iter(text[start:place])
        passages.append("".join(sign if _MARKS.match(sign) else next(written) for sign in passage))
    return _BETWEEN.join(passages)


def with_marks(headline: str) -> SafeString:
    """The headline escaped, with <mark> where PostgreSQL put the private characters."""
    first, *others = headline.split(START)
    return format_html("{}{}", first, format_html_join("", "<mark>{}</mark>{}", _halves(others)))


def _halves(parts: Iterable[str]) -> Iterable[tuple[str, str]]:
    for part in parts:
        inside, _, after = part.partition(STOP)
        yield inside, after
