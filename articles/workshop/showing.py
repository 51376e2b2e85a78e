"""One question as its page shows it: the sentence in its context, who it may be, and what holds on that date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import get_language

from articles import curation
from articles.models import Article, Contradiction, Evidence, Mention, Quote, Remark
from articles.remarks import item_of
from articles.wording import date_in_words
from articles.workshop.candidates import Candidate, candidates_for_mention, candidates_for_quote
from articles.workshop.questions import Kind, Question, same_question
from entities.nlp.sentences import sentence_span

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

AROUND = 240  # characters before and after the sentence
EXAMPLES = 4
_MODELS: dict[Kind, Any] = {
    Kind.MENTION: Mention, Kind.STATEMENT: Evidence, Kind.QUOTE: Quote, Kind.CONTRADICTION: Contradiction,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """`seen` is the version that an answer names. `item` is None where a date or a whole text is asked for."""

    question: Question
    article: Article
    date: str
    item: curation.Item | None
    item_kind: str
    seen: str
    context: SafeString | str
    candidates: tuple[Candidate, ...] = ()
    examples: tuple[Example, ...] = ()
    scope: curation.Scope | None = None
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Another of the same question."""

    article: Article
    context: SafeString


def asked(question: Question) -> Asked | None:
    """None: gone since the list was made."""
    match question.kind:
        case Kind.DATE:
            return _date(question)
        case Kind.REMARK:
            return _remark(question)
        case kind:
            rows = _MODELS[kind].objects.filter(pk=question.pk).select_related("article__source")
            item = rows.defer("article__raw", "article__lines", "article__search").first()
            return _item(question, item) if item else None


def _item(question: Question, item: curation.Item, remark: Remark | None = None) -> Asked:
    article = item.article
    candidates: tuple[Candidate, ...] = ()
    examples: tuple[Example, ...] = ()
    scope = None
    if isinstance(item, Mention):
        candidates = candidates_for_mention(item)
        same = same_question(item)
        scope = curation.scope(same) if not remark else None
        examples = tuple(_examples(item)) if not remark else ()
    elif isinstance(item, Quote):
        candidates = candidates_for_quote(item)
    kind = next(kind for kind, model in _MODELS.items() if isinstance(item, model))
    return Asked(
        question, article, _date_of(article), item, kind, curation.version(item), context_of(item), candidates,
        examples, scope, remark,
    )  # fmt: skip


def _examples(item: Mention) -> list[Example]:
    others = same_question(item).exclude(pk=item.pk).select_related("article")
    rows = others.defer("article__raw", "article__lines", "article__search")[:EXAMPLES]
    return [Example(row.article, _sentence(row, row.start, row.end)) for row in rows]


def _date(question: Question) -> Asked | None:
    article = Article.objects.for_page().filter(pk=question.pk).first()
    if article is None:
        return None
    seen = curation.field_version(article, "published")
    return Asked(question, article, _date_of(article), None, Kind.DATE, seen, _opening(article))


def _remark(question: Question) -> Asked | None:
    rows = Remark.objects.select_related("article__source").defer("article__raw", "article__lines", "article__search")
    remark = rows.filter(pk=question.pk).first()
    if remark is None:
        return None
    item = item_of(remark)
    if item is not None:
        return _item(question, item, remark)
    article = remark.article
    is_date = remark.about == Remark.About.DATE
    seen = curation.field_version(article, "published")
    kind = Kind.DATE if is_date else Kind.REMARK
    context = _opening(article) if is_date else remark.sentence
    return Asked(question, article, _date_of(article), None, kind, seen, context, remark=remark)


def _opening(article: Article) -> str:
    """Its first paragraphs, up to a whole word."""
    body, longest = article.body, 3 * AROUND
    return body if len(body) <= longest else f"{body[:longest].rsplit(maxsplit=1)[0]} […]"


def _date_of(article: Article) -> str:
    return date_in_words(article.published, get_language() or "fr")


def context_of(item: curation.Item) -> SafeString:
    """The sentence with the words that are asked for, between what stands around it."""
    if isinstance(item, Evidence):
        return _sentence(item, item.trigger_start, item.trigger_end, within=(item.start, item.end))
    return _sentence(item, item.start, item.end)


def _sentence(item: curation.Item, start: int, end: int, within: tuple[int, int] | None = None) -> SafeString:
    article = item.article
    text = {"title": article.title, "body": article.body}.get(item.place) or article.captions[_caption(item)]
    first, last = within or sentence_span(text, start, end)
    before, after = max(0, first - AROUND), min(len(text), last + AROUND)
    return format_html(
        '<span class="around">{}{}</span><span class="asked">{}<mark>{}</mark>{}</span>'
        '<span class="around">{}{}</span>',
        "… " if before else "", text[before:first], text[first:start], text[start:end], text[end:last],
        text[last:after], " …" if after < len(text) else "",
    )  # fmt: skip


def _caption(item: curation.Item) -> int:
    return (item.caption or 0) if isinstance(item, Contradiction) else 0
