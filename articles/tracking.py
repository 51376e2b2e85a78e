"""How each datum of an article was obtained: what found it, how sure that is, and where it stands in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.displaying import may_see_original, shown_text
from articles.following import mention_anchor
from articles.methods import date_rule_words, method_words
from articles.models import Status
from articles.originals import RawPlace, trace_of
from articles.presenting import date_evidence
from articles.statements import Said, Sentence, quotes_of, root_of, sentences_of
from articles.vocabulary import form_words

if TYPE_CHECKING:
    from articles.displaying import Reader
    from articles.models import Article, Mention
    from articles.vocabulary import Words
    from entities.models import Actor


@dataclass(frozen=True, slots=True)
class TrackedMention:
    """`words` and `place` are empty where the reader may not see that part of the text, or the file."""

    actor: Actor
    words: str
    form: Words
    method: Words
    certainty: int
    status: str
    is_decided: bool
    is_rejected: bool
    anchor: str
    place: RawPlace | None


@dataclass(frozen=True, slots=True)
class Tracked:
    article: Article
    date_rule: str
    date_evidence: str
    date_certainty: int
    mentions: tuple[TrackedMention, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Said, ...]
    has_original: bool
    is_traced: bool


def tracked(article: Article, reader: Reader) -> Tracked:
    shown, has_original = shown_text(article, reader), may_see_original(article, reader)
    trace = trace_of(article) if has_original else None
    evidence = article.evidence.counted().for_display().order_by("-place", "start", "end", "pk")
    quotes = article.quotes.counted().for_display().order_by("-place", "start", "pk")
    mentions = article.mentions.exclude(actor__is_hidden=True).exclude(actor__canonical__is_hidden=True)
    rows = mentions.select_related("actor__canonical").order_by("-place", "start", "pk")
    return Tracked(
        article=article,
        date_rule=date_rule_words(article.date_rule),
        date_evidence=date_evidence(article, shown),
        date_certainty=round(100 * article.date_certainty),
        mentions=tuple(
            _mention(
                row,
                is_seen=shown.covers(row.place, row.end),
                place=trace.place(row.place, row.start, row.end) if trace else None,
            )
            for row in rows
        ),
        sentences=tuple(sentences_of(evidence, reader)),
        quotes=tuple(quotes_of(quotes, reader)),
        has_original=has_original,
        is_traced=trace is not None,
    )


def _mention(row: Mention, *, is_seen: bool, place: RawPlace | None) -> TrackedMention:
    is_rejected = row.status == Status.REJECTED
    return TrackedMention(
        actor=root_of(row.actor),
        words=row.text if is_seen else "",
        form=form_words(row.form),
        method=method_words(row.method),
        certainty=round(100 * row.certainty),
        status=row.get_status_display(),
        is_decided=row.is_decided,
        is_rejected=is_rejected,
        anchor=mention_anchor(row) if is_seen and not is_rejected else "",
        place=place,
    )
