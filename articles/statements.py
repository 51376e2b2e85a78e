"""Sentences with what they state, and quotes, as pages print them: who, what, whom, in which words, and how far a
reader may see them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.displaying import Reader, shown_text
from articles.models import Article, Evidence, Participant, Place, Quote, Status
from articles.paragraphs import emphasised, paragraph_at
from articles.plover import details_in_words
from articles.vocabulary import RelationWords, is_reciprocal, mode_words, relation_words
from articles.wording import mid_sentence
from entities.nlp.found import Mode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articles.vocabulary import Words
    from entities.models import Actor

SENTENCES_FIRST = 6
QUOTES_FIRST = 6
DOUBTFUL = 60  # percent of certainty, under which what the machine proposes is shown as doubtful


@dataclass(frozen=True, slots=True)
class Statement:
    """One line under its sentence. `mode_words` are empty where it is plainly asserted; `details` say how and about
    what, `told_on` is the partial date that the sentence gives; `cue` gives the words that it
    rests on where the sentence states the same type in several. `certainty` is in percent, `rule` what found it."""

    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    parties: tuple[Actor, ...]
    is_reciprocal: bool
    words: RelationWords
    mode_words: Words
    details: tuple[Words, ...]
    told_on: str
    said_by: str
    said_by_actor: Actor | None
    cue: str
    status: str
    rule: str
    certainty: int

    @property
    def is_doubtful(self) -> bool:
        return self.status == Status.PROPOSED and self.certainty < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Sentence:
    """`html` is safe, the words that state something emphasised; it is empty where the reader may not see that part of
    the text. `anchor` is its place on the article's page."""

    article: Article
    html: str
    anchor: str
    is_title: bool
    statements: tuple[Statement, ...]

    @property
    def size(self) -> int:
        return len(self.statements)


@dataclass(frozen=True, slots=True)
class Said:
    """A quote. `text` is empty where the reader may not see that part of the article; `anchor` is the paragraph that
    holds it; `addressee` whom it is said to, `about` whom or what it speaks of. Reported words count with the direct
    ones inside them, which are emphasised there."""

    article: Article
    speaker: Actor | None
    speaker_text: str
    text: str
    is_direct: bool
    anchor: str
    size: int
    status: str
    about: tuple[Actor, ...]
    certainty: int
    addressee: Actor | None = None
    addressee_text: str = ""

    @property
    def is_doubtful(self) -> bool:
        return self.status == Status.PROPOSED and self.certainty < DOUBTFUL


def root_of(actor: Actor) -> Actor:
    return actor.canonical or actor


def anchor_of(evidence: Evidence) -> str:
    """The id of its sentence on the article's page: statements of one sentence share it."""
    return f"{evidence.place}-{evidence.start}-{evidence.end}"


def sentences_of(evidence: Iterable[Evidence], reader: Reader) -> list[Sentence]:
    """Each sentence once, in the order given. Expects `for_display()`."""
    sentences: defaultdict[tuple[int, str], list[Evidence]] = defaultdict(list)
    for one in evidence:
        sentences[one.article_id, anchor_of(one)].append(one)
    return [_sentence(ones, reader) for ones in sentences.values()]


def quotes_of(quotes: Iterable[Quote], reader: Reader) -> list[Said]:
    """In the order given; direct words inside what is reported of the same speaker go with it. Expects
    `for_display()`."""
    every = list(quotes)
    inside: defaultdict[int, list[Quote]] = defaultdict(list)
    outer = {quote.pk: found for quote in every if (found := _report_around(quote, every))}
    for quote in every:
        if report := outer.get(quote.pk):
            inside[report.pk].append(quote)
    return [_said(quote, inside[quote.pk], reader) for quote in every if quote.pk not in outer]


def _sentence(evidence: Sequence[Evidence], reader: Reader) -> Sentence:
    one = evidence[0]
    is_seen = shown_text(one.article, reader).covers(one.place, one.end)
    cues = [(each.trigger_start, each.trigger_end) for each in evidence]
    in_order = sorted(evidence, key=lambda each: (each.trigger_start, each.pk))
    twice = {type_ for type_, several in _cues_by_type(evidence).items() if len(several) > 1} if is_seen else set()
    return Sentence(
        article=one.article,
        html=emphasised(one.text, cues, one.start) if is_seen else "",
        anchor=anchor_of(one),
        is_title=one.place == Place.TITLE,
        statements=tuple(_statement(each, is_seen=is_seen, has_cue=each.type in twice) for each in in_order),
    )


def _cues_by_type(evidence: Iterable[Evidence]) -> dict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for one in evidence:
        found[one.type].add(one.trigger_start)
    return found


def _statement(evidence: Evidence, *, is_seen: bool, has_cue: bool) -> Statement:
    parts: dict[str, dict[int, Actor]] = {part: {} for part in Participant.Part.values}
    for participant in evidence.participants.all():
        actor = root_of(participant.actor)
        parts[participant.part][actor.pk] = actor
    begin, end = evidence.trigger_start - evidence.start, evidence.trigger_end - evidence.start
    return Statement(
        sources=tuple(parts[Participant.Part.SOURCE].values()),
        targets=tuple(parts[Participant.Part.TARGET].values()),
        parties=tuple(parts[Participant.Part.PARTY].values()),
        is_reciprocal=is_reciprocal(evidence.type),
        words=relation_words(evidence.type),
        mode_words="" if evidence.mode == Mode.ASSERTED else mode_words(evidence.mode),
        details=details_in_words(evidence.way, evidence.contexts),
        told_on=evidence.told_on,
        said_by=mid_sentence(evidence.said_by) if is_seen and evidence.said_by_actor is None else "",
        said_by_actor=_shown_or_none(evidence.said_by_actor),
        cue=evidence.text[max(begin, 0) : max(end, 0)] if has_cue else "",
        status=evidence.status,
        rule=evidence.rule,
        certainty=round(100 * evidence.certainty),
    )


def _report_around(quote: Quote, quotes: Iterable[Quote]) -> Quote | None:
    """The reported words of the same speaker in which these direct ones stand."""
    if not quote.is_direct:
        return None
    where = (quote.article_id, quote.place, quote.speaker_id)
    around = (
        one for one in quotes
        if not one.is_direct and (one.article_id, one.place, one.speaker_id) == where
        and one.start <= quote.start and quote.end <= one.end
    )  # fmt: skip
    return next(around, None)


def _said(quote: Quote, direct: Iterable[Quote], reader: Reader) -> Said:
    is_seen = shown_text(quote.article, reader).covers(quote.place, quote.end)
    own_words = [(one.start, one.end) for one in direct]
    text = emphasised(quote.text, own_words, quote.start) if own_words else quote.text
    return Said(
        article=quote.article,
        speaker=_shown_or_none(quote.speaker),
        speaker_text=quote.speaker_text if is_seen else "",
        text=text if is_seen else "",
        is_direct=quote.is_direct,
        anchor=_anchor_of_quote(quote) if is_seen else "",
        size=1 + len(own_words),
        status=quote.status,
        about=tuple({actor.pk: actor for one in quote.about.all() if (actor := _shown_or_none(one))}.values()),
        certainty=round(100 * quote.certainty),
        addressee=_shown_or_none(quote.addressee),
        addressee_text=quote.addressee_text if is_seen else "",
    )


def _anchor_of_quote(quote: Quote) -> str:
    return "title" if quote.place == Place.TITLE else paragraph_at(quote.article.body, quote.start)


def _shown_or_none(actor: Actor | None) -> Actor | None:
    """The canonical actor, unless it is hidden."""
    if actor is None:
        return None
    root = root_of(actor)
    return None if root.is_hidden or actor.is_hidden else root
