"""What a curator may say of one mention, statement, quote or contradiction: each function is one signed decision and
its effect, in one transaction. `seen` is the version of the item as the curator saw it (see `keys.version`): on another
one the decision is refused with `Outdated`, and nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from articles.curation.following import Follower
from articles.curation.keys import MENTION, Item, stable_key, text_of, version
from articles.curation.quoting import QUOTES, disputed
from articles.curation.replaying import replay
from articles.curation.resting import RESTS_ON, as_values, rests_on
from articles.curation.states import Stated, Told
from articles.curation.stating import STATEMENTS
from articles.curation.vouching import Claim
from articles.models import Article, Evidence, Mention, Place, Quote
from articles.occurrences import cuts_word
from entities.decisions import CurationError, about, record, standing
from entities.folding import fold
from entities.models import Actor, Decision
from entities.nlp.found import Mode, RelationType
from entities.nlp.sentences import sentence_span
from entities.versions import Outdated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from django.contrib.auth.models import User

    from articles.curation.vouching import Kind
    from articles.querysets import ArticleQuerySet

Action = Decision.Action
_LONGEST = 300  # characters
Row = TypeVar("Row", bound=Item)
Claimed = TypeVar("Claimed", bound=Evidence | Quote)
Said = TypeVar("Said", bound=Claim)


@transaction.atomic
def accept(*, item: Item, by: User, reason: str = "", seen: str = "") -> Decision:
    """It is as the item shows it now."""
    article, now = _fresh(item, seen)
    return _decide(Action.ACCEPT, now, values_on(now), by, reason, article, item)


@transaction.atomic
def reject(*, item: Item, by: User, reason: str = "", seen: str = "", whole_article: bool = False) -> Decision:
    """It is not so. Of a mention: these words name nobody here, or not this actor; `whole_article`: wherever the
    article has them and nobody decided otherwise of the one place."""
    article, now = _fresh(item, seen)
    return _decide(Action.REJECT, now, values_on(now), by, reason, article, item, whole_article=whole_article)


@transaction.atomic
def relink(
    *, mention: Mention, actor: Actor, by: User, reason: str = "", seen: str = "", whole_article: bool = False
) -> Decision:
    """These words name another actor."""
    article, now = _fresh(mention, seen)
    values = values_on(now) | {"actor": actor.key}
    return _decide(Action.RELINK, now, values, by, reason, article, mention, whole_article=whole_article)


@transaction.atomic
def recode(
    *, statement: Evidence, by: User, type: str = "", mode: str = "", turned: bool = False, reason: str = "",
    seen: str = "",
) -> Decision:  # fmt: skip
    """The statement is of another type or mode; `turned`: its source is the target, and the other way round."""
    article, now = _fresh(statement, seen)
    _check_words(type or now.type, mode or now.mode)
    shown = Stated.of(now)
    wanted = Stated(type or shown.type, mode or shown.mode, shown.said_by, shown.parts)
    wanted = wanted.turned() if turned else wanted
    if wanted == shown:
        raise CurationError(_("L’énoncé est déjà ainsi."))
    values = values_on(now)
    pins = turned or values["pins_parts"]
    values |= {"shown": wanted.as_json(), "from": shown.type, "type": wanted.type, "pins_parts": pins}
    return _decide(Action.RECODE, now, values, by, reason, article, statement)


@transaction.atomic
def give_speaker(
    *, quote: Quote, speaker: Actor | None, by: User, words: str = "", reason: str = "", seen: str = ""
) -> Decision:
    """Who says these words: an actor, or somebody whom the text names only as `words`."""
    article, now = _fresh(quote, seen)
    shown = Told.of(now)
    wanted = replace(shown, speaker=speaker.key if speaker else None, speaker_text=words.strip()[:_LONGEST])
    if wanted == shown:
        raise CurationError(_("La citation est déjà attribuée ainsi."))
    values = values_on(now) | {
        "shown": wanted.as_json(), "from": shown.speaker or shown.speaker_text,
        "speaker": wanted.speaker or wanted.speaker_text, "pins_speaker": True,
    }  # fmt: skip
    return _decide(Action.SPEAKER, now, values, by, reason, article, quote)


@transaction.atomic
def add_mention(
    *, article: Article, place: str, start: int, end: int, actor: Actor, by: User, reason: str = ""
) -> Decision:
    """These words, whole ones, name the actor, and nobody had seen it."""
    article = locked(article.pk)
    mention = Mention(article=article, actor=actor, machine_actor=actor, place=place, start=start, end=end)
    text = _checked_text(article, place, start, end)
    mention.text, mention.surface = text[start:end], fold(text[start:end])
    mention.sentence = fold(text[slice(*sentence_span(text, start, end))])
    over = article.mentions.filter(place=place, start__lt=end, end__gt=start).exclude(status="rejected")
    if over.filter(actor=actor).exists():
        raise CurationError(_("Ces mots désignent déjà cet acteur."))
    covered = list(over.filter(is_added=False).select_related("machine_actor").order_by("pk"))
    for one in covered:
        one.article = article
    values = {"actor": actor.key, "machine": None, RESTS_ON: as_values(covered)}
    return _record_and_replay(Action.ADD, stable_key(mention), values, by, reason, article=article)


@transaction.atomic
def add_statement(
    *, article: Article, place: str, start: int, end: int, type: str, by: User, mode: str = Mode.ASSERTED,
    source: Actor | None = None, target: Actor | None = None, parties: Iterable[Actor] = (), reason: str = "",
) -> Decision:  # fmt: skip
    """The words from `start` to `end` (a verb, mostly) say that `source` does this to `target`, or that the `parties`
    do it together."""
    article = locked(article.pk)
    _check_words(type, mode)
    text = _checked_text(article, place, start, end)
    ends = [(actor.key, part) for actor, part in ((source, "source"), (target, "target")) if actor]
    stated = Stated(type, mode, None, frozenset(ends or [(actor.key, "party") for actor in parties]))
    if not stated.parts or stated.is_loop:
        raise CurationError(_("Un énoncé dit qui fait quoi à qui : choisissez les acteurs."))
    first, last = sentence_span(text, start, end)
    row = Evidence(article=article, place=place, trigger_start=start, trigger_end=end)
    values = {
        "machine": stated.as_json(), "shown": stated.as_json(), "pins_parts": True, "is_added": True,
        "sentence": text[first:last], "words": type,
    }  # fmt: skip
    return _record_and_replay(Action.ADD, stable_key(row), values, by, reason, article=article)


def values_on(item: Item, follower: Follower | None = None) -> dict[str, Any]:
    """What a decision keeps of the item: what the machine says, and what is shown, so that the decision holds when the
    machine says something else, or nothing any more. `follower` knows the article's mentions, where many items of one
    article are decided."""
    match item:
        case Mention():
            return {"actor": item.actor.key, "machine": None if item.is_added else item.machine_actor.key}
        case Evidence():
            own = {"is_added": item.is_added, "sentence": item.text, "words": item.type}
            return own | _claimed(STATEMENTS, item, Stated.by_machine(item), Stated.of(item), follower)
        case Quote():
            own = {"text": item.text, "is_direct": item.is_direct}
            return own | _claimed(QUOTES, item, Told.by_machine(item), Told.of(item), follower)
        case _:
            return {"machine": disputed(item), "words": item.text}


def _claimed(
    kind: Kind[Claimed, Said], item: Claimed, machine: Said, shown: Said, follower: Follower | None
) -> dict[str, Any]:
    """Of a statement or quote: also on which mentions it rests, as long as nobody decided on it those of today."""
    last = _last_on(kind, item, machine) if item.is_decided else None
    rests = last.values.get(RESTS_ON) if last else None
    if rests is None:
        rests = rests_on(item, machine, follower or follower_in(item.article))
    pins = bool(last and last.values.get(machine.PINS))
    return {"machine": machine.as_json(), "shown": shown.as_json(), machine.PINS: pins, RESTS_ON: rests}


def _last_on(kind: Kind[Claimed, Said], item: Claimed, machine: Said) -> Decision | None:
    """The decision that the row shows: of those on its words the last that stands and speaks of what it says."""
    stands = standing(about(stable_key(item)))
    return next((one for one in reversed(stands) if kind.then(one) == machine), next(reversed(stands), None))


def follower_in(article: Article) -> Follower:
    mentions = list(article.mentions.select_related("actor", "machine_actor").order_by("pk"))
    for mention in mentions:
        mention.article = article
    return Follower(mentions)


def _decide(
    action: Decision.Action, now: Item, values: Mapping[str, Any], by: User, reason: str, article: Article,
    item: Item, *, whole_article: bool = False,
) -> Decision:  # fmt: skip
    """`now` is the locked item; the caller's `item` shows the outcome afterwards, unless its row is gone."""
    subject = stable_key(now)
    if whole_article:
        if not isinstance(now, Mention):
            raise CurationError(_("Seules des mentions se décident pour tout un article."))
        subject = {name: subject[name] for name in ("article", MENTION)}
    decision = _record_and_replay(action, subject, values, by, reason, article=article, seen=version(now))
    if type(item)._default_manager.filter(pk=item.pk).exists():
        item.refresh_from_db()
    return decision


def _record_and_replay(
    action: Decision.Action, subject: Mapping[str, Any], values: Mapping[str, Any], by: User, reason: str,
    *, article: Article, seen: str = "",
) -> Decision:  # fmt: skip
    decision = record(action=action, subject=subject, values=values, by=by, reason=reason, seen=seen)
    replay(article)
    return decision


def _since(item: Item) -> Decision | None:
    """Who decided last on the item or its words, if anybody did."""
    key = stable_key(item)
    whole = {name: key[name] for name in ("article", MENTION) if name in key}
    return (about(key) | about(whole)).last() if MENTION in key else about(key).last()


def locked(pk: int) -> Article:
    """The article, kept from others until the transaction ends."""
    return _locking().get(pk=pk)


def all_locked(pks: Collection[int]) -> dict[int, Article]:
    """Those of the articles that are there, by id: locked in the order of their ids, so that two who want some of the
    same wait for one another and not each for the other."""
    return {article.pk: article for article in _locking().filter(pk__in=pks).order_by("pk")}


def _locking() -> ArticleQuerySet:
    return Article.objects.select_for_update(of=("self",)).defer("raw", "lines", "search")


def _fresh(item: Row, seen: str) -> tuple[Article, Row]:
    """The item as it is now, its article locked; it may be gone since the page was made, or be another."""
    article = locked(item.article_id)
    now: Row | None = type(item)._default_manager.filter(pk=item.pk).first()  # type: ignore[assignment]  # its own kind
    if now is None:
        raise CurationError(_("Cette donnée n’existe plus : l’article a été analysé à nouveau."))
    now.article = article
    if seen and seen != version(now):
        raise Outdated(_since(now))
    return article, now


def _check_words(type_: str, mode: str) -> None:
    if type_ not in {one.value for one in RelationType} or mode not in {one.value for one in Mode}:
        raise CurationError(_("Ce type d’énoncé n’existe pas."))


def _checked_text(article: Article, place: str, start: int, end: int) -> str:
    """The title or body in which these words stand, beginning and ending with a whole word."""
    text = text_of(article, place)
    if place not in Place.values or not 0 <= start < end <= len(text) or not fold(text[start:end]):
        raise CurationError(_("Choisissez des mots du texte."))
    if end - start > _LONGEST or "\n" in text[start:end].strip():
        raise CurationError(_("Choisissez quelques mots d’un même paragraphe."))
    if cuts_word(text, start, end):
        raise CurationError(_("Choisissez des mots entiers."))
    return text
