"""Persons: known by full name, unknown by the model's proposals, and both again by the family name alone. PURE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from entities.folding import fold
from entities.known import Authority, Form, Kind, KnownActor
from entities.linking import PROMINENT_OFFICES, Hints, Linked, choose, is_prominent, leads
from entities.nlp.found import NEW, FoundMention
from entities.nlp.names.gazetteer import Match
from entities.nlp.names.patterns import PATTERNS
from entities.nlp.names.roles import Role, role_of
from entities.nlp.words import Word

_FAMILY_FIRST = frozenset(
    [
        "kim",
        "lee",
        "park",
        "choi",
        "choe",
        "jung",
        "jeong",
        "cho",
        "kang",
        "yoon",
        "yun",
        "jang",
        "lim",
        "han",
        "shin",
        "seo",
        "kwon",
        "hwang",
        "ahn",
        "song",
        "hong",
        "ri",
        "pak",
        "moon",
        "roh",
        "ban",
        "xi",
        "li",
        "wang",
        "zhang",
        "liu",
        "chen",
        "yang",
        "zhao",
        "huang",
        "zhou",
        "wu",
        "xu",
        "sun",
        "hu",
        "zhu",
        "gao",
        "lin",
        "he",
        "guo",
        "ma",
        "luo",
        "deng",
        "qin",
        "hua",
        "jiang",
        "wen",
        "mao",
        "nguyen",
        "tran",
        "pham",
        "vo",
        "vu",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "ly",
        "truong",
    ]
)
_TITLE_REACH = 3
_NO_PART_OF_NAMES = (
    PATTERNS.never | PATTERNS.titles | PATTERNS.civilities | {"et", "a", "le", "la", "l", "de", "du", "d"}
)


@dataclass(slots=True)
class Person:
    """Somebody on the roster of one article: known to the authority file, or only by the names that the text gives."""

    key: str
    name: str
    families: frozenset[str]
    known: KnownActor | None = None
    role: Role | None = None
    last_seen: int = -1
    names: set[str] = field(default_factory=set)

    def spellings(self) -> Iterator[list[str]]:
        """Full names, folded, in words: as this text gives them, and as the authority file does."""
        for name in self.names:
            yield name.split(" ")
        if self.known is not None:
            yield from (fold(name.text).split(" ") for name in self.known.names if name.form == Form.NAME)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that may be a person's name."""

    first: int
    last: int
    method: str


class PersonFinder:
    """Finds the persons of one article; one object a text."""

    def __init__(
        self, doc: Doc, text: str, words: Sequence[Word], matches: Sequence[Match], roles: Sequence[Role],
        authority: Authority, given_names: frozenset[str], on: str | None,
    ) -> None:  # fmt: skip
        self._doc, self._text, self._words, self._roles = doc, text, words, roles
        self._authority, self._given, self._on = authority, given_names, on
        self._matches = matches
        self._taken = {i for m in matches if not _is_family_only(m) for i in range(m.first, m.last + 1)}
        self._at = {word.start: index for index, word in enumerate(words)}
        self.roster: dict[str, Person] = {}
        self.mentions: list[FoundMention] = []

    def find(self) -> None:
        for match in self._matches:
            if any(e.is_person and e.form == Form.NAME for e in match.entries):
                self._add_known(match)
        for run in self._full_runs():
            self._add_unknown(run)
        self._single_names()
        self.mentions.sort(key=lambda m: m.start)

    def _add_known(self, match: Match) -> None:
        candidates = [self._authority.actors[e.key] for e in match.entries if e.is_person]
        role = role_of(self._roles, self._words, self._text, match.first, match.last)
        outcome = choose(candidates, on=self._on, hints=_hints(role))
        actor = outcome.actor if isinstance(outcome, Linked) else candidates[0]
        certainty = outcome.certainty if isinstance(outcome, Linked) else 0.4
        person = self._enrol_known(actor)
        self._mention(person, match.first, match.last, Form.NAME, "gazetteer", certainty, role)

    def _enrol_known(self, actor: KnownActor) -> Person:
        if actor.key not in self.roster:
            families = {fold(n.text) for n in actor.names if n.form == Form.FAMILY}
            self.roster[actor.key] = Person(actor.key, actor.name, frozenset(families), known=actor)
        return self.roster[actor.key]

    def _full_runs(self) -> Iterator[Run]:
        """Unknown names of two words and more, from the model and from known given names."""
        seen: set[int] = set()
        for run in (*self._model_runs(), *self._given_name_runs()):
            indexes = range(run.first, run.last + 1)
            if run.first < run.last and not self._taken.intersection(indexes) and seen.isdisjoint(indexes):
                seen.update(indexes)
                yield run

    def _model_runs(self) -> Iterator[Run]:
        for entity in self._doc.ents:
            if entity.label_ == "PER":
                for piece in entity.text.split("\n"):
                    start = entity.start_char + entity.text.find(piece)
                    if (run := self._trim(start, start + len(piece))) is not None:
                        yield run

    def _trim(self, start: int, end: int) -> Run | None:
        """The longest run of capitalised words inside, particles allowed between, nothing that no name holds."""
        indexes = [i for i, w in enumerate(self._words) if start <= w.start and w.end <= end]
        while indexes and not self._may_begin(indexes[0]):
            indexes.pop(0)
        kept = self._name_from(indexes[0], stop=indexes[-1]) if indexes else None
        return Run(kept[0], kept[1], "model") if kept else None

    def _given_name_runs(self) -> Iterator[Run]:
        for index, word in enumerate(self._words[:-1]):
            if word.folded in self._given and self._may_begin(index) and index not in self._taken:
                kept = self._name_from(index, stop=index + 4)
                if kept and kept[0] < kept[1]:
                    yield Run(kept[0], kept[1], "given name")

    def _may_begin(self, index: int) -> bool:
        word = self._words[index]
        return (
            word.is_capitalised
            and word.folded not in PATTERNS.never
            and word.folded not in PATTERNS.civilities
            and word.folded not in PATTERNS.titles
            and index not in self._taken
            and not any(c.isdigit() for c in word.text)
        )

    def _name_from(self, first: int, *, stop: int) -> tuple[int, int] | None:
        last = first
        for index in range(first + 1, min(stop, len(self._words) - 1) + 1):
            gap = self._text[self._words[index - 1].end : self._words[index].start]
            if (
                gap.strip(" -'’.")
                or "\n" in gap
                or " -" in gap
                or (". " in gap and len(self._words[index - 1].text) > 1)
            ):
                break
            if self._may_begin(index):
                last = index
            elif gap == "-" and index - 1 == last and self._words[index].text.islower():
                last = index  # Tong-hyung
            elif self._words[index].folded not in PATTERNS.particles:
                break
        return first, last

    def _add_unknown(self, run: Run) -> None:
        words = self._words[run.first : run.last + 1]
        name = " ".join(self._text[words[0].start : words[-1].end].split())
        if _looks_like_no_name(name, words):
            return
        person = self._same_person(words) or self._enrol_unknown(name, words)
        role = role_of(self._roles, self._words, self._text, run.first, run.last)
        self._mention(person, run.first, run.last, Form.NAME, run.method, 0.7, role)

    def _same_person(self, words: Sequence[Word]) -> Person | None:
        """Someone on the roster whose family name this is and whose given names do not differ: « S. Lavrov », or a name
        with a word more or less: « M. de Hoop Scheffer »."""
        own = [word.folded for word in words]
        for person in self.roster.values():
            for name in person.spellings():
                is_part = set(own) <= set(name) or set(name) <= set(own)
                if own[-1] == name[-1] and (is_part or _given_agrees(own[0], name[0])):
                    return person
        return None

    def _enrol_unknown(self, name: str, words: Sequence[Word]) -> Person:
        folded = [word.folded for word in words]
        families = {folded[-1]}
        if folded[0] in _FAMILY_FIRST and folded[0] not in self._given:
            families = {folded[0]}
        key = f"{NEW}{Kind.PERSON.value}:{' '.join(folded)}"
        self.roster[key] = Person(key, name, frozenset(families))
        return self.roster[key]

    def _single_names(self) -> None:
        covered = {i for m in self._matches if not _is_family_only(m) for i in range(m.first, m.last + 1)}
        covered |= {i for mention in self.mentions for i in self._indexes(mention.start, mention.end)}
        by_model = {i for e in self._doc.ents if e.label_ == "PER" for i in self._indexes(e.start_char, e.end_char)}
        entries = {m.first: m for m in self._matches if _is_family_only(m)}
        reach = {m.first: m.last for m in entries.values()}
        skip_to = -1
        for index, word in enumerate(self._words):
            if index <= skip_to or index in covered or not word.is_capitalised:
                continue
            last = reach.get(index, index)
            person = self._by_family(index, last, entries.get(index), by_model=index in by_model)
            if person is not None:
                skip_to = last
                role = role_of(self._roles, self._words, self._text, index, last)
                self._mention(person, index, last, Form.FAMILY, "rule", 0.9 if person.known else 0.6, role)

    def _by_family(self, first: int, last: int, match: Match | None, *, by_model: bool) -> Person | None:
        folded = " ".join(word.folded for word in self._words[first : last + 1])
        if self._words[first].folded in PATTERNS.never or self._inside_longer_name(first, last):
            return None
        on_roster = [p for p in self.roster.values() if folded in p.families]
        if on_roster:
            return max(on_roster, key=lambda p: (in_office_for(p, self._on) is not None, p.last_seen))
        civil, titled = self._announced(first)
        role = role_of(self._roles, self._words, self._text, first, last)
        if match is not None:
            person = self._known_by_family(match, role, announced=civil or titled or by_model)
            if person is not None:
                return person
        if civil and self._may_begin(first) and len(folded) > 2:
            return self._enrol_unknown(self._words[first].text, self._words[first : last + 1])
        return None

    def _known_by_family(self, match: Match, role: Role | None, *, announced: bool) -> Person | None:
        """The one of that family name whom the press of the day names so. With a title, a civility or the model's word
        for it also who led a state at another time (« Eltsine »); without, only who leads one on that very day, or in
        an undated text the only one who ever did: « Orban attendra »."""
        candidates = [self._authority.actors[e.key] for e in match.entries if e.is_person]
        if announced:
            prominent = [actor for actor in candidates if is_prominent(actor, self._on)]
            prominent = prominent or [actor for actor in candidates if leads(actor, None)]
        else:
            prominent = [actor for actor in candidates if leads(actor, self._on)]
        if role and role.offices:
            prominent = [a for a in candidates if any(t.office in role.offices for t in a.terms)] or prominent
        outcome = choose(prominent, on=self._on, hints=_hints(role))
        return self._enrol_known(outcome.actor) if isinstance(outcome, Linked) else None

    def _announced(self, index: int) -> tuple[bool, bool]:
        """Whether a civility (« M. ») or a title (« président ») stands right before."""
        before = self._words[max(0, index - _TITLE_REACH) : index]
        civil = bool(before) and before[-1].folded in PATTERNS.civilities
        titled = (
            any(w.folded in PATTERNS.titles for w in before) and "," not in self._text[before[0].start : before[-1].end]
        )
        return civil, titled

    def _inside_longer_name(self, first: int, last: int) -> bool:
        """« Porte-avions Abraham Lincoln », « Nakatani Corp »: another capitalised word touches it that is no title."""
        for here, there in ((first, first - 1), (last, last + 1)):
            if 0 <= there < len(self._words):
                low, high = sorted((here, there))
                gap = self._text[self._words[low].end : self._words[high].start]
                neighbour = self._words[there]
                if gap in {" ", "-"} and neighbour.is_capitalised and there not in self._taken and there < here:
                    return neighbour.folded not in _NO_PART_OF_NAMES
        return False

    def _indexes(self, start: int, end: int) -> list[int]:
        return [i for i, w in enumerate(self._words) if start <= w.start and w.end <= end]

    def _mention(
        self, person: Person, first: int, last: int, form: Form, method: str, certainty: float, role: Role | None
    ) -> None:
        start, end = self._words[first].start, self._words[last].end
        if first and self._words[first - 1].folded in PATTERNS.kept_civilities:
            gap = self._text[self._words[first - 1].end : start]
            if gap.strip(". ") == "":
                start = self._words[first - 1].start
        person.last_seen = start
        person.role = person.role or role
        person.names.add(" ".join(word.folded for word in self._words[first : last + 1]))
        self.mentions.append(FoundMention(start, end, self._text[start:end], person.key, form, method, certainty))


def given_names(actors: Iterable[KnownActor]) -> frozenset[str]:
    """Given names by which a person unknown to the model is seen: those of given_names.txt (from the lists of the
    package Faker, MIT, without words that are none in French: Paris, Marine), and of the persons that we know."""
    names = set(Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").split())
    for actor in actors:
        if actor.kind == Kind.PERSON and actor.family_name and actor.name.endswith(actor.family_name):
            first = fold(actor.name.removesuffix(actor.family_name)).split(" ")[0]
            if len(first) > 2:
                names.add(first)
    return frozenset(names)


def _hints(role: Role | None) -> Hints:
    return Hints(role.countries, role.offices) if role else Hints()


def _is_family_only(match: Match) -> bool:
    return all(entry.form == Form.FAMILY for entry in match.entries)


def _looks_like_no_name(name: str, words: Sequence[Word]) -> bool:
    return len(name) < 5 or all(word.is_all_capitals and len(word.text) <= 5 for word in words) or len(words) > 5


def _given_agrees(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def acts_for(person: Person, on: str | None) -> str | None:
    """For whom a person acts: the office held that day, else the authority file, else the title's state."""
    return in_office_for(person, on) or (person.known.country if person.known else None)


def in_office_for(person: Person, on: str | None) -> str | None:
    """The state or organisation whose office the person holds that day, by the authority file (of an undated text: the
    only one that the person ever led); of an unknown person, the one that the title in the text names."""
    if person.known is not None:
        if on is None:
            led = {term.country for term in person.known.terms if term.office in PROMINENT_OFFICES}
            return led.pop() if len(led) == 1 else None
        held = [term for term in person.known.terms if term.office and term.covers(on)]
        return held[-1].country if held else None
    if person.role and len(person.role.countries) == 1:
        (code,) = person.role.countries
        return code
    return None
