"""From the log to what is shown of an article: its state is what the machine found and what people decided, nothing
else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from articles.copying import place
from articles.curation.fields import WRITTEN, show_fields
from articles.curation.following import Follower
from articles.curation.log import Log, Replayed, Texts
from articles.curation.moving import move_rows
from articles.curation.quoting import show_contradictions, show_quotes
from articles.curation.showing import show_mentions
from articles.curation.stating import show_statements
from articles.models import Article, Mention, Place

if TYPE_CHECKING:
    from articles.curation.log import Fate
    from entities.models import Actor


@transaction.atomic
def replay(article: Article, *, is_fresh: bool = False) -> Replayed:
    """Show what was decided about this article; to be run after its rows were written anew. Running it twice changes
    nothing more. `is_fresh`: the rows are the machine's as it just wrote them."""
    log = Log(article)
    fates = _replay_fields(article, log)
    texts = Texts(article, log)
    mentions, rests, of_mentions = show_mentions(article, log, texts)
    fates += of_mentions
    follower = Follower([*mentions, *rests.stand_ins], rests)
    if is_fresh and not log.placed_elsewhere and not follower.has_moved:
        return Replayed(tuple(fates))
    fates += show_statements(article, log, texts, follower)
    fates += show_quotes(article, log, texts, follower)
    fates += show_contradictions(article, log, texts, mentions)
    return Replayed(tuple(fates))


@transaction.atomic
def replay_words(actor: Actor, surface: str) -> None:
    """Show every article anew in which the machine took these folded words for the actor: they were set aside, or are
    back in use. What a person decided stays; another actor for the words is for the next extraction to find."""
    held = Mention.objects.filter(machine_actor=actor, surface=surface).order_by().values("article")
    articles = Article.objects.filter(pk__in=held).order_by("pk").select_for_update(of=("self",))
    for article in articles.defer("raw", "lines", "search"):
        replay(article)


def _replay_fields(article: Article, log: Log) -> list[Fate]:
    """Where a corrected text or date is shown from now on, or no longer, the article waits for a new extraction; until
    then what was found keeps to its words."""
    before = {name: getattr(article, name) for name in WRITTEN}
    fates = show_fields(article, log)
    changed = {name for name in WRITTEN if getattr(article, name) != before[name]}
    if not changed:
        return fates
    is_read_anew = changed & {"title", "body", "published"}
    if is_read_anew:
        article.extracted_with = ""
        changed.add("extracted_with")
    article.updated_at = timezone.now()
    article.save(update_fields=[*sorted(changed), "updated_at"])
    for name in changed & {Place.TITLE.value, Place.BODY.value}:
        move_rows(article, name, before[name])
    if is_read_anew:
        place(article)
    return fates
