"""What became of curators' decisions when articles were read again, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from articles.curation import Outcome
from entities.decisions import subject_words, summary

if TYPE_CHECKING:
    from articles.curation import Fate, Replayed
    from articles.models import Article


class Totals(Counter[str]):
    """Of all articles so far: articles, and decisions by what became of them."""

    def add(self, replayed: Replayed) -> None:
        self["articles"] += 1
        self.update(fate.outcome.value for fate in replayed.fates)

    def line(self) -> str:
        return f"{self['articles']} articles; decisions: " + ", ".join(
            f"{self[outcome.value]} {outcome.value}" for outcome in Outcome
        )

    def as_json(self) -> dict[str, int]:
        return {name: self[name] for name in ("articles", *(outcome.value for outcome in Outcome), "unreadable")}


def lines(article: Article, replayed: Replayed) -> Iterator[str]:
    """One for the article, if anything was decided on it; one for each decision that is not simply kept."""
    if not replayed.fates:
        return
    counts = ", ".join(f"{replayed.count(outcome)} {outcome.value}" for outcome in Outcome)
    yield f"{article.uid} {article.title}: {counts}"
    for fate in replayed.fates:
        if fate.outcome != Outcome.KEPT:
            machine = f"; the machine now says {fate.machine}" if fate.machine else ""
            yield f"  {fate.outcome.value}: {fate.decision}, {summary(fate.decision)}{machine}"


def as_json(article: Article, replayed: Replayed) -> dict[str, Any]:
    counts = {outcome.value: replayed.count(outcome) for outcome in Outcome}
    return {
        "article": article.uid, "title": article.title, **counts,
        "decisions": [_fate_as_json(fate) for fate in replayed.fates],
    }  # fmt: skip


def _fate_as_json(fate: Fate) -> dict[str, Any]:
    return {
        "decision": fate.decision.pk, "outcome": fate.outcome.value, "action": fate.decision.action,
        "about": subject_words(fate.decision), "decided": summary(fate.decision), "machine": fate.machine,
    }  # fmt: skip
