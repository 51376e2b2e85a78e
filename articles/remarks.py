"""What readers say is wrong: what they may point at, how it is kept until a curator answers, and how far one sender may
go. Nobody needs an account, and no address of a machine is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.curation import Item, stable_key
from articles.curation.keys import KINDS, field_key
from articles.displaying import Reader, shown_text
from articles.models import Article, Contradiction, Evidence, Mention, Quote, Remark, Status
from articles.paragraphs import paragraphs
from articles.senders.limiting import Limit, seconds_to_wait
from articles.statements import root_of
from articles.vocabulary import relation_words
from articles.wording import name_of
from entities.decisions import CurationError, ask_right
from entities.nlp.sentences import sentence_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.contrib.auth.models import User

    from entities.models import Actor

About = Remark.About
LONGEST = 2000  # characters of a reader's words
LIMITS = (Limit("remarks-hour", 10, 3600), Limit("remarks-day", 30, 24 * 3600))
_LONGEST_NUMBER = 10
_MODELS: dict[About, Any] = {
    About.MENTION: Mention, About.STATEMENT: Evidence, About.QUOTE: Quote, About.CONTRADICTION: Contradiction,
}  # fmt: skip


class TooMany(Exception):
    """This sender has said much already, and may say more in so many `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a reader may point at: `value` names it in the form."""

    value: str
    about: About
    label: str
    words: str = ""
    sentence: str = ""
    item: Item | None = None


def choices(article: Article, reader: Reader, *, at: str = "", actor: str = "") -> list[Choice]:
    """What stands in the sentence or paragraph `at` (an anchor of the article's page: place, start, end), or what names
    the actor of this slug; then what the whole page says. Only what this reader may see."""
    texts = {"title": article.title, "body": shown_text(article, reader).text}
    span = _span(article, at)
    if span and span[2] > len(texts[span[0]]):
        span = None
    found = _within(article, texts, span) if span else _naming(article, texts, actor) if actor else ()
    sentence = _passage(article, texts, *span) if span else ""
    words = Truncator(sentence).chars(120)
    return [
        *found,
        Choice("missing", About.MISSING, _("Il manque un nom, une relation ou une citation"), words, sentence),
        Choice("date", About.DATE, _("La date de l’article"), article.published),
        Choice("text", About.TEXT, _("Le titre ou le texte de l’article"), words, sentence),
    ]


def _span(article: Article, at: str) -> tuple[str, int, int] | None:
    if at == "title":
        return "title", 0, len(article.title)
    if at.startswith("p"):
        return _paragraph(article.body, at)
    place, _dash, rest = at.removeprefix("m-").partition("-")
    start, _dash, end = rest.partition("-")
    is_number = all(one.isascii() and one.isdigit() and len(one) < _LONGEST_NUMBER for one in (start, end))
    if place not in {"title", "body"} or not is_number:
        return None
    text = article.title if place == "title" else article.body
    return (place, int(start), int(end)) if int(start) < int(end) <= len(text) else None


def _paragraph(body: str, anchor: str) -> tuple[str, int, int] | None:
    every = paragraphs(body, ())
    ends = [one.start for one in every[1:]] + [len(body)]
    return next((("body", one.start, end) for one, end in zip(every, ends, strict=True) if one.id == anchor), None)


def _passage(article: Article, texts: Mapping[str, str], place: str, start: int, end: int) -> str:
    """The sentence around, as far as this reader sees it."""
    whole = article.title if place == "title" else article.body
    return texts[place][slice(*sentence_span(whole, start, end))]


def _within(article: Article, texts: Mapping[str, str], span: tuple[str, int, int]) -> Iterator[Choice]:
    place, start, end = span
    there: dict[str, Any] = {"place": place, "start__lt": end, "end__gt": start, "end__lte": len(texts[place])}
    for mention in article.mentions.counted().filter(**there).select_related("actor__canonical").order_by("start"):
        yield _of_mention(article, texts, mention)
    for row in article.evidence.counted().filter(**there).for_display().order_by("start", "pk"):
        yield _of_statement(row)
    for quote in article.quotes.counted().filter(**there).select_related("speaker__canonical").order_by("start"):
        yield _of_quote(quote)
    flags = article.contradictions.exclude(status=Status.REJECTED).filter(**there).select_related("actor", "holder")
    for flag in flags.order_by("start"):
        label = _("Contradiction : %(words)s") % {"words": flag.text}
        sentence = _passage(article, texts, place, flag.start, flag.end)
        yield Choice(f"contradiction-{flag.pk}", About.CONTRADICTION, label, flag.text, sentence, flag)


def _naming(article: Article, texts: Mapping[str, str], slug: str) -> Iterator[Choice]:
    mentions = article.mentions.counted().select_related("actor__canonical").order_by("-place", "start")
    for mention in mentions:
        if root_of(mention.actor).slug == slug and mention.end <= len(texts[mention.place]):
            one = _of_mention(article, texts, mention)
            words = {"label": one.label, "sentence": Truncator(one.sentence).chars(140)}
            yield replace(one, label=_("%(label)s, dans « %(sentence)s »") % words)


def _of_mention(article: Article, texts: Mapping[str, str], mention: Mention) -> Choice:
    sentence = _passage(article, texts, mention.place, mention.start, mention.end)
    label = _("« %(words)s » : %(name)s") % {"words": mention.text, "name": _name(mention.actor)}
    return Choice(f"mention-{mention.pk}", About.MENTION, label, mention.text, sentence, mention)


def _of_statement(row: Evidence) -> Choice:
    label = _("Relation « %(type)s » : %(who)s") % {"type": relation_words(row.type).label, "who": who_in_words(row)}
    cue = row.text[max(0, row.trigger_start - row.start) : max(0, row.trigger_end - row.start)]
    return Choice(f"statement-{row.pk}", About.STATEMENT, label, cue, row.text, row)


def statement_in_words(row: Evidence) -> str:
    """« Rencontre : Japon → Russie »"""
    return f"{relation_words(row.type).label} : {who_in_words(row)}"


def who_in_words(row: Evidence) -> str:
    """« Japon → Russie », or those who do it together."""
    parts = [(one.part, _name(one.actor)) for one in row.participants.all()]
    sources, targets = (" + ".join(name for part, name in parts if part == end) for end in ("source", "target"))
    parties = ", ".join(name for part, name in parts if part == "party")
    return parties or " → ".join((sources or "—", targets or "—"))


def _of_quote(quote: Quote) -> Choice:
    speaker = _name(quote.speaker) if quote.speaker else quote.speaker_text or _("locuteur non nommé")
    label = _("Citation de %(name)s : « %(words)s »") % {"name": speaker, "words": Truncator(quote.text).chars(80)}
    return Choice(f"quote-{quote.pk}", About.QUOTE, label, quote.text, quote.text, quote)


def _name(actor: Actor) -> str:
    return name_of(root_of(actor), get_language() or "fr")


@transaction.atomic
def remark(*, article: Article, choice: Choice, comment: str, sender: str) -> Remark:
    """Keep what a reader says, or TooMany."""
    wait = max(seconds_to_wait(limit, sender) for limit in LIMITS)
    if wait:
        raise TooMany(wait)
    return Remark.objects.create(
        token=secrets.token_urlsafe(16), article=article, about=choice.about, subject=_subject(article, choice),
        words=choice.words[:LONGEST], sentence=choice.sentence[:LONGEST], comment=comment.strip()[:LONGEST],
        sender=sender,
    )  # fmt: skip


def _subject(article: Article, choice: Choice) -> dict[str, Any]:
    if choice.item is not None:
        choice.item.article = article
        return stable_key(choice.item)
    return field_key(article, "published" if choice.about == About.DATE else "body")


def item_of(one: Remark) -> Item | None:
    """The datum that a remark is about, as it is now; None: gone, or about no single one."""
    model = _MODELS.get(About(one.about))
    kind = next((kind for kind in KINDS if kind in one.subject), None)
    if model is None or kind is None:
        return None
    rows = model.objects.filter(article=one.article_id, place=one.subject["place"]).order_by("pk")
    for row in rows:
        row.article = one.article
        if stable_key(row) == one.subject:
            found: Item = row
            return found
    return None


@transaction.atomic
def answer(*, remark: Remark, state: str, by: User, words: str = "") -> None:
    """Tell the reader what became of it. `words` are read by whoever has the address."""
    ask_right(by)
    row = Remark.objects.select_for_update().get(pk=remark.pk)
    if row.state != Remark.State.OPEN:
        raise CurationError(_("Ce signalement a déjà sa réponse."))
    if state not in {Remark.State.CORRECTED, Remark.State.KEPT}:
        raise CurationError(_("Une réponse dit si l’article est corrigé ou maintenu."))
    row.state, row.answer = state, words.strip()[:LONGEST]
    row.answered_by, row.answered_at = by, timezone.now()
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
