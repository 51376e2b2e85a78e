"""What each side is quoted to say about the other, and the statements of many in which both take part."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from articles.disclosing import Disclosed, disclosed
from articles.facetting.holding import current
from articles.facetting.relating import quoted
from articles.facetting.stating import shared
from articles.models import Quote
from articles.statements import Said, Sentence, quotes_of, sentences_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articles.displaying import Reader
    from articles.dyads.asking import Asked
    from articles.querysets import QuoteQuerySet

QUOTES_READ, QUOTES_FIRST = 16, 4
SHARED_READ, SHARED_FIRST = 12, 3


@dataclass(frozen=True, slots=True)
class Voices:
    quotes: Disclosed[Said]
    quote_count: int
    quotes_by: Mapping[int, int]  # {speaker: quotes}
    shared: Disclosed[Sentence]
    shared_count: int


def voices(first: str, second: str, asked: Asked, reader: Reader) -> Voices:
    """Of the years asked for."""
    quotes, by_speaker = _quotes(first, second, asked)
    shared_ones, shared_count = shared(first, second, asked.since, asked.until, SHARED_READ)
    said = quotes_of(quotes.for_display().newest_first()[:QUOTES_READ], reader)
    told = sentences_of(shared_ones.for_display().newest_first()[:SHARED_READ], reader)
    return Voices(
        quotes=disclosed(said, QUOTES_FIRST, size=lambda one: one.size),
        quote_count=sum(by_speaker.values()),
        quotes_by=by_speaker,
        shared=disclosed(told, SHARED_FIRST, size=lambda one: one.size),
        shared_count=shared_count,
    )


def _quotes(first: str, second: str, asked: Asked) -> tuple[QuoteQuerySet, Mapping[int, int]]:
    """At least as many of the newest as are read, and how many each speaker has in all."""
    if archive := current():
        pks, by_speaker = quoted(archive, first, second, asked.since, asked.until, QUOTES_READ)
        return Quote.objects.numbered(pks), by_speaker
    speaker = Coalesce(F("speaker__canonical_id"), F("speaker_id"))
    every = dict(quotes_between(first, second, asked).order_by().values_list("pk", speaker))
    return Quote.objects.numbered(every), Counter(every.values())


def quotes_between(first: str, second: str, asked: Asked) -> QuoteQuerySet:
    """What each says of the other, in the years asked for."""
    return Quote.objects.counted().across(first, second).filter(_of_years(asked))


def _of_years(asked: Asked) -> Q:
    if not (asked.since or asked.until):
        return Q()
    return Q(article__published_on__year__range=(asked.since or 0, asked.until or 9998))
