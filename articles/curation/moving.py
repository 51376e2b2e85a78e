"""When a text is corrected, what was found in it keeps to its words until the next extraction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from articles.curation.carrying import Carried, carried
from articles.models import Article, Contradiction, Evidence, Mention, MentionedDate, Quote
from entities.folding import fold
from entities.nlp.sentences import sentence_span

_LIMIT = 300
_DATE_LIMIT = 100


def move_rows(article: Article, place: str, old: str) -> None:
    """From where the words stood in `old` to where they stand in the article's title or body now. What has no words
    left goes, and so does a name or date that was made another: the next extraction finds it."""
    new: str = getattr(article, place)
    links = carried(old, new)
    for model, moved, fields in _MOVES:
        rows = list(model._default_manager.filter(article=article, place=place).order_by("pk"))
        kept, spots = [], set()
        for row in rows:
            span = links.span(row.start, row.end)
            if span and moved(row, new, links, span) and _spot(row) not in spots:
                kept.append(row)
                spots.add(_spot(row))
        model._default_manager.filter(pk__in={row.pk for row in rows} - {row.pk for row in kept}).delete()
        _park(model, kept)
        model._default_manager.bulk_update(kept, fields, batch_size=500)


def _spot(row: Any) -> tuple[object, ...]:
    if isinstance(row, Mention):
        return row.start, row.end, row.machine_actor_id
    return (row.start,) if isinstance(row, MentionedDate) else (row.pk,)


def _park(model: Any, rows: list[Any]) -> None:
    """Out of each other's way: two rows may change places, which the database checks one by one."""
    if model in {Mention, MentionedDate}:
        for number, row in enumerate(rows):
            far = 10**9 + number
            model._default_manager.filter(pk=row.pk).update(start=far, end=far + 1)


def _mention(row: Mention, text: str, links: Carried, span: tuple[int, int]) -> bool:
    words = text[slice(*span)]
    if fold(words) != row.surface and not row.is_decided:
        return False
    row.start, row.end, row.text, row.surface = *span, words[:_LIMIT], fold(words)[:_LIMIT]
    row.sentence = fold(text[slice(*sentence_span(text, *span))])
    return True


def _statement(row: Evidence, text: str, links: Carried, span: tuple[int, int]) -> bool:
    trigger = links.span(row.trigger_start, row.trigger_end)
    if trigger is None:
        return False
    row.trigger_start, row.trigger_end = trigger
    return _words(row, text, links, span)


def _words(row: Any, text: str, links: Carried, span: tuple[int, int]) -> bool:
    row.start, row.end = span
    row.text = text[slice(*span)]
    return True


def _date(row: MentionedDate, text: str, links: Carried, span: tuple[int, int]) -> bool:
    is_same = fold(text[slice(*span)])[:_DATE_LIMIT] == fold(row.text)
    row.start, row.end, row.text = *span, text[slice(*span)][:_DATE_LIMIT]
    return is_same


def _contradiction(row: Contradiction, text: str, links: Carried, span: tuple[int, int]) -> bool:
    is_same = fold(text[slice(*span)])[:_LIMIT] == fold(row.text)
    row.start, row.end, row.text = *span, text[slice(*span)][:_LIMIT]
    row.sentence = text[slice(*sentence_span(text, *span))]
    return is_same


_MOVES: tuple[tuple[Any, Callable[[Any, str, Carried, tuple[int, int]], bool], list[str]], ...] = (
    (Mention, _mention, ["start", "end", "text", "surface", "sentence"]),
    (Evidence, _statement, ["start", "end", "text", "trigger_start", "trigger_end"]),
    (Quote, _words, ["start", "end", "text"]),
    (MentionedDate, _date, ["start", "end", "text"]),
    (Contradiction, _contradiction, ["start", "end", "text", "sentence"]),
)
