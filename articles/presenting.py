"""Everything that the page of one article shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from articles.disclosing import Disclosed, disclosed
from articles.displaying import Reader, Shown, may_see_original, shown_text
from articles.facetting.naming import counts_of
from articles.following import Followed, anchors_by_actor, followed_actor, hops, mention_anchor
from articles.models import Article, Evidence, Mention, Place, Status
from articles.neighbours import Neighbour, neighbours
from articles.offices import offices_on
from articles.paragraphs import Hop, Paragraph, Span, Stretch, marked, paragraphs
from articles.statements import (
    QUOTES_FIRST,
    SENTENCES_FIRST,
    Said,
    Sentence,
    anchor_of,
    quotes_of,
    root_of,
    sentences_of,
)
from articles.vocabulary import KINDS, indirect_words, part_words, reason_words
from articles.wording import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.utils.safestring import SafeString

    from articles.vocabulary import Words
    from entities.models import Actor, Tenure


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor of the article and how often it is named there; `only_as` where it never is by its own name. `first` is
    the anchor of its first occurrence, empty where none is shown; `tenure` the office that it held on the article's
    date."""

    actor: Actor
    times: int
    only_as: Words
    first: str
    tenure: Tenure | None
    article_count: int


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """The actors of one kind, the most often named first."""

    kind: str
    label: str
    actors: tuple[NamedActor, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the file that is not text of the article, and why."""

    number: int
    text: str
    part: Words
    reason: Words


class Check(StrEnum):
    """How much of what was found in an article a person has looked at."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Presentation:
    article: Article
    title: SafeString
    paragraphs: tuple[Paragraph, ...]
    shown: Shown
    groups: tuple[NamedGroup, ...]
    sentences: Disclosed[Sentence]
    quotes: Disclosed[Said]
    captions: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    has_original: bool
    date_evidence: str  # empty where it is not shown to this reader
    check: Check
    followed: Followed | None
    neighbours: tuple[Neighbour, ...]

    @property
    def mention_count(self) -> int:
        return sum(named.times for group in self.groups for named in group.actors)


def present(article: Article, reader: Reader, follow: str = "") -> Presentation:
    """`follow` is the slug of an actor whose occurrences the reader goes through."""
    shown = shown_text(article, reader)
    mentions = list(article.mentions.counted().select_related("actor__canonical").order_by("start", "pk"))
    evidence = list(article.evidence.counted().for_display().order_by("-place", "start", "end", "pk"))
    quotes = article.quotes.counted().for_display().order_by("-place", "start", "pk")
    actors = {root.pk: root for one in mentions if (root := root_of(one.actor))}
    anchors = anchors_by_actor(mentions, shown)
    followed = followed_actor(follow, actors.values(), anchors)
    around = hops(followed, anchors)
    spans = {place: [_span(one, around) for one in mentions if one.place == place] for place in Place.values}
    seen = [one for one in evidence if shown.covers(one.place, one.end)]
    stretches = {place: _stretches(one for one in seen if one.place == place) for place in Place.values}
    has_original = may_see_original(article, reader)
    counts = counts_of(actors)
    tenures = offices_on(article.published, actors.values())
    return Presentation(
        article=article,
        title=marked(article.title, spans[Place.TITLE], stretches[Place.TITLE]),
        paragraphs=tuple(paragraphs(shown.text, spans[Place.BODY], stretches[Place.BODY])),
        shown=shown,
        groups=tuple(_groups(_named(mentions, anchors, tenures, counts))),
        sentences=disclosed(sentences_of(evidence, reader), SENTENCES_FIRST, size=lambda one: one.size),
        quotes=disclosed(quotes_of(quotes, reader), QUOTES_FIRST, size=lambda one: one.size),
        captions=tuple(article.captions) if has_original else (),
        left_out=tuple(_left_out(article)) if has_original else (),
        has_original=has_original,
        date_evidence=date_evidence(article, shown),
        check=_check([*mentions, *evidence]),
        followed=followed,
        neighbours=neighbours(article, actors, counts),
    )


def _check(found: Sequence[Mention | Evidence]) -> Check:
    accepted = sum(one.status == Status.ACCEPTED for one in found)
    return Check.NONE if not accepted else Check.ALL if accepted == len(found) else Check.SOME


def date_evidence(article: Article, shown: Shown) -> str:
    """The words that the date was read from, unless they lie in what the outlet reserves."""
    is_seen = shown.is_whole or article.date_evidence in article.title or article.date_evidence in shown.text
    return article.date_evidence if is_seen else ""


def _span(mention: Mention, around: Mapping[str, Hop]) -> Span:
    actor, anchor = root_of(mention.actor), mention_anchor(mention)
    name, words = name_of(actor, get_language() or "fr"), indirect_words(mention.form)
    return Span(mention.start, mention.end, actor, f"{name}, {words}" if words else name, anchor, around.get(anchor))


def _stretches(evidence: Iterable[Any]) -> list[Stretch]:
    """The sentences of the statements, each once."""
    sentences = {anchor_of(one): one for one in evidence}
    return [Stretch(one.start, one.end, anchor) for anchor, one in sentences.items()]


def _named(
    mentions: Iterable[Mention],
    anchors: Mapping[int, tuple[str, ...]],
    tenures: Mapping[int, Tenure],
    counts: Mapping[int, int],
) -> list[NamedActor]:
    """The most often named first."""
    forms: defaultdict[Actor, list[str]] = defaultdict(list)
    for mention in mentions:
        forms[root_of(mention.actor)].append(mention.form)
    named = (
        NamedActor(
            actor, len(every), _only_as(every), next(iter(anchors.get(actor.pk, ())), ""), tenures.get(actor.pk),
            counts.get(actor.pk, 0),
        )
        for actor, every in forms.items()
    )  # fmt: skip
    return sorted(named, key=lambda one: (-one.times, one.actor.sort_name))


def _groups(named: Sequence[NamedActor]) -> Iterable[NamedGroup]:
    for kind, label in KINDS.items():
        ones = tuple(one for one in named if one.actor.kind == kind)
        if ones:
            yield NamedGroup(kind, str(label), ones)


def _only_as(forms: Iterable[str]) -> Words:
    words = [indirect_words(form) for form in forms]
    return words[0] if all(words) else ""


def _left_out(article: Article) -> Iterable[LeftOut]:
    for line in article.lines:
        if line.get("part") not in {"body", "title"}:
            yield LeftOut(
                line.get("line", 0),
                line.get("text", ""),
                part_words(line.get("part", "")),
                reason_words(line.get("reason", "")),
            )
