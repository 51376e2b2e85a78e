"""Which known actor a name means. PURE. "Nobody known" and "several" are answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entities.known import KnownActor, Term

PROMINENT_OFFICES = frozenset(
    {
        "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "chief_cabinet_secretary",
        "nato_secretary_general", "un_secretary_general", "eu_commission_president", "eu_council_president",
        "eu_high_representative", "spokesperson",
    }
)  # fmt: skip
LEADING_OFFICES = frozenset({"head_of_state", "head_of_government", "foreign_minister", "nato_secretary_general"})
_YEARS_AROUND = 3


@dataclass(frozen=True, slots=True)
class Linked:
    actor: KnownActor
    certainty: float


@dataclass(frozen=True, slots=True)
class Ambiguous:
    candidates: tuple[KnownActor, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    pass


@dataclass(frozen=True, slots=True)
class Hints:
    """What the text says about the one named: for whom it acts, which offices its title may be."""

    countries: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()


def choose(candidates: Sequence[KnownActor], *, on: str | None, hints: Hints = Hints()) -> Linked | Ambiguous | Unknown:
    """The one candidate that fits best, `on` being the article's date, partial or None.

    A full name with one candidate is that candidate, whatever the text calls it: a caption's error ("le président russe
    Shinzo Abe") never overrides the authority file.
    """
    candidates = list({actor.key: actor for actor in candidates}.values())  # two spellings may be one actor
    if not candidates:
        return Unknown()
    if len(candidates) == 1:
        return Linked(candidates[0], 1.0)
    ranked = sorted(((_rank(actor, on, hints), actor.key, actor) for actor in candidates), reverse=True)
    if ranked[0][0] == ranked[1][0]:
        return Ambiguous(tuple(actor for _rank_, _key, actor in ranked))
    return Linked(ranked[0][2], 0.8)


def is_prominent(actor: KnownActor, on: str | None) -> bool:
    """Whether the press of that time names this person by the family name alone without explaining."""
    return any(term.office in PROMINENT_OFFICES and (on is None or _near(term, on)) for term in actor.terms)


def leads(actor: KnownActor, on: str | None) -> bool:
    """Whether this person leads a state, an alliance or a diplomacy on that day; None: ever did."""
    return any(term.office in LEADING_OFFICES and (on is None or term.covers(on)) for term in actor.terms)


def _rank(actor: KnownActor, on: str | None, hints: Hints) -> tuple[bool, bool, bool, bool, bool]:
    held = [term for term in actor.terms if on is None or term.covers(on)]
    return (
        actor.country in hints.countries or any(term.country in hints.countries for term in held),
        any(term.office in hints.offices for term in held),
        on is not None and any(term.office in PROMINENT_OFFICES for term in held),
        is_prominent(actor, on),
        on is not None and any(_near(term, on) for term in actor.terms),
    )


def _near(term: Term, on: str) -> bool:
    year = int(on[:4])
    start = int(term.start[:4]) if term.start else year
    end = int(term.end[:4]) if term.end else year
    return start - _YEARS_AROUND <= year <= end + _YEARS_AROUND
