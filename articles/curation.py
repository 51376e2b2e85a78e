"""What a curator may do to an article's mentions and its source. A decision on a mention is kept under a key that a new
extraction finds again: the article's permanent id, the words, their sentence and which of its occurrences it is;
`replay` shows the decisions again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article, Mention, Participant, Source, Status
from articles.occurrences import Folded
from entities.decisions import CurationError, record, record_undo, standing
from entities.folding import fold
from entities.models import Actor, Alias, Decision
from entities.replaying import Replayed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import User

__all__ = [
    "CurationError", "accept", "accept_each", "attribute", "reject", "reject_each", "relink", "replay", "stable_key",
    "undo",
]  # fmt: skip

Action = Decision.Action


@transaction.atomic
def accept(*, mention: Mention, by: User, reason: str = "") -> Decision:
    """These words name the actor that the mention shows now."""
    return _decide(Action.ACCEPT, mention, mention.actor, by, reason)


@transaction.atomic
def reject(*, mention: Mention, by: User, reason: str = "", whole_article: bool = False) -> Decision:
    """These words name nobody here, or not this actor."""
    return _decide(Action.REJECT, mention, mention.actor, by, reason, whole_article=whole_article)


@transaction.atomic
def relink(*, mention: Mention, actor: Actor, by: User, reason: str = "", whole_article: bool = False) -> Decision:
    """These words name another actor. `whole_article`: wherever the article has them and nobody decided otherwise of
    the one place."""
    return _decide(Action.RELINK, mention, actor, by, reason, whole_article=whole_article)


@transaction.atomic
def accept_each(*, mentions: Iterable[Mention], by: User, reason: str = "") -> int:
    return _decide_each(Action.ACCEPT, mentions, by, reason)


@transaction.atomic
def reject_each(*, mentions: Iterable[Mention], by: User, reason: str = "") -> int:
    return _decide_each(Action.REJECT, mentions, by, reason)


@transaction.atomic
def attribute(*, article: Article, source: Source | None, by: User, reason: str = "") -> Decision:
    """Say which outlet published the article; None: not known."""
    article = Article.objects.select_for_update(of=("self",)).select_related("source").get(pk=article.pk)
    if article.source == source:
        raise CurationError(_("L’article a déjà cette source."))
    values = {"from": article.source.key if article.source else None, "source": source.key if source else None}
    subject = {"article": article.uid, "field": "source"}
    decision = record(action=Action.ATTRIBUTE, subject=subject, values=values, by=by, reason=reason)
    replay(article)
    return decision


@transaction.atomic
def undo(*, decision: Decision, by: User, reason: str = "") -> Decision:
    """Take back a decision on a mention: an earlier one stands again, or else what the machine proposed."""
    uid = decision.subject.get("article")
    if uid is None:
        raise CurationError(_("Cette décision ne porte pas sur un article."))
    article = Article.objects.select_for_update().filter(uid=uid).defer("raw", "lines", "search").first()
    taken_back = record_undo(decision=decision, by=by, reason=reason)
    if article is not None:
        _give_source_back(article, decision)
        replay(article)
    return taken_back


def stable_key(mention: Mention, *, folded: Folded | None = None) -> dict[str, Any]:
    """The key of a decision on this one mention."""
    folded = folded or Folded(_text(mention.article, mention.place))
    surface = fold(mention.text)
    return {
        "article": mention.article.uid,
        "surface": surface,
        "sentence": mention.sentence,
        "place": mention.place,
        "nth": folded.nth(mention.start, surface, mention.sentence),
    }


@transaction.atomic
def replay(article: Article) -> Replayed:
    """Show what was decided about this article's mentions; to be run after its rows were written anew. `applied`
    counts mentions, `orphaned` decisions whose words are gone, `contradicted` decided mentions that the machine now
    gives to another actor than it did then. Running it twice changes nothing more."""
    stands = standing(Decision.objects.filter(subject__article=article.uid))
    _show_source(article, [d for d in stands if d.action == Action.ATTRIBUTE])
    verdicts = _Verdicts(d for d in stands if "surface" in d.subject)
    mentions = list(article.mentions.select_related("actor", "machine_actor"))
    actors = {a.key: a for a in Actor.objects.filter(key__in=verdicts.actor_keys())}
    suppressed = _suppressed(mentions)
    texts = {place: Folded(_text(article, place)) for place in ("title", "body")}
    proposals = _proposals(mentions)
    changed, applied, contradicted = [], 0, 0
    for mention in mentions:
        before = (mention.actor_id, mention.status, mention.is_decided)
        mention.article = article
        decision = verdicts.on(mention, texts[mention.place], proposals[mention.place, mention.start])
        if not (decision and _apply(mention, decision, actors)):
            _as_proposed(mention, suppressed)
        elif decision:
            applied += 1
            contradicted += "sentence" in decision.subject and _machine(decision) != mention.machine_actor.key
        if before != (mention.actor_id, mention.status, mention.is_decided):
            changed.append(mention)
    Mention.objects.bulk_update(changed, ["actor", "status", "is_decided"], batch_size=500)
    _let_statements_follow(article, mentions)
    return Replayed(applied, verdicts.unused_count(), contradicted)


def _let_statements_follow(article: Article, mentions: Iterable[Mention]) -> None:
    """A statement or quote rests on the names in it: it is set aside while every mention from which the machine knew
    one of its actors names somebody else or nobody."""
    kept = {m.actor_id for m in mentions if m.status != Status.REJECTED}
    gone = {m.machine_actor_id for m in mentions} - kept
    taking_part = Participant.objects.filter(actor__in=gone, evidence__article=article).values("evidence")
    stated = Q(pk__in=taking_part) | Q(said_by_actor__in=gone)
    article.evidence.filter(stated, status=Status.PROPOSED).update(status=Status.REJECTED)
    article.evidence.exclude(stated).filter(status=Status.REJECTED).update(status=Status.PROPOSED)
    article.quotes.filter(speaker__in=gone, status=Status.PROPOSED).update(status=Status.REJECTED)
    article.quotes.exclude(speaker__in=gone).filter(status=Status.REJECTED).update(status=Status.PROPOSED)


class _Verdicts:
    """The standing decisions on one article, to be asked for each of its mentions."""

    def __init__(self, stands: Iterable[Decision]) -> None:
        self.of_place: dict[tuple[str, ...], list[Decision]] = defaultdict(list)  # latest last
        self.of_words: dict[str, list[Decision]] = defaultdict(list)
        self.used: set[int] = set()
        for decision in stands:
            subject = decision.subject
            if "sentence" in subject:
                self.of_place[subject["place"], subject["surface"], subject["sentence"]].append(decision)
            else:
                self.of_words[subject["surface"]].append(decision)

    def on(self, mention: Mention, folded: Folded, proposed: set[str]) -> Decision | None:
        """The latest on this very place, whatever was decided for the words in the whole article. Where the machine
        has `proposed` several actors for one place, each has its own decisions."""
        surface = fold(mention.text)
        here = self.of_place.get((mention.place, surface, mention.sentence), [])
        if here:
            nth = folded.nth(mention.start, surface, mention.sentence)
            here = [d for d in here if d.subject["nth"] == nth]
        decisions = here or self.of_words.get(surface, [])
        self.used.update(d.pk for d in decisions)
        same = [d for d in decisions if _machine(d) == mention.machine_actor.key]
        return next(iter(reversed(same or [d for d in decisions if _machine(d) not in proposed])), None)

    def actor_keys(self) -> set[str]:
        return {d.values["actor"] for group in (self.of_place, self.of_words) for ds in group.values() for d in ds}

    def unused_count(self) -> int:
        everything = {d.pk for group in (self.of_place, self.of_words) for ds in group.values() for d in ds}
        return len(everything - self.used)


def _machine(decision: Decision) -> str:
    """Key of the actor that the machine proposed when the decision was taken."""
    key: str = decision.values["machine"]
    return key


def _apply(mention: Mention, decision: Decision, actors: Mapping[str, Actor]) -> bool:
    """False: the actor that was decided on is gone."""
    if decision.action == Action.REJECT:
        mention.actor, mention.status = mention.machine_actor, Status.REJECTED
    elif decision.values["actor"] in actors:
        mention.actor, mention.status = actors[decision.values["actor"]], Status.ACCEPTED
    else:
        return False
    mention.is_decided = True
    return True


def _as_proposed(mention: Mention, suppressed: set[tuple[int, str]]) -> None:
    mention.actor, mention.is_decided = mention.machine_actor, False
    is_suppressed = (mention.machine_actor_id, fold(mention.text)) in suppressed
    mention.status = Status.REJECTED if is_suppressed else Status.PROPOSED


def _proposals(mentions: Iterable[Mention]) -> dict[tuple[str, int], set[str]]:
    """Keys of the actors that the machine proposed for each place."""
    proposals: dict[tuple[str, int], set[str]] = defaultdict(set)
    for mention in mentions:
        proposals[mention.place, mention.start].add(mention.machine_actor.key)
    return proposals


def _show_source(article: Article, stands: list[Decision]) -> None:
    if not stands:
        return
    key = stands[-1].values["source"]
    source = Source.objects.filter(key=key).first() if key else None
    if source is not None or key is None:
        Article.objects.filter(pk=article.pk).exclude(source=source).update(source=source)
        article.source = source


def _give_source_back(article: Article, undone: Decision) -> None:
    """The source that the article had before people gave it others; an import that reads it anew says better."""
    first = Decision.objects.filter(action=Action.ATTRIBUTE, subject=undone.subject).order_by("pk").first()
    if undone.action == Action.ATTRIBUTE and first is not None:
        Article.objects.filter(pk=article.pk).update(source=Source.objects.filter(key=first.values["from"]).first())


def _suppressed(mentions: Iterable[Mention]) -> set[tuple[int, str]]:
    actors = {m.machine_actor_id for m in mentions}
    return set(Alias.objects.filter(actor__in=actors, is_suppressed=True).values_list("actor_id", "folded"))


def _decide(
    action: Decision.Action, mention: Mention, actor: Actor, by: User, reason: str, *, whole_article: bool = False
) -> Decision:
    article = _locked(mention)
    decision = _record(action, mention, actor, by, reason, whole_article=whole_article)
    replay(article)
    mention.refresh_from_db(fields=["actor", "status", "is_decided"])
    return decision


def _decide_each(action: Decision.Action, mentions: Iterable[Mention], by: User, reason: str) -> int:
    """Decide on those that nobody decided before; how many."""
    articles: dict[int, Article] = {}
    count = 0
    for mention in sorted(mentions, key=lambda m: (m.article_id, m.pk)):
        if mention.article_id not in articles:
            articles[mention.article_id] = _locked(mention)
        mention.refresh_from_db(fields=["actor", "is_decided"])
        if mention.is_decided:
            continue
        _record(action, mention, mention.actor, by, reason)
        count += 1
    for article in articles.values():
        replay(article)
    return count


def _record(
    action: Decision.Action, mention: Mention, actor: Actor, by: User, reason: str, *, whole_article: bool = False
) -> Decision:
    subject = stable_key(mention)
    if whole_article:
        subject = {name: subject[name] for name in ("article", "surface")}
    values = {"actor": actor.key, "machine": mention.machine_actor.key}
    return record(action=action, subject=subject, values=values, by=by, reason=reason)


def _locked(mention: Mention) -> Article:
    """The article, kept from others until the transaction ends; the mention may be gone since the page was made."""
    article = Article.objects.select_for_update().defer("raw", "lines", "search").get(pk=mention.article_id)
    if not Mention.objects.filter(pk=mention.pk).exists():
        raise CurationError(_("Cette mention n’existe plus : l’article a été analysé à nouveau."))
    mention.article = article
    return article


def _text(article: Article, place: str) -> str:
    return article.title if place == "title" else article.body
