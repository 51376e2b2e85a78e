"""From machine output and decisions to what is shown of an article's statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from articles.curation.keys import STATEMENT, Key, key_of, stable_key, text_of
from articles.curation.log import Action, Fate, Outcome
from articles.curation.states import Stated, write_statement
from articles.edges import remove_bare
from articles.models import Article, Evidence, Status
from entities.models import Actor, Decision
from entities.nlp.sentences import sentence_span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from articles.curation.following import Follower
    from articles.curation.log import Log, Texts

CURATOR = "curator"  # the rule by which a statement was found that the machine has not
_SPOT = ("place", "start", "end", "trigger_start", "trigger_end")


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
    actors = _actors(everything, log, follower)
    fates = [_show(row, match.of_row.get(row.pk), follower, actors) for row in rows]
    wanted: list[tuple[Evidence, Decision]] = []
    for key, decision in match.alone:
        added = _added(article, key, decision, texts, actors)
        wanted += [(added, decision)] if added else []
        fates.append(Fate(decision, Outcome.KEPT if added else Outcome.ORPHANED))
    _sync_added([row for row in everything if row.is_added], wanted, actors)
    remove_bare(edges)
    return [fate for fate in fates if fate]


def _rows(article: Article) -> list[Evidence]:
    rows = article.evidence.select_related("said_by_actor").prefetch_related("participants__actor")
    return list(rows.order_by("pk"))


def _actors(rows: list[Evidence], log: Log, follower: Follower) -> dict[str, Actor]:
    """The actors that rows, decisions and mentions name, by key."""
    wanted = {key for row in rows for key in Stated.by_machine(row).keys}
    for decisions in log.placed[STATEMENT].values():
        for decision in decisions:
            wanted |= decided_state(decision).keys
    missing = wanted - follower.actors.keys()
    return follower.actors | {a.key: a for a in Actor.objects.filter(key__in=missing)}


def decided_state(decision: Decision) -> Stated:
    """What was shown, or asked for, when the decision was taken."""
    return Stated.from_json(decision.values["shown"])


def _machine(decision: Decision) -> Stated:
    """What the decision is about: what the machine said, or what was added by a person."""
    return Stated.from_json(decision.values["machine"])


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
        about = _machine(decision)
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
        about = _machine(decision)
        last.pop((about.type, about.parts), None)
        last[about.type, about.parts] = decision
    return list(last.values())


def _show(row: Evidence, decision: Decision | None, follower: Follower, actors: Mapping[str, Actor]) -> Fate | None:
    machine = Stated.by_machine(row)
    followed = follower.statement(machine, row)
    shown, status = followed or machine, Status.PROPOSED if followed else Status.REJECTED
    if decision and decision.action == Action.REJECT:
        status = Status.REJECTED
    elif decision and decided_state(decision).keys <= actors.keys():
        shown, status = _vouched(decision, machine, followed), Status.ACCEPTED
    elif decision:
        return Fate(decision, Outcome.ORPHANED)
    before = (row.status, row.is_decided)
    row.status, row.is_decided = status, decision is not None
    write_statement(row, shown, actors, machine=machine)
    if before != (row.status, row.is_decided):
        row.save(update_fields=["status", "is_decided"])
    return _fate(decision, machine) if decision else None


def _vouched(decision: Decision, machine: Stated, followed: Stated | None) -> Stated:
    """What a person said of the statement. Who takes part follows the mentions as long as the machine names the same,
    unless the decision itself was about that."""
    decided = decided_state(decision)
    then = _machine(decision)
    if decision.values["pins_parts"] or then.parts != machine.parts or followed is None:
        return decided
    return Stated(decided.type, decided.mode, followed.said_by, followed.parts)


def _fate(decision: Decision, machine: Stated) -> Fate:
    then, decided = _machine(decision), decided_state(decision)
    is_known = machine == then or (machine == decided and decision.action != Action.REJECT)
    if is_known:
        return Fate(decision, Outcome.KEPT)
    return Fate(decision, Outcome.CONTRADICTED, in_words(machine))


def in_words(stated: Stated) -> str:
    """« person:a → country:b : CONSULT », for curators."""
    ends = [" + ".join(sorted(key for key, own in stated.parts if own == part)) for part in ("source", "target")]
    parties = " + ".join(sorted(key for key, own in stated.parts if own == "party"))
    who = parties or " → ".join(end or "—" for end in ends)
    return f"{who} : {stated.type}"


def _added(
    article: Article, key: Key, decision: Decision, texts: Texts, actors: Mapping[str, Actor]
) -> Evidence | None:
    """The row of a statement that a person vouches for and the machine has not, with what it says."""
    trigger, shown = texts.find(key), decided_state(decision)
    if decision.action == Action.REJECT or trigger is None or not shown.keys <= actors.keys():
        return None
    text = text_of(article, key[3])
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


def _sync_added(present: list[Evidence], wanted: list[tuple[Evidence, Decision]], actors: Mapping[str, Actor]) -> None:
    """Rows that are still wanted stay the rows they are."""
    known = {(*_spot(row), Stated.by_machine(row)): row for row in present}
    for new, decision in wanted:
        row = known.pop((*_spot(new), _machine(decision)), new)
        write_statement(row, decided_state(decision), actors, machine=_machine(decision))
    Evidence.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def _spot(row: Evidence) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _SPOT)
