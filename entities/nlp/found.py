"""What extraction finds in a text: plain values, offsets into the *analysed text*.

The analysed text of an article is its title, two newlines, and its body (`Text.analysed`), so that one parse and one
set of offsets serve both; `Text.place` turns an offset span back into ("title" or "body", start, end).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from entities.known import Form, Kind

BETWEEN = "\n\n"
NEW = "new:"  # keys of those whom the authority file does not know


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    body: str

    @property
    def analysed(self) -> str:
        return f"{self.title}{BETWEEN}{self.body}"

    def place(self, start: int, end: int) -> tuple[str, int, int]:
        """("title" | "body", start, end). A span may not cross from one to the other: ValueError."""
        shift = len(self.title) + len(BETWEEN)
        if end <= len(self.title):
            return "title", start, end
        if start < shift:
            raise ValueError(f"the span {start}:{end} lies between title and body")
        return "body", start - shift, end - shift


@dataclass(frozen=True, slots=True)
class FoundActor:
    """Somebody whom this article names. `key` is the authority's, or "new:<kind>:<folded name>" for the unknown."""

    key: str
    kind: Kind
    name: str
    country: str | None = None  # for whom it acts: ISO code, NATO, EU, UN
    code: str | None = None  # countries and state-like organisations only
    wikidata: str | None = None
    role: str | None = None  # as the text gives it: "ministre des Affaires étrangères"

    @property
    def acts_for(self) -> str | None:
        """Whose acts this one's are: a state's own code, a person's or an organisation's country."""
        return self.code or self.country


@dataclass(frozen=True, slots=True)
class FoundMention:
    start: int
    end: int
    text: str
    actor: str  # key of a FoundActor
    form: Form
    method: str  # gazetteer, model, rule: what proposed it; ambiguous: several of that name may be meant
    certainty: float = 1.0


class Mode(StrEnum):
    ASSERTED = "asserted"
    PLANNED = "planned"
    REPORTED = "reported"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


class RelationType(StrEnum):
    """PLOVER's event types, and the two standing relations (see DESIGN)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    ALLIANCE = "ALLIANCE"
    DISPUTE = "DISPUTE"


RECIPROCAL = frozenset(
    {
        RelationType.CONSULT,
        RelationType.AGREE,
        RelationType.COOPERATE,
        RelationType.ALLIANCE,
        RelationType.DISPUTE,
    }
)


HOSTILE = frozenset(
    {
        RelationType.ACCUSE,
        RelationType.REJECT,
        RelationType.THREATEN,
        RelationType.PROTEST,
        RelationType.SANCTION,
        RelationType.MOBILIZE,
        RelationType.COERCE,
        RelationType.ASSAULT,
        RelationType.DISPUTE,
        RelationType.REQUEST,
    }
)


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """One statement: a sentence (`start`, `end`) that says who does what to whom, with the trigger inside it.

    `source` and `target` are keys of FoundActors; either may be None where the text leaves it out. A statement of many
    has both None and `parties`.
    """

    type: RelationType
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    source: str | None = None
    target: str | None = None
    parties: tuple[str, ...] = ()
    mode: Mode = Mode.ASSERTED
    said_by: str | None = None  # key of a FoundActor, or the words of the text
    rule: str = ""
    certainty: float = 1.0
    way: str = ""  # PLOVER's mode: "visit", "troops", "expel"
    contexts: tuple[str, ...] = ()  # PLOVER's: "territory", "military", "cyber"


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """Words said: `start`, `end` lie inside the quotation marks; of an indirect quote, around its clause."""

    start: int
    end: int
    text: str
    speaker: str | None = None  # key of a FoundActor
    speaker_text: str = ""  # the words that name the speaker: "des sources diplomatiques"
    direct: bool = True
    about: tuple[str, ...] = ()  # keys of FoundActors named inside it
    certainty: float = 1.0
    addressee: str | None = None  # key of a FoundActor to whom it is said
    addressee_text: str = ""  # the words that name who hears: "des journalistes"


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one article."""

    text: Text
    actors: tuple[FoundActor, ...] = ()
    mentions: tuple[FoundMention, ...] = ()
    relations: tuple[FoundRelation, ...] = ()
    quotes: tuple[FoundQuote, ...] = ()

    def countries(self) -> list[str]:
        """The country axis, in order of first mention."""
        codes = {actor.key: actor.code for actor in self.actors if actor.code}
        order = sorted(self.mentions, key=lambda m: m.start)
        return list(dict.fromkeys(codes[m.actor] for m in order if m.actor in codes))


@dataclass(frozen=True, slots=True)
class FoundContradiction:
    """The text at `start`:`end` gives `actor` a title of `country`, whose office the authority file gives to `holder`
    on that date as `office`. Offsets go into the analysed text, or into the caption of that number, from 0."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    actor: FoundActor
    holder: FoundActor
    title: str  # as the text gives it, without what stands inside
    office: str  # as the authority file words it
    country: str
    caption: int | None = None
