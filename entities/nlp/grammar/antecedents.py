"""Whom pronouns and phrases like "les deux pays" stand for, from the two sentences before. PURE."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from entities.known import Kind
from entities.nlp.grammar.lexicon import word_set
from entities.nlp.grammar.noun_phrases import Group, Participant
from entities.nlp.grammar.tokens import Tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from entities.nlp.found import FoundActor
    from entities.nlp.grammar.tokens import Word

_MASCULINE_IN_E = frozenset({"Mexique", "Cambodge", "Mozambique", "Zimbabwe", "Belize", "Bélize"})
_FEMININE_STARTS = (
    "Organisation",
    "Union",
    "Alliance",
    "Agence",
    "Commission",
    "Ligue",
    "Communauté",
    "Cour",
    "Maison",
)
_SCALE = 1000  # of fading counts, as whole numbers
WINDOW = 2  # sentences


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody named or meant before; `is_subject` as against an object or a complement."""

    actors: tuple[str, ...]
    is_plural: bool
    gender: str
    sentence: int
    is_subject: bool = True


@dataclass(slots=True)
class Context:
    """What was said before the sentence being read."""

    actors: Mapping[str, FoundActor]
    sentence: int = 0
    subjects: list[Subject] = field(default_factory=list)  # the latest first
    others: list[Subject] = field(default_factory=list)  # who was named otherwise, the latest first
    foes: set[frozenset[str]] = field(default_factory=set)  # pairs of states between whom something hostile was told
    friends: set[frozenset[str]] = field(default_factory=set)
    blamed: set[str] = field(default_factory=set)  # states of whom a hostile act was told, or whom somebody accused
    persons: list[tuple[int, str]] = field(default_factory=list)
    states: dict[str, float] = field(default_factory=dict)  # how often named, the latest sentences counting most

    def as_now(self) -> Context:
        """What later sentences leave alone: readings are asked again when all are read."""
        return replace(
            self, subjects=[*self.subjects], others=[*self.others], persons=[*self.persons], states={**self.states}
        )

    def state(self, key: str) -> str | None:
        """For whom the actor acts."""
        return self.actors[key].acts_for

    def state_key(self, code: str, key: str) -> str:
        """The actor that is the state itself, if the article names it; else the one given."""
        return next((k for k, a in self.actors.items() if a.code == code), key)


def gender_of(one: Participant, actors: Mapping[str, FoundActor]) -> str:
    actor = actors[one.actors[0]]
    if one.gender and (one.role or actor.kind != Kind.PERSON):
        return one.gender
    if actor.kind == Kind.COUNTRY:
        return "f" if actor.name.endswith("e") and actor.name not in _MASCULINE_IN_E else "m"
    if actor.kind == Kind.ORGANISATION and actor.name.startswith(_FEMININE_STARTS):
        return "f"
    return ""


def as_subject(group: Group, context: Context) -> Subject:
    states = {context.state(a) or a for a in group.actors}
    plural = len(group.actors) > 1 or group.members[0].is_plural or len(states) > 1
    gender = gender_of(group.members[0], context.actors) if len(group.members) == 1 else ""
    return Subject(group.actors, plural, gender, context.sentence)


def resolve_pronoun(pronoun: str, before: Sequence[Group], context: Context) -> tuple[str, ...]:
    """The actors of the nearest fitting subject: those of this sentence in order, then those of the last two."""
    here = [as_subject(g, context) for g in before if g.prep == "" and g.acts]
    earlier = [s for s in context.subjects if s.sentence >= context.sentence - WINDOW]
    for subject in here + earlier:
        if _agrees(pronoun, subject):
            return subject.actors
    return ()


def _agrees(pronoun: str, subject: Subject) -> bool:
    if pronoun in word_set("plural"):
        return subject.is_plural
    if subject.is_plural:
        return False
    wrong = "f" if pronoun in word_set("masculine") else "m"
    return subject.gender != wrong


def resolve_possessive(
    before: Sequence[Group], low: str, context: Context, subject: tuple[str, ...]
) -> tuple[str, ...]:
    """ "sa", "ses", "leur": the subject of the clause, else the nearest subject that has the number."""
    plural = low in ("leur", "leurs")
    if subject and (len(subject) > 1 or not plural):
        return subject
    pronoun = "ils" if plural else ""
    here = [as_subject(g, context) for g in before if g.prep == "" and g.acts]
    earlier = [s for s in context.subjects if s.sentence >= context.sentence - WINDOW]
    return next((s.actors for s in here + earlier if (s.is_plural if pronoun else not s.is_plural)), ())


def resolve_other(before: Sequence[Group], low: str, context: Context, subject: tuple[str, ...]) -> tuple[str, ...]:
    """The owner of what the subject judges: the group named last, else the last subject, who is not the subject."""
    for group in reversed(before):
        if group.acts and not set(group.actors) & set(subject):
            return group.actors
    plural = low in ("leur", "leurs")
    for earlier in context.subjects:
        if not set(earlier.actors) & set(subject) and (earlier.is_plural or not plural):
            return earlier.actors
    return ()


def resolve_clitic(clitic: str, before: Sequence[Group], context: Context, subject: tuple[str, ...]) -> tuple[str, ...]:
    """ "l'a reçu", "les accuse", "leur a promis": the nearest who fits and is not the subject."""
    plural, own = clitic in ("les", "leur"), {context.state(a) or a for a in subject}
    here = [as_subject(g, context) for g in reversed(before) if g.acts and g.prep not in _WHERE]
    for one in [*here, *_lately(context)]:
        if not any(context.state(a) for a in one.actors):
            continue
        if one.is_plural != plural or own & {context.state(a) or a for a in one.actors}:
            continue
        if (clitic == "la" and one.gender == "m") or (clitic == "le" and one.gender == "f"):
            continue
        return one.actors
    return ()


def counterpart(before: Sequence[Group], context: Context, own: tuple[str, ...], *, hostile: bool) -> tuple[str, ...]:
    """Whom an act without a named object concerns: the last who was spoken of, is not of the doer's side, and between
    whom and the doer something alike was told; else the last between whom nothing contrary was."""
    states = {s for a in own if (s := context.state(a))}
    here = [as_subject(g, context) for g in reversed(before) if g.prep not in _WHERE]
    found = [_of_other_side(one, states, context) for one in [*here, *_lately(context)]]
    found = [actors for actors in found if 0 < len(actors) <= _FEW] or _most_told_of(states, context)
    alike, unlike = (context.foes, context.friends) if hostile else (context.friends, context.foes)

    def told(actors: tuple[str, ...]) -> set[frozenset[str]]:
        return {frozenset((context.state(a) or a, s)) for a in actors for s in states}

    if close := next((actors for actors in found if told(actors) & alike), ()):
        return close
    if hostile and (culprit := next((a for a in found if {context.state(one) for one in a} <= context.blamed), ())):
        return culprit
    return next((actors for actors in found if not told(actors) & unlike), ())


def _most_told_of(states: set[str], context: Context) -> list[tuple[str, ...]]:
    """The other state that the text is about most, where nobody was spoken of lately."""
    others = {code: weight for code, weight in context.states.items() if code not in states}
    key = _key_of(max(others, key=lambda code: others[code]), context) if others else ""
    return [(key,)] if key else []


def _of_other_side(one: Subject, states: set[str], context: Context) -> tuple[str, ...]:
    return tuple(a for a in one.actors if (s := context.state(a)) and s not in states)


_FEW = 2  # more are no counterpart


def _lately(context: Context) -> list[Subject]:
    """Who was spoken of in the last sentences: of one sentence, its subjects first."""
    since = context.sentence - WINDOW
    near = [s for s in (*context.subjects, *context.others) if s.sentence >= since]
    return sorted(near, key=lambda s: (-s.sentence, not s.is_subject))


_WHERE = frozenset({"à", "en", "dans", "lieu", "depuis", "vers", "chez", "sur", "sous", "selon"})


def latest_pair(before: Sequence[Group], context: Context) -> tuple[str, ...]:
    """The two states that "les deux pays" means."""
    for group in reversed(before):
        if pair := _as_pair(group.actors, context):
            return pair
    near: Counter[str] = Counter()
    for code, weight in context.states.items():
        near[code] = round(weight * _SCALE)
    for group in before:
        for state in dict.fromkeys(s for a in group.actors if (s := context.state(a))):
            near[state] += _SCALE
    common = [code for code, _ in near.most_common(2)]
    keys = {code: _key_of(code, context) for code in common}
    return tuple(k for k in keys.values() if k) if len(common) == 2 else ()


def _key_of(code: str, context: Context) -> str:
    own = next((k for k, a in context.actors.items() if a.code == code), "")
    return own or next((k for k, a in context.actors.items() if a.acts_for == code), "")


def _as_pair(actors: tuple[str, ...], context: Context) -> tuple[str, ...]:
    by_state = {s: context.state_key(s, a) for a in actors if (s := context.state(a))}
    return tuple(by_state.values()) if len(by_state) == 2 else ()


def latest_persons(before: Sequence[Group], context: Context) -> tuple[str, ...]:
    """The two persons that "les deux hommes" means."""
    here = [a for g in before for a in g.actors if context.actors[a].kind == Kind.PERSON]
    earlier = [a for n, a in context.persons if n >= context.sentence - WINDOW - 1]
    found = list(dict.fromkeys([*reversed(here), *earlier]))[:2]
    return tuple(reversed(found)) if len(found) == 2 else ()


def pronoun_at(words: list[Word], i: int, before: list[Group], context: Context) -> Participant | None:
    """The participant that a pronoun or a pair at `i` is, if it can be resolved."""
    low = words[i].low
    pair = " ".join(w.low for w in words[i : i + 2])
    if low in word_set("plural") or low in ("il", "elle", "celui-ci", "celle-ci"):
        following = words[i + 1].low if i + 1 < len(words) else ""
        if low == "il" and (following in ("faut", "s'agit") or _is_there_is(words, i)):
            return None
        return _participant(i, i + 1, resolve_pronoun(low, before, context), low)
    if low in ("lui", "eux") and i and words[i - 1].prep:
        return _participant(i, i + 1, resolve_pronoun("ils" if low == "eux" else "il", before, context), low)
    if pair in word_set("masculine") | word_set("feminine") | word_set("plural"):
        return _participant(i, i + 2, resolve_pronoun(pair, before, context), pair)
    if pair == "le couple":
        return _participant(i, i + 2, latest_persons(before, context), "ils", is_pair=True)
    if low == "deux" and i + 1 < len(words):
        return _pair_at(words, i, before, context)
    return None


def _is_there_is(words: list[Word], i: int) -> bool:
    """ "il y a", but not "il y a prévenu X" """
    lows = [w.low for w in words[i + 1 : i + 3]]
    if lows[:1] != ["y"]:
        return False
    return i + 3 >= len(words) or not (words[i + 3].tag is Tag.VERB and "K" in words[i + 3].tenses())


def _pair_at(words: list[Word], i: int, before: list[Group], context: Context) -> Participant | None:
    noun = words[i + 1].low
    start = i - 1 if i and words[i - 1].low in ("les", "des", "aux", "leurs", "ces", "tous", "toutes") else i
    if words[start].low in ("tous", "toutes"):
        actors = latest_persons(before, context) or latest_pair(before, context)
        return _participant(start, i + 1, actors, "ils", is_pair=True)
    if noun in word_set("state_pairs"):
        return _participant(start, i + 2, latest_pair(before, context), "ils", is_pair=True)
    if noun in word_set("person_pairs"):
        actors = latest_persons(before, context) or latest_pair(before, context)
        return _participant(start, i + 2, actors, "ils", is_pair=True)
    return None


def _participant(
    start: int, end: int, actors: tuple[str, ...], low: str, *, is_pair: bool = False
) -> Participant | None:
    if not actors:
        return None
    return Participant(start, end, actors, is_pronoun=True, is_pair=is_pair, is_plural=low in word_set("plural"))
