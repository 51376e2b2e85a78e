"""Atom feeds: what came in last of a search, about an actor, between two states, or at all."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from articles.displaying import shown_text
from articles.markup import legal
from articles.models import Article, Evidence
from articles.picking import label_of
from articles.statements import Statement, sentences_of
from articles.wording import date_in_words, name_of, text_quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from articles.displaying import Reader
    from articles.forms import ArticleFilterForm
    from articles.querysets import ArticleQuerySet, EvidenceQuerySet
    from entities.models import Actor

ENTRIES = 50
EXTRACT_WORDS = 60
_EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_MINTED = 2026  # the year of the tags' authority: RFC 4151 asks for one


@dataclass(frozen=True, slots=True)
class Heading:
    """`page` is what the feed follows, `address` the feed's own; both whole."""

    title: str
    subtitle: str
    page: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    key: str
    title: str
    address: str
    text: str
    added_at: datetime.datetime
    updated_at: datetime.datetime
    author: str = ""
    subjects: tuple[str, ...] = ()


class _Feed(Atom1Feed):
    """A feed of nothing is as old as time, so that it stays the same from one visit to the next."""

    def latest_post_date(self) -> datetime.datetime:
        return super().latest_post_date() if self.items else _EPOCH


def newest(articles: ArticleQuerySet) -> list[Article]:
    """Those that came in last: ids are given in that order."""
    return list(articles.for_list().order_by("-pk")[:ENTRIES])


def entries_of(
    articles: Sequence[Article], named: Mapping[int, Sequence[Actor]], reader: Reader, site: str
) -> list[Entry]:
    return [entry(one, shown_text(one, reader).text, named.get(one.pk, ()), site) for one in articles]


def entries_stating(evidence: EvidenceQuerySet, reader: Reader, site: str) -> list[Entry]:
    """An entry for each article that came in last among those, with what it states."""
    found = newest(Article.objects.filter(pk__in=evidence.order_by().values("article_id")))
    of_them = Evidence.objects.filter(pk__in=evidence.order_by().values("pk"), article__in=found)
    told: dict[int, list[str]] = {}
    for sentence in sentences_of(of_them.for_display().order_by("-place", "start", "pk"), reader):
        told.setdefault(sentence.article.pk, []).extend(map(line_of, sentence.statements))
    return [entry(one, " ; ".join(told.get(one.pk, ())), (), site) for one in found]


def entry(article: Article, text: str, named: Sequence[Actor], site: str) -> Entry:
    source, language = article.source, get_language() or "fr"
    date = date_in_words(article.published, language) or gettext("sans date")
    about = ", ".join(filter(None, (date, source.name if source else "")))
    extract = Truncator(" ".join(text.split())).words(EXTRACT_WORDS, truncate=" …")
    return Entry(
        key=f"articles/{article.uid}",
        title=article.title,
        address=f"{site}{article.get_absolute_url()}",
        text=f"{about}. {extract}".strip(),
        added_at=article.created_at,
        updated_at=article.updated_at,
        author=", ".join(article.authors) or (source.name if source else ""),
        subjects=tuple(name_of(actor, language) for actor in named),
    )


def line_of(statement: Statement) -> str:
    """« Accusation : Russie → Japon (nié) »"""
    language = get_language() or "fr"
    if statement.parties:
        ends = ", ".join(name_of(one, language) for one in statement.parties)
    else:
        sides = (statement.sources, statement.targets)
        names = (", ".join(name_of(one, language) for one in side) or "?" for side in sides)
        ends = (" ↔ " if statement.is_reciprocal else " → ").join(names)
    mode = f" ({statement.mode_words})" if statement.mode_words else ""
    return gettext("%(type)s : %(ends)s") % {"type": statement.words.label, "ends": ends} + mode


def in_words(form: ArticleFilterForm) -> str:
    """What the list is narrowed to: « guerre », Japon, sauf Chine, 2013 –"""
    labels = [text_quoted(form.query)] if form.query else []
    for pick in form.picks:
        label = label_of(pick.axis, pick.value, pick.name)
        labels.append(gettext("sauf %(value)s") % {"value": label} if pick.is_excluded else label)
    return ", ".join([*labels, *([" – ".join(form.dates).strip()] if any(form.dates) else [])])


def atom(heading: Heading, entries: Iterable[Entry]) -> str:
    feed = _Feed(
        title=legal(heading.title),
        link=heading.page,
        description="",
        subtitle=heading.subtitle,
        feed_url=heading.address,
        feed_guid=tag_of(heading.address),
        language=get_language() or "fr",
        author_name="Trilatérale",
    )
    for one in entries:
        feed.add_item(
            title=legal(one.title),
            link=one.address,
            description=escape(legal(one.text)),
            unique_id=tag_of(one.address, one.key),
            pubdate=one.added_at,
            updateddate=one.updated_at,
            author_name=legal(one.author) or None,
            categories=[legal(subject) for subject in one.subjects],
        )
    return str(feed.writeString("utf-8"))


def tag_of(address: str, key: str = "") -> str:
    """The id that a feed or an entry keeps for good, whether the site speaks HTTPS or not (RFC 4151)."""
    parts = urlsplit(address)
    path = key or parts.path.strip("/") + (f"?{parts.query}" if parts.query else "")
    return f"tag:{parts.hostname},{_MINTED}:{path}"
