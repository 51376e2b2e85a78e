"""What the page of an article notes beside its text: the dates told, contradictions, and copies of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import get_language, gettext

from articles.addresses import Address, Axis
from articles.displaying import may_see_original, shown_text
from articles.models import Article, Contradiction, Status
from articles.paragraphs import paragraph_at
from articles.statements import root_of
from articles.wording import country_name, date_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.displaying import Reader
    from entities.models import Actor


@dataclass(frozen=True, slots=True)
class Told:
    """A date that the text tells, with the list of the articles that tell of its year."""

    value: str
    words: str
    address: Address


@dataclass(frozen=True, slots=True)
class Disputed:
    """What the text says of somebody, and what the authority file says instead."""

    words: str
    actor: Actor
    holder: Actor
    office: str
    country: str
    is_caption: bool
    anchor: str  # the title or the paragraph where it stands; empty for a caption


@dataclass(frozen=True, slots=True)
class Copy:
    article: Article
    likeness: str  # « même texte », « 92 % en commun », or nothing between two copies of a third
    is_oldest: bool


@dataclass(frozen=True, slots=True)
class Noted:
    dates: tuple[Told, ...]
    contradictions: tuple[Disputed, ...]
    copies: tuple[Copy, ...]


def noted(article: Article, reader: Reader) -> Noted:
    return Noted(tuple(_dates(article)), tuple(_contradictions(article, reader)), tuple(_copies(article)))


def _dates(article: Article) -> Iterable[Told]:
    """Each once, the earliest first."""
    language = get_language() or "fr"
    for value in sorted(set(article.dates.values_list("value", flat=True))):
        yield Told(value, date_in_words(value, language), Address(values=((Axis.TOLD, value[:4]),)))


def _contradictions(article: Article, reader: Reader) -> Iterable[Disputed]:
    """Those whose words this reader may see."""
    shown, has_captions = shown_text(article, reader), may_see_original(article, reader)
    rows = article.contradictions.exclude(status=Status.REJECTED)
    rows = rows.select_related("actor__canonical", "holder__canonical")
    language = get_language() or "fr"
    for row in rows.order_by("place", "caption", "start"):
        is_caption = row.place == Contradiction.Where.CAPTION
        if has_captions if is_caption else shown.covers(row.place, row.end):
            actor, holder = root_of(row.actor), root_of(row.holder)
            if not (actor.is_hidden or holder.is_hidden or actor == holder):
                country = country_name(row.country, language)
                yield Disputed(row.text, actor, holder, row.office, country, is_caption, _anchor(row))


def _anchor(row: Contradiction) -> str:
    if row.place == Contradiction.Where.CAPTION:
        return ""
    return "title" if row.place == Contradiction.Where.TITLE else paragraph_at(row.article.body, row.start)


def _copies(article: Article) -> Iterable[Copy]:
    """The other articles with the same text or nearly: the oldest first."""
    oldest = article.copy_of_id or article.pk
    others = Article.objects.filter(Q(pk=oldest) | Q(copy_of=oldest)).exclude(pk=article.pk).for_list()
    for other in others.order_by(F("copy_of").asc(nulls_first=True), F("published_on").asc(nulls_last=True), "pk"):
        is_oldest = other.pk == oldest
        likeness = article.similarity if is_oldest else other.similarity if article.pk == oldest else None
        yield Copy(other, _in_words(likeness) if likeness else "", is_oldest)


def _in_words(likeness: float) -> str:
    if likeness == 1:
        return gettext("même texte")
    return gettext("%(percent)s %% en commun") % {"percent": int(100 * likeness)}
