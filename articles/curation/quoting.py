"""From machine output and decisions to what is shown of an article's quotes and contradictions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from articles.curation.keys import CONTRADICTION, QUOTE, Key, key_of, stable_key, text_of
from articles.curation.log import Action, Fate, Outcome
from articles.curation.states import Told, write_quote
from articles.models import Article, Contradiction, Quote, Status
from entities.models import Actor, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.curation.following import Follower
    from articles.curation.log import Log, Texts
    from articles.models import Mention

_SLACK = 12  # characters by which the words of a quote may go beyond its letters: marks and blanks


def show_quotes(article: Article, log: Log, texts: Texts, follower: Follower) -> list[Fate]:
    everything = list(article.quotes.select_related("speaker").prefetch_related("about").order_by("pk"))
    for row in everything:
        row.article = article
    rows = [row for row in everything if not row.is_added]
    actors = _actors(everything, log, follower)
    of_row, alone = _matched(rows, log, texts)
    fates = [_show(row, of_row.get(row.pk), follower, actors) for row in rows]
    wanted = []
    for key, decision in alone:
        added = _added(article, key, decision, texts, actors)
        wanted += [added] if added else []
        fates.append(Fate(decision, Outcome.KEPT if added else Outcome.ORPHANED))
    _sync_added([row for row in everything if row.is_added], wanted, actors)
    return [fate for fate in fates if fate]


def _actors(rows: list[Quote], log: Log, follower: Follower) -> dict[str, Actor]:
    wanted = {key for row in rows for key in Told.by_machine(row).keys}
    for decisions in log.placed[QUOTE].values():
        for decision in decisions:
            wanted |= decided_speaker(decision).keys
    missing = wanted - follower.actors.keys()
    return follower.actors | {actor.key: actor for actor in Actor.objects.filter(key__in=missing)}


def decided_speaker(decision: Decision) -> Told:
    """What was shown, or asked for, when the decision was taken."""
    return Told.from_json(decision.values["shown"])


def _machine(decision: Decision) -> Told:
    return Told.from_json(decision.values["machine"])


def _matched(rows: list[Quote], log: Log, texts: Texts) -> tuple[dict[int, Decision], list[tuple[Key, Decision]]]:
    """By the words, else by the place where they stand: the machine may hear a quote begin or end elsewhere now."""
    of_row: dict[int, Decision] = {}
    of_key = {}
    alone = []
    for row in rows if log.placed[QUOTE] else ():
        of_key[key_of(stable_key(row, folded=texts.folded(row.place)))] = row
    for key, decisions in log.placed[QUOTE].items():
        heard = of_key.get(key) or _near([r for r in rows if r not in of_key.values()], key, texts)
        if heard is None or heard.pk in of_row:
            alone.append((key, decisions[-1]))
        else:
            of_row[heard.pk] = decisions[-1]
    return of_row, alone


def _near(rows: list[Quote], key: Key, texts: Texts) -> Quote | None:
    span = texts.find(key)
    shared = {
        row: min(row.end, span[1]) - max(row.start, span[0]) for row in rows if span and row.place == key[3]
    }  # fmt: skip
    best = max(shared, key=lambda row: shared[row], default=None)
    if best is None or span is None or 2 * shared[best] < min(best.end - best.start, span[1] - span[0]):
        return None
    return best


def _show(row: Quote, decision: Decision | None, follower: Follower, actors: Mapping[str, Actor]) -> Fate | None:
    machine = Told.by_machine(row)
    followed = follower.quote(machine, row)
    shown, status = followed or machine, Status.PROPOSED if followed else Status.REJECTED
    if decision and decision.action == Action.REJECT:
        status = Status.REJECTED
    elif decision and decided_speaker(decision).keys <= actors.keys():
        shown, status = _vouched(decision, machine, followed), Status.ACCEPTED
    elif decision:
        return Fate(decision, Outcome.ORPHANED)
    before = (row.status, row.is_decided)
    row.status, row.is_decided = status, decision is not None
    write_quote(row, shown, actors, machine=machine)
    if before != (row.status, row.is_decided):
        row.save(update_fields=["status", "is_decided"])
    return _fate(decision, machine) if decision else None


def _vouched(decision: Decision, machine: Told, followed: Told | None) -> Told:
    """Who speaks follows the mentions as long as the machine hears the same one, unless the decision was about that."""
    decided = decided_speaker(decision)
    if decision.values["pins_speaker"] or _machine(decision).speaker != machine.speaker or followed is None:
        return decided
    return followed


def _fate(decision: Decision, machine: Told) -> Fate:
    then, decided = _machine(decision), decided_speaker(decision)
    agrees = machine.speaker == decided.speaker and decision.action != Action.REJECT
    if machine.speaker == then.speaker or agrees:
        return Fate(decision, Outcome.KEPT)
    return Fate(decision, Outcome.CONTRADICTED, machine.speaker or machine.speaker_text)


def _added(article: Article, key: Key, decision: Decision, texts: Texts, actors: Mapping[str, Actor]) -> Quote | None:
    span, shown = texts.find(key), decided_speaker(decision)
    if decision.action == Action.REJECT or span is None or not shown.keys <= actors.keys():
        return None
    text, words = text_of(article, key[3]), decision.values["text"]
    at = text.find(words, max(0, span[0] - _SLACK), span[1] + _SLACK)
    start, end = (at, at + len(words)) if at >= 0 else span
    return Quote(
        article=article, text=text[start:end], is_direct=decision.values["is_direct"], place=key[3], start=start,
        end=end, status=Status.ACCEPTED, is_decided=True, is_added=True, given=shown.as_json(),
    )  # fmt: skip


def _sync_added(present: list[Quote], wanted: list[Quote], actors: Mapping[str, Actor]) -> None:
    """Rows that are still wanted stay the rows they are."""
    known = {(row.place, row.start, row.end, Told.of(row)): row for row in present}
    for row in wanted:
        shown = Told.from_json(row.given)
        if known.pop((row.place, row.start, row.end, shown), None) is None:
            write_quote(row, shown, actors, machine=None)
    Quote.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def show_contradictions(article: Article, log: Log, texts: Texts, mentions: Iterable[Mention]) -> list[Fate]:
    """A flag stands as long as the mention in it is the one that the machine took it for."""
    rows = list(article.contradictions.select_related("actor", "holder").order_by("pk"))
    mentions = [m for m in mentions if not m.is_added]
    fates, used, changed = [], set(), []
    by_about: dict[tuple[Key | None, str], Decision] = {}
    for key, decisions in log.placed[CONTRADICTION].items():
        by_about |= {(key, str(d.values["machine"])): d for d in decisions}
    for row in rows:
        row.article = article
        before = (row.status, row.is_decided)
        decision = by_about.get(_about(row, texts)) if by_about else None
        if decision:
            used.add(decision.pk)
            fates.append(Fate(decision, Outcome.KEPT))
            row.status = Status.ACCEPTED if decision.action == Action.ACCEPT else Status.REJECTED
        else:
            row.status = Status.REJECTED if _is_moved(row, mentions) else Status.PROPOSED
        row.is_decided = decision is not None
        if before != (row.status, row.is_decided):
            changed.append(row)
    Contradiction.objects.bulk_update(changed, ["status", "is_decided"])
    return fates + [Fate(d, Outcome.ORPHANED) for d in by_about.values() if d.pk not in used]


def disputed(row: Contradiction) -> list[str]:
    """What the machine says: who is given whose office."""
    return [row.actor.key, row.holder.key, row.office]


def _about(row: Contradiction, texts: Texts) -> tuple[Key | None, str]:
    return key_of(stable_key(row, folded=texts.folded(row.place, row.caption))), str(disputed(row))


def _is_moved(row: Contradiction, mentions: Iterable[Mention]) -> bool:
    inside: defaultdict[bool, list[Mention]] = defaultdict(list)
    for mention in mentions:
        is_inside = mention.place == row.place and mention.start < row.end and row.start < mention.end
        if is_inside and mention.machine_actor_id == row.actor_id:
            inside[mention.actor_id == row.actor_id and mention.status != Status.REJECTED].append(mention)
    return bool(inside[False]) and not inside[True]
