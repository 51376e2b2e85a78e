"""What the page of a state or an alliance tells beside that of an actor: who leads it, who acts for it, its members or
its alliances, and with whom it has relations."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from articles.addresses import Address, address_of
from articles.careers import Career, career
from articles.disclosing import Disclosed, disclosed
from articles.dyads.pairs import dyad_address, states_of
from articles.facetting.naming import person_counts
from articles.facetting.stating import neighbour_counts
from entities.membership import Membership, alliances_of, members_of
from entities.models import Actor, Tenure

if TYPE_CHECKING:
    from collections.abc import Iterable

OFFICES = (
    "head_of_state", "head_of_government", "nato_secretary_general", "saceur", "eu_commission_president",
    "eu_council_president", "eu_high_representative", "un_secretary_general", "foreign_minister", "defence_minister",
)  # fmt: skip
DYADS_FIRST = 8
OFFICIALS_SHOWN = 10
HOLDERS_SHOWN = 30  # of one office, the newest
YEARS_BACK = 20  # of offices, for a state that no dated article names


@dataclass(frozen=True, slots=True)
class Office:
    """`newest` is the last term that is known; it may be over."""

    career: Career
    newest: Tenure


@dataclass(frozen=True, slots=True)
class Member:
    """A state of an alliance, or an alliance of a state."""

    actor: Actor
    membership: Membership


@dataclass(frozen=True, slots=True)
class DyadRow:
    other: Actor
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Official:
    actor: Actor
    count: int
    address: Address


@dataclass(frozen=True, slots=True)
class State:
    offices: tuple[Office, ...]
    members: tuple[Member, ...]
    former_members: tuple[Member, ...]
    alliances: tuple[Member, ...]
    dyads: Disclosed[DyadRow]
    officials: tuple[Official, ...]


def state(actor: Actor, *, since: int | None) -> State | None:
    """`since` is the year of the first article that names it; None for whoever is no state and acts like none."""
    if not actor.code:
        return None
    members, alliances = members_of(actor.code), alliances_of(actor.code)
    known = states_of([*(one.country for one in members), *(one.alliance for one in alliances)])
    joined = [Member(known[one.country], one) for one in members if one.country in known]
    return State(
        offices=tuple(_offices(actor.code, since)),
        members=tuple(one for one in joined if not one.membership.end),
        former_members=tuple(one for one in joined if one.membership.end),
        alliances=tuple(Member(known[one.alliance], one) for one in alliances if one.alliance in known),
        dyads=disclosed(_dyads(actor.code), DYADS_FIRST),
        officials=tuple(_officials(actor.code)),
    )


def _offices(code: str, since: int | None) -> Iterable[Office]:
    """Those that lead first, with whoever held them since the first article."""
    until = datetime.datetime.now(tz=datetime.UTC).year
    first = since or until - YEARS_BACK
    terms = Tenure.objects.filter(country=code, office__in=OFFICES).exclude(actor__is_hidden=True)
    held: defaultdict[str, list[Tenure]] = defaultdict(list)
    for term in terms.select_related("actor__canonical"):
        if not term.end or int(term.end[:4]) >= first:
            held[term.office].append(term)
    for office in OFFICES:
        newest = sorted(held[office], key=lambda term: (term.start or term.end, term.pk))[-HOLDERS_SHOWN:]
        drawn = career(newest, until=until, since=first)
        if drawn:
            yield Office(drawn, newest[-1])


def _dyads(code: str) -> list[DyadRow]:
    """The states with which it has most statements, of those who act for either counted with it."""
    tally = neighbour_counts(code)
    known = states_of(tally)
    most = sorted((other for other in tally if other in known), key=lambda other: (-tally[other], other))
    return [DyadRow(known[other], tally[other], dyad_address(code, other)) for other in most]


def _officials(code: str) -> list[Official]:
    """The persons who act for it and whom most articles name."""
    counts = person_counts(code)
    most = nsmallest(OFFICIALS_SHOWN, counts, key=lambda pk: (-counts[pk], pk))
    actors = Actor.objects.shown().in_bulk(most)
    return [Official(actors[pk], counts[pk], address_of(actors[pk])) for pk in most if pk in actors]
