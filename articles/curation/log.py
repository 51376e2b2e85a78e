"""The decisions on one article, sorted by what they speak of, and what became of each when they were replayed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from articles.curation.carrying import carried
from articles.curation.keys import KINDS, MENTION, Key, key_of, text_of
from articles.occurrences import Folded, find
from entities.decisions import standing
from entities.folding import fold
from entities.models import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articles.models import Article

Action = Decision.Action
_ALIKE = 0.6  # from so much on, corrected words are still the same name


class Outcome(StrEnum):
    KEPT = "kept"
    ORPHANED = "orphaned"  # what it spoke of is gone
    CONTRADICTED = "contradicted"  # the machine now says something else; the decision holds


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one decision. `machine` says what the machine has instead, of a contradicted one."""

    decision: Decision
    outcome: Outcome
    machine: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of the decisions that stand on one article; of several on one thing, of the last."""

    fates: tuple[Fate, ...] = ()

    def count(self, outcome: Outcome) -> int:
        return sum(fate.outcome == outcome for fate in self.fates)

    @property
    def kept(self) -> int:
        return self.count(Outcome.KEPT)

    @property
    def orphaned(self) -> int:
        return self.count(Outcome.ORPHANED)

    @property
    def contradicted(self) -> int:
        return self.count(Outcome.CONTRADICTED)

    @property
    def applied(self) -> int:
        return self.kept + self.contradicted


class Log:
    """Standing decisions, oldest first in each list."""

    def __init__(self, article: Article) -> None:
        everything = list(Decision.objects.filter(subject__article=article.uid).order_by("pk"))
        self.placed: dict[str, dict[Key, list[Decision]]] = {kind: defaultdict(list) for kind in KINDS}
        self.words: dict[str, list[Decision]] = defaultdict(list)  # of the whole article
        self.fields: dict[str, list[Decision]] = defaultdict(list)
        for decision in standing(everything):
            self._sort(decision)
        self.texts = [d for d in everything if d.action == Action.TEXT]  # also those that no longer stand

    def _sort(self, decision: Decision) -> None:
        subject, key = decision.subject, key_of(decision.subject)
        if key is not None:
            self.placed[key[0]][key].append(decision)
        elif "field" in subject:
            self.fields[subject["field"]].append(decision)
        elif MENTION in subject:
            self.words[subject[MENTION]].append(decision)

    def each(self, kind: str) -> Iterator[Decision]:
        """Those on single places, of one kind of thing."""
        for decisions in self.placed[kind].values():
            yield from decisions

    @property
    def placed_elsewhere(self) -> bool:
        """Whether anything but mentions was decided one by one."""
        return any(self.placed[kind] for kind in KINDS if kind != MENTION)

    def actor_keys(self) -> set[str]:
        """Of those that decisions on mentions name."""
        lists = [*self.placed[MENTION].values(), *self.words.values()]
        return {decision.values["actor"] for decisions in lists for decision in decisions}


class Texts:
    """The article's texts as they are, and as they were when decisions were taken on them."""

    def __init__(self, article: Article, log: Log) -> None:
        self.article = article
        self._folded: dict[tuple[str, int | None], Folded] = {}
        self._former: dict[str, list[str]] = defaultdict(list)
        for decision in reversed(log.texts):
            self._former[decision.subject["field"]] += [decision.values["text"], decision.values["from"]]

    def folded(self, place: str, caption: int | None = None) -> Folded:
        if (place, caption) not in self._folded:
            self._folded[place, caption] = Folded(text_of(self.article, place, caption))
        return self._folded[place, caption]

    def find(self, key: Key) -> tuple[int, int] | None:
        """Where what a decision speaks of stands now: by its key, or by way of the text that it was taken on."""
        _, words, sentence, place, nth = key
        if place not in {"title", "body"}:
            return None
        now = text_of(self.article, place)
        if here := find(now, words, sentence, nth):
            return here
        for text in dict.fromkeys(self._former[place]):
            if text != now and (there := find(text, words, sentence, nth)):
                span = carried(text, now).span(*there)
                return span if span and _alike(words, fold(now[slice(*span)])) else None
        return None


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= _ALIKE
