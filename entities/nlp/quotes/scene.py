"""Who is in view at a place of the text: persons named outside the quotes, and who spoke last.

What "a-t-il ajouté", "dit le ministre" and "ce dernier" mean is settled here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from entities.known import Kind
from entities.nlp.grammar.clauses import subject_of
from entities.nlp.grammar.lexicon import singulars, word_set
from entities.nlp.grammar.tokens import Tag
from entities.nlp.quotes.cues import fits_anybody, gender_of_name, is_source, meant_by, names_person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from entities.nlp.found import FoundActor, FoundMention
    from entities.nlp.grammar.clauses import Reading
    from entities.nlp.grammar.noun_phrases import Group
    from entities.nlp.grammar.tokens import Word
    from entities.nlp.quotes.marks import Marked

_WINDOW = 4  # sentences that a pronoun looks back over
_FARTHEST = 12  # where pronouns go on
_ROLE_WINDOW = 25  # and a noun of role
_APPOSITION = 7  # tokens after "X, " that may tell who X is
_FEMININE_TITLES = frozenset({"mme", "mme.", "mlle", "madame"})
_MASCULINE_TITLES = frozenset({"m.", "monsieur"})


@dataclass(frozen=True, slots=True)
class Speaker:
    actor: str | None
    text: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person, named at a place."""

    at: int
    actor: str
    sentence: int
    nouns: frozenset[str]  # that go with the name, in the singular
    is_subject: bool

    @property
    def has_trade(self) -> bool:
        """Whether a noun of role or trade goes with the name."""
        return any(noun in word_set("roles") or is_source(noun) for noun in self.nouns)


@dataclass(slots=True)
class Scene:
    text: str
    readings: Sequence[Reading]
    marked: Sequence[Marked]
    mentions: Sequence[FoundMention]
    actors: Mapping[str, FoundActor]
    spoken: list[tuple[int, int, Speaker]] = field(default_factory=list)  # sentence, character, who
    _seen: dict[int, list[Sighting]] = field(default_factory=dict)
    _genders: dict[str, str] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [r.sentence.start for r in self.readings]

    def index_of(self, reading: Reading) -> int:
        return bisect_left(self._starts, reading.sentence.start)

    def near(self, start: int, end: int) -> Sequence[Reading]:
        """The sentences that share a character with the span."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, end)
        return [r for r in self.readings[first:last] if r.sentence.end >= start]

    def is_quoted(self, position: int) -> bool:
        return any(m.open <= position < m.close for m in self.marked)

    def is_person(self, actor: str | None) -> bool:
        return actor is not None and self.actors[actor].kind == Kind.PERSON

    def note(self, sentence: int, at: int, speaker: Speaker) -> None:
        """Remembers who spoke there."""
        if speaker.actor or speaker.text:
            insort(self.spoken, (sentence, at, speaker), key=lambda voice: voice[1])

    def spoken_before(self, at: int) -> list[tuple[int, int, Speaker]]:
        return self.spoken[: bisect_left(self.spoken, at, key=lambda voice: voice[1])]

    def person_in(self, start: int, end: int) -> FoundMention | None:
        """The person whom a span of characters names."""
        return next((m for m in self.mentions_from(start, end) if m.end <= end and self.is_person(m.actor)), None)

    def seen(self, sentence: int) -> list[Sighting]:
        """The persons whom a sentence names outside the quotes, in order."""
        if sentence not in self._seen:
            self._seen[sentence] = self._look(sentence)
        return self._seen[sentence]

    def _look(self, sentence: int) -> list[Sighting]:
        reading = self.readings[sentence]
        subjects = [g for v in reading.verbs if v.is_finite and (g := subject_of(reading, v)) is not None]
        spans = [(reading.words[g.start].start, reading.words[g.end - 1].end) for g in subjects]
        found = [*self._pronoun_subjects(sentence, subjects)]
        for mention in self.mentions_from(reading.sentence.start, reading.sentence.end):
            if not self.is_person(mention.actor):
                continue
            nouns = _nouns_around(reading.words, mention)
            self._note_gender(mention, nouns)
            if not self.is_quoted(mention.start):
                is_subject = any(s <= mention.start < e for s, e in spans)
                found.append(Sighting(mention.start, mention.actor, sentence, nouns, is_subject))
        return sorted(found, key=lambda s: s.at)

    def mentions_from(self, start: int, end: int) -> Sequence[FoundMention]:
        """Those that begin in the span."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        return self.mentions[first : bisect_left(self.mentions, end, key=lambda m: m.start)]

    def _pronoun_subjects(self, sentence: int, subjects: Sequence[Group]) -> Iterator[Sighting]:
        """ "il", "elle" where the grammar knows a person to be meant."""
        words = self.readings[sentence].words
        for group in subjects:
            at = words[group.start].start
            if group.is_pronoun and self.is_person(group.actors[0]) and words[group.start].low in ("il", "elle"):
                meant = self.pronoun(words[group.start].low, sentence - 1, at) if sentence else None
                actor = meant.actor if meant is not None and meant.actor else group.actors[0]
                if not self.is_quoted(at) and self.is_person(actor):
                    yield Sighting(at, actor, sentence, frozenset(), is_subject=True)

    def _note_gender(self, mention: FoundMention, nouns: frozenset[str]) -> None:
        given = gender_of_name(self.actors[mention.actor].name.split()[0]) or gender_of_name(mention.text.split()[0])
        if nouns & _FEMININE_TITLES or given == "f":
            self._genders[mention.actor] = "f"
        elif nouns & _MASCULINE_TITLES or given == "m":
            self._genders.setdefault(mention.actor, "m")

    def _agrees(self, actor: str | None, gender: str) -> bool:
        return not actor or not gender or self._genders.get(actor, gender) == gender

    def pronoun(self, pronoun: str, sentence: int, at: int) -> Speaker | None:
        """Whom "il" or "elle" means there: who spoke last, else the nearest subject, else the nearest person."""
        if pronoun not in ("il", "elle", "lui"):
            return None
        gender = "f" if pronoun == "elle" else "m"
        for k in self._looked_back_over(sentence, pronoun):
            persons = [s for s in self.seen(k) if s.at < at and self._agrees(s.actor, gender)]
            voices = [
                (n, s) for i, n, s in self.spoken
                if i == k and n < at and (s.actor is None or self.is_person(s.actor)) and self._agrees(s.actor, gender)
            ]  # fmt: skip
            subjects = [s for s in persons if s.is_subject]
            if voices and not (subjects and subjects[-1].at > max(n for n, _ in voices)):
                return Speaker(voices[-1][1].actor, voices[-1][1].text, 0.8)
            if subjects:
                return Speaker(subjects[-1 if k == sentence else 0].actor, "", 0.75)
            if persons:
                return Speaker(persons[-1].actor, "", 0.6)
        return None

    def _looked_back_over(self, sentence: int, pronoun: str) -> Iterator[int]:
        """The sentences before, as long as they go on with the pronoun."""
        reach = sentence - _WINDOW
        for k in range(sentence, -1, -1):
            if k <= reach:
                return
            yield k
            if any(w.low.lstrip("-t") == pronoun for w in self.readings[k].words):
                reach = max(k - _WINDOW, sentence - _FARTHEST)

    def latest(self, sentence: int, at: int) -> Speaker | None:
        """ "ce dernier", "celui-ci": the person named last."""
        for k in range(sentence, max(-1, sentence - 2), -1):
            persons = [s for s in self.seen(k) if s.at < at]
            if persons:
                return Speaker(persons[-1].actor, "", 0.75)
        return None

    def bearer(self, nouns: Sequence[str], state: str | None, sentence: int, at: int) -> str | None:
        """The person whom "le" with these nouns means: one named with such a noun, before or else after."""
        heads = [s for n in nouns for s in singulars(n) if s in word_set("roles") or fits_anybody(s) or is_source(s)]
        if not heads:
            return None
        accepted = frozenset().union(*(meant_by(h) for h in heads))
        first = max(0, sentence - _ROLE_WINDOW)
        before = [s for k in range(sentence, first - 1, -1) for s in reversed(self.seen(k)) if s.at < at]
        after = [s for k in range(sentence, len(self.readings)) for s in self.seen(k) if s.at >= at]
        for sighting in [*before, *after]:
            if self._may_bear(sighting, heads, accepted, state):
                return sighting.actor
        persons = [h for h in heads if names_person(h)]
        if state or not persons:
            return self._only_one(before, state)
        return self._nearest(before, sentence, persons)

    def _may_bear(self, sighting: Sighting, heads: list[str], accepted: frozenset[str], state: str | None) -> bool:
        actor = self.actors[sighting.actor]
        if state and actor.acts_for not in (None, state):
            return False
        own = sighting.nouns | frozenset((actor.role or "").lower().split())
        is_first = bool({"premier", "première"} & set(heads))
        if not {"chef", "cheffe"} & set(heads) and is_first != bool(own & {"premier", "première"}):
            return False
        return bool(own & accepted)

    def _only_one(self, before: list[Sighting], state: str | None) -> str | None:
        own = {s.actor for s in before if state and self.actors[s.actor].acts_for == state}
        return next(iter(own)) if len(own) == 1 else None

    def _nearest(self, before: list[Sighting], sentence: int, heads: list[str]) -> str | None:
        """The last subject near by of whom the text tells no other role."""
        for sighting in before:
            if sighting.sentence < sentence - 2:
                return None
            if sighting.is_subject and (any(fits_anybody(h) for h in heads) or not self._has_role(sighting.actor)):
                return sighting.actor
        return None

    def _has_role(self, actor: str) -> bool:
        own = frozenset((self.actors[actor].role or "").lower().split())
        for k in range(len(self.readings)):
            own |= frozenset().union(*(s.nouns for s in self.seen(k) if s.actor == actor))
        return bool(own & word_set("roles"))


def _nouns_around(words: Sequence[Word], mention: FoundMention) -> frozenset[str]:
    first = next((i for i, w in enumerate(words) if w.end > mention.start), len(words))
    last = next((i for i in range(first, len(words)) if words[i].end >= mention.end), first)
    nouns = [w.low for w in words[_left_end(words, first) : last + 1] if w.tag is Tag.NOUN]
    if last + 1 < len(words) and words[last + 1].low in (",", "("):
        for word in words[last + 2 : last + 2 + _APPOSITION]:
            if word.low in (",", ")") or word.tag in (Tag.VERB, Tag.RELATIVE):
                break
            if word.tag is Tag.NOUN:
                nouns.append(word.low)
    return frozenset(s for n in nouns for s in singulars(n))


def _left_end(words: Sequence[Word], first: int) -> int:
    """Where the noun phrase begins that the name closes: "le porte-parole du gouvernement, X"."""
    j = first
    if j and words[j - 1].prep:
        return first  # "l'entourage de X" is not X
    if j > 1 and words[j - 1].low == "," and words[j - 2].tag is Tag.NOUN and not words[j - 2].named:
        j -= 1
    while j > max(0, first - 9):
        before = words[j - 1]
        if before.tag not in (Tag.NOUN, Tag.DETERMINER) and before.prep != "de":
            break
        j -= 1
    return j
