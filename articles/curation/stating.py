"""From machine output and decisions to what is shown of an article's statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from articles.curation.following import Follower
from articles.curation.keys import STATEMENT, Key, key_of, stable_key, text_of
from articles.curation.log import Action, Fate
from articles.curation.states import Stated, write_statement
from articles.curation.vouching import Kind, actors_in, show, show_alone
from articles.edges import remove_bare
from articles.models import Article, Evidence, Status
from entities.nlp.sentences import sentence_span

if TYPE_CHECKING:
    from articles.curation.log import Log, Texts
    from entities.models import Decision

CURATOR = "curator"  # the rule by which a statement was found that the machine has not
STATEMENTS = Kind(
    Stated.from_json, Stated.by_machine, Follower.statement, write_statement,
    ("place", "start", "end", "trigger_start", "trigger_end"),
)  # fmt: skip


@dataclass(slots=True)
class _Match:
    of_row: dict[int, Decision] = field(default_factory=dict)
    alone: list[tuple[Key, Decision]] = field(default_factory=list)  # where the machine has no such statement


def show_statements(article: Article, log: Log, texts: Texts, follower: Follower) -> list[Fate]:
    """Write what is decided to the rows, and what follows from decisions on the mentions in them."""
    everything = list(_rows(article))
    for row in everything:
        row.article = article
    rows = [row for row in everything if not row.is_added]
    edges = [row.relation_id for row in everything if row.relation_id]
    match = _matched(rows, log, texts)
    actors = actors_in(STATEMENTS, everything, log.each(STATEMENT), follower)
    fates = [show(STATEMENTS, row, match.of_row.get(row.pk), follower, actors) for row in rows]
    added = [row for row in everything if row.is_added]
    fates += show_alone(STATEMENTS, added, match.alone, partial(_added, article), texts, follower, actors)
    remove_bare(edges)
    return [fate for fate in fates if fate]


def _rows(article: Article) -> list[Evidence]:
    rows = article.evidence.select_related("said_by_actor").prefetch_related("participants__actor")
    return list(rows.order_by("pk"))


def _matched(rows: list[Evidence], log: Log, texts: Texts) -> _Match:
    match = _Match()
    of_key: dict[Key, list[Evidence]] = defaultdict(list)
    for row in rows if log.placed[STATEMENT] else ():
        key = key_of(stable_key(row, folded=texts.folded(row.place)))
        if key:
            of_key[key].append(row)
    for key, decisions in log.placed[STATEMENT].items():
        here = of_key.get(key) or _near(rows, key, texts)
        _assign(key, decisions, here, match)
    return match


def _near(rows: list[Evidence], key: Key, texts: Texts) -> list[Evidence]:
    """Statements that rest on some of the words that a decision speaks of."""
    span = texts.find(key)
    return [
        row for row in rows
        if span and row.place == key[3] and row.trigger_start < span[1] and span[0] < row.trigger_end
    ]  # fmt: skip


def _assign(key: Key, decisions: list[Decision], rows: list[Evidence], match: _Match) -> None:
    """Each statement of a sentence has its own decisions: those on what the machine says there. One that a person
    vouches for and the machine no longer has takes the place of what the machine says instead; one that was rejected
    takes nothing's place."""
    left = []
    for decision in _last_of_each(decisions):
        about = STATEMENTS.then(decision)
        row = next((r for r in rows if Stated.by_machine(r).same_act(about) and r.pk not in match.of_row), None)
        if row is None:
            left.append(decision)
        else:
            match.of_row[row.pk] = decision
    for decision in left:
        rivals = [r for r in rows if r.pk not in match.of_row]
        if rivals and decision.action != Action.REJECT and not decision.values["is_added"]:
            match.of_row[rivals[0].pk] = decision
        else:
            match.alone.append((key, decision))


def _last_of_each(decisions: list[Decision]) -> list[Decision]:
    """Of several on one statement the last."""
    last: dict[tuple[str, frozenset[tuple[str, str]]], Decision] = {}
    for decision in decisions:
        about = STATEMENTS.then(decision)
        last.pop((about.type, about.parts), None)
        last[about.type, about.parts] = decision
    return list(last.values())


def _added(article: Article, key: Key, trigger: tuple[int, int], decision: Decision) -> Evidence:
    """The row of a statement that a person vouches for and the machine has not."""
    shown, text = STATEMENTS.decided(decision), text_of(article, key[3])
    start, end = _sentence(text, trigger, decision.values["sentence"])
    return Evidence(
        article=article, type=shown.type, mode=shown.mode, place=key[3], start=start, end=end, text=text[start:end],
        trigger_start=trigger[0], trigger_end=trigger[1], rule=CURATOR, status=Status.ACCEPTED, is_decided=True,
        is_added=True,
    )  # fmt: skip


def _sentence(text: str, trigger: tuple[int, int], known: str) -> tuple[int, int]:
    """The sentence as it was shown, or as punctuation has it."""
    at = text.rfind(known, 0, trigger[0] + len(known)) if known else -1
    return (at, at + len(known)) if 0 <= at <= trigger[0] < at + len(known) else sentence_span(text, *trigger)
