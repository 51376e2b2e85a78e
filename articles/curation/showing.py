"""From machine output and decisions to what is shown of an article's mentions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from articles.curation.keys import MENTION, Key, key_of, stable_key, text_of
from articles.curation.log import Action, Fate, Outcome
from articles.curation.resting import actor_keys, find_rests
from articles.curation.rules import Rules
from articles.models import Article, Mention, Status
from entities.folding import fold
from entities.models import Actor, Alias, Decision
from entities.nlp.sentences import sentence_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.curation.log import Log, Texts
    from articles.curation.resting import Rests

CURATOR = "curator"  # how a mention was found that the machine has not
_LIMIT = 300
_ADDED = ("place", "start", "end", "actor_id")


@dataclass(slots=True)
class _Match:
    """Which decision counts for which of the machine's mentions, and which have none."""

    proposed: Mapping[Key, set[str]]  # keys of actors, by place
    of_row: dict[int, Decision] = field(default_factory=dict)
    alone: list[tuple[Key, Decision]] = field(default_factory=list)  # the last on a place where the machine has nothing
    lost: list[Decision] = field(default_factory=list)


def show_mentions(article: Article, log: Log, texts: Texts) -> tuple[list[Mention], Rests, list[Fate]]:
    """Write what is decided to the rows; the mentions as they are then, and those on which other decisions rest."""
    everything = list(article.mentions.select_related("actor", "machine_actor").order_by("pk"))
    rows = [mention for mention in everything if not mention.is_added]
    for mention in everything:
        mention.article = article
    match = _matched(rows, log, texts)
    rests = find_rests(log, texts, rows, _actors(actor_keys(log)))
    rules = Rules(article, (mention.surface for mention in (*rows, *rests.stand_ins)))
    actors = _actors(log.actor_keys() | rules.actor_keys())
    judge = _Judge(match, log, rules, actors, _suppressed([*rows, *rests.stand_ins]))
    fates = _show_rows(rows, judge)
    for mention in rests.stand_ins:
        judge.show(mention, _on_stand_in(mention, log, texts, match))
    wanted: list[Mention] = []
    for key, decision in match.alone:
        added = _added(article, key, decision, texts, actors)
        wanted += [added] if added else []
        fates.append(Fate(decision, Outcome.KEPT if added else Outcome.ORPHANED))
    fates += [Fate(decision, Outcome.ORPHANED) for decision in match.lost]
    return rows + _sync_added([m for m in everything if m.is_added], wanted), rests, fates


def _actors(keys: set[str]) -> dict[str, Actor]:
    return {actor.key: actor for actor in Actor.objects.filter(key__in=keys)}


def _matched(rows: list[Mention], log: Log, texts: Texts) -> _Match:
    match = _Match(_proposals(rows))
    of_key: dict[Key, list[Mention]] = defaultdict(list)
    for row in rows if log.placed[MENTION] else ():
        key = key_of(stable_key(row, folded=texts.folded(row.place)))
        if key:
            of_key[key].append(row)
    elsewhere = []
    for key, decisions in log.placed[MENTION].items():
        if key in of_key:
            _assign(decisions, of_key[key], match)
        else:
            elsewhere.append((key, decisions))
    for key, decisions in elsewhere:
        span = texts.find(key)
        over = [r for r in rows if span and r.place == key[3] and r.start < span[1] and span[0] < r.end]
        free = [row for row in over if row.pk not in match.of_row]
        if free:
            _assign(decisions, free[:1], match)
        elif span and not over:
            match.alone.append((key, decisions[-1]))
        else:
            match.lost.append(decisions[-1])
    return match


def _assign(decisions: list[Decision], rows: list[Mention], match: _Match) -> None:
    """Where the machine has proposed several actors for one place, each has its own decisions; one on an actor whom it
    proposes no more holds for those who have none."""
    for row in rows:
        if decision := _meant_for(row, decisions, match.proposed):
            match.of_row[row.pk] = decision


def _meant_for(row: Mention, decisions: list[Decision], proposed: Mapping[Key, set[str]]) -> Decision | None:
    """The last. One that was taken where the machine had nothing speaks of whatever it has there now."""
    same = [d for d in decisions if d.values["machine"] in {None, row.machine_actor.key}]
    others = [d for d in decisions if d.values["machine"] not in proposed[_spot(row)]]
    return next(iter(reversed(same or others)), None)


def _proposals(rows: Iterable[Mention]) -> dict[Key, set[str]]:
    proposals: dict[Key, set[str]] = defaultdict(set)
    for row in rows:
        proposals[_spot(row)].add(row.machine_actor.key)
    return proposals


def _spot(row: Mention) -> Key:
    return MENTION, "", "", row.place, row.start


def _on_stand_in(mention: Mention, log: Log, texts: Texts, match: _Match) -> Decision | None:
    """What people said of the place where the machine had this mention."""
    decisions: list[Decision] = []
    for key, own in log.placed[MENTION].items():
        span = texts.find(key) if key[3] == mention.place else None
        if span and span[0] < mention.end and mention.start < span[1]:
            decisions += own
    here = match.proposed.get(_spot(mention), set()) | {mention.machine_actor.key}
    return _meant_for(mention, sorted(decisions, key=lambda one: one.pk), {_spot(mention): here})


@dataclass(frozen=True, slots=True)
class _Judge:
    """Who tells what a mention shows: the decision on its place, else on its words in the article, else a rule."""

    match: _Match
    log: Log
    rules: Rules
    actors: Mapping[str, Actor]
    suppressed: set[tuple[int, str]]

    def show(self, row: Mention, placed: Decision | None) -> tuple[Decision | None, bool]:
        """The decision that counts, and whether what it asks for can be shown."""
        words = self.log.words.get(row.surface, [])
        decision = placed or _meant_for(row, words, self.match.proposed) or self.rules.on(row)
        is_shown = decision is not None and _apply(row, decision, self.actors)
        if not is_shown:
            _as_proposed(row, self.suppressed)
        return decision, is_shown


def _show_rows(rows: list[Mention], judge: _Judge) -> list[Fate]:
    changed: list[Mention] = []
    fates: dict[int, Fate] = {}
    for row in rows:
        before = (row.actor_id, row.status, row.is_decided)
        decision, is_shown = judge.show(row, judge.match.of_row.get(row.pk))
        if decision:
            fate = _fate(row, decision) if is_shown else Fate(decision, Outcome.ORPHANED)
            fates[decision.pk] = max(fate, fates.get(decision.pk, fate), key=_weight)
        if before != (row.actor_id, row.status, row.is_decided):
            changed.append(row)
    Mention.objects.bulk_update(changed, ["actor", "status", "is_decided"], batch_size=500)
    unused = [d for own in judge.log.words.values() for d in own[-1:] if d.pk not in fates]
    surfaces = {row.surface for row in rows}
    lost = [Fate(d, Outcome.ORPHANED) for d in unused if d.subject[MENTION] not in surfaces]
    return [*fates.values(), *lost]


def _apply(row: Mention, decision: Decision, actors: Mapping[str, Actor]) -> bool:
    """False: the actor that was decided on is gone."""
    if decision.action == Action.REJECT:
        row.actor, row.status = row.machine_actor, Status.REJECTED
    elif decision.values["actor"] in actors:
        row.actor, row.status = actors[decision.values["actor"]], Status.ACCEPTED
    else:
        return False
    row.is_decided = True
    return True


def _as_proposed(row: Mention, suppressed: set[tuple[int, str]]) -> None:
    row.actor, row.is_decided = row.machine_actor, False
    is_suppressed = (row.machine_actor_id, row.surface) in suppressed
    row.status = Status.REJECTED if is_suppressed else Status.PROPOSED


def _suppressed(rows: Iterable[Mention]) -> set[tuple[int, str]]:
    actors = {row.machine_actor_id for row in rows}
    return set(Alias.objects.filter(actor__in=actors, is_suppressed=True).values_list("actor_id", "folded"))


def _fate(row: Mention, decision: Decision) -> Fate:
    """Words for a whole article, or for all, speak of many places: what the machine has at one contradicts nothing."""
    machine = row.machine_actor.key
    is_known = machine in {decision.values["machine"], decision.values["actor"]}
    if "sentence" not in decision.subject or (is_known and decision.action != Action.REJECT):
        return Fate(decision, Outcome.KEPT)
    if machine == decision.values["machine"]:
        return Fate(decision, Outcome.KEPT)
    return Fate(decision, Outcome.CONTRADICTED, row.machine_actor.name)


def _weight(fate: Fate) -> int:
    return (Outcome.ORPHANED, Outcome.KEPT, Outcome.CONTRADICTED).index(fate.outcome)


def _added(article: Article, key: Key, decision: Decision, texts: Texts, actors: Mapping[str, Actor]) -> Mention | None:
    """The row of a mention that a person vouches for and the machine has not."""
    actor, span = actors.get(decision.values["actor"]), texts.find(key)
    if decision.action == Action.REJECT or actor is None or span is None:
        return None
    text = text_of(article, key[3])
    words = text[slice(*span)]
    return Mention(
        article=article, actor=actor, machine_actor=actor, place=key[3], start=span[0], end=span[1],
        text=words[:_LIMIT], surface=fold(words)[:_LIMIT], sentence=fold(text[slice(*sentence_span(text, *span))]),
        form="name", method=CURATOR, status=Status.ACCEPTED, is_decided=True, is_added=True,
    )  # fmt: skip


def _sync_added(present: list[Mention], wanted: list[Mention]) -> list[Mention]:
    """Rows that are still wanted stay the rows they are. Two decisions may have come to speak of one place."""
    known, asked = ({tuple(getattr(m, name) for name in _ADDED): m for m in some} for some in (present, wanted))
    kept = [known.pop(spot, one) for spot, one in asked.items()]
    Mention.objects.filter(pk__in=[m.pk for m in known.values()]).delete()
    Mention.objects.bulk_create(m for m in kept if m.pk is None)
    return kept
