"""What decisions make of the rows of statements and quotes, which both rest on the names in them: which rows show what,
which stand on decisions alone, and what became of each decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, Self, TypeVar

from articles.curation.log import Action, Fate, Outcome
from articles.models import Evidence, Quote, Status
from entities.models import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from articles.curation.following import Follower
    from articles.curation.keys import Key
    from articles.curation.log import Texts
    from entities.models import Decision


class Claim(Protocol):
    """What the machine or a person says of one row; `PINS` is the value by which a decision was about who is meant."""

    PINS: ClassVar[str]

    def as_json(self) -> dict[str, Any]: ...
    @property
    def keys(self) -> set[str]: ...
    def with_people_of(self, other: Self) -> Self: ...
    def agrees(self, other: Self) -> bool: ...
    def in_words(self) -> str: ...


Row = TypeVar("Row", bound=Evidence | Quote)
Said = TypeVar("Said", bound=Claim)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Row, Said]):
    """How claims of one kind are read from a decision or a row, follow the names in them, and are written."""

    read: Callable[[Mapping[str, Any]], Said]
    by_machine: Callable[[Row], Said]
    follow: Callable[[Follower, Said, Row, Decision | None], Said | None]
    write: Callable[[Row, Said, Mapping[str, Actor], Said], None]
    spot: tuple[str, ...]  # fields that tell where a row stands

    def decided(self, decision: Decision) -> Said:
        """What was shown, or asked for, when the decision was taken."""
        return self.read(decision.values["shown"])

    def then(self, decision: Decision) -> Said:
        """What the decision is about: what the machine said, or what was added by a person."""
        return self.read(decision.values["machine"])


def actors_in(
    kind: Kind[Row, Said], rows: Sequence[Row], decisions: Iterable[Decision], follower: Follower
) -> dict[str, Actor]:
    """The actors that rows, decisions and mentions name, by key."""
    wanted = {key for row in rows for key in kind.by_machine(row).keys}
    for decision in decisions:
        wanted |= kind.decided(decision).keys | kind.then(decision).keys
    missing = wanted - follower.actors.keys()
    return follower.actors | {actor.key: actor for actor in Actor.objects.filter(key__in=missing)}


def show(
    kind: Kind[Row, Said], row: Row, decision: Decision | None, follower: Follower, actors: Mapping[str, Actor]
) -> Fate | None:
    """Write to one of the machine's rows what is decided, or what follows from decisions on the mentions in it."""
    machine = kind.by_machine(row)
    followed = kind.follow(follower, machine, row, None)
    shown, status = followed or machine, Status.PROPOSED if followed else Status.REJECTED
    is_lost = decision is not None and not _can_be_shown(kind, decision, actors)
    if decision and decision.action == Action.REJECT:
        status = Status.REJECTED
    elif decision and not is_lost:
        shown, status = _vouched(kind, row, decision, follower, actors), Status.ACCEPTED
    before = (row.status, row.is_decided)
    row.status, row.is_decided = status, decision is not None and not is_lost
    kind.write(row, shown, actors, machine)
    if before != (row.status, row.is_decided):
        row.save(update_fields=["status", "is_decided"])
    if decision is None:
        return None
    return Fate(decision, Outcome.ORPHANED) if is_lost else _fate(kind, decision, machine)


def show_alone(
    kind: Kind[Row, Said], present: Iterable[Row], alone: Iterable[tuple[Key, Decision]],
    make: Callable[[Key, tuple[int, int], Decision], Row], texts: Texts, follower: Follower,
    actors: Mapping[str, Actor],
) -> list[Fate]:  # fmt: skip
    """Show what people vouch for and the machine has not, as rows that `make` gives unsaved. Those of `present` that
    are still wanted stay the rows they are, the others go."""
    known = {(*_spot(kind, one), kind.by_machine(one)): one for one in present}
    fates = []
    for key, decision in alone:
        span = texts.find(key)
        if span is None or decision.action == Action.REJECT or not _can_be_shown(kind, decision, actors):
            fates.append(Fate(decision, Outcome.ORPHANED))
            continue
        made = make(key, span, decision)
        then = kind.then(decision)
        row = known.pop((*_spot(kind, made), then), made)
        kind.write(row, _vouched(kind, row, decision, follower, actors), actors, then)
        fates.append(Fate(decision, Outcome.KEPT))
    for unwanted in known.values():
        unwanted.delete()
    return fates


def _can_be_shown(kind: Kind[Row, Said], decision: Decision, actors: Mapping[str, Actor]) -> bool:
    """False: somebody whom the decision names is gone."""
    return decision.action == Action.REJECT or kind.decided(decision).keys <= actors.keys()


def _vouched(
    kind: Kind[Row, Said], row: Row, decision: Decision, follower: Follower, actors: Mapping[str, Actor]
) -> Said:
    """What a person said of it. Who is meant follows the mentions on which it rested then, whatever the machine finds
    now, unless the decision itself was about that, or the machine meant somebody who is gone."""
    decided = kind.decided(decision)
    if decision.values[decided.PINS]:
        return decided
    followed = kind.follow(follower, kind.then(decision), row, decision)
    return decided.with_people_of(followed) if followed and followed.keys <= actors.keys() else decided


def _fate(kind: Kind[Row, Said], decision: Decision, machine: Said) -> Fate:
    is_confirmed = machine.agrees(kind.decided(decision)) and decision.action != Action.REJECT
    if machine.agrees(kind.then(decision)) or is_confirmed:
        return Fate(decision, Outcome.KEPT)
    return Fate(decision, Outcome.CONTRADICTED, machine.in_words())


def _spot(kind: Kind[Row, Said], row: Row) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in kind.spot)
