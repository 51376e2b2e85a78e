"""What the machine says of a statement or a quote, and what pages show of it: plain values that can be compared, kept
in a decision and written to a row."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from articles.edges import edges_of, ends_of
from articles.models import Evidence, Participant, Quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from entities.models import Actor, Relation

Part = tuple[str, str]  # key of an actor, its part


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement, actors by their keys."""

    PINS: ClassVar[str] = "pins_parts"  # by which a decision says that it was about who takes part

    type: str
    mode: str
    said_by: str | None
    parts: frozenset[Part]

    def as_json(self) -> dict[str, Any]:
        parts = [list(part) for part in sorted(self.parts)]
        return {"type": self.type, "mode": self.mode, "said_by": self.said_by, "parts": parts}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Stated:
        parts = frozenset((key, part) for key, part in values["parts"])
        return cls(values["type"], values["mode"], values["said_by"], parts)

    @classmethod
    def of(cls, row: Evidence) -> Stated:
        """What the row shows."""
        parts = frozenset((one.actor.key, one.part) for one in row.participants.all())
        return cls(row.type, row.mode, row.said_by_actor.key if row.said_by_actor else None, parts)

    @classmethod
    def by_machine(cls, row: Evidence) -> Stated:
        return cls.from_json(row.given) if row.given else cls.of(row)

    @property
    def keys(self) -> set[str]:
        return {key for key, _ in self.parts} | ({self.said_by} if self.said_by else set())

    @property
    def is_loop(self) -> bool:
        """Whether source and target have become one."""
        ends = {part: {key for key, own in self.parts if own == part} for _, part in self.parts}
        return bool(ends.get("source") and ends.get("source") == ends.get("target"))

    def same_act(self, other: Stated) -> bool:
        """Whether both say that the same do the same, whatever the mode and whoever says so."""
        return (self.type, self.parts) == (other.type, other.parts)

    def turned(self) -> Stated:
        """The same the other way round."""
        opposite = {"source": "target", "target": "source"}
        return replace(self, parts=frozenset((key, opposite.get(part, part)) for key, part in self.parts))

    def with_people_of(self, other: Stated) -> Stated:
        return replace(self, said_by=other.said_by, parts=other.parts)

    def agrees(self, other: Stated) -> bool:
        return self == other

    def in_words(self) -> str:
        """« person:a → country:b : CONSULT », for curators."""
        ends = [" + ".join(sorted(key for key, own in self.parts if own == part)) for part in ("source", "target")]
        parties = " + ".join(sorted(key for key, own in self.parts if own == "party"))
        who = parties or " → ".join(end or "—" for end in ends)
        return f"{who} : {self.type}"


@dataclass(frozen=True, slots=True)
class Told:
    """Who says a quote, to whom, and whom it is about, by their keys."""

    PINS: ClassVar[str] = "pins_speaker"

    speaker: str | None
    speaker_text: str
    about: frozenset[str]
    addressee: str | None = None
    addressee_text: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"about": sorted(self.about)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Told:
        """What was decided before addressees were found has none."""
        addressee, words = values.get("addressee"), values.get("addressee_text", "")
        return cls(values["speaker"], values["speaker_text"], frozenset(values["about"]), addressee, words)

    @classmethod
    def of(cls, row: Quote) -> Told:
        about = frozenset(actor.key for actor in row.about.all())
        speaker, addressee = (actor.key if actor else None for actor in (row.speaker, row.addressee))
        return cls(speaker, row.speaker_text, about, addressee, row.addressee_text)

    @classmethod
    def by_machine(cls, row: Quote) -> Told:
        return cls.from_json(row.given) if row.given else cls.of(row)

    @property
    def keys(self) -> set[str]:
        return set(self.about) | {key for key in (self.speaker, self.addressee) if key}

    def with_people_of(self, other: Told) -> Told:
        return other

    def agrees(self, other: Told) -> bool:
        """Whether both hear the same speaker."""
        return self.speaker == other.speaker

    def in_words(self) -> str:
        return self.speaker or self.speaker_text


def write_statement(row: Evidence, shown: Stated, actors: Mapping[str, Actor], machine: Stated) -> None:
    """Make the row show this. `machine` is kept where it says otherwise."""
    given = machine.as_json() if machine != shown else {}
    is_new = row.pk is None
    if not is_new and shown == Stated.of(row) and row.given == given:
        return
    sources, targets = ([actors[key] for key, own in shown.parts if own == part] for part in ("source", "target"))
    row.type, row.mode, row.given = shown.type, shown.mode, given
    row.said_by_actor = actors[shown.said_by] if shown.said_by else None
    row.relation = _edge(sources[0], targets[0], shown.type) if sources and targets else None
    row.save()
    if not is_new:
        row.participants.all().delete()
    Participant.objects.bulk_create(
        Participant(evidence=row, actor=actors[key], part=part) for key, part in sorted(shown.parts)
    )


def _edge(source: Actor, target: Actor, type_: str) -> Relation | None:
    return edges_of([(source, target, type_)]).get(ends_of(source, target, type_))


def write_quote(row: Quote, shown: Told, actors: Mapping[str, Actor], machine: Told) -> None:
    given = machine.as_json() if machine != shown else {}
    if row.pk is not None and shown == Told.of(row) and row.given == given:
        return
    row.speaker, row.addressee = (actors[key] if key else None for key in (shown.speaker, shown.addressee))
    row.speaker_text, row.addressee_text, row.given = shown.speaker_text, shown.addressee_text, given
    row.save()
    row.about.set(actors[key] for key in shown.about)
