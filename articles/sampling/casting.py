"""Who stands for a state on a day, as the authority file has it. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from articles.sampling.wordbook import ROLES, STATES, WOMEN

if TYPE_CHECKING:
    import datetime
    from random import Random

    from articles.sampling.wordbook import Role
    from entities.known import Authority, KnownActor


@dataclass(frozen=True, slots=True)
class Holder:
    person: KnownActor
    role: Role
    start: str
    end: str


class Actor:
    """A state as templates name it: `{A}`, `{A.m}`, `{A.p}`. What it lacks raises AttributeError, which leaves the
    template out."""

    def __init__(self, code: str, holder: Holder | None) -> None:
        self.code = code
        for name, words in STATES[code].items():
            setattr(self, name, words)
        if holder is not None:
            is_woman = holder.person.key.removeprefix("person:") in WOMEN
            self.p = f"{holder.role.f if is_woman else holder.role.m} {holder.person.name}"
            self.s = f"{'Mme' if is_woman else 'M.'} {holder.person.family_name}"

    def __str__(self) -> str:
        return str(STATES[self.code]["subject"])


class Cast:
    """Everybody who may speak, ready to be asked by date."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority

    @cached_property
    def _holders(self) -> dict[str, list[Holder]]:
        by_place = {(role.country, role.office): role for role in ROLES}
        found: dict[str, list[Holder]] = {role.country: [] for role in ROLES}
        for actor in self._authority.actors.values():
            for term in actor.terms:
                role = by_place.get((term.country, term.office))
                if role and actor.family_name and len(term.start) == len("2000-01-01"):
                    found[role.country].append(Holder(actor, role, term.start, term.end or "9999"))
        return {code: sorted(holders, key=lambda one: (one.start, one.person.key)) for code, holders in found.items()}

    def actor(self, code: str, on: datetime.date, rng: Random) -> Actor:
        """The state, with one of those in office that day and some days around it."""
        day = on.isoformat()
        sure = [one for one in self._holders.get(code, ()) if one.start < day < one.end]
        return Actor(code, rng.choice(sure) if sure else None)
