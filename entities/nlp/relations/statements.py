"""What the verb and noun rules hand over before it is told apart by state, mode and speaker."""

from __future__ import annotations

from dataclasses import dataclass

from entities.nlp.found import Mode, RelationType


@dataclass(frozen=True, slots=True)
class Statement:
    """`trigger` is a token span; `source`, `target`, `parties` are keys of actors, several where coordinated."""

    type: RelationType
    trigger: tuple[int, int]
    word: str  # of the trigger, as patterns name it
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    mode: Mode = Mode.ASSERTED
    rule: str = ""
    certainty: float = 0.8
