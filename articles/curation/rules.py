"""Rules for words wherever they stand: « Aube » is no person; "Orban", in these years, is never Viktor Orbán. They hold
for every article there is and for every one to come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from articles.curation.keys import MENTION
from articles.curation.resting import RESTS_ON
from articles.models import Article, Mention
from entities.decisions import standing
from entities.folding import fold
from entities.models import Actor, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Rule:
    """Mentions of these words are rejected, or are `actor`; of any actor, or only where the machine proposes `machine`
    or somebody of this `kind`; in articles of any date, or published from `since` to `until`, partial dates."""

    words: str
    actor: Actor | None = None
    machine: Actor | None = None
    kind: str = ""
    since: str = ""
    until: str = ""

    def subject(self) -> dict[str, str | None]:
        return {
            "everywhere": fold(self.words), "machine": self.machine.key if self.machine else None, "kind": self.kind,
            "since": self.since, "until": self.until,
        }  # fmt: skip

    def mentions(self) -> QuerySet[Mention]:
        """Those that the machine found and the rule covers, whoever decided on them."""
        found = _told_of(self.subject())
        return found.filter(machine_actor__kind=self.kind) if self.kind else found


def _told_of(subject: Mapping[str, Any]) -> QuerySet[Mention]:
    """Mentions of these words, in this span, where the machine proposes this actor; of whatever kind, which a person
    may have changed since."""
    found = Mention.objects.filter(surface=subject["everywhere"], is_added=False)
    found = found.filter(machine_actor__key=subject["machine"]) if subject["machine"] else found
    since, until = subject["since"], subject["until"]
    if not (since or until):
        return found
    days = found.order_by().values_list("article__published", flat=True).distinct()
    return found.filter(article__published__in=[day for day in days if covers(since, until, day)])


def covers(since: str, until: str, published: str) -> bool:
    """Whether an article of this date is within the span, compared at the coarser precision; an undated one never is,
    unless there is no span."""
    if not (since or until):
        return True
    if not published:
        return False
    if since and since[: len(published)] > published[: len(since)]:
        return False
    return not until or published[: len(until)] <= until[: len(published)]


class Rules:
    """The rules that stand on the words of one article."""

    def __init__(self, article: Article, surfaces: Iterable[str]) -> None:
        self.published = article.published
        self.of_words: dict[str, list[Decision]] = defaultdict(list)  # the one that counts most last
        found = Decision.objects.filter(subject__everywhere__in=sorted(set(surfaces))).order_by("pk")
        for decision in sorted(standing(found), key=lambda d: bool(d.subject["since"] or d.subject["until"])):
            if covers(decision.subject["since"], decision.subject["until"], article.published):
                self.of_words[decision.subject["everywhere"]].append(decision)

    def on(self, mention: Mention) -> Decision | None:
        """One for a span of dates before one for all, then the latest."""
        return next((d for d in reversed(self.of_words[mention.surface]) if _speaks_of(d.subject, mention)), None)

    def actor_keys(self) -> set[str]:
        decided = (d.values["actor"] for decisions in self.of_words.values() for d in decisions)
        return {key for key in decided if key}


def articles_under(subject: Mapping[str, Any]) -> QuerySet[Article]:
    """Those in which a rule may change something, or with something decided that rested on its words, in an order in
    which any two curators lock them."""
    held = _told_of(subject).order_by().values("article")
    rested = Decision.objects.filter(values__contains={RESTS_ON: [{MENTION: subject["everywhere"]}]}).order_by()
    uids = rested.values_list(KeyTextTransform("article", "subject"))
    return Article.objects.filter(Q(pk__in=held) | Q(uid__in=uids)).order_by("pk")


def _speaks_of(subject: dict[str, Any], mention: Mention) -> bool:
    machine = mention.machine_actor
    return subject["machine"] in {None, machine.key} and subject["kind"] in {"", machine.kind}
