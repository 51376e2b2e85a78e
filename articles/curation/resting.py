"""The mentions on which what is decided rests. Its decision keeps their places, so that what people say of
these mentions reaches it also when the machine no longer finds them, and what the machine finds elsewhere doesn't."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from articles.curation.following import span_of
from articles.curation.keys import MENTION, QUOTE, STATEMENT, stable_key, text_of
from articles.curation.states import Told
from articles.models import Mention
from entities.nlp.sentences import sentence_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from articles.curation.following import Follower
    from articles.curation.keys import Key
    from articles.curation.log import Log, Texts
    from articles.curation.vouching import Claim
    from articles.models import Article, Evidence, Quote
    from entities.models import Actor, Decision

RESTS_ON = "rests_on"  # in a decision's values: [{"machine": key of an actor, "surface": …, "sentence": …, …}]
_PLACE = (MENTION, "sentence", "place", "nth")
Spot = tuple[str, "Key"]  # key of the actor that the machine saw there, and where


@dataclass(frozen=True, slots=True)
class Rests:
    """Where decisions rest: the machine's own mentions, or stand-ins for those that it no longer has."""

    at: dict[Spot, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    stand_ins: list[Mention] = field(default_factory=list)  # unsaved, as the machine had them

    def of(self, decision: Decision, key: str) -> list[Mention]:
        """Those of this actor of the machine's on which the decision rests."""
        return [mention for spot in spots(decision) if spot[0] == key for mention in self.at.get(spot, ())]


def spots(decision: Decision) -> list[Spot]:
    return [
        (one["machine"], (MENTION, one[MENTION], one["sentence"], one["place"], one["nth"]))
        for one in decision.values.get(RESTS_ON, ())
    ]  # fmt: skip


def _all_spots(log: Log) -> set[Spot]:
    """Also those of which decisions on mentions speak."""
    found = {spot for kind in (MENTION, STATEMENT, QUOTE) for one in log.each(kind) for spot in spots(one)}
    for key, decisions in log.placed[MENTION].items():
        found |= {(one.values["machine"], key) for one in decisions if one.values["machine"]}
    return found


def rests_on(item: Evidence | Quote, machine: Claim, follower: Follower) -> list[dict[str, Any]]:
    """For the values of a decision: where those are named whom the machine sees in the item."""
    found: dict[int, Mention] = {}
    for key in sorted(machine.keys):
        is_speaker = isinstance(machine, Told) and key == machine.speaker
        found |= {one.pk: one for one in follower.under(key, span_of(item, is_speaker=is_speaker))}
    return as_values(found.values())


def as_values(mentions: Iterable[Mention]) -> list[dict[str, Any]]:
    """The places of these mentions of the machine, as a decision keeps them."""
    keys = [(mention.machine_actor.key, stable_key(mention)) for mention in mentions]
    return [{"machine": actor} | {name: key[name] for name in _PLACE} for actor, key in keys]


def find_rests(log: Log, texts: Texts, rows: Iterable[Mention], actors: Mapping[str, Actor]) -> Rests:
    """`rows` are the machine's mentions of the article."""
    rests = Rests()
    by_machine: dict[str, list[Mention]] = defaultdict(list)
    for row in rows:
        by_machine[row.machine_actor.key].append(row)
    for spot in sorted(_all_spots(log)):
        key, place = spot
        span = texts.find(place)
        if span is None or key not in actors:
            continue
        here = [m for m in by_machine[key] if m.place == place[3] and m.start < span[1] and span[0] < m.end]
        rests.at[spot] += here or [_stand_in(texts.article, actors[key], place, span)]
        rests.stand_ins.extend([] if here else rests.at[spot])
    return rests


def actor_keys(log: Log) -> set[str]:
    """Of those on whose mentions decisions rest."""
    return {key for key, _place in _all_spots(log)}


def _stand_in(article: Article, actor: Actor, place: Key, span: tuple[int, int]) -> Mention:
    text = text_of(article, place[3])
    return Mention(
        article=article, actor=actor, machine_actor=actor, place=place[3], start=span[0], end=span[1],
        text=text[slice(*span)], surface=place[1], sentence=text[slice(*sentence_span(text, *span))],
    )  # fmt: skip
