"""From machine output and decisions to what is shown of an article's quotes and contradictions."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from articles.curation.following import Follower
from articles.curation.keys import CONTRADICTION, QUOTE, Key, key_of, stable_key, text_of
from articles.curation.log import Action, Fate, Outcome
from articles.curation.states import Told, write_quote
from articles.curation.vouching import Kind, actors_in, show, show_alone
from articles.models import Article, Contradiction, Quote, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articles.curation.log import Log, Texts
    from articles.models import Mention
    from entities.models import Decision

_SLACK = 12  # characters by which the words of a quote may go beyond its letters: marks and blanks
QUOTES = Kind(Told.from_json, Told.by_machine, Follower.quote, write_quote, ("place", "start", "end"))


def show_quotes(article: Article, log: Log, texts: Texts, follower: Follower) -> list[Fate]:
    everything = list(article.quotes.select_related("speaker", "addressee").prefetch_related("about").order_by("pk"))
    for row in everything:
        row.article = article
    rows = [row for row in everything if not row.is_added]
    actors = actors_in(QUOTES, everything, log.each(QUOTE), follower)
    of_row, alone = _matched(rows, log, texts)
    fates = [show(QUOTES, row, of_row.get(row.pk), follower, actors) for row in rows]
    added = [row for row in everything if row.is_added]
    fates += show_alone(QUOTES, added, alone, partial(_added, article), texts, follower, actors)
    return [fate for fate in fates if fate]


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


def _added(article: Article, key: Key, span: tuple[int, int], decision: Decision) -> Quote:
    """The row of a quote that a person vouches for and the machine has not."""
    text, words = text_of(article, key[3]), decision.values["text"]
    at = text.find(words, max(0, span[0] - _SLACK), span[1] + _SLACK)
    start, end = (at, at + len(words)) if at >= 0 else span
    return Quote(
        article=article, text=text[start:end], is_direct=decision.values["is_direct"], place=key[3], start=start,
        end=end, status=Status.ACCEPTED, is_decided=True, is_added=True,
    )  # fmt: skip


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
